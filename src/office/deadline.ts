/** When a report is due: the day that the rule names, what was announced instead, and what a day off does to it. */
import type { Calendar } from './calendar.ts'
import { addDays, type Day, day, dayName, type Instant, monthEnd, monthOf, weekdayName, yearOf } from './day.ts'
import { endOf, nextPeriod, type Period, periodOf } from './period.ts'
import type { RegionKey, Regions } from './region.ts'
import type { Rule, Shift, Stage } from './schedule.ts'

/** A due day that the office announced (/截止), or granted to a region (/延期). */
export interface Move {
  /** in the order of the announcements, from 1 */
  readonly sequence: number
  readonly rule: string
  readonly period: Period
  /** a county, or a city with its counties; absent: everybody */
  readonly region?: RegionKey
  readonly due: Day
  readonly because: string
  readonly at: Instant
}

/** When a rule's report for one period is due, and why on that day. */
export interface Deadline {
  readonly rule: Rule
  readonly period: Period
  /** the day that the rule names, before a day off or an announcement moved it */
  readonly named: Day
  /** the day that counts */
  readonly due: Day
  /** the last day on which a report is in time: `due` and the grace */
  readonly lastDay: Day
  /** stands for the due day in keys: another announcement is another revision, so its stages begin anew */
  readonly revision: string
  /** why the office moved it */
  readonly because?: string
  /** when the move was announced */
  readonly announced?: Instant
}

/**
 * When a rule's report for a period is due: the announced day, else the year's exception in schedule.yaml, both as they
 * are said; else the day that the rule names, with what a day off does to it (`Rule.shift`).
 *
 * @param move the one that holds for the region, see `moveFor`
 */
export function deadlineOf(rule: Rule, period: Period, calendar: Calendar, move?: Move): Deadline {
  const named = namedDay(rule, period)
  const whole = (due: Day, revision: string) => ({
    rule,
    period,
    named,
    due,
    lastDay: addDays(due, rule.graceDays),
    revision,
  })
  // An announced day is meant as it is said: no shift on top of it.
  if (move) {
    return { ...whole(move.due, `m${move.sequence}`), because: move.because, announced: move.at }
  }
  const override = rule.overrides.find((one) => one.period === period)
  if (override) return { ...whole(override.due, `o${override.due}`), because: override.because }
  return whole(shifted(named, rule.shift, calendar), '0')
}

function namedDay({ due }: Rule, period: Period): Day {
  const end = endOf(period)
  if ('daysAfter' in due) return addDays(end, due.daysAfter)
  const months = yearOf(end) * 12 + monthOf(end) - 1 + due.monthsAfter
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  return day(year, month, due.day) ?? monthEnd(year, month)
}

function shifted(named: Day, shift: Shift, calendar: Calendar): Day {
  switch (shift) {
    case 'none':
      return named
    case 'statutory-only':
      return calendar.isStatutoryHoliday(named) ? calendar.nextWorkday(named) : named
    case 'next-workday':
      return calendar.nextWorkday(named)
    case 'previous-workday':
      return calendar.previousWorkday(named)
  }
}

/** How far a day is moved: by days, working days or weeks; below zero it comes earlier. */
export interface Shifting {
  readonly n: number
  readonly unit: 'day' | 'workday' | 'week'
}

/**
 * A day moved. Where that comes to a day off it goes on the same way to the next working day, as far as the rule lets days
 * off move a due day (`Rule.shift`).
 */
export function movedBy(from: Day, { n, unit }: Shifting, shift: Shift, calendar: Calendar): Day {
  if (unit === 'workday') return calendar.addWorkdays(from, n)
  const to = addDays(from, unit === 'week' ? n * 7 : n)
  return n < 0 && shifted(to, shift, calendar) !== to ? calendar.previousWorkday(to) : shifted(to, shift, calendar)
}

/**
 * The move of a period's deadline that holds for a region: the last one said to everybody, or the region's (or its
 * city's) own extension where that gives it longer.
 * @returns undefined where neither was announced: the schedule holds
 */
export function moveFor(
  moves: readonly Move[],
  rule: Rule,
  period: Period,
  region: RegionKey,
  regions: Regions,
): Move | undefined {
  let general: Move | undefined
  let own: Move | undefined
  for (const move of moves) {
    if (move.rule !== rule.id || move.period !== period) continue
    if (move.region === undefined) {
      if (move.sequence > (general?.sequence ?? 0)) general = move
    } else if (regions.within(region, move.region) && move.sequence > (own?.sequence ?? 0)) own = move
  }
  return own && general ? (own.due > general.due ? own : general) : (own ?? general)
}

/**
 * The periods of a rule whose due day lies between two days, both included, oldest first. It is the day as it is named:
 * a day off moves nothing here.
 */
export function periodsDue(rule: Rule, from: Day, to: Day): Period[] {
  const lag = 'daysAfter' in rule.due ? rule.due.daysAfter : 31 * (rule.due.monthsAfter + 1)
  let period = periodOf(rule.period, addDays(from, -Math.max(lag, 0)))
  if (period < rule.from) period = rule.from
  const found: Period[] = []
  for (; rule.to === undefined || period <= rule.to; period = nextPeriod(period)) {
    const named = namedDay(rule, period)
    if (named > to) break
    if (named >= from) found.push(period)
  }
  return found
}

/** What a day off does to a due day, as people are told (顺延), by the rule's `shift`. */
export const BASIS: Readonly<Record<Shift, string>> = {
  none: '节假日不顺延',
  'statutory-only': '法定节假日顺延，周末不顺延',
  'next-workday': '遇休息日顺延至下一个工作日',
  'previous-workday': '遇休息日提前至上一个工作日',
}

/** When a rule's reports are due, in general: `次月5日`, `期末后3天`. */
export function dueWords({ due, period }: Pick<Rule, 'due' | 'period'>): string {
  if ('daysAfter' in due) return due.daysAfter < 0 ? `期末前${-due.daysAfter}天` : `期末后${due.daysAfter}天`
  const months = due.monthsAfter === 0 ? '期末当月' : due.monthsAfter === 1 ? '次月' : `期末后第${due.monthsAfter}个月`
  return `${period === 'quarter' ? '季后' : ''}${months}${due.day}日`
}

/** A stage of reminding, in Chinese, by its distance from the due day: 截止前3个工作日, 截止当天, 逾期1个工作日. */
export function stageName({ workdays }: Pick<Stage, 'workdays'>): string {
  if (workdays === 0) return '截止当天'
  return workdays < 0 ? `截止前${-workdays}个工作日` : `逾期${workdays}个工作日`
}

const withWeekday = (d: Day): string => `${dayName(d)}（${weekdayName(d)}）`

/**
 * The due day of a report, in Chinese: `7月5日（周三）`. One that was moved, or is an exception, has the reason
 * behind it: `8月5日（周六）→ 8月7日（周一），依据 遇休息日顺延至下一个工作日`.
 */
export function dueText(deadline: Deadline, calendar: Calendar): string {
  const { named, due, because, rule } = deadline
  if (named !== due) {
    const basis = because ?? BASIS[rule.shift]
    return `${withWeekday(named)}→ ${withWeekday(due)}${basis && `，依据 ${basis}`}`
  }
  if (because) return `${withWeekday(due)}，依据 ${because}`
  return calendar.isWorkday(due) ? withWeekday(due) : `${withWeekday(due)}，${BASIS[rule.shift]}`
}
