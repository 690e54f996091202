/** Allocations that the office imported: kept whole, the newest of a year holds. */
import type { Amount } from '../office/amount.ts'
import type { Instant } from '../office/day.ts'
import type { Office } from '../office/load/index.ts'
import { documentGoals } from '../office/load/plan/allocation.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'
import type { Goals } from './tables/import-tables.ts'

/**
 * Records an imported split of the year's goals; it holds from then on, the one before stays on record.
 * @param goals as `readAllocation` took them
 * @param source where the split comes from, shown beside every figure that rests on it: 浙转升办〔2017〕20号附件
 */
export function keepAllocation(plan: Plan, goals: Goals, source: string, by: PersonId, at: Instant): Statement {
  const written = Object.fromEntries([...goals].map(([region, own]) => [region, Object.fromEntries(own)]))
  return sql(
    'INSERT INTO allocation (year, at, source, goals, person) VALUES (?, ?, ?, ?, ?)',
    plan.year,
    at,
    source,
    JSON.stringify(written),
    by,
  )
}

/**
 * The plan with the split of goals that was imported last for its year; the plan itself where none was. The
 * province's goals stay the document's, and rates have the same goal everywhere.
 */
export async function withStoredAllocation(store: Reader, plan: Plan, regions: Regions): Promise<Plan> {
  const row = await store.first<{ source: string; goals: string }>(
    'SELECT source, goals FROM allocation WHERE year = ? ORDER BY at DESC LIMIT 1',
    plan.year,
  )
  if (!row) return plan
  const ofDocument = documentGoals(plan.indicators, regions)
  const rates = plan.indicators.filter((one) => one.kind === 'rate')
  const everywhere = rates.flatMap(({ id, target }) =>
    target.value === undefined ? [] : [[id, target.value] as const],
  )
  const read = Object.entries(JSON.parse(row.goals) as Record<RegionKey, Record<IndicatorId, Amount>>)
  const below = read.map(
    ([region, own]) =>
      [region, new Map([...Object.entries(own), ...everywhere])] as [RegionKey, Map<IndicatorId, Amount>],
  )
  // The province's goals are the document's, whatever a table says.
  return { ...plan, allocation: { source: row.source, demo: false, goals: new Map([...below, ...ofDocument]) } }
}

/** Changes whenever an allocation of the year is imported; `0` while there is none. */
export async function allocationStamp(store: Reader, year: number): Promise<string> {
  const row = await store.first<{ newest: number | null }>(
    'SELECT max(at) AS newest FROM allocation WHERE year = ?',
    year,
  )
  return String(row?.newest ?? 0)
}

/** As `withStoredAllocation`, for the plan that the office works on; its other plans stay as they are. */
export async function withOwnAllocation(store: Reader, office: Office): Promise<Office> {
  const plan = await withStoredAllocation(store, office.plan, office.regions)
  return { ...office, plan, plans: office.plans.map((one) => (one.year === plan.year ? plan : one)) }
}
