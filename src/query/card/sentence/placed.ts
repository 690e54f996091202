import type { Entry, Found } from '../../answer/result.ts'
import { isKnown } from '../../measures/reading.ts'

/** The entries with a reading to be ordered by, in the query's order; all where none has one. */
export function placedIn({ rows, query: { order, versus } }: Found): readonly Entry[] {
  const entries = rows.flatMap((row) => row.entries)
  if (!order || versus) return entries
  const placed = entries.filter(({ readings }) => isKnown(readings.get(order.measure)))
  return placed.length > 0 ? placed : entries
}
