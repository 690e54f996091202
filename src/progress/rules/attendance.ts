/** Who has not reported: what is owed for a period against what the ledger holds. */

import { firstsOf } from '../../ledger/index.ts'
import { addDays, at, type Instant } from '../../office/day.ts'
import { owedFor } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import { hasTask, type Indicator, type IndicatorId } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import type { ProgressOffice } from './basis.ts'
import { deadlinesIn } from './deadlines.ts'

/** What a county owes for a period and lacks. */
export interface Attendance {
  readonly region: Region
  readonly owed: readonly Indicator[]
  /** owed and neither reported nor nil; empty: done */
  readonly missing: readonly Indicator[]
}

/**
 * Each county within a region that owes something for a period, with what it lacks, in the order of the regions.
 * @param reported who settled which indicators (`settledFor`): drafts, returned and undone figures do not settle
 * @param only look at these indicators alone; at all without any
 */
export function attendance(
  { plan, regions }: ProgressOffice,
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

/** When a county reported for a period for the first time. */
export interface FirstReport {
  readonly region: RegionKey
  readonly at: Instant
  /** when the last part of what was owed first came */
  readonly last: Instant
  readonly isLate: boolean
  /** nothing of it counts any more: returned, or undone */
  readonly isGone: boolean
}

/**
 * When each county first reported what it owes for a period, the earliest first; a county that never did has no
 * entry. One query.
 * @param only look at these indicators alone; at all without any
 */
export async function firstReports(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  only: readonly IndicatorId[] = [],
): Promise<FirstReport[]> {
  const { plan, regions } = office
  const deadlines = await deadlinesIn(store, office)
  const owed = owedFor(plan, period).map((one) => one.id)
  const firsts = await firstsOf(
    store,
    regions.counties(endOf(period)).map((one) => one.key),
    owed.filter((id) => only.length === 0 || only.includes(id)),
    period,
  )
  return firsts.map(({ region, at: first, last, held }) => {
    const deadline = deadlines(period, region)
    // Whatever came last of what was owed counts: a report in parts is late by its last part.
    const isLate = deadline !== undefined && last >= at(addDays(deadline.lastDay, 1))
    return { region, at: first, last, isLate, isGone: held === 0 }
  })
}
