/** How moments are put together: numbers with months and days, years before them, parts and runs of them. */
import { addDays, type Day, yearOf } from '../../office/day.ts'
import { isYearless, type Moment, recent, shifted, weekday, weekdayFrom } from '../moment.ts'
import { daysIn, type NumberPart, type PiecePart, wholeOf } from '../piece.ts'
import { indexed, type Made, type RuleContext, rule } from './rule.ts'

const moment = (one: Moment): PiecePart => ({ kind: 'moment', moment: one })
const isBareYear = (one: Moment): boolean => one.grain === 'year' && one.year !== undefined && !one.end

/** 17年 is a year near the one in which it is said. */
function yearSaid(number: NumberPart, today: Day): number | undefined {
  const n = wholeOf(number)
  if (n === undefined) return undefined
  if (n >= 1990 && n <= 2100) return n
  const near = 2000 + n
  return /^\d{2}$/.test(number.digits) && Math.abs(near - yearOf(today)) <= 3 ? near : undefined
}

/** 二三季度, 七八月: two or three that follow one another. */
function several({ digits, value }: NumberPart): readonly [number, number] | undefined {
  const all = [...digits].map((char) => '一二三四五六七八九'.indexOf(char) + 1)
  const [first] = all
  const isRun = all.every((n, at) => n > 0 && n === (first ?? 0) + at)
  return value === undefined && isRun && all.length > 1 ? [first ?? 0, all.at(-1) ?? 0] : undefined
}

const MONTH_PARTS = {
  first: [1, 10],
  middle: [11, 20],
  third: [21, 31],
  'first-half': [1, 15],
  'second-half': [16, 31],
} as const

function calendarMoment(number: NumberPart, grain: Moment['grain'], { today }: RuleContext): PiecePart | undefined {
  const n = wholeOf(number)
  if (grain === 'year') {
    const year = yearSaid(number, today)
    return year === undefined ? undefined : moment({ grain, year })
  }
  if (grain === 'half' || grain === 'week' || /[.,]|\d{3}/.test(number.digits)) return undefined
  const range = several(number)
  if (range && grain !== 'day') return moment({ grain, n: range[0], last: range[1] })
  return n === undefined ? undefined : moment({ grain, n })
}

