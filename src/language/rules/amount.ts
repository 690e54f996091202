/** How amounts are put together around numbers: units, modes, directions, parts of a whole. */
import { type Amount, add, amount, divide, multiply, negate, ZERO } from '../../office/amount.ts'
import type { Found } from '../found.ts'
import { type NumberPart, type PiecePart, wholeOf } from '../piece.ts'
import { indexed, type Made, rule } from './rule.ts'

/** An amount in a text: a number with its unit. */
export type AmountPart = Extract<Found, { readonly kind: 'amount' }>

/** Stands for an amount that has no exact value: 几十家. */
export const UNREAD: PiecePart = { kind: 'unread', like: 'amount' }
/** Counts what is owed, and not what it comes to. */
const OF_ITEMS: ReadonlySet<string> = new Set(['个', '项', '条', '次', '份'])
/** +2 is two more. */
const signed = ({ sign }: NumberPart): Partial<AmountPart> => (sign === '+' ? { mode: 'increment' } : {})

/** @returns an amount, or one that cannot be read: 1.2.3家 */
const measured = (number: NumberPart, unit?: string): PiecePart =>
  number.value === undefined
    ? UNREAD
    : { kind: 'amount', value: number.value, ...(unit !== undefined && { unit }), ...signed(number) }

const share = (value: Amount): Found => ({ kind: 'amount', value, unit: '%' })

/** 下降5% is -5 %; 减少3家 is an increment below zero. */
function directed(one: AmountPart, down: boolean): Found {
  const value = down && !one.value.startsWith('-') ? negate(one.value) : one.value
  const changed = { ...one, value, change: down ? 'down' : 'up' } as const
  return one.unit === '%' || one.unit === undefined ? changed : { ...changed, mode: one.mode ?? 'increment' }
}

/** A verb between a mode and its number: 累计完成12家; in 高新企业共2户 there is none. */
const VERB = 0.4
/** What a small word costs that is passed over inside a group. */
const PASSED = 1

const NOTHING_CAME = { kind: 'measure', measure: 'reported', is: false, holds: 'every' } as const

