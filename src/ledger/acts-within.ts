/** What was done within days, whatever figure it was on: for questions on who did what and when. */
import type { Instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import type { Act, Entry } from './entry.ts'

/** What is told of an act that is past; of a whole province's year there are thousands. */
export type DoneAct = Pick<Entry, 'region' | 'indicator' | 'period' | 'act' | 'reason' | 'by' | 'message' | 'at'>

/**
 * The acts of these kinds that were done in regions within a time, undone ones too, in the order in which they were done.
 * @param to excluded
 */
export async function actsWithin(
  store: Reader,
  regions: readonly RegionKey[],
  acts: readonly Act[],
  from: Instant,
  to: Instant,
): Promise<DoneAct[]> {
  const rows = await store.all(
    `SELECT r.key AS region, l.indicator, l.period, l.act, l.reason, l.person, l.message, l.at
     FROM json_each(?) r CROSS JOIN ledger l ON l.region = r.value
     WHERE l.act IN (SELECT value FROM json_each(?)) AND l.at >= ? AND l.at < ? ORDER BY l.at, l.region, l.sequence`,
    JSON.stringify(regions),
    JSON.stringify(acts),
    from,
    to,
  )
  return rows.map((row) => ({
    region: regions[row['region'] as number] as RegionKey,
    indicator: row['indicator'] as IndicatorId,
    period: row['period'] as Period,
    act: row['act'] as Act,
    reason: (row['reason'] as string | null) ?? undefined,
    by: row['person'] as PersonId,
    message: row['message'] as string,
    at: row['at'] as Instant,
  }))
}
