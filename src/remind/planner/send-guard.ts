/** The question asked just before a reminder is sent: is it still to the point? */

import { missingSql } from '../../ledger/index.ts'
import type { Day } from '../../office/day.ts'
import type { Move } from '../../office/deadline.ts'
import type { Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { reachable } from '../../people/index.ts'
import { type Query, sql } from '../../store/index.ts'

/** The report on which a reminder rests: it goes out while one of these indicators is missing. */
export interface OwedReport {
  readonly region: RegionKey
  readonly rule: string
  readonly period: Period
  readonly indicators: readonly IndicatorId[]
}

/**
 * A query that finds a row while a reminder is still right: the person can be reached, and of at least `enough` debts
 * something is missing and the deadline has not been moved.
 */
export function stillToThePoint(
  person: PersonId,
  debts: readonly OwedReport[],
  day: Day,
  { moves, regions }: { readonly moves: readonly Move[]; readonly regions: Regions },
  enough = 1,
): Query {
  const seen = moves.at(-1)?.sequence ?? 0
  const rows = debts.map(({ region, rule, period, indicators }) => {
    const { parent } = regions.get(region)
    return { region, rule, period, indicators, city: parent ?? region }
  })
  const there = reachable(person, day)
  return sql(
    `SELECT 1 FROM json_each(?) g WHERE EXISTS (${there.sql})
     AND NOT EXISTS (SELECT 1 FROM deadline_move m WHERE m.rule = json_extract(g.value, '$.rule')
       AND m.period = json_extract(g.value, '$.period') AND m.sequence > ?
       AND (m.region IS NULL OR m.region IN (json_extract(g.value, '$.region'), json_extract(g.value, '$.city'))))
     AND EXISTS (SELECT 1 FROM json_each(g.value, '$.indicators') i
       WHERE ${missingSql("json_extract(g.value, '$.region')", 'i.value', "json_extract(g.value, '$.period')")})
     GROUP BY 1 HAVING count(*) >= ?`,
    JSON.stringify(rows),
    ...there.params,
    seen,
    enough,
  )
}

/** A query that finds a row while the person can be reached: for a summary nothing else has to hold. */
export const stillThere = reachable

/** A query that finds a row where both do. */
export const both = (one: Query, other: Query): Query =>
  sql(`SELECT 1 WHERE EXISTS (${one.sql}) AND EXISTS (${other.sql})`, ...one.params, ...other.params)
