/** Whether a number is a figure at all, seen by the indicator that it would belong to; and which way it goes. */
import { type Amount, absolute, isNegative, isZero, negate, ZERO } from '../../../office/amount.ts'
import type { Indicator } from '../../../office/plan.ts'
import type { At, Role, SaidAmount } from '../said/said.ts'
import type { Around } from './around.ts'

/** A rate whose value is a change itself (同比增长, 下降), not a share. */
export const isGrowth = ({ kind, name, target }: Indicator): boolean =>
  kind === 'rate' && /同比|增长|下降|增速|增幅/.test(name + target.wording)

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
  /** 1.2个百分点 */
  readonly isPoints: boolean
}

/** @returns why the number is none; undefined where it is a figure */
export function roleOf(seen: Seen): Role | undefined {
  const { around, isMore, partsOpen } = seen
  if (around.role === 'slip') return 'slip'
  // 其中本月新增3家 is the month's figure, not a part of what was reached
  if (around.role === 'part') return around.mode && around.labels.every(({ hard }) => !hard) ? undefined : 'part'
  if (partsOpen && !around.mode) return 'part'
  if (around.role === 'sort') return isMore ? 'sort' : undefined
  if (around.role === 'before') return seen.indicator?.kind === 'rate' && isMore ? 'change' : undefined
  return seen.indicator?.kind === 'rate' ? roleInRate(seen, seen.indicator) : roleInCount(seen)
}

function roleInRate(seen: Seen, indicator: Indicator): Role | undefined {
  const { role, down, mode, labels } = seen.around
  // 降幅收窄0.3个百分点: what the change did
  if (down !== undefined && seen.isPoints && labels.at(-1)?.hard) return 'change'
  const { isMore } = seen
  // 占GDP 9.3% beside a growth rate tells of something else
  if (role === 'share' || role === 'completion') return isGrowth(indicator) ? role : undefined
  if (role === 'year-ago') return isGrowth(indicator) && !isMore ? undefined : role
  if (!isMore) return role
  if (!isGrowth(indicator) && down !== undefined) return 'change'
  return mode === 'increment' ? 'change' : role
}

function roleInCount({ around, amount: { unit }, indicator, has }: Seen): Role | undefined {
  const { role, down } = around
  const isPercent = unit === '%'
  if (role === 'completion' || role === 'share') return isPercent || unit === undefined ? role : undefined
  if (isPercent && indicator && (has || role !== undefined || down !== undefined)) return 'change'
  return role
}

/** 下降5% is -5, for any rate. A count that was said to fall says so by its number alone. */
export function signed({ kind }: Indicator, value: Amount, down: boolean | undefined, change: boolean): Amount {
  if (kind === 'rate') return down ? negate(absolute(value)) : value
  return change ? absolute(value) : value
}

/** @param text of the message, in the form that is read */
export function isSignDoubtful(
  indicator: Indicator,
  { at, end, numeral, value = ZERO, before }: SaidAmount,
  { role }: Around,
  down: boolean | undefined,
  text: string,
): boolean {
  // 低小散减少3家: fewer in number, or three dealt with?
  if (indicator.kind !== 'rate') return down === true
  // 占比上升1.2%: a change said as if it were the share
  if (!isGrowth(indicator)) return down !== undefined && role === undefined
  if (down && /^[-负]/.test(text.slice(numeral.at, end))) return true
  // 增速提高1.2个百分点: a change of the rate, said as if it were the rate
  const isChange = isPoints(text, { at, end }) && !/^(?:增速|增幅|增长率)$/.test(before)
  if (indicator.better === 'higher' && down !== undefined && isChange) return true
  // 用水量5%, where a fall is the goal: probably one, but it was not said
  return indicator.better === 'lower' && down === undefined && !isNegative(value) && !isZero(value)
}

/** 1.2个百分点 */
export const isPoints = (text: string, { at, end }: At): boolean => /点$/.test(text.slice(at, end))
