/**
 * Working days: weekends, statutory holidays and shifted workdays (调休).
 *
 * The State Council announces each year's arrangement in the late autumn before it. The package chinese-days
 * carries them from 2004 on; its table is read rather than asked through its functions, because those take
 * the host's time zone and answer for a year that they do not know as if it had no holidays. What the package
 * lacks, and what a province or an emergency changed (2020 Spring Festival), stands in data/calendar.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { z } from 'zod'
import { addDays, type Day, weekdayOf, yearOf } from './day.ts'
import { day } from './load/fields.ts'

const noticeSchema = z.strictObject({
  /** the year whose whole arrangement this is; absent: single corrections only */
  year: z.int().optional(),
  /** number or title of the announcement */
  source: z.string().min(1),
  holidays: z
    .array(
      z
        .strictObject({ name: z.string(), from: day, to: day })
        .refine(({ from, to }) => from <= to, '假期的结束不早于开始'),
    )
    .default([]),
  /** days at the weekend on which one works */
  workdays: z.array(day).default([]),
})

/** An arrangement of days off that was announced. */
export type Notice = z.infer<typeof noticeSchema>

/** A file of data/calendar; messages follow 要求：. */
export const calendarSchema = z.strictObject({ notices: z.array(noticeSchema) })

/**
 * A year whose arrangement of days off (调休) is not known. Monday to Friday then count as working days, and people
 * are told so.
 */
export interface CalendarGap {
  readonly year: number
}

/**
 * Working days and days off, by the State Council's yearly notices (调休 included): those of the package
 * `chinese-days`, with the data's own laid over them.
 */
export class Calendar {
  private readonly holidays = new Map<string, string>()
  private readonly workdays = new Set<string>()
  private readonly covered = new Set<number>()

  /** @param notices what is to be added to, or to win over, the package's table; the last one wins */
  constructor(notices: readonly Notice[] = []) {
    for (const [day, names] of Object.entries<string>(arrangements.holidays)) {
      this.holidays.set(day, names.split(',')[1] ?? names)
      // A year's notice always names National Day; a lone entry could belong to the New Year of a neighbour's notice.
      if (day.endsWith('-10-01')) this.covered.add(Number(day.slice(0, 4)))
    }
    for (const day of Object.keys(arrangements.workdays)) this.workdays.add(day)
    for (const notice of notices) this.apply(notice)
  }

  private apply({ year, holidays, workdays }: Notice): void {
    if (year !== undefined) this.covered.add(year)
    for (const { name, from, to } of holidays) {
      for (let day = from; day <= to; day = addDays(day, 1)) {
        this.holidays.set(day, name)
        this.workdays.delete(day)
      }
    }
    for (const day of workdays) {
      this.workdays.add(day)
      this.holidays.delete(day)
    }
  }

  isWorkday(day: Day): boolean {
    if (this.workdays.has(day)) return true
    return !this.holidays.has(day) && weekdayOf(day) <= 5
  }

  /** Any day of an announced holiday, the weekend days inside it included. */
  isStatutoryHoliday(day: Day): boolean {
    return this.holidays.has(day)
  }

  /** 国庆节, 调休上班, 周六 …; undefined for an ordinary working day */
  nameOf(day: Day): string | undefined {
    if (this.workdays.has(day)) return '调休上班'
    return this.holidays.get(day) ?? (weekdayOf(day) > 5 ? '周末' : undefined)
  }

  /** The day itself when it is a working day, else the first after it. */
  nextWorkday(day: Day): Day {
    return this.isWorkday(day) ? day : this.addWorkdays(day, 1)
  }

  /** The day itself when it is a working day, else the last before it. */
  previousWorkday(day: Day): Day {
    return this.isWorkday(day) ? day : this.addWorkdays(day, -1)
  }

  /** The n-th working day after a day, or before it when `n` is negative; the day itself is not counted. */
  addWorkdays(day: Day, n: number): Day {
    const step = Math.sign(n)
    let at = day
    for (let left = Math.abs(n); left > 0; ) {
      at = addDays(at, step)
      if (this.isWorkday(at)) left--
    }
    return at
  }

  /** How many working days lie behind one day up to another, which counts; negative where it lies before. */
  workdaysBetween(from: Day, to: Day): number {
    if (to < from) return -this.workdaysBetween(to, from)
    let count = 0
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (this.isWorkday(day)) count++
    return count
  }

  /** The gap in which a day lies; undefined where its year's arrangement is known. */
  gapAt(day: Day): CalendarGap | undefined {
    return this.covered.has(yearOf(day)) ? undefined : { year: yearOf(day) }
  }

  /** Years without an arrangement between two days, both included: for doctor and the admin. */
  gaps(from: Day, to: Day): CalendarGap[] {
    const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i)
    return years.filter((year) => !this.covered.has(year)).map((year) => ({ year }))
  }
}

/** One Chinese sentence for people: by which rule days are counted meanwhile, and where the notice belongs. */
export const gapText = ({ year }: CalendarGap): string =>
  `${year}年的放假安排尚未载入，暂按周一至周五为工作日计算；请管理员在 data/calendar 中补录国务院办公厅通知`
