/** What times a moment may be, and what stands around times: 截至 before, 以来 behind, 至 between, 比 for comparison. */
import { addDays, type Day, dateOf, monthOf } from '../../office/day.ts'
import type { Found, Time } from '../found.ts'
import {
  aheadOf,
  closed,
  dateFrom,
  datesAround,
  isYearless,
  type Looking,
  type Moment,
  resolved,
  weekdayFrom,
} from '../moment.ts'
import { daysIn } from '../piece.ts'
import { indexed, type Made, rule } from './rule.ts'

/**
 * The times that a moment may be, the likeliest first: 29日 and 周五 may be past or to come.
 * @returns an unread time where the calendar has none
 */
export function timesOf(said: Moment, looking: Looking): readonly Made[] {
  const { today, ahead: isAhead } = looking
  const one = isAhead ? aheadOf(said, today) : closed(said, looking)
  const { grain, end, dates } = one
  const time = (from: Day, to: Day): Time => ({
    kind: 'time',
    from,
    to,
    grain: dates ? 'day' : grain,
    ...(end && { edge: 'by' as const }),
    ...(one.relative === 0 && !end && !dates && grain !== 'year' && grain !== 'day' && { current: true as const }),
  })
  if (grain === 'day' && one.n !== undefined && one.month === undefined && !one.days) {
    if (one.n > 31 || one.n === 0 || one.last !== undefined) return isAhead ? datesAhead(one, today) : [UNPLACED]
    if (isAhead) return datesAhead(one, today)
    const { past, ahead } = datesAround(one.n, today)
    return [past, ahead].flatMap((day, at) => (day ? [{ part: time(day, day), doubt: at * 0.05 }] : []))
  }
  const days = one.last !== undefined && grain === 'day' ? daysBetween(one, today) : resolved(one, today)
  // 6月31号 is one day that there is not, and no 6月 with a 31号
  if (!days) return [{ ...UNPLACED, doubt: grain === 'day' && one.month !== undefined ? -1 : 0 }]
  // 明早 without an hour of its own
  const also: Found | undefined =
    isAhead && one.late !== undefined ? { kind: 'clock', at: one.late ? EVENING : MORNING } : undefined
  const part = time(days.from, days.to)
  if (one.last !== undefined) joined.add(part)
  return [{ part, ...(also && { also }) }]
}

const UNPLACED: Made = { part: { kind: 'unread', like: 'time' } }
const MORNING = '09:00'
const EVENING = '20:00'

/** 10号, 10-12号: from the next such date on. */
function datesAhead({ n = 0, last = n }: Moment, today: Day): readonly Made[] {
  const from = n > 0 && n <= 31 ? dateFrom(n, today) : undefined
  const to = from && last >= n && last <= 31 ? dateFrom(last, from) : undefined
  return from && to ? [{ part: { kind: 'time', from, to, grain: 'day' } }] : [UNPLACED]
}

function daysBetween(one: Moment, today: Day): { from: Day; to: Day } | undefined {
  const from = resolved({ ...one, last: one.n ?? 0 }, today)
  const to = resolved({ ...one, n: one.last ?? 0 }, today)
  return from && to && { from: from.from, to: to.to }
}

function edged(time: Time, edge: NonNullable<Time['edge']>, today: Day): Time {
  const made: Time = { ...time, edge, ...(edge === 'since' && { to: time.from <= today ? today : time.to }) }
  if (joined.has(time)) joined.add(made)
  return made
}

/** Longer than one of its grain: 从6月到8月 has an end of its own. */
const isJoined = ({ from, to, grain }: Time): boolean => to > addDays(from, LONGEST_DAYS[grain])
const LONGEST_DAYS: Readonly<Record<Time['grain'], number>> = {
  day: 0,
  week: 6,
  month: 30,
  quarter: 91,
  half: 183,
  year: 365,
}

/** Times that have been joined: in a row of days, each up to the next, two make a stretch, and not any two of all. */
const joined = new WeakSet<Time>()

