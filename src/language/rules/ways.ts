/** Ways to fill a rule's slots with what stands in a chart, from one piece on. */
import type { Chart } from '../chart.ts'
import type { Piece } from '../piece.ts'
import type { Rule } from './rule.ts'

/** At most this many looks at pieces to fill one rule's slots from one piece on. */
const MOST_LOOKS = 400

/** What fills a rule's slots, in their order; undefined for one that is missing. */
export type Way = readonly (Piece | undefined)[]
const NO_WAYS: readonly Way[] = []

/**
 * Ways to fill a rule's slots from a piece on.
 * @param since only those with a piece behind the first that was added in this round or after it
 */
export function waysOf(
  { slots, next }: Rule,
  chart: Chart,
  first: Piece,
  looked: Int32Array,
  since: number,
): readonly Way[] {
  const { at, end } = first
  if (slots.length === 1) return since > 0 ? NO_WAYS : [[first]]
  // nearly always it ends here, and nothing need be made for it
  if (next && first.part.kind !== 'not') {
    const behind = chart.afterBlank(end)
    looked[at] = Math.max(looked[at] ?? 0, behind)
    chart.steps += 1
    if (!chart.has(behind, next)) return NO_WAYS
  }
  const filling = new Filling(slots, chart, first, since)
  looked[at] = Math.max(looked[at] ?? 0, filling.reach)
  return filling.ways
}

class Filling {
  readonly ways: Way[] = []
  /** the last place looked at */
  reach: number
  private looks = 0
  private readonly filled: (Piece | undefined)[]
  private readonly slots: Rule['slots']
  private readonly chart: Chart
  private readonly since: number
  private fresh = 0

  constructor(slots: Rule['slots'], chart: Chart, first: Piece, since: number) {
    this.slots = slots
    this.since = since
    this.chart = chart
    this.reach = first.at
    this.filled = [first]
    this.fill(first.end)
    chart.steps += this.looks
  }

  private fill(end: number): void {
    const slot = this.slots[this.filled.length]
    if (!slot) {
      if (this.since === 0 || this.fresh > 0) this.ways.push([...this.filled])
      return
    }
    this.fillFrom(nextTo(this.filled.at(-1), end, this.chart), slot)
    if (!slot.optional) return
    this.filled.push(undefined)
    this.fill(end)
    this.filled.pop()
  }

  private fillFrom(at: number, { kinds }: Rule['slots'][number]): void {
    this.reach = Math.max(this.reach, at)
    const pieces = this.chart.at(at)
    for (let i = 0; i < pieces.length && this.looks <= MOST_LOOKS; i++) {
      this.looks += 1
      const piece = kinds[this.chart.kindAt(at, i)] === 1 ? pieces[i] : undefined
      if (!piece) continue
      const fresh = this.chart.birthOf(at, i) >= this.since ? 1 : 0
      this.fresh += fresh
      this.filled.push(piece)
      this.fill(piece.end)
      this.filled.pop()
      this.fresh -= fresh
    }
  }
}

/** 报了没 报多少: what is denied stands right behind; else a blank is overlooked. */
const nextTo = (last: Piece | undefined, end: number, chart: Chart): number =>
  last?.part.kind === 'not' ? end : chart.afterBlank(end)
