/** How comparisons and places in a ranking are put together around numbers and amounts. */
import { amount, negate } from '../../office/amount.ts'
import type { Found, Operator } from '../found.ts'
import { type NumberPart, type PiecePart, wholeOf } from '../piece.ts'
import { type AmountPart, UNREAD } from './amount.ts'
import { indexed, type Made, rule } from './rule.ts'

const flipped: Readonly<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }

const compared = (op: Operator, { value, unit }: AmountPart): Found => ({
  kind: 'compare',
  op: value.startsWith('-') ? flipped[op] : op,
  value,
  ...(unit !== undefined && { unit }),
})

const EITHER: Made = { part: { kind: 'ask', for: 'whether' }, over: [1, 1], doubt: -0.1 }
const ONE_SIDE = 'degree|direction|extreme|measure'

/** Grammar rules that make comparisons and conditions: 低于80%, 比上月多, 排名前三. */
export const COMPARISONS = indexed([
  rule('超过5%', ['comparator', 'done|about|filler?', 'amount'], ([{ op }, , one]) => compared(op, one)),
  rule('超过5', ['comparator', 'done?', 'number'], ([{ op }, , number]) =>
    number.value === undefined
      ? undefined
      : { part: compared(op, { kind: 'amount', value: number.value }), doubt: 0.3, latent: true },
  ),
  rule('到5%没, 降到5没', ['edge', 'amount|number', 'ask'], ([, one, { for: asked }]) =>
    asked === 'whether' && one.value !== undefined
      ? { part: compared('>=', { ...one, kind: 'amount', value: one.value }), over: [0, 1], doubt: -0.1 }
      : undefined,
  ),
  rule('41.4还是44.1: one of the two', ['amount|number', 'or', 'amount|number'], () => EITHER),
  rule('快还是慢, 升了还是降了', [ONE_SIDE, 'done?', 'or', ONE_SIDE], () => ({ ...EITHER, over: [2, 2] })),
  rule('60%到80%之间', ['amount', 'joint', 'amount', 'between'], ([low, , high]) =>
    low.unit === high.unit ? { part: compared('>=', low), also: compared('<=', high), doubt: -0.2 } : undefined,
  ),
  rule('超过全年目标', ['comparator', 'done?', 'measure'], ([{ op }, , { measure }]) =>
    measure === 'goal' ? compared(op, { kind: 'amount', value: amount(100), unit: '%' }) : undefined,
  ),
  rule('两个指标以上', ['amount', 'filler', 'limit'], ([one, , { op }]) => ({ part: compared(op, one), doubt: 0.15 })),
  rule(
    '没到任务数的一半',
    ['comparator', 'done?', 'measure', 'of?', 'half-share|amount'],
    ([{ op }, , { measure }, , part]) =>
      measure === 'goal' && (part.kind === 'half-share' || part.unit === '%')
        ? compared(op, part.kind === 'half-share' ? { kind: 'amount', value: amount(50), unit: '%' } : part)
        : undefined,
  ),
  rule('5%以上', ['amount', 'limit'], ([one, { op }]) => compared(op, one)),
  rule('不到一半', ['beyond-half'], ([{ op }]) => compared(op, { kind: 'amount', value: amount(50), unit: '%' })),
  rule('下降超过5%', ['direction', 'done|filler?', 'compare'], ([{ down }, , { op, value, unit }]) =>
    down && !value.startsWith('-')
      ? compared(op, { kind: 'amount', value: negate(value), ...(unit !== undefined && { unit }) })
      : { kind: 'compare', op, value, ...(unit !== undefined && { unit }) },
  ),
  rule('没降到5%', ['not', 'direction', 'joint|edge|filler?', 'amount'], ([, { down }, , one]) => ({
    part: compared('<', down ? { ...one, value: negate(one.value) } : one),
    // 分别下降 is none
    doubt: 0.2,
  })),
  rule('前三名', ['front', 'number', 'unit|filler?'], ([, number, unit]) => among(number, 'first', unit)),
  rule('后三名', ['back', 'number', 'unit|filler?'], ([, number, unit]) => {
    const made = among(number, 'last', unit)
    return made && wholeOf(number) === 1 ? { ...made, part: { kind: 'extreme', end: 'last', nth: 1 } } : made
  }),
  rule('前10%, 后三分之一: a share of those ranked', ['front|back', 'amount'], ([, { unit }]) =>
    unit === '%' ? { part: UNREAD, doubt: -0.2 } : undefined,
  ),
  rule('倒数前三', ['back', 'front', 'number', 'unit?'], ([, , number, unit]) => among(number, 'last', unit)),
  rule('第三名', ['ordinal', 'number', 'unit?'], ([, number, unit]) => placed(number, 'first', unit)),
  rule('倒数第二', ['back', 'ordinal', 'number', 'unit?'], ([, , number, unit]) => placed(number, 'last', unit)),
  rule('最快, 还差得最多', ['most', 'degree'], ([, { end, measure }]) => ({
    kind: 'extreme',
    end,
    ...(measure && { measure }),
  })),
  rule('慢得最厉害', ['degree', 'filler|of', 'most', 'degree'], ([{ end, measure }, , , most]) =>
    most.measure === undefined
      ? { part: { kind: 'extreme', end, ...(measure && { measure }) }, doubt: -0.3 }
      : undefined,
  ),
  rule('多到少', ['degree', 'joint|edge', 'degree'], ([one, , other]) =>
    one.end !== other.end && one.measure === other.measure ? { kind: 'sorted', down: one.end === 'first' } : undefined,
  ),
  rule('第一个报上来, 最先报', ['extreme', 'reports|measure', 'whole?'], ([one, reports]) =>
    reports.kind === 'reports' || reports.measure === 'reported' ? { ...one, measure: 'reportedAt' } : undefined,
  ),
  rule('最快的三个县', ['extreme', 'reports|filler?', 'of?', 'number', 'unit?', 'level'], ([one, , , number]) => {
    const count = wholeOf(number)
    return one.n === undefined && one.nth === undefined && count
      ? { part: { ...one, n: count }, over: [0, 0], doubt: -0.9 }
      : undefined
  }),
  // 最多 before a number is a bound, and with 的 between a superlative of so many
  rule('最低的一项, 最多的两个', ['extreme', 'of', 'number', 'unit'], ([one, , number, { unit, use }]) => {
    const n = wholeOf(number)
    if (one.n !== undefined || one.nth !== undefined || !n || use !== 'item') return undefined
    const also: Found = { kind: 'ask', for: 'which', of: 'indicator' }
    // 三个县 names what it is that many of
    return unit === '项' ? { part: { ...one, n }, also, doubt: -0.4 } : { part: { ...one, n }, doubt: -0.2 }
  }),
  rule('最多的前五个市', ['extreme', 'of', 'extreme'], ([one, , { n, end }]) =>
    one.n === undefined && one.nth === undefined && n !== undefined && end === 'first'
      ? { part: { ...one, n }, over: [0, 0], doubt: -0.4 }
      : undefined,
  ),
  rule('剩得多, 欠得多', ['measure', 'filler', 'degree'], ([, , { end, measure }]) => ({
    part: { kind: 'extreme', end, ...(measure && { measure }) },
    over: [2, 2],
    doubt: 0.1,
  })),
  rule(
    '哪个市完成率高',
    ['ask', 'level?', 'filler|indicator?', 'filler|indicator?', 'measure', 'degree'],
    ([{ for: asked }, , , , , { end, measure }]) =>
      asked === 'which' || asked === 'who'
        ? { part: { kind: 'extreme', end, ...(measure && { measure }) }, over: [5, 5] }
        : undefined,
  ),
  rule(
    '前两个县, 最后的三个市',
    ['front|back', 'of?', 'number', 'unit', 'level'],
    ([side, , number, { use }, { level }]) => {
      const n = wholeOf(number)
      const parts: Found = { kind: 'parts', whole: 'own', level }
      const end = side.kind === 'front' ? 'first' : 'last'
      return use === 'item' && n ? { part: { kind: 'extreme', end, n }, also: parts, doubt: -0.1 } : undefined
    },
  ),
  rule('谁完成得好, 哪边快', ['ask|parts', 'filler|indicator?', 'filler?', 'degree'], ([who, , , { end, measure }]) =>
    who.kind === 'parts' || who.for === 'which' || who.for === 'who'
      ? { part: { kind: 'extreme', end, ...(measure && { measure }) }, over: [3, 3] }
      : undefined,
  ),
])

/** 前三 and nothing behind it; 最后一天 has something, and is no place. */
const BARE = 0.3
function among(number: NumberPart, end: 'first' | 'last', unit: PiecePart | undefined): Made | undefined {
  const n = wholeOf(number)
  if (n === undefined || n === 0 || n > 100 || (unit && !isRanked(unit))) return undefined
  return { part: { kind: 'extreme', end, n }, doubt: unit ? 0 : BARE }
}

function placed(number: NumberPart, end: 'first' | 'last', unit: PiecePart | undefined): Made | undefined {
  const nth = wholeOf(number)
  if (nth === undefined || nth === 0 || nth > 100) return undefined
  if (unit && !isRanked(unit)) return { part: { kind: 'filler' } }
  return { part: { kind: 'extreme', end, nth }, doubt: unit ? 0 : BARE }
}

const isRanked = (unit: PiecePart): boolean => unit.kind === 'unit' && (unit.use === 'rank' || unit.use === 'item')
