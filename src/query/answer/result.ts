/** What a query comes to: rows of readings with what they rest on, or nothing and why. */
import type { Amount } from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Cell } from '../cube/cube.ts'
import type { Absence, Reading, Readings } from '../measures/reading.ts'
import type { Axis, LedgerQuery } from '../query.ts'

/** Another reading beside the one asked for. */
export interface Comparison {
  readonly other: Reading
  /** own less the other; between ratios in points. undefined where one is missing or has no size */
  readonly difference?: Amount | undefined
  /** the cell of the other, where it is one */
  readonly cell?: Cell | undefined
}

/** A cell with the readings that were asked for. */
export interface Entry {
  readonly cell: Cell
  readonly readings: Readings
  readonly versus?: ReadonlyMap<Measure, Comparison> | undefined
  /** the longest run of periods in which a condition held */
  readonly run?: readonly Period[] | undefined
}

/** How many places and how many cells. */
export interface Count {
  readonly places: number
  readonly cells: number
}

/** One reading that several cells come to, with the cells that are in it. */
export interface Folded {
  readonly reading: Reading
  /** cells that are in it, and that are not for want of a figure */
  readonly counted: readonly Cell[]
  readonly without: readonly Cell[]
  /** whose least or most it is */
  readonly holder?: Cell | undefined
}

/** One row of an answer: a cell, or a group by its key. */
export interface Row {
  readonly key: Readonly<Partial<Record<Axis, string>>>
  readonly entries: readonly Entry[]
  readonly folded?: ReadonlyMap<Measure, Folded> | undefined
  /** what passed, of what was looked at */
  readonly count: Count
  readonly of: Count
}

/** How many reports are in (`reported`), owed (`of`), in review, and without any figure that year (`silent`). */
export interface Turnout {
  readonly reported: number
  readonly of: number
  readonly pending: number
  readonly silent: number
}

/** A cell of which a condition cannot be told. */
export interface Unknown {
  readonly cell: Cell
  readonly why: Absence
}

/** Whether a claim holds, with the entries that speak for and against it. */
export interface Verdict {
  readonly truth: boolean | Absence
  readonly speaking: readonly Entry[]
  readonly against: readonly Entry[]
  readonly unknown: readonly Unknown[]
}

/** The places, indicators and periods that a query is asked of. */
export interface Axes {
  readonly places: readonly RegionKey[]
  readonly indicators: readonly Indicator[]
  /** asked for, of any kind */
  readonly periods: readonly Period[]
  /** parts of a whole, not places named one by one */
  readonly isParts: boolean
}

/** An answered query: its rows, and what they were made of. */
export interface Found {
  readonly kind: 'found'
  readonly query: LedgerQuery
  readonly axes: Axes
  /** ordered, the limit applied */
  readonly rows: readonly Row[]
  /** rows before the limit */
  readonly all: number
  /** in all rows, of all that was looked at */
  readonly count: Count
  readonly of: Count
  /** the latest day of the figures that were looked at */
  readonly asOf?: Day | undefined
  readonly unknown: readonly Unknown[]
  /** of everything looked at: what reported for its period, of what owes it; what waits for review; what never came */
  readonly turnout: Turnout
  /** where nothing at all is known, and everywhere for the same reason */
  readonly lacking?: Absence | undefined
  /** rows without a reading to be ordered by, left out of the order */
  readonly unplaced: number
  readonly verdict?: Verdict | undefined
  /** what was asked, where that is too long to be told */
  readonly narrowedFrom?: LedgerQuery | undefined
  /** as many cells were read for it, at most */
  readonly touched?: number
}

/** Why there is no answer at all. */
export type Nought =
  | { readonly why: 'no-year'; readonly year: string }
  | { readonly why: 'no-such'; readonly name: string }
  /** asked to add what cannot be: rates over places, cumulative figures over time, figures of different units */
  | { readonly why: 'rates-summed' | 'cumulative-over-time' | 'not-summed'; readonly measure: Measure }
  | { readonly why: 'units-differ'; readonly indicators: readonly IndicatorId[] }
  /** a whole and its part in one sum */
  | { readonly why: 'overlap'; readonly place: RegionKey }
  | { readonly why: 'no-task' | 'nothing-owed' | 'not-over' | 'private' }
  /** more than a message may read, or anybody could: which part of it is meant has to be said */
  | { readonly why: 'too-wide' }
  /** so many stand in the order, and nobody at the place that was asked for */
  | { readonly why: 'no-place'; readonly placed: number; readonly unplaced: number }
  /** nothing passes the conditions; some may be unknown */
  | { readonly why: 'no-match'; readonly of: Count; readonly unknown: readonly Unknown[] }

/** A query without an answer, and why. */
export interface Nothing {
  readonly kind: 'nothing'
  readonly query: LedgerQuery
  readonly axes?: Axes | undefined
  readonly nought: Nought
}

/** What a query comes to: rows, or nothing and why. */
export type Result = Found | Nothing

/** How many places and cells these are. */
export const countOf = (cells: readonly Cell[]): Count => ({
  places: new Set(cells.map((one) => one.place)).size,
  cells: cells.length,
})

/** The turnout of these cells, of periods that are over. */
export function turnoutOf(cells: readonly Cell[]): Turnout {
  const sum = (of: (cell: Cell) => number) => cells.reduce((all, one) => all + (one.isOver ? of(one) : 0), 0)
  return {
    reported: sum((one) => one.reported),
    of: sum((one) => one.of),
    pending: sum((one) => one.pending),
    silent: sum((one) => one.silent),
  }
}