/** Grammar rules that make times of moments: 截至6月底, 5月到7月. */
export const TIMES = indexed([
  rule('截至6月底, 自6月', ['edge', 'time'], ([{ edge }, time], { today }) => {
    if (time.edge !== undefined && (time.edge !== 'by' || edge !== 'by')) return undefined
    return edge === 'since' && isJoined(time) ? time : edged(time, edge, today)
  }),
  rule('到2月30日: no 2月 and a 30日', ['edge', 'unread'], ([, one]) => (one.like === 'time' ? one : undefined)),
  rule('6月以来, 7月10日前', ['time', 'bound'], ([time, { edge }], { today }) => {
    // 7月10号以后交的: what was done from a day on that is over
    if (edge === 'after' && time.grain === 'day' && time.to < today && !time.edge)
      return { part: { ...time, edge: 'since' } }
    if (edge === 'within' || edge === 'after' || (time.edge && time.edge !== edge && time.edge !== 'by'))
      return undefined
    // a deadline lies ahead: 周五前
    return { part: edged(time, edge, today), doubt: edge === 'before' && time.to < today ? 0.1 : 0 }
  }),
  rule('三天内, 一周之内', ['number', 'calendar', 'bound'], ([number, { grain }, { edge }], { today, ahead }) => {
    const days = daysIn(number, grain)
    // what lasts three days is counted by whoever counts working days
    if (ahead || days === undefined || edge !== 'within') return undefined
    return { part: { kind: 'time', from: today, to: addDays(today, days), grain: 'day', edge: 'by' }, doubt: -0.05 }
  }),
  rule('1月1日至6月30日', ['time', 'joint', 'time'], ([first, , last]) => {
    if (first.from >= last.to || first.edge || first.versus || joined.has(first) || joined.has(last)) return undefined
    const { edge: _, ...rest } = last
    const isByEnd = last.edge === 'by' && last.grain !== 'day'
    const part: Time = { ...(isByEnd ? last : rest), from: first.from }
    joined.add(part)
    return { part, inherits: true }
  }),
  rule('7月10日到12号, 下周一到周三', ['time', 'joint', 'moment'], ([first, , { moment: last }], looking) => {
    const to = first.edge && first.edge !== 'since' ? undefined : followed(first, last, looking)
    const { edge: _, ...time } = first
    return to && to > first.from ? { part: { ...time, to }, doubt: -0.1 } : undefined
  }),
  rule('7月8号、9号: of the month of the first', ['time', 'and?', 'moment'], ([first, , { moment: last }], looking) => {
    const next = looking.ahead && last.weekday === undefined ? followed(first, last, looking) : undefined
    return next && next > first.from
      ? { part: { kind: 'time', from: next, to: next, grain: 'day' }, over: [2, 2], doubt: -0.05 }
      : undefined
  }),
  rule('每周五, 每天: again and again, which no single time says', ['each', 'weekday|calendar'], ([, one]) =>
    one.kind === 'weekday' || one.grain !== 'month' ? { kind: 'unread', like: 'time' } : undefined,
  ),
  rule('比6月', ['than', 'time'], ([, time]) => ({ part: { ...time, versus: true }, doubt: -0.05 })),
  rule('跟6月比', ['and', 'time', 'of?', 'against'], ([, time]) => ({ part: { ...time, versus: true }, doubt: -0.05 })),
])

/** The day up to which a date or weekday without its month or week leads from a time on. */
function followed(first: Time, last: Moment, { ahead }: Looking): Day | undefined {
  if (first.grain !== 'day' || first.from !== first.to) return undefined
  if (last.weekday !== undefined) return weekdayFrom(last.weekday, first.from)
  const isDate = last.grain === 'day' && last.month === undefined && last.n !== undefined && isYearless(last)
  const to = isDate && last.last === undefined ? dateFrom(last.n ?? 0, first.from) : undefined
  // a month that is over does not run on into the next unsaid
  return to && (ahead || (dateOf(to) > dateOf(first.from) && monthOf(to) === monthOf(first.from))) ? to : undefined
}
