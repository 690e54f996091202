/** What was done within days, whatever figure it was on: for questions on who did what and when. */
import type { Instant } from '../office/day.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { type Act, type Entry, entryOf } from './entry.ts'

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
): Promise<Entry[]> {
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) r CROSS JOIN ledger l ON l.region = r.value
     WHERE l.act IN (SELECT value FROM json_each(?)) AND l.at >= ? AND l.at < ? ORDER BY l.at, l.region, l.sequence`,
    JSON.stringify(regions),
    JSON.stringify(acts),
    from,
    to,
  )
  return rows.map(entryOf)
}
