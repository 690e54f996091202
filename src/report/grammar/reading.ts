/** What a county contact's message was read as. */
import type { Read } from '../../language/index.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import type { Region, RegionKey, Regions } from '../../office/region.ts'
import type { Item } from '../item.ts'

/** A stretch of the original text, end excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a message is read with: the office's reader, the day, the sender's region, the plan's indicators. */
export interface UpdateContext {
  /** the one reader of the office's language */
  readonly read: Read
  readonly now: Instant
  /** the sender's */
  readonly region: RegionKey
  readonly indicators: readonly Indicator[]
  readonly regions: Regions
  /** the plan's year: a day outside it is asked about */
  readonly year?: number
  /** a command word stood before the text: it is a report for sure, and of 更正 one that replaces */
  readonly command?: 'report' | 'correct'
  /** the rest of a text that was so dense that it is not read a second time */
  readonly isDense?: true
}

/** Numbers of one message: three times what the whole plan takes, each with its increment and its day. Beyond it nothing is read of any. */
export const MOST_NUMBERS = 150

/** In the order in which they count where a message has several. */
export const FAULT_KINDS = [
  'empty',
  'too-many',
  'unknown-indicator',
  'ambiguous-indicator',
  'missing-value',
  'not-a-number',
  'bad-unit',
  'negative',
  'fraction',
  'future-date',
] as const

/** A kind of fault, see `FAULT_KINDS`. */
export type FaultKind = (typeof FAULT_KINDS)[number]

/** Why a reading is confirmed first. */
export type Doubt =
  /** no command word: free text */
  | 'free-text'
  /** an indicator guessed from an abbreviation or a typing error */
  | 'guessed-name'
  /** a date guessed, or several that could each hold */
  | 'date'
  /** words that were not understood */
  | 'unread'
  /** which number belongs to which indicator */
  | 'binding'
  /** cumulative or increment */
  | 'mode'
  /** a number beside the value that was left out */
  | 'left-out'
  /** up or down */
  | 'direction'

/** Why a message cannot be taken as it is. */
export interface ReadFault {
  readonly kind: FaultKind
  /** what was not understood and what to do, in Chinese */
  readonly message: string
  /** the words it is about, in the text as typed */
  readonly span?: Span
  /** indicators that may have been meant */
  readonly nearest: readonly IndicatorId[]
}

/**
 * A message read as figures, amounts in base units. `restNil` covers everything else that is owed, counts and areas
 * alone.
 */
export type Figures = {
  readonly kind: 'items'
  readonly items: readonly Item[]
  /** the reading itself is to be confirmed; `doubts` say why */
  readonly confirm: boolean
  readonly doubts: readonly Doubt[]
  /** 更正: what holds is to be replaced */
  readonly correcting: boolean
  /** 其他无新增 was said beside the figures */
  readonly restNil: boolean
  /** of what else is owed, those that were left out: 小微园除外 */
  readonly excepted?: readonly IndicatorId[]
}

/** A message read as a nil report (零报告): of these indicators, or of all counts and areas owed. */
export type NilReport = {
  readonly kind: 'nil'
  readonly asOf: Day
  /** absent: everything that is owed */
  readonly indicators?: readonly IndicatorId[]
  /** of everything, those that were left out */
  readonly excepted?: readonly IndicatorId[]
  readonly confirm: boolean
  readonly doubts: readonly Doubt[]
}

/** A message that is a report and cannot be taken; `error` is the first fault by `FAULT_KINDS`. */
export type Refusal = {
  readonly kind: 'error'
  readonly error: ReadFault
  readonly correcting?: boolean
  /** what stands beside faults that are of one figure each: the figures that read, and every fault */
  readonly beside?: Beside
}

/** The rest of a message in which each fault is of one figure: these figures can be taken, the faults asked about. */
export interface Beside {
  readonly items: readonly Item[]
  readonly doubts: readonly Doubt[]
  readonly faults: readonly ReadFault[]
}

/** What a message comes to as a report. Only `items` and `nil` without `confirm` may be recorded unasked. */
export type Reading =
  | Figures
  | NilReport
  | Refusal
  /** names a county or city that is not the sender's: asked about, never booked to the sender */
  | {
      readonly kind: 'other-region'
      readonly regions: readonly Region[]
      readonly message: string
      readonly reading: Figures | NilReport
    }
  /** no update at all; `as` is what it would be if it were meant as one */
  | { readonly kind: 'none'; readonly as: Figures | NilReport | Refusal }