/** Grammar rules that make moments of numbers and words of the calendar: 6月底, 2017年上半年, 近三个月. */
export const MOMENTS = indexed([
  rule('number unit: 6月, 二季度, 2017年, 30日', ['number', 'calendar'], ([number, unit], context) =>
    unit.counted ? undefined : calendarMoment(number, unit.grain, context),
  ),
  rule('30号', ['number', 'number-sign'], ([number], context) => calendarMoment(number, 'day', context)),
  rule('第二季度, 第26周', ['ordinal', 'number', 'calendar'], ([, number, unit], context) => {
    if (unit.grain === 'quarter') return calendarMoment(number, 'quarter', context)
    const n = wholeOf(number)
    return unit.grain === 'week' && n !== undefined ? moment({ grain: 'week', n }) : undefined
  }),
  rule('上月, 本季度, 下周', ['shift', 'calendar'], ([{ by }, { grain }], { today }) =>
    grain === 'day' || grain === 'half' ? undefined : moment({ ...shifted(grain, by, today), relative: by }),
  ),
  rule('上周五', ['shift', 'weekday'], ([{ by }, { n }], { today }) => moment(weekday(n, by, today))),
  rule('下周八: a day that no week has', ['moment', 'number'], ([{ moment: week }, { digits }]) =>
    week.grain === 'week' && week.relative !== undefined && /^[零八九十]$/.test(digits)
      ? { part: { kind: 'unread', like: 'time' }, doubt: 0.1 }
      : undefined,
  ),
  rule('周五: the last, or the next', ['weekday'], ([{ n }], { today, ahead }) => {
    const next = weekdayFrom(n, addDays(today, ahead ? 0 : 1))
    const one = (day: Day, doubt: number): Made => ({
      part: moment({ grain: 'day', weekday: n, days: { from: day, to: day } }),
      doubt,
    })
    return ahead ? one(next, 0) : [one(addDays(next, -7), 0), one(next, 0.05)]
  }),
  rule('year with what is in it: 去年六月', ['moment', 'of?', 'moment'], ([{ moment: year }, , { moment: one }]) => {
    if (!isBareYear(year) || !isYearless(one)) return undefined
    return moment({ ...one, year: year.year ?? 0 })
  }),
  rule('month with its day: 6月30日', ['moment', 'moment'], ([{ moment: month }, { moment: date }]) =>
    isMonth(month) && date.grain === 'day' && date.month === undefined && isYearless(date)
      ? moment({ ...date, month: month.n ?? 0, ...(month.year !== undefined && { year: month.year }) })
      : undefined,
  ),
  rule('month with a number: 6月30', ['moment', 'number'], ([{ moment: month }, number]) => {
    const n = wholeOf(number)
    if (
      !isMonth(month) ||
      month.relative !== undefined ||
      month.bare ||
      n === undefined ||
      !/^\d{1,2}$/.test(number.digits) ||
      n > 31 ||
      n === 0
    )
      return undefined
    return { part: moment({ ...month, grain: 'day', month: month.n ?? 0, n }), doubt: 0.1 }
  }),
  rule('its end or part: 6月底, 6月上旬', ['moment', 'tail'], ([{ moment: one }, { part }]) => {
    if (one.grain === 'day' || one.grain === 'week' || one.end || one.dates) return undefined
    if (part === 'end') return moment({ ...one, end: true })
    return isMonth(one) ? moment({ ...one, grain: 'month', dates: MONTH_PARTS[part] }) : undefined
  }),
  rule('4-6月, 10-12日', ['number', 'joint', 'moment'], ([number, , { moment: last }]) => {
    const n = wholeOf(number)
    const isWhole =
      last.n !== undefined && last.last === undefined && isYearless(last) && /^\D+$|^\d{1,2}$/.test(number.digits)
    return n !== undefined && isWhole && n < (last.n ?? 0) ? moment({ ...last, n, last: last.n ?? 0 }) : undefined
  }),
  // two make a stretch: in a row of months, each up to the next, not any two of all
  rule('4月到6月', ['moment', 'joint', 'moment'], ([{ moment: first }, , { moment: last }]) =>
    first.last === undefined &&
    last.last === undefined &&
    first.grain === last.grain &&
    first.grain !== 'day' &&
    first.n !== undefined &&
    last.n !== undefined &&
    (last.year === undefined || last.year === first.year) &&
    first.n < last.n
      ? moment({ ...last, ...(first.year !== undefined && { year: first.year }), n: first.n, last: last.n })
      : undefined,
  ),
  rule(
    '6、7月, 5 6月, 8、9号: a number before a month or date in a list',
    ['number', 'and|comma?', 'moment'],
    ([number, , { moment: next }], { ahead }) => {
      const n = wholeOf(number)
      const isListed = next.grain === 'month' || (ahead && next.grain === 'day' && next.month === undefined)
      const fits = isListed && next.n !== undefined && isYearless(next) && /^\d{1,2}$|^\D{1,2}$/.test(number.digits)
      // no list of months goes back, or ends in a month's end: 落后产能8，6月底
      const isList = !number.isWhole && n !== undefined && n > 0 && n < (next.last ?? next.n ?? 0) && !next.end
      return isList && fits
        ? {
            part: moment({ grain: next.grain, n, ...(next.grain === 'month' && { bare: true }) }),
            over: [0, 0],
            doubt: -0.1,
          }
        : undefined
    },
  ),
  rule(
    '5、6两个月, 4、5、6三个月',
    ['number', 'and|comma', 'number', 'and|comma?', 'number?', 'number', 'calendar'],
    (all) => {
      const [first, , second, , third, count, { grain, counted }] = all
      const n = [first, second, ...(third ? [third] : [])].map(wholeOf)
      const isRun = n.every((one, at) => one !== undefined && one === (n[0] ?? 0) + at)
      const [from, last] = [n[0], n.at(-1)]
      return counted && grain === 'month' && isRun && wholeOf(count) === n.length && from && last && last <= 12
        ? moment({ grain, n: from, last })
        : undefined
    },
  ),
  rule('前8个月, 前三季度', ['front', 'number', 'calendar'], ([, number, { grain }]) => {
    const n = wholeOf(number)
    if (n === undefined || n === 0 || (grain !== 'month' && grain !== 'quarter')) return undefined
    return moment({ grain, n: 1, last: n })
  }),
  rule('6月当月', ['moment', 'moment'], ([{ moment: one }, { moment: again }]) =>
    again.relative === 0 && again.grain === one.grain && one.relative === undefined
      ? moment({ ...one, relative: 0 })
      : undefined,
  ),
  rule('近半年', ['recent', 'calendar'], ([, { grain }], { today }) => {
    const one = grain === 'half' ? recent('month', 6, today) : undefined
    return one && moment(one)
  }),
  rule(
    '前两天, 这三个月: no days that could be told',
    ['front|shift', 'number', 'calendar'],
    ([, , { grain, counted }]) =>
      counted && grain !== 'month' && grain !== 'quarter' ? { kind: 'unread', like: 'time' } : undefined,
  ),
  rule('近三个月', ['recent', 'number', 'calendar'], ([, number, { grain }], { today }) => {
    const n = wholeOf(number)
    const one = n !== undefined && n > 0 && n <= 24 && grain !== 'day' ? recent(grain, n, today) : undefined
    return one && moment(one)
  }),
  rule('三天后, 两周前', ['number', 'calendar', 'bound'], ([number, { grain }, { edge }], { today }) => {
    const days = daysIn(number, grain)
    if (days === undefined || (edge !== 'after' && edge !== 'before')) return undefined
    const one = addDays(today, edge === 'after' ? days : -days)
    return moment({ grain: 'day', days: { from: one, to: one } })
  }),
  rule('过两天, 再等三天', ['passes', 'number', 'calendar'], ([, number, { grain }], context) => {
    const days = daysIn(number, grain)
    if (!context.ahead || days === undefined) return undefined
    const one = addDays(context.today, days)
    return moment({ grain: 'day', days: { from: one, to: one } })
  }),
  rule('比上月, 较去年', ['than', 'moment'], ([, { moment: one }]) => baseOf(one)),
  rule('与上月相比', ['and', 'moment', 'of?', 'against'], ([, { moment: one }]) => baseOf(one)),
  rule('去年同期', ['moment', 'of?', 'same-time'], ([{ moment: one }]) =>
    one.relative === -1 && one.grain === 'year' ? { kind: 'base', of: 'year-ago' } : undefined,
  ),
])

const isMonth = (one: Moment): boolean =>
  one.grain === 'month' && one.n !== undefined && one.last === undefined && !one.end && !one.dates

/** 上月 and 去年 beside 比 are what figures are always compared with; 6月 is a period that was chosen. */
function baseOf({ relative, grain, end }: Moment): Made | undefined {
  if (relative !== -1 || end) return undefined
  return { part: { kind: 'base', of: grain === 'year' ? 'year-ago' : 'period-before', versus: true }, doubt: -0.1 }
}
