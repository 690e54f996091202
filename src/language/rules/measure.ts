/** How states are said: reported or not, all or not all; and what is asked, acted upon and cited. */
import { ZERO } from '../../office/amount.ts'
import type { Found } from '../found.ts'
import { wholeOf } from '../piece.ts'
import { indexed, rule } from './rule.ts'

type MeasureFound = Extract<Found, { readonly kind: 'measure' }>

const reported = (is: boolean, holds?: MeasureFound['holds'], ever?: true): Found => ({
  kind: 'measure',
  measure: 'reported',
  is,
  ...(holds && { holds }),
  ...(ever && { ever }),
})

const AS_OF = { part: { kind: 'measure', measure: 'asOf' }, also: { kind: 'ask', for: 'when' }, doubt: -0.1 } as const

/** Grammar rules that make measures of what is asked for: 完成率, 排名, 差多少. */
export const MEASURES = indexed([
  rule('还有没报的吗', ['is', 'not', 'reports', 'of|done'], () => ({
    part: reported(false),
    over: [1, 2],
    doubt: -0.4,
  })),
  rule('晚几天', ['degree', 'ask', 'unit'], ([{ end, measure }, { for: asked }, { unit }]) =>
    measure === 'reportedAt' && end === 'last' && unit === '天' && asked === 'how-many'
      ? { part: { kind: 'measure', measure: 'lateDays' }, also: { kind: 'ask', for: 'how-much', unit } }
      : undefined,
  ),
  rule('总是最晚, 老是迟报: how often in time, the least or the most', ['again', 'extreme|measure'], ([, one]) => {
    const end = one.kind === 'extreme' ? one.measure === 'reportedAt' && one.end : one.measure === 'lateDays' && one.is
    return end === false || end === undefined
      ? undefined
      : {
          part: { kind: 'measure', measure: 'onTime', is: 'rate' },
          also: { kind: 'extreme', end: end === 'first' ? 'first' : 'last' },
        }
  }),
  rule('没报, 没报齐, 从没报过', ['not', 'reports', 'done?', 'whole?'], ([{ ever }, , , whole]) =>
    whole ? reported(true, 'not-every') : reported(false, ever && 'every', ever),
  ),
  rule('报齐, 报完了', ['reports', 'whole', 'done?'], () => reported(true, 'every')),
  rule('报了, 报过', ['reports', 'done'], () => reported(true)),
  rule('已报, 已经报了', ['done', 'reports', 'done?'], () => reported(true)),
  rule('已经报齐', ['done', 'reports', 'whole', 'done?'], () => reported(true, 'every')),
  rule('都报了', ['every', 'reports', 'whole?', 'done?'], ([{ ever }]) => reported(true, 'every', ever)),
  rule('都没报', ['every', 'not', 'reports', 'done?'], ([all, not]) => reported(false, 'every', all.ever ?? not.ever)),
  rule('报的: what was reported', ['reports', 'of'], () => ({ part: { kind: 'filler', as: 'came' }, doubt: -0.2 })),
  rule('7月6号之后报的', ['time', 'filler?', 'reports', 'of?'], ([{ grain, edge }]) =>
    grain === 'day' && edge === 'since' ? { part: reported(true), over: [2, 3], keep: 0, doubt: -0.3 } : undefined,
  ),
  rule('谁报的', ['ask', 'reports', 'of?'], ([{ for: asked }]) =>
    asked === 'who'
      ? { part: { kind: 'measure', measure: 'reportedBy' }, also: { kind: 'ask', for: 'who' } }
      : asked === 'when'
        ? { part: { kind: 'measure', measure: 'reportedAt' }, also: { kind: 'ask', for: 'when' } }
        : undefined,
  ),
  rule(
    '数据截止到哪天, 数据是截到几号的: of which day what stands is',
    ['filler', 'is?', 'edge', 'edge?', 'ask'],
    ([{ as }, , { edge }, , { for: asked }]) =>
      as === 'figures' && edge === 'by' && asked === 'when' ? AS_OF : undefined,
  ),
  rule('截止到几号的', ['edge', 'ask', 'of', 'filler?'], ([{ edge }, { for: asked }]) =>
    edge === 'by' && asked === 'when' ? AS_OF : undefined,
  ),
  rule('几号的数', ['ask', 'of', 'filler'], ([{ for: asked }, , { as }]) =>
    asked === 'when' && as === 'figures' ? AS_OF : undefined,
  ),
  // without 了 it is until when: 最晚报到几号
  rule('报到几月了', ['reports', 'edge', 'ask', 'done'], ([, { edge }, { for: asked }]) =>
    edge === 'by' && asked === 'when' ? AS_OF : undefined,
  ),
  rule('不是红灯, 没迟报, 从没迟报过', ['not', 'measure'], ([{ ever }, one]) => {
    if (typeof one.is === 'boolean' && one.measure !== 'reported')
      return { part: { ...one, is: !one.is, ...(ever && { ever }) }, doubt: 0.05 }
    return typeof one.is === 'string' && !one.not ? { part: { ...one, not: true }, doubt: 0.05 } : undefined
  }),
  rule('没有一个红灯, 没有一项指标落后', ['not', 'amount', 'item?', 'measure'], ([, { value }, , one]) =>
    value === '1' && one.is !== undefined && !one.not ? { ...one, not: true, holds: 'every' } : undefined,
  ),
  rule('迟报了, 退回过', ['measure', 'done'], ([one, { ever }]) => ({
    part: one.measure === 'state' && ever ? { ...one, ever } : one,
    doubt: -0.05,
  })),
  rule('没什么新增', ['not', 'ask', 'measure'], ([, { of }, { measure, is }]) =>
    of === 'thing' && measure === 'increment' && is === undefined
      ? { kind: 'amount', value: ZERO, mode: 'increment' }
      : undefined,
  ),
  rule('没涨, 没有增加', ['not', 'measure'], ([{ of }, { measure, is }]) =>
    of !== 'is' && measure === 'increment' && is === undefined
      ? { part: { kind: 'amount', value: ZERO, mode: 'increment' }, doubt: 0.05 }
      : undefined,
  ),
  rule('一家没增', ['number', 'unit', 'every?', 'amount'], ([number, , , { value, mode }]) =>
    wholeOf(number) === 1 && value === ZERO && mode === 'increment'
      ? { part: { kind: 'amount', value: ZERO, mode }, doubt: 0.1 }
      : undefined,
  ),
  rule('全绿, 都是红灯, 一直红灯', ['every', 'measure'], ([{ ever }, one]) =>
    one.is !== undefined && !one.holds && one.measure !== 'increment' && one.measure !== 'value'
      ? { ...one, holds: 'every', ...(ever && { ever }) }
      : undefined,
  ),
  rule('都退的谁: each of whom is asked for', ['every', 'measure', 'of?', 'ask'], ([, one, , { for: asked }]) =>
    asked === 'who' || asked === 'which' ? { part: one, over: [0, 1], doubt: -0.1 } : undefined,
  ),
  rule('跟上序时, 落后于进度', ['measure', 'filler?', 'measure'], ([one, , pace]) =>
    one.measure === 'ahead' && one.is !== undefined && (pace.measure === 'expected' || pace.measure === 'rate')
      ? { part: one, doubt: -0.05 }
      : undefined,
  ),
  rule('快于序时, 达到序时', ['comparator', 'done|joint?', 'measure'], ([{ op }, , { measure }]) =>
    measure === 'expected' ? { kind: 'measure', measure: 'ahead', is: op.startsWith('>') } : undefined,
  ),
  rule(
    '跟序时差几个点: how far, and no side of it',
    ['measure', 'measure', 'ask'],
    ([pace, { measure }, { for: asked }]) =>
      pace.measure === 'expected' && measure === 'gap' && asked !== 'whether'
        ? { part: { kind: 'measure', measure }, over: [1, 1], doubt: -1 }
        : undefined,
  ),
  rule('在序时前头', ['measure', 'extreme|degree'], ([{ measure }, side]) =>
    measure === 'expected' && (side.kind === 'degree' ? side.measure === undefined : !side.n && !side.nth)
      ? {
          part: { kind: 'measure', measure: 'ahead', is: side.end === 'first' },
          doubt: 0,
        }
      : undefined,
  ),
  rule('慢人家一截', ['degree', 'them'], ([{ end, measure }]) =>
    measure === undefined
      ? { part: { kind: 'measure', measure: 'ahead', is: end === 'first' }, doubt: 0.7 }
      : undefined,
  ),
  rule(
    '上次报的',
    ['last-time', 'indicator|own|region|filler?', 'indicator|own|region|filler?', 'reports|measure'],
    () => ({
      part: { kind: 'filler', as: 'last' },
      over: [0, 0],
      doubt: -0.2,
    }),
  ),
  rule('都过半', ['every', 'filler?', 'compare'], ([, , one]) => ({ ...one, holds: 'every' })),
  rule('比序时, 比目标', ['than', 'measure'], ([, one]) => baseOf(one)),
  rule('跟目标相比', ['and', 'measure', 'of?', 'against'], ([, one]) => baseOf(one)),
  rule('比去年同期', ['than', 'base'], ([, one]) => ({ ...one, versus: true })),
  rule('与去年同期相比', ['and', 'base', 'of?', 'against'], ([, one]) => ({ ...one, versus: true })),
  rule('几家, 多少亩', ['ask', 'unit'], ([{ for: asked }, { unit, use }]) =>
    asked === 'how-many' || asked === 'how-much'
      ? { kind: 'ask', for: use !== undefined && use !== 'time' ? 'how-many' : 'how-much', unit }
      : undefined,
  ),
  rule('哪些指标', ['ask', 'item'], ([{ for: asked, many }]) =>
    asked === 'which' ? { kind: 'ask', for: 'which', of: 'indicator', ...(many && { many }) } : undefined,
  ),
  rule('…的指标是哪个', ['item', 'is?', 'ask'], ([, , { for: asked, of }]) =>
    asked === 'which' && of === undefined ? { part: { kind: 'ask', for: 'which', of: 'indicator' } } : undefined,
  ),
  rule('几个指标', ['ask', 'unit', 'item'], ([{ for: asked }, { use }]) =>
    use === 'item' && (asked === 'how-many' || asked === 'how-much')
      ? { kind: 'ask', for: 'how-many', unit: '项' }
      : undefined,
  ),
  rule('三个指标, 三项指标', ['number', 'unit', 'item'], ([number]) => {
    const n = wholeOf(number)
    return n === undefined ? undefined : { kind: 'indicators', n }
  }),
  rule('各指标, 各项指标', ['each', 'unit?', 'item'], () => ({ kind: 'indicators' })),
  rule('要不要报', ['ask', 'filler?', 'reports'], ([{ for: asked, of }]) =>
    of === 'duty'
      ? { part: { kind: 'measure', measure: 'owed' }, also: { kind: 'ask', for: 'whether' } }
      : asked === 'whether'
        ? {
            part: { kind: 'measure', measure: 'reported', is: true },
            also: { kind: 'ask', for: 'whether' },
            doubt: 0.1,
          }
        : undefined,
  ),
  rule('哪个文件', ['ask', 'paper'], ([{ for: asked }]) =>
    asked === 'which'
      ? { part: { kind: 'measure', measure: 'source' }, also: { kind: 'ask', for: 'which' } }
      : undefined,
  ),
  rule('百分之多少, 几成', ['percent-of|ask', 'ask|tenths'], ([first, second]) =>
    (first.kind === 'percent-of') === (second.kind === 'ask') ? { kind: 'ask', for: 'how-much', unit: '%' } : undefined,
  ),
  rule('连续两个月', ['in-a-row', 'number', 'calendar'], ([, number, { grain }]) => {
    const n = wholeOf(number)
    return n === undefined || n === 0 ? undefined : { kind: 'running', n, of: grain }
  }),
  rule('三个月没报', ['number', 'calendar', 'every?', 'measure'], ([number, { grain, counted }, , { is }]) => {
    const n = wholeOf(number)
    return counted && is !== undefined && n !== undefined && n > 1 && (grain === 'month' || grain === 'quarter')
      ? { part: { kind: 'running', n, of: grain }, over: [0, 1] }
      : undefined
  }),
  rule('一月一月, 一季一季', ['number', 'calendar', 'number', 'calendar'], ([first, { grain }, second, again]) =>
    wholeOf(first) === 1 && wholeOf(second) === 1 && again.grain === grain && (grain === 'month' || grain === 'quarter')
      ? { part: { kind: 'series' }, doubt: -0.2 }
      : undefined,
  ),
  rule('连续几个月', ['in-a-row', 'ask', 'calendar'], ([, { for: asked }, { grain }]) =>
    asked === 'how-many' ? { part: { kind: 'running', of: grain }, also: { kind: 'ask', for: 'how-many' } } : undefined,
  ),
  rule('13号文件', ['number', 'number-sign', 'paper'], ([number]) => document(number.digits)),
  rule('第13号文件', ['ordinal', 'number', 'number-sign', 'paper?'], ([, number]) => document(number.digits)),
  rule('二（三）', ['number', 'and|filler?', 'open', 'number', 'close'], ([a, , , b]) =>
    /^\D+$/.test(a.digits + b.digits) ? { kind: 'section', path: `${a.digits}（${b.digits}）` } : undefined,
  ),
  rule('第三部分, 第二条', ['ordinal', 'number', 'chapter'], ([, { digits }]) => ({ kind: 'section', path: digits })),
])

const document = (digits: string): Found => ({ kind: 'document', number: `${digits}号` })

function baseOf({ measure }: MeasureFound): Found | undefined {
  if (measure === 'expected') return { kind: 'base', of: 'pace' }
  return measure === 'goal' ? { kind: 'base', of: 'goal' } : undefined
}
