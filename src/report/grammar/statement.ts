/** What a message states, before it is weighed: figures bound to indicators, nil reports, and what went wrong. */
import type { Mode } from '../../ledger/index.ts'
import type { Amount } from '../../office/amount.ts'
import type { DateMention } from '../../office/dates.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'
import type { FaultKind } from './reading.ts'

interface At {
  readonly from: number
  readonly to: number
}

/** A number that is an indicator's value, as typed; positions in the read text. */
export interface Figure extends At {
  readonly id: IndicatorId
  readonly value: Amount
  /** as typed, in the form that is read */
  readonly unit?: string
  readonly numeral: At
  readonly mode: Mode
  /** false: cumulative because nothing was said */
  readonly modeSaid: boolean
  readonly side?: 'new' | 'old'
  /** dates said for this figure alone, by its own row or clause */
  readonly dates: readonly DateMention[]
  readonly note?: string
}

export interface Nil extends At {
  /** none: everything that is owed */
  readonly ids: readonly IndicatorId[]
  /** 其他无新增: what is not named elsewhere */
  readonly rest: boolean
  readonly dates: readonly DateMention[]
}

export interface Fault extends At {
  readonly kind: FaultKind
  readonly ids?: readonly IndicatorId[]
}

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
  /** a jump beside the figures before */
  | 'size'

export interface Stated {
  readonly figures: readonly Figure[]
  readonly nils: readonly Nil[]
  readonly faults: readonly Fault[]
  readonly doubts: readonly Doubt[]
  readonly regions: readonly Region[]
  /** dates that hold for the message, with where they stand */
  readonly dates: readonly DateMention[]
  /** dates of forecasts: a forecast for a day to come is a future date, not a value */
  readonly forecasts: readonly DateMention[]
  /** 更正 was said, or two values were set against one another */
  readonly correcting: boolean
  readonly named: readonly IndicatorId[]
  readonly note?: string
}
