/**
 * Cards within the platform's limits (30 KB, 200 elements).
 *
 * One message is one card, since an answer is later replaced by the id of one message. What is too much is shortened
 * where it is longest, and the card says so; buttons and forms stay, for they cannot be had otherwise.
 */
import type { Block, Card } from '../../message/card.ts'
import { type CardJson, drawn } from './card.ts'

/** 30 KB of request, in which the card stands as a JSON string, with room for what is around it. */
const MOST_BYTES = 29 * 1024
/** 200, with room for what a client may add. */
const MOST_ELEMENTS = 190
const LEAST_ROWS = 5
const LEAST_TEXT = 80

type Plain = Extract<Block, { kind: 'text' | 'note' | 'quote' }>

/** @returns the card's JSON, no larger than the platform takes */
export function fitted(card: Card): CardJson {
  let shown = card
  for (;;) {
    const json = drawn(shown)
    if (isWithin(json)) return json
    const shorter = shortened(shown)
    if (!shorter) return drawn(bare(card))
    shown = shorter
  }
}

export const isWithin = (json: CardJson): boolean =>
  new TextEncoder().encode(JSON.stringify(JSON.stringify(json))).length <= MOST_BYTES &&
  elementsIn(json) <= MOST_ELEMENTS

/** Everything with a tag counts, texts too. */
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
  const heaviest = card.blocks
    .map((block, index) => ({ block, index, weight: JSON.stringify(block).length, half: halved(block) }))
    .filter(({ half }) => half !== undefined)
    .sort((a, b) => b.weight - a.weight)[0]
  if (!heaviest?.half) return undefined
  return {
    ...card,
    blocks: card.blocks.flatMap((block, index) => (index === heaviest.index ? (heaviest.half ?? []) : [block])),
  }
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
    case 'table': {
      const most = Math.max(LEAST_ROWS, Math.floor(block.rows.length / 2))
      if (block.rows.length <= most) return undefined
      const caption = (block.caption ?? '').replace(/（只列前 \d+ 行）$/, '')
      return [{ ...block, rows: block.rows.slice(0, most), caption: `${caption}（只列前 ${most} 行）` }]
    }
    case 'text':
    case 'note':
    case 'quote':
      return half(block)
    case 'fields':
      return block.fields.length > LEAST_ROWS
        ? [{ ...block, fields: block.fields.slice(0, block.fields.length / 2) }]
        : undefined
    case 'fold': {
      const inner = block.blocks.slice(0, Math.floor(block.blocks.length / 2))
      if (inner.length > 0) return [{ ...block, blocks: inner }]
      const only = block.blocks[0]
      const shorter = only && only.kind !== 'fields' ? half(only) : undefined
      return shorter ? [{ ...block, blocks: shorter }] : []
    }
    case 'chart': {
      const series = block.chart.series.map((one) => ({ ...one, points: one.points.slice(0, one.points.length / 2) }))
      return series.every(({ points }) => points.length >= LEAST_ROWS)
        ? [{ ...block, chart: { ...block.chart, series } }]
        : []
    }
    case 'buttons':
    case 'form':
    case 'divider':
      return undefined
  }
}

function half<T extends Plain>(block: T): T[] | undefined {
  const characters = [...block.text]
  if (characters.length <= LEAST_TEXT) return undefined
  return [{ ...block, text: `${characters.slice(0, Math.floor(characters.length / 2)).join('')}…` }]
}

/** What is left when nothing can be shortened any more: the title, and what can be pressed. */
function bare(card: Card): Card {
  const first = card.blocks.filter(({ kind }) => kind === 'buttons' || kind === 'form').slice(0, 1)
  return { ...card, blocks: [{ kind: 'text', text: '内容太多，飞书卡片放不下，请缩小范围再查。' }, ...first] }
}
