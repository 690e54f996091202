/** From what a date says to the day it means: years not said, months' ends, days that the calendar lacks. */
import { addDays, type Day, day, monthEnd } from '../day.ts'
import { readNumeral } from '../numeral.ts'

/** The day on which a text was written, taken apart. */
export interface Today {
  readonly today: Day
  readonly year: number
  readonly month: number
}

/** A date as a day, with the first day of the span where one was said. */
export interface ResolvedDay {
  readonly day: Day
  readonly since?: Day
  readonly guessed?: boolean
}

/** A number in digits or Chinese, 元月 for 1; NaN where it is none. */
export const number = (text: string | undefined): number =>
  text === '元' ? 1 : Number(readNumeral(text ?? '') ?? Number.NaN)

/**
 * The year of a month that is said without one: today's, but December said in January is last year's.
 *
 * @param said the year as it stands in the text
 */
export function yearOfMonth(said: string | undefined, month: number, { year, month: current }: Today): number {
  return saidYear(said, year) ?? (current === 1 && month === 12 ? year - 1 : year)
}

function saidYear(said: string | undefined, year: number): number | undefined {
  if (said === undefined) return undefined
  if (/^(?:今年|本年)/.test(said)) return year
  if (/^(?:去年|上年)/.test(said)) return year - 1
  if (said === '前年') return year - 2
  if (said === '明年') return year + 1
  const digits = said.replace('年', '')
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

/**
 * The last day of a month.
 * @param month 1 to 12
 * @returns undefined where it is no month
 */
export function endOfMonth(year: number, month: number): ResolvedDay | undefined {
  return month >= 1 && month <= 12 ? { day: monthEnd(year, month) } : undefined
}

/** The day of a date; 6月31日 is meant for the month's end, which is told as guessed. @returns undefined where none is like it: 13月, 32日 */
export function dayIn(year: number, month: number, date: number): ResolvedDay | undefined {
  const exact = day(year, month, date)
  if (exact) return { day: exact }
  return month >= 1 && month <= 12 && date >= 29 && date <= 31
    ? { day: monthEnd(year, month), guessed: true }
    : undefined
}

/** Whether a number may be meant as a year: at most three away from today's. */
export const near = (year: number, when: Today): boolean => Math.abs(year - when.year) <= 3

/** The year's first day. */
export const january = (year: number): Day => `${year}-01-01` as Day

/** The first day of one month to the last of another of the year. @returns undefined where the second comes first */
export function monthsSince(year: number, first: number, last: number): ResolvedDay | undefined {
  const end = endOfMonth(year, last)
  const since = day(year, first, 1)
  return end && since && first <= last ? { ...end, since } : undefined
}

/**
 * The month a number of months before today's.
 * @param back 0 to 12
 */
export const backMonths = ({ year, month }: Today, back: number): { year: number; month: number } =>
  month > back ? { year, month: month - back } : { year: year - 1, month: month + 12 - back }

const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 首: 1 }
/** 一, 首 or 1 → 1; NaN for what is none. */
export const quarter = (text: string | undefined): number => QUARTERS[text ?? ''] ?? Number(text)

/** Characters of weekdays → 1 (Monday) to 7. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  末: 7,
}

/**
 * The latest such day of a month that is not after today; a month's end five days ahead or fewer is meant as such.
 * @returns undefined where there is no such day: 32日
 */
export function latestDate(date: number, when: Today): ResolvedDay | undefined {
  const here = day(when.year, when.month, date)
  if (here && (here <= when.today || (here === monthEnd(when.year, when.month) && here <= addDays(when.today, 5)))) {
    return { day: here }
  }
  const { year, month } = backMonths(when, 1)
  return dayIn(year, month, date)
}
