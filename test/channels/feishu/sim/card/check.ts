/** Is this a card that the platform takes? Limits and rules of JSON 2.0, after its structure. */
import { CardRefusal, Refusal } from '../refusal.ts'
import type { World } from '../state/world.ts'
import { checkForms } from './forms.ts'
import { atIds, tablesIn } from './markdown.ts'
import { type CardNode, contentOf, isNode, parseNode, textOf } from './node.ts'
import { CONTAINERS } from './shapes.ts'
import { type Placed, placedIn } from './structure.ts'
import { checkTable } from './tables.ts'

export const CARD_BYTES = 30 * 1024
const ELEMENTS = 200
const DEPTH = 5
const TABLES = 5
const CHARTS = 5
const TEMPLATES = 'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default'.split(' ')
const BUTTON_TYPES = 'default primary danger text primary_text danger_text primary_filled danger_filled laser'.split(
  ' ',
)

/** @throws Refusal as the message API words it: 230099 with the inner code, 230025 for the size */
export function parseCard(world: World, json: string): CardNode {
  const card = parseNode(json)
  if (!card) throw new CardRefusal(200621, 'parse card json err, the content is not a JSON object')
  if (Buffer.byteLength(json) > CARD_BYTES)
    throw new Refusal(230025, `the length of the message content reaches its limit`)
  checkCard(world, card)
  return card
}

export function checkCard(world: World, card: CardNode): void {
  if (card['schema'] !== '2.0') {
    throw new CardRefusal(
      200621,
      `parse card json err, schema ${String(card['schema'])}: this simulator knows JSON 2.0 only`,
    )
  }
  const config = card['config']
  if (isNode(config) && config['update_multi'] === false) {
    throw new CardRefusal(200621, 'parse card json err, update_multi false is not supported by schema 2.0')
  }
  const placed = placedIn(card, world.settings.switches.unlistedProperty)
  checkSizes(placed)
  checkElementIds(placed)
  checkHeader(card)
  checkForms(placed)
  for (const one of placed) checkOne(world, one)
}

function checkSizes(placed: readonly Placed[]): void {
  if (placed.length > ELEMENTS)
    throw new CardRefusal(11310, `card element number over limit, ${placed.length} of ${ELEMENTS}`)
  const tables = placed.filter(({ tag }) => tag === 'table').length
  const drawn = placed
    .filter(({ tag }) => tag === 'markdown')
    .reduce((sum, { node }) => sum + tablesIn(textOf(node['content'])), 0)
  if (tables + drawn > TABLES) throw new CardRefusal(11310, 'card table number over limit')
  if (placed.filter(({ tag }) => tag === 'chart').length > CHARTS)
    throw new CardRefusal(11310, 'card chart number over limit')
  for (const { path, parents } of placed) {
    const depth = parents.filter((parent) => CONTAINERS.has(textOf(parent['tag']))).length
    if (depth > DEPTH) throw new CardRefusal(11310, `element depth over limit, path: ${path}`)
  }
}

function checkElementIds(placed: readonly Placed[]): void {
  const seen = new Set<unknown>()
  for (const { node, path } of placed) {
    const id = node['element_id']
    if (id === undefined) continue
    if (typeof id !== 'string' || !/^[A-Za-z]\w{0,19}$/.test(id)) {
      throw new CardRefusal(200621, `element_id ${String(id)} is malformed, path: ${path}`)
    }
    if (seen.has(id)) throw new CardRefusal(200621, `element_id ${id} is not unique, path: ${path}`)
    seen.add(id)
  }
}

function checkHeader(card: CardNode): void {
  const header = card['header']
  if (!isNode(header)) return
  const { template, text_tag_list: tags } = header
  if (template !== undefined && !TEMPLATES.includes(String(template))) {
    throw new CardRefusal(200621, `unknown template ${String(template)}`)
  }
  if (Array.isArray(tags) && tags.length > 3) throw new CardRefusal(200621, 'text_tag_list over limit')
}

function checkOne(world: World, { node, tag, path, parents }: Placed): void {
  switch (tag) {
    case 'table':
      if (parents.length > 0) throw new CardRefusal(200621, `table can only be placed at the root, path: ${path}`)
      checkTable(node, path)
      break
    case 'chart':
      checkChart(node, path)
      break
    case 'img':
    case 'custom_icon':
      checkImage(world, textOf(node['img_key']))
      break
    case 'markdown':
    case 'lark_md':
      checkMentions(world, textOf(node['content']))
      break
    case 'button':
      checkButton(node, path)
      break
    case 'input':
      checkInput(node, path)
      break
    case 'person':
      checkMention(world, textOf(node['user_id']))
      break
  }
}

function checkChart(node: CardNode, path: string): void {
  const spec = node['chart_spec']
  if (!isNode(spec) || typeof spec['type'] !== 'string' || spec['data'] === undefined) {
    throw new CardRefusal(200550, `chart_spec is invalid, path: ${path}`)
  }
}

function checkImage(world: World, key: string): void {
  const image = world.resources.get(key)
  if (image?.kind !== 'image' || !image.botOwns) throw new CardRefusal(200570, `invalid image key ${key}`)
}

function checkMentions(world: World, markdown: string): void {
  for (const id of atIds(markdown)) if (id !== 'all') checkMention(world, id)
}

function checkMention(world: World, id: string): void {
  const known =
    world.users.has(id) ||
    [...world.users.values()].some(({ userId, unionId, email }) => [userId, unionId, email].includes(id))
  if (!known) throw new CardRefusal(100290, `invalid user id ${id} in at`)
}

function checkButton(node: CardNode, path: string): void {
  if ([...contentOf(node['text'])].length > 100)
    throw new CardRefusal(200621, `button text over 100 characters, path: ${path}`)
  const type = node['type']
  if (type !== undefined && !BUTTON_TYPES.includes(String(type))) {
    throw new CardRefusal(200621, `unknown button type ${String(type)}, path: ${path}`)
  }
}

function checkInput(node: CardNode, path: string): void {
  const { max_length: max = 1000, default_value: value = '', input_type: type = 'text' } = node
  if (typeof max !== 'number' || max < 1 || max > 1000)
    throw new CardRefusal(200621, `max_length is 1 to 1000, path: ${path}`)
  if ([...textOf(value)].length > max) throw new CardRefusal(200621, `default_value over max_length, path: ${path}`)
  if (!['text', 'multiline_text', 'password'].includes(String(type))) {
    throw new CardRefusal(200621, `unknown input_type ${String(type)}, path: ${path}`)
  }
}
