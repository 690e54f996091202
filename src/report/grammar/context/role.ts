/** Whether a number is a value at all, seen by the indicator that it would belong to. */
import type { Indicator } from '../../../office/plan.ts'
import type { Role } from '../tokens/lexicon.ts'
import type { Around } from './left-context.ts'

/** A rate whose value is a change itself (同比增长, 下降), not a share. */
export const isGrowth = ({ kind, name, target }: Indicator): boolean =>
  kind === 'rate' && /同比|增长|下降|增速|增幅/.test(name + target.wording)

export interface Seen {
  readonly around: Around
  readonly unit: string | undefined
  readonly indicator: Indicator | undefined
  /** the indicator has its value, and no other name came since: what follows says more of the same */
  readonly isMore: boolean
  /** the indicator has a value anywhere before */
  readonly has: boolean
  /** parts of a total are being told (其中 …、…) */
  readonly partsOpen: boolean
}

const PERCENT = new Set(['%', '个百分点', '百分点', '个点'])

/** @returns why the number is none; undefined where it is a value */
export function roleOf(seen: Seen): Role | undefined {
  const { around, isMore, partsOpen } = seen
  // 其中本月新增3家 is the month's figure, not a part of what was reached
  if (around.role === 'part') return around.mode && around.labels.length === 0 ? undefined : 'part'
  if (partsOpen && !around.mode) return 'part'
  if (around.role === 'kind-of') return isMore ? 'kind-of' : undefined
  return seen.indicator?.kind === 'rate' ? roleInRate(seen, seen.indicator) : roleInCount(seen)
}

function roleInRate({ around, isMore }: Seen, indicator: Indicator): Role | undefined {
  const { role, down, level, mode } = around
  // 占GDP 9.3% beside a growth rate tells of something else
  if (role === 'share') return isGrowth(indicator) ? role : undefined
  if (role === 'completion') return isGrowth(indicator) ? role : undefined
  if (role === 'year-on-year') return isGrowth(indicator) && !isMore ? undefined : role
  if (!isMore) return role
  if (!isGrowth(indicator) && down !== undefined && !level) return 'change'
  return mode === 'increment' ? 'change' : role
}

function roleInCount({ around, unit, indicator, has }: Seen): Role | undefined {
  const { role, down } = around
  const isPercent = unit !== undefined && PERCENT.has(unit)
  if (role === 'completion' || role === 'share') return isPercent || unit === undefined ? role : undefined
  if (isPercent && indicator && (has || role !== undefined || down !== undefined)) return 'change'
  return role
}
