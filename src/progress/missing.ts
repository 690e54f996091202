/** Who has not reported: what is owed for a period against what the ledger holds. */
import { owedFor } from '../office/owed.ts'
import { endOf, type Period } from '../office/period.ts'
import { hasTask, type Indicator, type IndicatorId } from '../office/plan.ts'
import type { Region, RegionKey } from '../office/region.ts'
import type { Ground } from './ground.ts'

export interface Attendance {
  readonly region: Region
  readonly owed: readonly Indicator[]
  /** owed and neither reported nor nil; empty: done */
  readonly missing: readonly Indicator[]
}

/**
 * Every county of a region that owes something for a period, in the order of the regions.
 * @param reported  who settled which indicators (`reportedFor`); drafts, returned and undone figures do not settle
 * @param only      look at these indicators alone
 */
export function attendance(
  { plan, regions }: Ground,
  within: RegionKey,
  period: Period,
  reported: ReadonlyMap<RegionKey, ReadonlySet<IndicatorId>>,
  only: readonly IndicatorId[] = [],
): Attendance[] {
  const indicators = owedFor(plan, period).filter((one) => only.length === 0 || only.includes(one.id))
  return regions.counties(endOf(period)).flatMap((region): Attendance[] => {
    if (!regions.within(region.key, within)) return []
    const owed = indicators.filter((one) => hasTask(plan, region.key, one.id))
    const settled = reported.get(region.key)
    return owed.length > 0 ? [{ region, owed, missing: owed.filter((one) => !settled?.has(one.id)) }] : []
  })
}

/** Nothing of what is owed has come in. */
export const isSilent = ({ owed, missing }: Attendance): boolean => missing.length === owed.length
