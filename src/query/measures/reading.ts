/** What is known of a measure in a cell, or why nothing is: never another figure in its place. */
import type { Amount } from '../../office/amount.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Outlook, RequiredPace } from '../../office/forecast.ts'
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Change } from '../cube/history.ts'
import type { Scalar } from '../query.ts'

/** Why there is nothing to tell. */
export type Absence =
  /** 无任务 */
  | 'no-task'
  /** no figure that year up to the period: 尚无上报 */
  | 'no-figure'
  /** nothing came in for this very period; what is there is of an earlier one */
  | 'not-reported'
  /** the period is not over, so nothing is owed yet */
  | 'not-over'
  /** no rule of the schedule asks for it */
  | 'not-owed'
  /** a direction without a figure, or a goal not split so far down */
  | 'no-goal'
  /** a rate has no pace and no completion; a lump has none before its day */
  | 'no-pace'
  /** counties' rates do not make a rate of the whole */
  | 'not-summed'
  /** no figure to compare with */
  | 'no-base'
  /** the ledger has no such year */
  | 'no-year'
  /** an affair between a region and those above it */
  | 'private'
  /** it lies outside of what it is to be ranked in */
  | 'not-among'
  /** told of counties, not of what they make up */
  | 'of-counties'
  /** nothing is left to do */
  | 'met'
  /** no figure is large enough for it */
  | 'out-of-reach'
  /** nothing was given or written */
  | 'none'

/** What a sentence about a reading needs beside its value, by measure. */
export type Detail =
  | {
      readonly of: 'rank'
      readonly among: number
      /** all that stand at this place, itself among them: one list for all of them */
      readonly sharing: readonly RegionKey[]
      readonly silent: number
      readonly gained?: number | undefined
    }
  | { readonly of: 'expected'; readonly share: Amount; readonly on: Day }
  | { readonly of: 'share'; readonly whole: Amount; readonly ofGoal?: Amount | undefined; readonly target?: Amount }
  | { readonly of: 'forecast'; readonly outlook: Outlook; readonly need?: RequiredPace | undefined }
  | { readonly of: 'reportedAt'; readonly latest: Instant }
  | { readonly of: 'corrections'; readonly changes: readonly Change[] }
  | {
      readonly of: 'increment'
      readonly since: Period
      readonly from: Amount
      /** of which day that figure is */
      readonly asOf?: Day | undefined
      /** counties in it that had no figure then */
      readonly fresh: number
    }
  | { readonly of: 'reported'; readonly count: number; readonly owing: number; readonly pending: number }
  | { readonly of: 'perMonth'; readonly from: Period; readonly months: number }
  /** `isMissing`: nothing came yet */
  | { readonly of: 'lateDays'; readonly lastDay: Day; readonly isMissing: boolean }
  | { readonly of: 'needed'; readonly more: Amount }

/** A measure's value, with its detail. */
export interface Known {
  /** numbers as amounts, instants as milliseconds */
  readonly is: Scalar
  readonly more?: Detail
}

/** A measure's value, or why it has none. */
export type Reading = Known | { readonly absent: Absence }

/** What a cell's measures say; `get` gives undefined for a measure that was not asked for. */
export interface Readings {
  /** what is read, in its order */
  readonly measures: readonly Measure[]
  readonly get: (measure: Measure) => Reading | undefined
}

/**
 * Makes a reading that has a value.
 * @param is amounts in the base unit, instants in ms, both as exact text
 */
export const known = (is: Scalar, more?: Detail): Known => (more ? { is, more } : { is })
/** Makes a reading that has no value, with the reason. */
export const absent = (why: Absence): Reading => ({ absent: why })

/** Whether there is a reading, and it has a value. */
export const isKnown = (reading: Reading | undefined): reading is Known => reading !== undefined && 'is' in reading

/** A reading's detail of one kind; undefined where it is absent or has another. */
export function detailOf<K extends Detail['of']>(
  reading: Reading | undefined,
  kind: K,
): Extract<Detail, { of: K }> | undefined {
  return isKnown(reading) && reading.more?.of === kind ? (reading.more as Extract<Detail, { of: K }>) : undefined
}
