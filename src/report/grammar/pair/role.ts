/** Whether a number is a figure at all, seen by the indicator that it would belong to; and which way it goes. */
import { type Amount, absolute, isNegative, isZero, negate, ZERO } from '../../../office/amount.ts'
import type { Indicator } from '../../../office/plan.ts'
import type { Role, SaidAmount } from '../said/said.ts'
import type { Around } from './around.ts'

/** Whether a rate is itself a change (同比增长, 下降) by its name or goal, and no share. */
export const isGrowth = ({ kind, name, target }: Indicator): boolean =>
  kind === 'rate' && /同比|增长|下降|增速|增幅/.test(name + target.wording)

/** A number with what stands before it and the indicator that it would belong to; undefined: no name came. */
export interface Seen {
  readonly around: Around
  readonly amount: SaidAmount
  readonly indicator: Indicator | undefined
  /** the indicator has its figure, and no other name came since: what follows says more of the same */
  readonly isMore: boolean
  /** the indicator has a figure anywhere before */
  readonly has: boolean
  /** parts of a total are being told (其中 …、…) */
  readonly partsOpen: boolean
}

/**
 * Why a number is no figure to record: a goal, a gap, last year's, a part of a total …
 * @returns undefined where it is one
 */
export function roleOf(seen: Seen): Role | undefined {
  const { around, isMore, partsOpen } = seen
  // 其中本月新增3家 is the month's figure, not a part of what was reached
  if (around.role === 'part') return around.mode && around.labels.every(({ hard }) => !hard) ? undefined : 'part'
  if (partsOpen && !around.mode) return 'part'
  if (around.role === 'sort') return isMore ? 'sort' : undefined
  if (around.role === 'before') return seen.indicator?.kind === 'rate' && isMore ? 'change' : undefined
  return seen.indicator?.kind === 'rate' ? roleInRate(seen, isGrowth(seen.indicator)) : roleInCount(seen)
}

/** 同比 is what a growth rate itself is, 占比 a share. */
function roleInRate({ around: { role }, isMore }: Seen, isGrowing: boolean): Role | undefined {
  const isItself = isGrowing ? role === 'year-ago' && !isMore : role === 'share' || role === 'completion'
  return isItself ? undefined : role
}

function roleInCount({ around: { role, down }, amount: { unit }, indicator, has }: Seen): Role | undefined {
  const isPercent = unit === '%' && indicator && (has || role !== undefined || down !== undefined)
  return isPercent ? 'change' : role
}

/**
 * The value with its sign. For rates 下降5% is −5; a count that changed is told without a sign.
 * @param change the number says by how much, and not what it reached
 */
export function signed({ kind }: Indicator, value: Amount, down: boolean | undefined, change: boolean): Amount {
  if (kind === 'rate') return down ? negate(absolute(value)) : value
  return change ? absolute(value) : value
}

/**
 * Whether it has to be asked if the number rose or fell, or is a change at all: 低小散减少3家, 增速提高1.2个百分点.
 * @param text of the message, in the form that is read
 */
export function isSignDoubtful(
  indicator: Indicator,
  { at, end, value = ZERO, before }: SaidAmount,
  { role, mode }: Around,
  down: boolean | undefined,
  text: string,
): boolean {
  // 低小散减少3家: fewer in number, or three dealt with?
  if (indicator.kind !== 'rate') return down === true
  // 占比上升1.2%, 占比较上月1.2%: a change said as if it were the share
  if (!isGrowth(indicator)) return (down !== undefined && role === undefined) || mode === 'increment'
  // 增速提高1.2个百分点: a change of the rate, said as if it were the rate
  const isPoints = /点$/.test(text.slice(at, end)) && !/^(?:增速|增幅|增长率)$/.test(before)
  if (indicator.better === 'higher' && down !== undefined && isPoints) return true
  // 用水量5%, where a fall is the goal: probably one, but it was not said
  return indicator.better === 'lower' && down === undefined && !isNegative(value) && !isZero(value)
}
