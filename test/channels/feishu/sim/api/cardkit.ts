/**
 * Card entities and streaming. Documented codes: 300317 sequence, 300309 not streaming, 200850 streaming timed out.
 * That an unknown card or element is 300313 is a guess.
 */
import { z } from 'zod'
import { parseCard } from '../card/check.ts'
import { isNode, parseNode } from '../card/node.ts'
import { placedIn } from '../card/structure.ts'
import { MINUTE } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { CardEntity } from '../state/records.ts'
import { CARD_LIFE_MS, changeCard, streams, type World } from '../state/world.ts'
import { bodyOf, type Call, ok, param, type Reply, type Route } from './call.ts'

const STREAMING_MS = 10 * MINUTE
const SCOPES = ['cardkit:card:write']

const Create = z.object({ type: z.literal('card_json'), data: z.string().min(1) })
const Step = { sequence: z.number().int().positive(), uuid: z.string().max(64).optional() }
const Content = z.object({ content: z.string().max(100_000), ...Step })
const Update = z.object({ card: z.object({ type: z.literal('card_json'), data: z.string() }), ...Step })
const Settings = z.object({ settings: z.string(), ...Step })

export const cardkitRoutes: readonly Route[] = [
  { method: 'POST', path: '/open-apis/cardkit/v1/cards', name: 'cardkit.card.create', scopes: SCOPES, run: create },
  {
    method: 'PUT',
    path: '/open-apis/cardkit/v1/cards/:card_id',
    name: 'cardkit.card.update',
    scopes: SCOPES,
    run: update,
  },
  {
    method: 'PATCH',
    path: '/open-apis/cardkit/v1/cards/:card_id/settings',
    name: 'cardkit.card.settings',
    scopes: SCOPES,
    run: settings,
  },
  {
    method: 'PUT',
    path: '/open-apis/cardkit/v1/cards/:card_id/elements/:element_id/content',
    name: 'cardkit.cardElement.content',
    scopes: SCOPES,
    run: content,
  },
]

function create(call: Call): Reply {
  const { world } = call
  const json = parseCard(world, bodyOf(call, Create).data)
  const id = world.ids.digits(19)
  const streamingSince = streams(json) ? world.clock.now() : undefined
  world.cards.set(id, {
    id,
    json,
    sequence: 0,
    bornAt: world.clock.now(),
    streamingSince,
    sentAs: undefined,
    uuids: new Set(),
  })
  return ok({ card_id: id })
}

function content(call: Call): Reply {
  const { world } = call
  const { content: text, ...step } = bodyOf(call, Content)
  const entity = opened(call)
  if (repeats(world, entity, step)) return ok()
  if (entity.streamingSince === undefined) throw new Refusal(300309, 'streaming mode is closed')
  if (world.age(entity.streamingSince) > STREAMING_MS) {
    if (isNode(entity.json['config'])) entity.json['config']['streaming_mode'] = false
    entity.streamingSince = undefined
    throw new Refusal(200850, 'card streaming timeout')
  }
  const id = param(call, 'element_id')
  const element = placedIn(entity.json, 'ignored').find(
    ({ node, tag }) => node['element_id'] === id && (tag === 'markdown' || tag === 'plain_text'),
  )
  if (!element) throw new Refusal(300313, `element ${id} not found, or no text`)
  element.node['content'] = text
  stepped(world, entity, step)
  return ok()
}

function update(call: Call): Reply {
  const { world } = call
  const { card, ...step } = bodyOf(call, Update)
  const entity = opened(call)
  if (repeats(world, entity, step)) return ok()
  changeCard(entity, parseCard(world, card.data), world.clock.now())
  stepped(world, entity, step)
  return ok()
}

function settings(call: Call): Reply {
  const { world } = call
  const { settings: json, ...step } = bodyOf(call, Settings)
  const entity = opened(call)
  if (repeats(world, entity, step)) return ok()
  const given = parseNode(json)
  if (!given) throw new Refusal(99992402, 'field validation failed: settings is not JSON')
  const config = isNode(given['config']) ? given['config'] : {}
  const old = isNode(entity.json['config']) ? entity.json['config'] : {}
  const next = { ...entity.json, ...given, config: { ...old, ...config } }
  changeCard(entity, parseCard(world, JSON.stringify(next)), world.clock.now())
  stepped(world, entity, step)
  return ok()
}

function opened(call: Call): CardEntity {
  const { world } = call
  const entity = world.cards.get(param(call, 'card_id'))
  if (!entity) throw new Refusal(300313, 'card not found')
  if (world.age(entity.bornAt) > CARD_LIFE_MS) throw new Refusal(300313, 'card has expired')
  if (world.rates.take(`card ${entity.id}`, world.settings.limits.perCard, 1_000) > 0) {
    world.counters.violations.card += 1
    throw new Refusal(99991400, 'request trigger frequency limit', 429, {
      'x-ogw-ratelimit-limit': '10',
      'x-ogw-ratelimit-reset': '1',
    })
  }
  return entity
}

interface StepBody {
  readonly sequence: number
  readonly uuid?: string | undefined
}

/** A uuid that was used changes nothing again; a sequence that does not rise is refused. */
function repeats(world: World, entity: CardEntity, { sequence, uuid }: StepBody): boolean {
  if (uuid !== undefined && entity.uuids.has(uuid)) {
    world.counters.repeatedUuids += 1
    return true
  }
  if (sequence <= entity.sequence)
    throw new Refusal(300317, `sequence number compare failed: ${sequence} after ${entity.sequence}`)
  return false
}

function stepped(world: World, entity: CardEntity, { sequence, uuid }: StepBody): void {
  entity.sequence = sequence
  if (uuid !== undefined) entity.uuids.add(uuid)
  const message = entity.sentAs === undefined ? undefined : world.messages.get(entity.sentAs)
  if (message) message.updates += 1
}
