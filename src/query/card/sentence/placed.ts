import type { Entry, Found } from '../../answer/result.ts'
import { isKnown } from '../../measures/reading.ts'

/** In an order stands what has a reading to be ordered by, where anything has. */
export function placedIn(entries: readonly Entry[], { query: { order, versus } }: Found): readonly Entry[] {
  if (!order || versus) return entries
  const placed = entries.filter(({ readings }) => isKnown(readings.get(order.measure)))
  return placed.length > 0 ? placed : entries
}
