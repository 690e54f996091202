/** The best ways through a chart: each place of the text belongs to one piece, or is left unread. */

import type { Piece, PiecePart } from '../piece.ts'
import { type ParseChart, STEPS } from './chart.ts'

/** One piece of a path through the text, or one character that no piece covers (`piece` absent). */
export interface PathStep {
  readonly at: number
  readonly end: number
  readonly piece?: Piece
  /** an unread run with 县 or 市 behind it */
  readonly named?: true
}

/** A way through the whole text, with its cost: the lower the better. */
export interface Path {
  readonly steps: readonly PathStep[]
  readonly cost: number
}

/**
 * Costs, so that less is more likely: few long spans before many short ones, any word before an unread character,
 * what means something before what does not. Measured on the corpus (test/language/corpus): the order of readings
 * holds for found below filler below mark below unread; within that order the numbers may move.
 */
const COST = {
  found: 0.6,
  latent: 0.25,
  filler: 0.6,
  mark: 0.9,
  perChar: 0.1,
  sign: 0.05,
  seen: 0.4,
  unread: 1.5,
  newUnread: 1,
  torn: 1.2,
  perFound: 0.005,
  longest: 0.1,
}

const SIGNS: ReadonlySet<string> = new Set(['break', 'comma', 'blank', 'colon', 'question', 'open', 'close'])
const GLUE: ReadonlySet<string> = new Set('filler of done is and me reports degree some every into'.split(' '))
/** Made something else before a path is sought. */
const NEVER: ReadonlySet<string> = new Set(['moment', 'number', 'weekday'])
const FOUND: ReadonlySet<string> = new Set([
  ...[
    'indicator',
    'region',
    'own',
    'them',
    'parts',
    'time',
    'clock',
    'delay',
    'base',
    'amount',
    'compare',
    'extreme',
    'running',
  ],
  ...['measure', 'ask', 'act', 'for', 'polar', 'repair', 'person', 'deputy', 'reason', 'document', 'section'],
  ...['indicators', 'sorted', 'series', 'topic'],
])

/** Whether a part says something by itself, and so becomes a span; marks and fillers do not. */
export const isFound = (part: PiecePart): boolean => FOUND.has(part.kind)

function costOf({ part, at, end, latent, inner, doubt = 0 }: Piece): number {
  const length = end - at
  if (SIGNS.has(part.kind)) return COST.sign
  if (part.kind === 'unread') return COST.seen + COST.perChar * length + doubt
  if (inner) return inner.reduce((sum, piece) => sum + costOf(piece), doubt)
  if (isFound(part))
    return COST.found - Math.min(COST.longest, COST.perFound * length) + (latent ? COST.latent : 0) + doubt
  return (GLUE.has(part.kind) ? COST.filler : COST.mark) + COST.perChar * length + doubt
}

const HAN = /[\u3400-\u9fff]/

/** Wider than what is asked for, since ways that differ in fillers alone are one reading. */
const BEAM = 12
/** A message longer than this is a table or a paste: two ways are enough. */
const LONG = 500
const NARROW = 2

/** The cheapest paths through a chart, the cheapest first, at most `BEAM`; never empty. */
export function paths(chart: ParseChart): Path[] {
  const { length } = chart
  const ways = new Ways(length, length > LONG ? NARROW : BEAM)
  for (let at = 0; at < length; at++) extend(ways, at, chart)
  return Array.from({ length: ways.countAt(length) }, (_, i) => ways.path(ways.firstAt(length) + i))
}

/** Every way to a place goes on with every piece that begins there, or leaves one character unread. */
function extend(ways: Ways, at: number, chart: ParseChart): void {
  const pieces = chart.at(at)
  const from = ways.firstAt(at)
  const to = from + ways.countAt(at)
  chart.steps += (to - from) * pieces.length * STEPS.look
  for (let i = 0; i < pieces.length; i++) own[i] = costIn(pieces[i])
  for (let before = from; before < to; before++) {
    const last = ways.pieceOf(before)
    const wasUnread = at > 0 && !last
    const cost = ways.costOf(before)
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]
      if (!piece || NEVER.has(piece.part.kind)) continue
      const torn = wasUnread && isOneCharacter(chart.text, piece) ? COST.torn : 0
      ways.add(piece.end, cost + (own[i] ?? 0) + torn, before, piece)
    }
    const torn = last && isOneCharacter(chart.text, last) ? COST.torn : 0
    ways.add(at + 1, cost + COST.unread + (wasUnread ? 0 : COST.newUnread) + torn, before)
  }
}

/** What the pieces of one place cost; written over at the next. */
const own: number[] = []
const costIn = (piece: Piece | undefined): number => (piece ? costOf(piece) : 0)

/** One character that means something may be torn out of a word that is not known: 差 of 差旅费. */
const isOneCharacter = (text: string, { at, end, part }: Piece): boolean =>
  end - at === 1 && isFound(part) && HAN.test(text[at] ?? '')

/** The cheapest ways to each place, as many as the width, in the order of their costs; each by its number. */
class Ways {
  private readonly width: number
  private readonly counts: Uint8Array
  private readonly costs: Float64Array
  private readonly befores: Int32Array
  /** the piece with which a way comes here; absent: an unread character */
  private readonly pieces: (Piece | undefined)[]

  constructor(length: number, width: number) {
    const size = (length + 1) * width
    this.width = width
    this.counts = new Uint8Array(length + 1)
    this.costs = new Float64Array(size)
    this.befores = new Int32Array(size)
    this.pieces = new Array(size).fill(undefined)
    // the way that has not begun
    this.add(0, 0, -1)
  }

  /** The number of the cheapest way to a place; the others follow. */
  firstAt(place: number): number {
    return place * this.width
  }

  countAt(place: number): number {
    return this.counts[place] ?? 0
  }

  costOf(way: number): number {
    return this.costs[way] ?? 0
  }

  pieceOf(way: number): Piece | undefined {
    return this.pieces[way]
  }

  /** Of two that cost the same the first to come stays before the other. */
  add(place: number, cost: number, before: number, piece?: Piece): void {
    const from = place * this.width
    const count = this.counts[place] ?? 0
    let way = from + count
    while (way > from && this.costOf(way - 1) > cost) way--
    if (way === from + this.width) return
    const last = Math.min(count, this.width - 1)
    for (let to = from + last; to > way; to--)
      this.put(to, this.costOf(to - 1), this.befores[to - 1] ?? 0, this.pieces[to - 1])
    this.put(way, cost, before, piece)
    this.counts[place] = Math.min(count + 1, this.width)
  }

  private put(way: number, cost: number, before: number, piece: Piece | undefined): void {
    this.costs[way] = cost
    this.befores[way] = before
    this.pieces[way] = piece
  }

  path(way: number): Path {
    const steps: PathStep[] = []
    for (let one = way; one >= this.width; one = this.befores[one] ?? 0) {
      const end = Math.floor(one / this.width)
      const piece = this.pieces[one]
      steps.push(piece ? { at: piece.at, end, piece } : { at: end - 1, end })
    }
    return { steps: steps.reverse(), cost: this.costOf(way) }
  }
}