/** Grammar rules that join numbers, units and signs into amounts. */
export const AMOUNTS = indexed([
  rule('12家', ['number', 'unit'], ([number, { unit }]) => ({
    part: measured(number, unit),
    // 2017年 is a year before it is a length of time
    doubt: unit === '年' && /^(?:20)?\d{2}$/.test(number.digits) ? 0.3 : 0,
  })),
  rule('七成半', ['number', 'tenths', 'half?'], ([number, , half]) => {
    const n = wholeOf(number)
    if (n === undefined || n === 0 || n > 10) return undefined
    return share(add(multiply(amount(n), amount(10)), half ? amount(5) : ZERO))
  }),
  rule('百分之五', ['percent-of', 'number'], ([, number]) => measured(number, '%')),
  rule('三分之一', ['number', 'part-of', 'number'], ([whole, , part]) =>
    whole.value && part.value && whole.value !== '0'
      ? share(divide(multiply(part.value, amount(100)), whole.value))
      : UNREAD,
  ),
  rule('一半', ['half-share'], () => share(amount(50))),
  rule('几十家', ['vague', 'unit?'], () => ({ part: UNREAD, doubt: 0.1 })),
  rule('三十多家, 二十来家', ['number', 'some', 'unit?'], ([, , unit]) =>
    unit ? UNREAD : { part: UNREAD, doubt: 0.3 },
  ),
  rule('10-12家', ['number', 'joint', 'number', 'unit?'], ([, , , unit]) => ({ part: UNREAD, doubt: unit ? 0 : 0.4 })),
  rule('12o家: digits that run on into letters', ['number', 'unread', 'unit?'], () => ({ part: UNREAD, doubt: 0.1 })),
  rule('.5亩', ['unread', 'unit'], ([{ like }]) => (like === 'amount' ? { part: UNREAD, doubt: -1 } : undefined)),
  rule('10家到12家', ['amount', 'joint', 'amount'], ([a, , b]) =>
    a.unit === b.unit && !a.change ? UNREAD : undefined,
  ),
  rule('六百二十亩半', ['amount', 'half'], ([one]) => {
    const isWhole = one.unit !== undefined && one.unit !== '%' && !one.about && !one.value.includes('.')
    return isWhole ? { ...one, value: add(one.value, amount('0.5')) } : undefined
  }),
  rule('半小时', ['half', 'unit'], ([, { unit, use }]) =>
    use === 'time' ? { kind: 'amount', value: amount('0.5'), unit } : undefined,
  ),
  rule('约20家', ['about', 'is?', 'amount'], ([, , one]) => ({ part: { ...one, about: true }, doubt: 0.05 })),
  rule('20家左右', ['amount', 'around|some'], ([one]) => ({ part: { ...one, about: true }, doubt: 0.1 })),
  rule('约12', ['about', 'is?', 'number'], ([, , number]) =>
    number.value === undefined ? undefined : { part: { kind: 'amount', value: number.value, about: true }, doubt: 0.2 },
  ),
  rule('12左右', ['number', 'around'], ([number]) =>
    number.value === undefined ? UNREAD : { kind: 'amount', value: number.value, about: true },
  ),
  rule(
    '累计12家, 又处置了3家',
    ['mode', 'filler|is|done?', 'filler|done|colon?', 'amount'],
    ([mode, first, second, one]) => {
      const verbs = [first, second].filter((between) => between?.kind === 'filler')
      // 再推迟一天 moves a day on, and is no figure
      if (verbs.some(({ as }) => as === 'later' || as === 'earlier')) return undefined
      return { part: { ...one, mode: mode.mode }, doubt: verbs.length * VERB }
    },
  ),
  rule('不是累计, 不是新增: the other of the two', ['not', 'mode|measure'], ([{ of }, one]) => {
    const isNew = one.kind === 'mode' ? one.mode === 'increment' : one.measure === 'increment' && one.is === undefined
    if (of !== 'is' || (one.kind === 'measure' && !isNew)) return undefined
    return { part: { kind: 'mode', mode: isNew ? 'cumulative' : 'increment' }, doubt: -0.3 }
  }),
  rule('累计12', ['mode', 'filler|is|done?', 'colon?', 'number'], ([{ mode }, between, , number]) =>
    number.value === undefined
      ? undefined
      : { part: { kind: 'amount', value: number.value, mode }, doubt: between ? PASSED : 0.2 },
  ),
  rule(
    '新增僵尸企业3家',
    ['mode', 'filler?', 'indicator', 'filler|colon?', 'amount'],
    ([{ mode }, first, , second, one]) => ({
      part: one.mode ? one : { ...one, mode },
      over: [4, 4],
      keep: 2,
      doubt: 0.1 + (first ? PASSED : 0) + (second?.kind === 'filler' ? PASSED : 0),
    }),
  ),
  rule('下降5%', ['direction', 'done|filler|is?', 'amount'], ([{ down, of }, , one]) =>
    // a direction that is asked about is no change: 降了没
    (of === 'share' && one.unit !== '%') || (one.value === ZERO && one.unit === undefined)
      ? undefined
      : { part: directed(one, down), doubt: 0.05 },
  ),
  rule('20几家', ['number', 'ask', 'unit'], ([, { for: asked }]) =>
    asked === 'how-many' ? { part: UNREAD, doubt: -0.6 } : undefined,
  ),
  rule('下降 4.5', ['direction', 'done|filler|is?', 'number'], ([{ down, of }, , number]) =>
    number.value === undefined || of === 'share' ? undefined : directed({ kind: 'amount', value: number.value }, down),
  ),
  rule('提高到41%: a level', ['direction', 'joint|edge', 'amount'], ([, , one]) => one),
  rule('一家都没有', ['number', 'unit', 'every|filler?', 'not', 'filler|reports?'], ([number, { unit }, , , verb]) =>
    wholeOf(number) !== 1
      ? undefined
      : // 一个都没报: not any of what is owed; 一家没报 is none in the report
        verb?.kind === 'reports' && OF_ITEMS.has(unit)
        ? { part: unit === '次' ? { ...NOTHING_CAME, ever: true } : NOTHING_CAME, doubt: -0.2 }
        : { part: { kind: 'amount', value: ZERO, unit, none: true }, doubt: verb ? -0.2 : 0 },
  ),
  rule('报了零: as nothing new', ['reports', 'done|of', 'is?', 'number'], ([, , , { value }]) =>
    value === '0' ? { part: { kind: 'amount', value: ZERO, mode: 'increment', nil: true }, doubt: -0.1 } : undefined,
  ),
  rule('报零的', ['reports', 'number', 'of'], ([, { value }]) =>
    value === '0'
      ? { part: { kind: 'amount', value: ZERO, mode: 'increment', nil: true }, over: [0, 1], doubt: -0.1 }
      : undefined,
  ),
  rule(
    '一家僵尸企业都没处置',
    ['number', 'unit', 'indicator', 'every|filler?', 'not', 'filler|reports?'],
    ([number, { unit }]) =>
      wholeOf(number) === 1
        ? { part: { kind: 'amount', value: ZERO, unit, none: true }, keep: 2, doubt: -0.3 }
        : undefined,
  ),
  rule(
    '僵尸企业3: a number right behind a name',
    ['indicator', 'colon|is|filler?', 'number'],
    ([, between, number]) => {
      const made = standing(number, 2)
      // a unit behind a number belongs to it: 已处置12家
      return made && { ...made, keep: 0, doubt: between?.kind === 'filler' ? 0.9 : 0.1 }
    },
  ),
  rule('是41, 改成11', ['is|repair|colon', 'number'], ([, number]) => standing(number, 1)),
  rule('报的是41.4', ['reports', 'of|done?', 'is?', 'number'], ([, , , number]) => standing(number, 3)),
  rule('把10改成', ['number', 'repair'], ([number]) => standing(number, 0)),
  rule('+2', ['number'], ([number]) => (number.sign === '+' ? measured(number) : undefined)),
])

/** A number that its neighbour makes an amount. */
function standing(number: NumberPart, slot: number): Made | undefined {
  return number.value === undefined ? undefined : { part: measured(number), over: [slot, slot], doubt: 0.1 }
}
