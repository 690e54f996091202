/** Ways to fill a rule's slots with what stands in a chart, from one piece on. */
import { type ParseChart, STEPS } from '../parse/chart.ts'
import type { Piece } from '../piece.ts'
import type { GrammarRule } from './rule.ts'

/** At most this many looks at pieces to fill one rule's slots from one piece on. */
const MOST_LOOKS = 400

/** What fills a rule's slots, in their order; undefined for one that is missing. */
export type Way = readonly (Piece | undefined)[]
const NO_WAYS: readonly Way[] = []

/**
 * Finds the ways to fill a rule's slots with adjacent pieces from one place on. One object serves all rules of a
 * chart.
 */
export class Filler {
  private readonly chart: ParseChart
  private readonly filled: (Piece | undefined)[] = []
  private slots: GrammarRule['slots'] = []
  private since = 0
  private ways: Way[] | undefined
  private looks = 0
  private fresh = 0
  /** the last place looked at */
  private reach = 0

  constructor(chart: ParseChart) {
    this.chart = chart
  }

  /**
   * Ways to fill a rule's slots from a piece on.
   * @param looked takes the last place that was looked at from where the piece begins
   * @param since only those with a piece behind the first that was added in this round or after it
   */
  waysOf({ slots }: GrammarRule, first: Piece, looked: Int32Array, since: number): readonly Way[] {
    if (slots.length === 1) return since > 0 ? NO_WAYS : [[first]]
    this.slots = slots
    this.since = since
    this.ways = undefined
    this.looks = 0
    this.fresh = 0
    this.reach = first.at
    this.filled.length = 0
    this.filled.push(first)
    this.fill(first.end)
    this.chart.steps += this.looks * STEPS.look
    looked[first.at] = Math.max(looked[first.at] ?? 0, this.reach)
    return this.ways ?? NO_WAYS
  }

  private fill(end: number): void {
    const slot = this.slots[this.filled.length]
    if (!slot) {
      if (this.since > 0 && this.fresh === 0) return
      this.ways ??= []
      this.ways.push([...this.filled])
      return
    }
    this.fillFrom(nextTo(this.filled.at(-1), end, this.chart), slot)
    if (!slot.optional) return
    this.filled.push(undefined)
    this.fill(end)
    this.filled.pop()
  }

  private fillFrom(at: number, { kinds }: GrammarRule['slots'][number]): void {
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
const nextTo = (last: Piece | undefined, end: number, chart: ParseChart): number =>
  last?.part.kind === 'not' ? end : chart.afterBlank(end)
