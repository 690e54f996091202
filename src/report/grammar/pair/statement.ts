/** What a message states, before it is weighed: figures bound to indicators, nil reports, and what went wrong. */
import type { Mode } from '../../../ledger/index.ts'
import type { Amount } from '../../../office/amount.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Region } from '../../../office/region.ts'
import type { Doubt, FaultKind } from '../reading.ts'
import type { At } from '../said/said.ts'
import type { When } from '../said/when.ts'

/** The clause of a message in which something stands, counted from 0; -1 in a table. */
export interface Scope {
  readonly clause: number
}

/** A number that is an indicator's value, as typed. */
export interface Figure extends At, Scope {
  readonly id: IndicatorId
  readonly value: Amount
  readonly unit?: string
  readonly numeral: At
  readonly mode: Mode
  /** false: cumulative because nothing was said */
  readonly modeSaid: boolean
  readonly side?: 'new' | 'old'
  /** a day said for this figure alone, by its own row or bracket */
  readonly when?: When
  /** 二季度处置5家: a stretch stands between the name and the figure */
  readonly stretch?: When
  readonly note?: string
  /** 新建3.2万: of one kind of what is counted */
  readonly isSort?: true
  /** and other kinds are told behind it */
  readonly isPart?: true
}

/** A nil report (零报告) in a message, with its own day where one was said. */
export interface Nil extends At, Scope {
  /** none: everything that is owed, and not named elsewhere */
  readonly ids: readonly IndicatorId[]
  readonly when?: When
}

/** Something that cannot be taken as it was said: where it stands, and the indicators it is about, or may be. */
export interface Fault extends At {
  readonly kind: FaultKind
  readonly ids?: readonly IndicatorId[]
  /** two figures for one thing: the other */
  readonly twin?: At
}

/** A day with the clause in which it was said. */
export type Placed = When & Scope

/** All that a message states, before units and days are weighed: numbers as typed, offsets in the message. */
export interface Stated {
  readonly figures: readonly Figure[]
  readonly nils: readonly Nil[]
  /** those that a nil of everything is not of */
  readonly excepted: readonly IndicatorId[]
  readonly faults: readonly Fault[]
  readonly doubts: readonly Doubt[]
  readonly regions: readonly Region[]
  /** days that hold for the message, with where they stand */
  readonly whens: readonly Placed[]
  /** days of forecasts: a forecast for a day to come is a future date, not a value */
  readonly forecasts: readonly When[]
  /** 更正 was said, or two values were set against one another */
  readonly correcting: boolean
  readonly named: readonly IndicatorId[]
}
