/**
 * Cards within the platform's limits (30 KB, 200 elements).
 *
 * One message is one card, since an answer is later replaced by the id of one message. What is too much is shortened
 * where it is longest, and the card says so; buttons and forms stay, for they cannot be had otherwise.
 */
import { type Block, type Card, type Field, fold, note, partsOf, sentence } from '../../../message/card.ts'
import { FIT } from '../text.ts'
import { type CardJson, drawn } from './card.ts'

/** 30 KB of request, in which the card stands as a JSON string, with room for what is around it. */
const MOST_BYTES = 29 * 1024
/** 200, with room for what a client may add. */
const MOST_ELEMENTS = 190
const LEAST_ROWS = 5
const LEAST_TEXT = 80
/** A value or cell longer than this is shortened before any other is left out. */
const LONG_VALUE = 400

type Plain = Extract<Block, { kind: 'text' | 'note' | 'quote' }>

/**
 * A card in Feishu's JSON, no larger than the platform takes. Rows and lines are left out where it is too large, and
 * the card then says so.
 */
export function fitted(card: Card): CardJson {
  let shown = card
  for (;;) {
    const json = drawn(shown)
    if (isWithin(json)) return json
    const shorter = shortened(shown)
    if (!shorter) return bare(card)
    shown = shorter
  }
}

/**
 * Whether Feishu takes a card: 30 KB of the request's body, in which it stands escaped twice, and 200 elements, texts
 * among them; a little is left for what the sending adds.
 */
export const isWithin = (json: CardJson): boolean =>
  new TextEncoder().encode(JSON.stringify(JSON.stringify(json))).length <= MOST_BYTES &&
  elementsIn(json) <= MOST_ELEMENTS

/** How many elements a card has, as Feishu counts: everything with a tag, texts too. */
export function elementsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + elementsIn(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value).reduce<number>((sum, item) => sum + elementsIn(item), 0)
  return inner + ('tag' in value ? 1 : 0)
}

/** One step: texts that follow one another joined, then the heaviest block halved; undefined when all is short. */
function shortened(card: Card): Card | undefined {
  const joined = joinTexts(card.blocks)
  if (joined.length < card.blocks.length) return { ...card, blocks: joined }
  const heaviestFirst = card.blocks
    .map((block, index) => ({ block, index, weight: JSON.stringify(block).length }))
    .sort((one, other) => other.weight - one.weight)
  for (const { block, index } of heaviestFirst) {
    const half = halved(block)
    if (half) return { ...card, blocks: card.blocks.flatMap((each, at) => (at === index ? half : [each])) }
  }
  return undefined
}

function joinTexts(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind === 'text' && last?.kind === 'text' && !block.strong && !last.strong)
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${block.text}` }
    else joined.push(block)
  }
  return joined
}

function halved(block: Block): Block[] | undefined {
  switch (block.kind) {
    case 'table':
      return halvedTable(block)
    case 'text':
    case 'note':
    case 'quote':
      return half(block)
    case 'fields':
      return halvedFields(block)
    case 'fold':
      return halvedFold(block)
    case 'chart': {
      const { chart } = block
      const most = Math.floor(Math.max(...chart.series.map(({ points }) => points.length)) / 2)
      if (most < LEAST_ROWS) return [note(FIT.undrawn(chart.title))]
      const series = chart.series.map((one) => ({ ...one, points: one.points.slice(0, most) }))
      return [{ ...block, chart: { ...chart, title: FIT.points.put(FIT.points.off(chart.title), most), series } }]
    }
    case 'buttons':
    case 'form':
    case 'divider':
      return undefined
  }
}

function halvedTable(block: Extract<Block, { kind: 'table' }>): Block[] | undefined {
  const { rows, caption = '' } = block
  const most = Math.max(LEAST_ROWS, Math.floor(rows.length / 2))
  const longest = Math.max(0, ...rows.flatMap((row) => Object.values(row).map(lengthOf)))
  if (longest > (rows.length > most ? LONG_VALUE : LEAST_TEXT)) {
    const cell = (words: string): string => (lengthOf(words) > LEAST_TEXT ? cutAt(words, longest / 2) : words)
    const shorter = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, words]) => [column, cell(words)])),
    )
    return [{ ...block, rows: shorter }]
  }
  if (rows.length <= most) return undefined
  return [{ ...block, rows: rows.slice(0, most), caption: FIT.rows.put(FIT.rows.off(caption), most) }]
}

type Fields = Extract<Block, { kind: 'fields' }>

/** Long values first: a note of a page must not push a figure out. */
function halvedFields(block: Fields): Fields[] | undefined {
  const last = block.fields.at(-1)
  const left = last ? FIT.fields.left(last) : 0
  const fields = left > 0 ? block.fields.slice(0, -1) : block.fields
  const longest = Math.max(0, ...fields.map(({ value }) => lengthOf(value)))
  const most = Math.max(LEAST_ROWS, Math.floor(fields.length / 2))
  if (longest > (fields.length > most ? LONG_VALUE : LEAST_TEXT)) {
    const shorter = block.fields.map((field: Field) =>
      lengthOf(field.value) > LEAST_TEXT ? { ...field, value: cutAt(field.value, longest / 2) } : field,
    )
    return [{ ...block, fields: shorter }]
  }
  if (fields.length <= most) return undefined
  return [{ ...block, fields: [...fields.slice(0, most), FIT.fields.rest(left + fields.length - most)] }]
}

type Fold = Extract<Block, { kind: 'fold' }>
type Inner = Fold['blocks'][number]

function halvedFold(block: Fold): Block[] {
  const isRest = (inner: Inner | undefined): boolean => inner?.kind === 'note' && inner.text === FIT.rest
  const inner = isRest(block.blocks.at(-1)) ? block.blocks.slice(0, -1) : block.blocks
  if (inner.length > 1) {
    const first = inner.slice(0, Math.floor(inner.length / 2))
    return [fold(block.title, [...first, note(FIT.rest)])]
  }
  const only = inner[0]
  const shorter: readonly Inner[] | undefined = only && (only.kind === 'fields' ? halvedFields(only) : half(only))
  if (!shorter) return [note(FIT.folded(block.title))]
  return [fold(block.title, [...shorter, ...block.blocks.slice(inner.length)])]
}

function half<T extends Plain>(block: T): T[] | undefined {
  const length = lengthOf(block.text)
  return length <= LEAST_TEXT ? undefined : [{ ...block, text: cutAt(block.text, length / 2) }]
}

/** In characters, as `cutAt` counts: a cut that cuts nothing off would go on for ever. */
const lengthOf = (words: string): number => [...words].length

/** Between characters, not within one. */
function cutAt(words: string, most: number): string {
  const characters = [...words]
  return characters.length > most ? `${characters.slice(0, Math.floor(most)).join('')}…` : words
}

/** What is left when nothing can be shortened any more: the title, and what can be pressed, where at least that fits. */
function bare(card: Card): CardJson {
  const first = card.blocks.filter(({ kind }) => kind === 'buttons' || kind === 'form').slice(0, 1)
  const pressable = drawn({ ...card, blocks: partsOf(sentence(FIT.tooMuch), first) })
  return isWithin(pressable) ? pressable : drawn({ ...card, blocks: partsOf(sentence(FIT.tooMuchToPress)) })
}
