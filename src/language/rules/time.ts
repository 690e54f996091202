/** What times a moment may be, and what stands around times: 截至 before, 以来 behind, 至 between, 比 for comparison. */
import { addDays, type Day, dateOf, yearOf } from '../../office/day.ts'
import type { Found, Time } from '../found.ts'
import { datesAround, isYearless, type Moment, resolved } from '../moment.ts'
import { type NumberPart, wholeOf } from '../piece.ts'
import { indexed, type Made, rule } from './rule.ts'

/**
 * The times that a moment may be, the likeliest first: 29日 and 周五 may be past or to come.
 * @returns an unread time where the calendar has none
 */
export function timesOf(one: Moment, today: Day): readonly Made[] {
  const { grain, end, dates } = one
  const time = (from: Day, to: Day): Time => ({
    kind: 'time',
    from,
    to,
    grain: dates ? 'day' : grain,
    ...(end && { edge: 'by' as const }),
  })
  if (grain === 'day' && one.n !== undefined && one.month === undefined && !one.days) {
    const { past, ahead } = datesAround(one.n, today)
    if (one.n > 31 || one.n === 0 || one.last !== undefined) return [{ part: { kind: 'unread', like: 'time' } }]
    return [past, ahead].flatMap((day, at) => (day ? [{ part: time(day, day), doubt: at * 0.05 }] : []))
  }
  const days = one.last !== undefined && grain === 'day' ? daysBetween(one, today) : resolved(one, today)
  // 6月31号 is one day that there is not, and no 6月 with a 31号
  const doubt = grain === 'day' && one.month !== undefined ? -1 : 0
  return days ? [{ part: time(days.from, days.to) }] : [{ part: { kind: 'unread', like: 'time' }, doubt }]
}

function daysBetween(one: Moment, today: Day): { from: Day; to: Day } | undefined {
  const from = resolved({ ...one, last: one.n ?? 0 }, today)
  const to = resolved({ ...one, n: one.last ?? 0 }, today)
  return from && to && { from: from.from, to: to.to }
}

const edged = (time: Time, edge: NonNullable<Time['edge']>, today: Day): Found => ({
  ...time,
  edge,
  ...(edge === 'since' && { to: time.from <= today ? today : time.to }),
})

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

export const TIMES = indexed([
  rule('截至6月底, 自6月', ['edge', 'time'], ([{ edge }, time], { today }) => {
    if (time.edge !== undefined && (time.edge !== 'by' || edge !== 'by')) return undefined
    return edge === 'since' && isJoined(time) ? time : edged(time, edge, today)
  }),
  rule('6月以来, 7月10日前', ['time', 'bound'], ([time, { edge }], { today }) => {
    // 7月10号以后交的: what was done from a day on that is over
    if (edge === 'after' && time.grain === 'day' && time.to < today && !time.edge)
      return { part: { ...time, edge: 'since' } }
    if (edge === 'within' || edge === 'after' || (time.edge && time.edge !== edge && time.edge !== 'by'))
      return undefined
    // a deadline lies ahead: 周五前
    return { part: edged(time, edge, today), doubt: edge === 'before' && time.to < today ? 0.1 : 0 }
  }),
  rule('三天内, 一周之内', ['number', 'calendar', 'bound'], ([number, { grain }, { edge }], { today }) => {
    const n = wholeOf(number)
    const days = grain === 'day' ? 1 : grain === 'week' ? 7 : undefined
    if (n === undefined || n > 366 || days === undefined || edge !== 'within') return undefined
    return { part: { kind: 'time', from: today, to: addDays(today, n * days), grain: 'day', edge: 'by' }, doubt: -0.05 }
  }),
  rule('1月1日至6月30日', ['time', 'joint', 'time'], ([first, , last]) => {
    if (first.from >= last.to || first.edge || first.versus) return undefined
    const { edge: _, ...rest } = last
    const isByEnd = last.edge === 'by' && last.grain !== 'day'
    return { part: { ...(isByEnd ? last : rest), from: first.from }, inherits: true }
  }),
  rule('7月10日到12号', ['time', 'joint', 'moment'], ([first, , { moment: last }], { today }) => {
    const isDate = last.grain === 'day' && last.month === undefined && last.n !== undefined && isYearless(last)
    if (!isDate || first.grain !== 'day' || first.from !== first.to || (last.n ?? 0) <= dateOf(first.from))
      return undefined
    const to = addDays(first.from, (last.n ?? 0) - dateOf(first.from))
    return resolved({ grain: 'day', year: yearOf(first.from), month: Number(to.slice(5, 7)), n: last.n ?? 0 }, today)
      ? { part: { ...first, to }, doubt: -0.1 }
      : undefined
  }),
  rule('每周五, 每天: again and again, which no single time says', ['each', 'weekday|calendar'], ([, one]) =>
    one.kind === 'weekday' || one.grain !== 'month' ? { kind: 'unread', like: 'time' } : undefined,
  ),
  rule('比6月', ['than', 'time'], ([, time]) => ({ part: { ...time, versus: true }, doubt: -0.05 })),
  rule('跟6月比', ['and', 'time', 'of?', 'against'], ([, time]) => ({ part: { ...time, versus: true }, doubt: -0.05 })),
  rule('下午3点', ['half-day', 'number', 'oclock', 'half|minute?'], ([{ late }, number, , past]) =>
    clockOf(number, late, past?.kind === 'half'),
  ),
  // 快一点 is no hour
  rule('3点, 三点半', ['number', 'oclock', 'half?'], ([number, , half]) =>
    half || /\d/.test(number.digits) ? clockOf(number, undefined, half !== undefined) : undefined,
  ),
])

/** The office sleeps at night: 3点 is the afternoon's. */
function clockOf(number: NumberPart, late: boolean | undefined, half: boolean): Made | undefined {
  const n = wholeOf(number)
  if (n === undefined || n > 24) return undefined
  const hour = (late ?? n < 7) && n < 12 ? n + 12 : n
  return { part: { kind: 'clock', at: `${String(hour).padStart(2, '0')}:${half ? '30' : '00'}` } }
}
