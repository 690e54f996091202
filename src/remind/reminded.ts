/** Reminders that went out, for questions on who was reminded, when and how often. */
import { type Day, type Instant, instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

/** Every reminder for these regions on these days (both included), by hand or by the clock, in the order sent. */
export async function remindersWithin(
  store: Reader,
  regions: readonly RegionKey[],
  from: Day,
  to: Day,
): Promise<
  {
    readonly message: string
    readonly person: PersonId
    readonly region: RegionKey
    readonly period: Period
    readonly at: Instant
  }[]
> {
  const rows = await store.all<{ message: string; person: string; region: string; period: string; at: number }>(
    `SELECT message, person, region, period, at FROM reminder
     WHERE day BETWEEN ? AND ? AND region IN (SELECT value FROM json_each(?)) ORDER BY at, region`,
    from,
    to,
    JSON.stringify(regions),
  )
  return rows.map(({ message, person, region, period, at }) => ({
    message,
    person: person as PersonId,
    region: region as RegionKey,
    period: period as Period,
    at: instant(at),
  }))
}
