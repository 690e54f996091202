/** Times of day, and how long from now: 下午3点, 三点一刻, 明早九点, 半小时后. */
import { type Amount, add, amount, toNumber } from '../../office/amount.ts'
import { resolved } from '../moment.ts'
import { type NumberPart, type PiecePart, wholeOf } from '../piece.ts'
import { indexed, type Made, rule } from './rule.ts'

const MINUTES: Readonly<Record<string, number>> = {
  分钟: 1,
  刻钟: 15,
  小时: 60,
  个小时: 60,
  钟头: 60,
  个钟头: 60,
}

/** Grammar rules that make times of day: 下午3点半, 15:30. */
export const CLOCKS = indexed([
  rule(
    '下午3点, 下午三点一刻',
    ['half-day', 'of?', 'number', 'oclock', 'half|number?', 'minute|quarter-hour?'],
    ([{ late }, , number, , past, sign]) => clockOf(number, late, past, sign),
  ),
  rule(
    '今晚8点: the hour tells which half, the word which day',
    ['moment', 'number', 'oclock', 'half|number?', 'minute|quarter-hour?'],
    ([{ moment }, number, , past, sign], { today }): Made | undefined => {
      const day = moment.late === undefined ? undefined : resolved(moment, today)
      const clock = day && clockOf(number, moment.late, past, sign)
      return day && clock?.part.kind === 'clock'
        ? { ...clock, also: { kind: 'time', from: day.from, to: day.to, grain: 'day' } }
        : clock
    },
  ),
  // 快一点 is no hour, 两点 is one to whoever looks ahead
  rule(
    '3点, 三点半, 3点15',
    ['number', 'oclock', 'half|number?', 'minute|quarter-hour?'],
    ([number, , past, sign], { ahead }) =>
      past || /\d/.test(number.digits) || (ahead && wholeOf(number) !== 1)
        ? clockOf(number, undefined, past, sign)
        : undefined,
  ),
  rule('下午3:30', ['half-day', 'clock'], ([{ late }, { at }]) => {
    const hour = Number(at.slice(0, 2))
    return { kind: 'clock', at: late && hour < 12 ? `${hour + 12}${at.slice(2)}` : at }
  }),
  rule('下午 alone', ['half-day'], ([{ at }], { ahead }) => (ahead ? { kind: 'clock', at } : undefined)),
  rule('一个半小时', ['number', 'unit', 'half', 'unit'], ([number, { use }, , { unit }]) =>
    use === 'item' && number.value !== undefined && unit in MINUTES
      ? { kind: 'amount', value: add(number.value, amount('0.5')), unit }
      : undefined,
  ),
  rule('一周, 两周: how long, to whoever looks ahead', ['number', 'calendar'], ([{ value }, { grain }], { ahead }) =>
    ahead && grain === 'week' && value !== undefined ? { kind: 'amount', value, unit: '周' } : undefined,
  ),
  rule('半小时后', ['amount', 'bound'], ([{ value, unit }, { edge }]) =>
    edge === 'after' ? delayOf(value, unit) : undefined,
  ),
  rule('过半小时, 再等半小时', ['passes', 'amount', 'bound?'], ([, { value, unit }, bound], { ahead }) => {
    const part = ahead && (bound === undefined || bound.edge === 'after') ? delayOf(value, unit) : undefined
    // 再过半小时 adds no half hour to anything
    return part && { part, doubt: -0.1 }
  }),
  rule('几天后, 过几天: no day that could be told', ['ask', 'unit|calendar', 'bound?'], ([one, unit], { ahead }) =>
    ahead && one.for === 'how-many' && (unit.kind === 'calendar' || unit.use === 'time')
      ? { part: { kind: 'unread', like: 'time' }, doubt: -0.5 }
      : undefined,
  ),
])

/** 8点70分 */
const UNPLACED: Made = { part: { kind: 'unread', like: 'time' } }

function delayOf(value: Amount, unit: string | undefined): PiecePart | undefined {
  const minutes = Math.ceil(toNumber(value) * (MINUTES[unit ?? ''] ?? 0))
  return minutes > 0 ? { kind: 'delay', minutes } : undefined
}

/** The office sleeps at night: 3点 is the afternoon's. */
function clockOf(
  number: NumberPart,
  late: boolean | undefined,
  past: { readonly kind: 'half' } | NumberPart | undefined,
  sign: { readonly kind: 'minute' | 'quarter-hour' } | undefined,
): Made | undefined {
  const n = wholeOf(number)
  const minutes = minutesOf(past, sign)
  if (n === undefined || number.digits.length > 3) return undefined
  // 24时 ends a day
  if (n > 24 || (n === 24 && minutes !== 0) || minutes === undefined) return sign ? UNPLACED : undefined
  const hour = (late ?? n < 7) && n < 12 ? n + 12 : n
  return { part: { kind: 'clock', at: `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` } }
}

function minutesOf(
  past: { readonly kind: 'half' } | NumberPart | undefined,
  sign: { readonly kind: 'minute' | 'quarter-hour' } | undefined,
): number | undefined {
  if (past === undefined) return sign ? undefined : 0
  if (past.kind === 'half') return sign ? undefined : 30
  const n = wholeOf(past)
  if (n === undefined) return undefined
  if (sign?.kind === 'quarter-hour') return n === 1 || n === 3 ? n * 15 : undefined
  // 三点五 is a figure, 三点零五 and 三点五分 are times
  const isSpelt = sign !== undefined || n >= 10 || /^[0零]/.test(past.digits)
  return n < 60 && isSpelt ? n : undefined
}
