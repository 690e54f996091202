/** What a region has settled for a period, and what it still owes. */
import { owedBy } from '../office/owed.ts'
import type { Period } from '../office/period.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { statesOf } from './figures.ts'

/** What a region owes for a period, and lacks. */
export interface Owing {
  readonly period: Period
  readonly owed: readonly Indicator[]
  /** owed and neither reported nor nil */
  readonly missing: readonly Indicator[]
  /** of the missing, those that were returned */
  readonly returned: readonly Indicator[]
}

/**
 * What a region owes for a period by the plan, and what of it nobody reported or wrote off: one indexed query.
 *
 * A draft or a returned figure settles nothing; one that waits for its review does, and so does a nil report.
 */
export async function owing(store: Reader, plan: Plan, region: RegionKey, period: Period): Promise<Owing> {
  const owed = owedBy(plan, region, period)
  const states = await statesOf(store, period, region)
  const settled = new Set(
    states.filter((one) => one.figure !== undefined || one.state === 'waived').map((one) => one.indicator),
  )
  const sentBack = new Set(states.filter((one) => one.state === 'returned').map((one) => one.indicator))
  const missing = owed.filter((one) => !settled.has(one.id))
  return { period, owed, missing, returned: missing.filter((one) => sentBack.has(one.id)) }
}
