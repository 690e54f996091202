/** The reporting schedule as data: when a report is due, whom a rule reminds, at which stages. */
import type { Day } from './day.ts'
import type { Period, PeriodKind } from './period.ts'

/** What happens to a deadline on a day off. Both opposite customs are in real use, so each rule says its own. */
export type Shift = 'none' | 'statutory-only' | 'next-workday' | 'previous-workday'

/** Whom a stage speaks to. */
export type Audience = 'contact' | 'stand-in' | 'city-coordinator' | 'provincial-coordinator'

export interface Stage {
  /** unique within the rule: `T-3`, `due-0900`, `overdue+1`; summaries for coordinators begin with `digest` */
  readonly id: string
  /** working days from the due day; negative is before it */
  readonly workdays: number
  /** office clock, `HH:MM` */
  readonly clock: string
  readonly audience: readonly Audience[]
  /** 加急: the platform's urgent notice */
  readonly urgent: boolean
}

export interface Rule {
  readonly id: string
  readonly name: string
  /** when the rule is looked at, cron in office time */
  readonly cron: string
  readonly period: PeriodKind
  /** first period that is owed */
  readonly from: Period
  /** ids of the indicators owed under the rule; `'all'` means every indicator owed at this cadence */
  readonly indicators: readonly string[] | 'all'
  /** the day of the month after the period's end */
  readonly due: { readonly monthsAfter: number; readonly day: number } | { readonly daysAfter: number }
  readonly shift: Shift
  readonly graceDays: number
  readonly stages: readonly Stage[]
  /** office clock between which nothing is sent */
  readonly quiet: { readonly from: string; readonly to: string }
  readonly spreadMinutes: number
  /** one-off deadlines that the office announced, by period */
  readonly overrides: readonly { readonly period: Period; readonly due: Day; readonly because: string }[]
}
