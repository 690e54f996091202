/** Times as said, before it is settled what year is meant: 6月, 去年二季度, 四到六月份, 12日. */
import { addDays, type Day, dateOf, day, daysBetween, monthEnd, monthOf, weekdayOf, yearOf } from '../office/day.ts'
import { parsePeriod, spanOf } from '../office/period.ts'
import type { Grain, Time } from './found.ts'

/**
 * A time as it is said, before it is placed in the calendar: numbers `n` to `last` of a grain, in a year that may be
 * left out.
 */
export interface Moment {
  readonly grain: Grain
  readonly year?: number
  readonly n?: number
  readonly last?: number
  /** of a day */
  readonly month?: number
  /** said by counting from today's: 上月 is -1 */
  readonly relative?: number
  /** already settled: 昨天, 上周 */
  readonly days?: { readonly from: Day; readonly to: Day }
  /** 周三, of a week that is not said */
  readonly weekday?: number
  /** 今晚: an hour that follows counts from noon on */
  readonly late?: boolean
  /** 底: the last day is meant */
  readonly end?: true
  /** said by its number alone: 5 of 5、6月 */
  readonly bare?: true
  /** 6月上旬: from and to within the month */
  readonly dates?: readonly [number, number]
}

/**
 * The day from which times are understood, and the direction in which the speaker looks: a wish looks ahead, a report
 * back.
 */
export interface Looking {
  readonly today: Day
  readonly ahead?: true
  /** the year before today's, while its figures are what is owed */
  readonly closing?: number
}

/** Whether a moment has neither year nor days, so that a year said before it may be its year: 2017年5月和6月. */
export const isYearless = (one: Moment): boolean => one.year === undefined && one.days === undefined

/** The first and last day of a time, both included. */
export type Stretch = Pick<Time, 'from' | 'to'>

/** How many there are in a year. */
const COUNT: Readonly<Record<'month' | 'quarter' | 'half', number>> = { month: 12, quarter: 4, half: 2 }

/**
 * The days that a moment stands for.
 *
 * A year not said is today's, but in January what can only be the end of a year is last year's.
 * @returns undefined where the calendar has no such time: 13月, 2月30日
 */
export function resolved(moment: Moment, today: Day): Stretch | undefined {
  if (moment.days) return moment.days
  const year = moment.year ?? unsaidYear(moment, today)
  const { grain, n } = moment
  if (grain === 'year') return stretch(day(year, 1, 1), day(year, 12, 31))
  if (n === undefined) return undefined
  if (grain === 'day') return moment.month === undefined ? undefined : only(day(year, moment.month, n))
  if (grain === 'week') return weekOf(year, n)
  const last = moment.last ?? n
  if (n < 1 || last > COUNT[grain] || last < n) return undefined
  const months = 12 / COUNT[grain]
  const [first, end] = [(n - 1) * months + 1, last * months]
  if (moment.dates) return stretch(day(year, end, moment.dates[0]), lastDate(year, end, moment.dates[1]))
  return stretch(day(year, first, 1), monthEnd(year, end))
}

const stretch = (from: Day | undefined, to: Day | undefined): Stretch | undefined =>
  from && to && from <= to ? { from, to } : undefined
const only = (one: Day | undefined): Stretch | undefined => one && { from: one, to: one }
const lastDate = (year: number, month: number, date: number): Day | undefined =>
  day(year, month, date) ?? monthEnd(year, month)

function weekOf(year: number, n: number): Stretch | undefined {
  const period = parsePeriod(`${year}-W${String(n).padStart(2, '0')}`)
  return period && spanOf(period)
}

/** In January a December, a fourth quarter, a whole year or its end is the year's that has just ended. */
function unsaidYear({ grain, n, last, month, end }: Moment, today: Day): number {
  const year = yearOf(today)
  if (monthOf(today) > 1) return year
  const end12 = grain === 'day' ? month === 12 : grain === 'year' || (last ?? n) === LAST[grain]
  return end12 || (grain === 'year' && end) ? year - 1 : year
}

const LAST: Readonly<Record<Grain, number>> = { day: 0, week: 53, month: 12, quarter: 4, half: 2, year: 0 }

/**
 * A unit of the calendar counted from today's: 上月 is `shifted('month', -1, today)`, 下周 is `shifted('week', 1,
 * today)`.
 */
