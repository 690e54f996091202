/** 下降5% is -5, for any rate; what is up and what is down. */
import { type Amount, absolute, isNegative, isZero, negate } from '../../../office/amount.ts'
import type { Indicator } from '../../../office/plan.ts'
import type { Around } from './left-context.ts'
import { isGrowth } from './role.ts'

export function signed({ kind }: Indicator, value: Amount, { down, level }: Around): Amount {
  return kind === 'rate' && down && !level ? negate(absolute(value)) : value
}

const POINTS = /^个?(?:百分)?点$/

export function isSignDoubtful(
  indicator: Indicator,
  value: Amount,
  unit: string | undefined,
  { down, level, role }: Around,
): boolean {
  // 低小散减少3家: fewer in number, or three dealt with?
  if (indicator.kind !== 'rate') return down === true
  // 占比上升1.2%: a change said as if it were the share
  if (!isGrowth(indicator)) return down !== undefined && role === undefined && !level
  if (level || (down && isNegative(value))) return true
  // 增速提高1.2个百分点: a change of the rate, said as if it were the rate
  if (indicator.better === 'higher' && down !== undefined && unit !== undefined && POINTS.test(unit)) return true
  // 用水量5%, where a fall is the goal: probably one, but it was not said
  return indicator.better === 'lower' && down === undefined && !isNegative(value) && !isZero(value)
}
