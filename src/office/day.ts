/**
 * Calendar days and instants in office time.
 *
 * Office time is Asia/Shanghai whatever the host's zone. China has kept +08:00 without daylight
 * saving since 1992, so the offset is a constant and no zone database is needed.
 */

/** An instant as milliseconds since the Unix epoch. */
export type Instant = number & { readonly __brand: 'Instant' }

/** A calendar day in office time, `YYYY-MM-DD`; compares correctly as a string. */
export type Day = string & { readonly __brand: 'Day' }

const OFFSET_MS = 8 * 3_600_000
/** Milliseconds of a day. */
export const DAY_MS = 86_400_000
/** Milliseconds of a minute. */
export const MINUTE_MS = 60_000

/** An instant as the office keeps it. @param ms since the Unix epoch, by whichever clock the caller holds */
export const instant = (ms: number): Instant => ms as Instant

/** Reads an ISO 8601 instant; one without an offset is office time. @returns undefined when it is none */
export function parseInstant(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  )
  if (!match) return undefined
  const [, day = '', clock = '00:00', seconds = '00', fraction = '', zone = '+08:00'] = match
  // Date.parse takes 30 February for 2 March.
  if (!parseDay(day)) return undefined
  const ms = Date.parse(`${day}T${clock}:${seconds}${fraction}${zone}`)
  return Number.isNaN(ms) ? undefined : instant(ms)
}

/** `2017-06-30T09:00:00+08:00`: to the second, in office time. */
export function isoInstant(at: Instant): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}

/** The office day on which an instant falls. */
export function dayOf(at: Instant): Day {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10) as Day
}

/** Office clock of an instant, `HH:MM`. */
export function clockOf(at: Instant): string {
  return new Date(at + OFFSET_MS).toISOString().slice(11, 16)
}

/** The instant of a clock time on an office day. @param clock `HH:MM`, midnight without it */
export function at(day: Day, clock = '00:00'): Instant {
  return instant(Date.parse(`${day}T${clock}:00+08:00`))
}

/**
 * A day from its parts. @param month 1 to 12 @param date of the month, from 1
 * @returns undefined for a day that the calendar does not have (30 February), and for years of other than four digits
 */
export function day(year: number, month: number, date: number): Day | undefined {
  const isWritten = Number.isInteger(year) && year >= 1000 && year <= 9999
  const isMonth = Number.isInteger(month) && month >= 1 && month <= 12
  // worked out by hand: reading a text full of dates asks thousands of times, and a Date costs ten times as much
  return isWritten && isMonth && Number.isInteger(date) && date >= 1 && date <= lengthOf(year, month)
    ? (`${year}-${two(month)}-${two(date)}` as Day)
    : undefined
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Reads `YYYY-MM-DD`. @returns undefined for anything else, days that do not exist included */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? day(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

const utc = (d: Day): number => Date.parse(`${d}T00:00:00Z`)

/**
 * The day so many days on. @param days calendar days, negative for earlier ones; workdays are `Calendar.addWorkdays`
 */
export function addDays(d: Day, days: number): Day {
  return new Date(utc(d) + days * DAY_MS).toISOString().slice(0, 10) as Day
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((utc(b) - utc(a)) / DAY_MS)
}

/** The year of a day: 2030. */
export const yearOf = (d: Day): number => Number(d.slice(0, 4))

/** The month of a day, 1 to 12. */
export const monthOf = (d: Day): number => Number(d.slice(5, 7))

/** The day of the month, 1 to 31. */
export const dateOf = (d: Day): number => Number(d.slice(8, 10))

/**
 * The day that figures without a date, and 本月, are of: in the first ten days of a month the last day of the month
 * before, later the day itself.
 */
export const customaryDay = (today: Day): Day => (dateOf(today) <= 10 ? addDays(today, -dateOf(today)) : today)

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(d: Day): number {
  return new Date(utc(d)).getUTCDay() || 7
}

/** The last day of a month (1–12). */
export function monthEnd(year: number, month: number): Day {
  return `${year}-${two(month)}-${lengthOf(year, month)}` as Day
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** The weekday in Chinese: `周一`. */
export const weekdayName = (d: Day): string => WEEKDAYS[weekdayOf(d) - 1] ?? ''

/** The day in Chinese, without its year: `6月30日`. */
export const dayName = (d: Day): string => `${monthOf(d)}月${dateOf(d)}日`

/** The day in Chinese, with its year: `2017年6月30日`. */
export const fullDayName = (d: Day): string => `${yearOf(d)}年${dayName(d)}`
