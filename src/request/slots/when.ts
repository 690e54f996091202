/** The periods that a message asks for, and what it compares with in time. */
import { addDays, customaryDay, type Day } from '../../office/day.ts'
import { endOf, nextPeriod, type Period, periodOf, previousPeriod, spanOf } from '../../office/period.ts'
import { monthOver } from '../../office/scope.ts'
import type { Of, Said } from '../facts/said.ts'
import type { Standpoint } from '../facts/standpoint.ts'

/** The times that a question names. */
export interface AskedTimes {
  /** absent where nothing is said */
  readonly periods?: readonly Period[]
  readonly asOf?: Day
  /** the end of the year is meant, which is not over */
  readonly isAhead: boolean
  readonly versus?: Period
  /** a time that figures are not kept for */
  readonly misfit?: Of<'time'>
}

/**
 * The times that a message asks about, as periods; `misfit` where one is of no period.
 * @param isLeft what is still to be done is asked for, for which a stretch that runs on is the time there is: 下半年每月要几家
 * @param isEach every period counts by itself, as increments and states do; else the last of a stretch stands for it,
 *   since figures are cumulative
 */
export function whenOf(said: Said, { today, plan }: Standpoint, isEach: boolean, isLeft = false): AskedTimes {
  const taken = said.take('time').map(({ found }) => found)
  const times = compared(taken, said, today)
  said.use(...said.latent('time'))
  const asked = times.filter(
    (time) => !time.versus && !(isLeft && time.to > today && time.from.slice(0, 7) < time.to.slice(0, 7)),
  )
  const misfit = asked.find((time) => time.grain === 'week' || (time.grain === 'day' && time.from !== time.to))
  const day = asked.find(
    (time) => time.grain === 'day' && time.from === time.to && time.to < today && !isSinceDay(time),
  )
  const isAhead = asked.some((time) => isYearEnd(time) && time.to >= today && inYear(time, plan.year))
  const base = baseIn(said)
  const months = asked.flatMap((time) => monthsOf(time, today, isEach, plan.year))
  const named = overOnly(months, today)
  const all =
    base && !base.versus && asksFor(said) ? [periodOfBase(base, named.at(-1) ?? monthOver(plan, today))] : named
  const latest = [...new Set(all)].sort().at(-1) ?? monthOver(plan, today)
  const [periods, versus] = inOrder(all, versusOf(said, times, latest))
  return {
    ...(periods.length > 0 && { periods: [...new Set(periods)].sort() }),
    ...(day && { asOf: day.to }),
    isAhead,
    ...(versus && { versus }),
    ...(misfit && { misfit }),
  }
}

/**
 * 这个月比上个月: of a month that has just begun there is nothing to be held against another, so that by the custom of
 * reporting the one that was over is meant.
 */
function compared(times: readonly Of<'time'>[], said: Said, today: Day): readonly Of<'time'>[] {
  const over = periodOf('month', customaryDay(today))
  const [other] = times.filter(({ versus }) => versus)
  const isHeld = other ? periodOf('month', other.to) < over : said.all('base').some(isOfBefore)
  return times.map((one) => (isHeld && one.current && one.grain === 'month' ? { ...one, ...spanOf(over) } : one))
}
const isOfBefore = ({ found }: { readonly found: Of<'base'> }): boolean => found.of === 'period-before'

/** 6月的是7月几号报的: beside a month that is over, one that runs is when something was done. */
const overOnly = (periods: Period[], today: Day): Period[] => {
  const over = periods.filter((one) => endOf(one) <= today)
  return over.length > 0 ? over : periods
}

/** 5月和6月相比: the later one is held against the earlier. */
function inOrder(periods: Period[], versus: Period | undefined): [Period[], Period | undefined] {
  const [only, ...others] = periods
  return only && versus && others.length === 0 && endOf(only) < endOf(versus) ? [[versus], only] : [periods, versus]
}

/** Whether a time runs from a day on: 7月10号以后. */
export const isSinceDay = ({ grain, edge }: Of<'time'>): boolean => grain === 'day' && edge === 'since'

const isWholeYear = ({ grain }: Of<'time'>): boolean => grain === 'year'
const inYear = ({ to }: Of<'time'>, year: number): boolean => to.startsWith(String(year))

/** Whether a time is the end of a year: 年底, 全年, 12月底. */
export const isYearEnd = ({ grain, edge, to }: Of<'time'>): boolean =>
  (grain === 'year' && edge !== 'since') || (edge === 'by' && to.endsWith('-12-31'))

function monthsOf(time: Of<'time'>, today: Day, isEach: boolean, year: number): Period[] {
  if (time.grain === 'day' || time.grain === 'week') return []
  if (isWholeYear(time)) return inYear(time, year) ? [] : [periodOf('year', time.to)]
  if (isYearEnd(time) && time.to > today) return []
  const all = monthsBetween(time.from, time.to)
  if (time.edge === 'since') return all.filter((month) => endOf(month) <= today)
  if (time.edge || all.length === 1) return all.slice(-1)
  const isOneStretch = time.grain !== 'month' || time.from.endsWith('-01-01')
  return isOneStretch && !isEach ? all.slice(-1) : all
}

/** The months from one day to another, the first and the last included, oldest first. */
export function monthsBetween(from: Day, to: Day): Period[] {
  const months: Period[] = []
  for (let at = periodOf('month', from); at <= periodOf('month', to) && months.length < 24; at = nextPeriod(at))
    months.push(at)
  return months
}

function versusOf(said: Said, times: readonly Of<'time'>[], last: Period): Period | undefined {
  const time = times.find((one) => one.versus)
  if (time) return isWholeYear(time) ? periodOf('year', time.to) : periodOf('month', time.to)
  const base = baseIn(said)
  return base && (base.versus || !asksFor(said)) ? periodOfBase(base, last) : undefined
}

function baseIn(said: Said): Of<'base'> | undefined {
  const base = said.all('base').find(({ found }) => found.of === 'year-ago' || found.of === 'period-before')
  if (base) said.use(base)
  return base?.found
}

/** Whether an earlier period is asked for by itself (去年同期多少), and not held against (比去年同期多多少). */
const asksFor = (said: Said): boolean => said.asks('how-much', 'how-many') && !said.names('increment')

const periodOfBase = ({ of }: Of<'base'>, last: Period): Period =>
  of === 'period-before' ? previousPeriod(last) : yearBefore(last)

const yearBefore = (period: Period): Period => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}` as Period

/** The `n` months that end with `last`, it included, oldest first. */
export function lastMonths(n: number, last: Period): Period[] {
  const months = [last]
  while (months.length < n && months[0]) months.unshift(previousPeriod(months[0]))
  return months
}

/** Whether one period begins on the day after another ends. */
export const isNeighbour = (before: Period, after: Period): boolean => addDays(endOf(before), 1) === firstDay(after)
const firstDay = (month: Period): Day => addDays(endOf(previousPeriod(month)), 1)
