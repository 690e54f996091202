/** A time as said in a report: the day as of which figures hold, or none (今年, 本月). */
import type { Time } from '../../../language/index.ts'
import { addDays, type Day, monthEnd, monthOf, yearOf } from '../../../office/day.ts'

/** A day or stretch as it was said, with its offsets. `day` is as of when the figure holds: the stretch's last day. */
export interface When {
  readonly at: number
  readonly end: number
  readonly text: string
  /** absent: reads like a date and is none (13月1日) */
  readonly day?: Day
  /** first day of the stretch that was said */
  readonly since?: Day
  /** 目前: gives way to a date that says more */
  readonly weak: boolean
  /** the reading needs a guess: 月底 without a month, 18日 */
  readonly guessed: boolean
  /** a stretch with neither 截至 nor 底: what was done in it, or as of its end? */
  readonly open?: boolean
  /** 9月1日-30日 */
  readonly days?: true
  /** of a year that is over */
  readonly past?: boolean
}

const UNTIL = /^(?:截[至止]到?|截|到|至) ?/

/** Where and in which words a time was said. */
interface SaidTime {
  readonly at: number
  readonly end: number
  /** in the form that is read */
  readonly words: string
  /** it may be no time at all */
  readonly latent: boolean
}

/**
 * What a time says in a report.
 * @returns undefined where no day is said: 今年
 */
export function whenOf(
  { from, to, grain, edge }: Time,
  { at, end, words, latent }: SaidTime,
  today: Day,
): When | undefined {
  const isPast = yearOf(to) < yearOf(today) && monthOf(today) > 1
  if (grain === 'year' && edge === undefined && yearOf(to) === yearOf(today) && !words.includes('全')) return undefined
  const isBareDate = grain === 'day' && /^\D*\d{1,2}[日号]$/.test(words)
  const isBareEnd = /^\D*(?<![上下本这]个?)月[底末]$/.test(words) && !/[一二三四五六七八九十]/.test(words)
  const isPartMonth = /旬|半月/.test(words)
  return {
    at: at + (UNTIL.exec(words)?.[0].length ?? 0),
    end,
    text: words,
    day: to,
    since: from,
    weak: latent,
    guessed: isBareDate || isBareEnd || isPartMonth || (latent && /\d/.test(words)),
    open: edge === undefined && (grain !== 'day' || from !== to),
    ...(grain === 'day' && from !== to && !isPartMonth && { days: true as const }),
    past: isPast,
  }
}

/** So many days before its end a month's figure is taken; its day is then no day to come. */
export const DAYS_AHEAD = 5

/**
 * Whether a figure of that day is reported too early: the day is to come, and no month's end within the next
 * `DAYS_AHEAD` days.
 */
export const isFuture = (day: Day, today: Day): boolean =>
  day > today && !(day === monthEnd(yearOf(day), monthOf(day)) && day <= addDays(today, DAYS_AHEAD))