export function shifted(grain: Grain, by: number, today: Day): Moment {
  const year = yearOf(today)
  if (grain === 'year') return { grain, year: year + by }
  if (grain === 'day') return { grain, days: dayFrom(today, by) }
  if (grain === 'week') {
    const monday = addDays(today, 1 - weekdayOf(today) + 7 * by)
    return { grain, days: { from: monday, to: addDays(monday, 6) } }
  }
  const count = COUNT[grain]
  const index = year * count + Math.ceil(monthOf(today) / (12 / count)) - 1 + by
  return { grain, year: Math.floor(index / count), n: (index % count) + 1 }
}

const dayFrom = (today: Day, by: number): Stretch => {
  const one = addDays(today, by)
  return { from: one, to: one }
}

/** 近三个月: the last whole ones before today's, both ends included; undefined where the calendar has no such day. */
export function recent(grain: Grain, count: number, today: Day): Moment | undefined {
  const first = resolved(shifted(grain, -count, today), today)
  const last = resolved(shifted(grain, -1, today), today)
  return first && last && { grain, days: { from: first.from, to: last.to } }
}

/** 周五 of this week, the last, the next. @param week 0 this, -1 last, 1 next */
export const weekday = (n: number, week: number, today: Day): Moment => ({
  grain: 'day',
  days: dayFrom(today, 7 * week + n - weekdayOf(today)),
})

/** The next 29日 from a day on, that day included; undefined where no month has such a date. */
export function dateFrom(date: number, from: Day): Day | undefined {
  const here = day(yearOf(from), monthOf(from), date)
  return here && here >= from ? here : datesAround(date, from).ahead
}

/** The first such weekday from a day on, that day included. */
export const weekdayFrom = (n: number, from: Day): Day => addDays(from, (n - weekdayOf(from) + 7) % 7)

/** Longer past than this, a date without a year is next year's to whoever looks ahead. */
const LONG_PAST_DAYS = 90

/** A moment without a year as one who looks ahead means it: 1月5日 said in December is next year's. */
export function aheadOf(moment: Moment, today: Day): Moment {
  if (moment.grain !== 'day' || moment.month === undefined || !isYearless(moment)) return moment
  const year = yearOf(today)
  const here = resolved({ ...moment, year }, today)
  return { ...moment, year: here && daysBetween(here.to, today) > LONG_PAST_DAYS ? year + 1 : year }
}

/**
 * A date in the future names its year: while the year before is being closed, a month, quarter or day without one is
 * that year's where it is nearer so. 截至12月底 said in March.
 */
export function closed(moment: Moment, { today, closing }: Looking): Moment {
  if (closing === undefined || moment.grain === 'year' || !isYearless(moment)) return moment
  const ahead = resolved({ ...moment, year: yearOf(today) }, today)
  const past = resolved({ ...moment, year: closing }, today)
  const isPast = ahead && past && daysBetween(today, ahead.to) > daysBetween(past.to, today)
  return isPast ? { ...moment, year: closing } : moment
}

/**
 * The two days that 29日 without a month may mean: the latest that is not to come, and the next. Absent where no
 * month has such a date.
 */
export function datesAround(date: number, today: Day): { readonly past?: Day; readonly ahead?: Day } {
  const [year, month] = [yearOf(today), monthOf(today)]
  const here = day(year, month, date)
  const before = month === 1 ? day(year - 1, 12, date) : day(year, month - 1, date)
  const after = month === 12 ? day(year + 1, 1, date) : day(year, month + 1, date)
  const past = here && here <= today ? here : before
  const ahead = here && here > today ? here : after
  return { ...(past && { past }), ...(ahead && { ahead }) }
}

/**
 * 月底 or 季末 without its month or quarter: this one's, but in the first ten days the one that has just ended,
 * unless the speaker looks ahead.
 */
export const unsaidEnd = (grain: Grain, { today, ahead }: Looking): Moment =>
  shifted(grain, !ahead && grain !== 'year' && isEarly(grain, today) ? -1 : 0, today)

const isEarly = (grain: Grain, today: Day): boolean => {
  const here = resolved(shifted(grain, 0, today), today)
  return grain === 'month' ? dateOf(today) <= 10 : here !== undefined && today <= addDays(here.from, 10)
}
