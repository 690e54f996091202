/**
 * Reading the cells of a question: at most six indexed queries, whatever is asked of however many places.
 *
 * CROSS JOIN and INDEXED BY are there because SQLite, without statistics, would rather read all that a region has.
 */
import { type Entry, entryOf, type State } from '../../ledger/index.ts'
import type { Amount } from '../../office/amount.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader, Row } from '../../store/index.ts'
import { type Basis, SOURCES } from './basis.ts'
import { groupsOf } from './group.ts'

/** A figure that counts, as the ledger holds it. */
export interface Held {
  /** the period it was reported for */
  readonly period: Period
  readonly ends: Day
  /** since 1 January, in the base unit */
  readonly cumulative: Amount
  readonly asOf: Day
  readonly nil: boolean
  readonly state: 'submitted' | 'accepted' | 'received'
  readonly by: PersonId
  /** 代报 */
  readonly proxy: boolean
  readonly at: Instant
  /** ledger id of the entry that states it */
  readonly entry: string
  /** confirmed against a warning and not reviewed yet */
  readonly isDoubted: boolean
}

/** What is to be read. */
export interface Extent {
  readonly places: readonly RegionKey[]
  readonly indicators: readonly IndicatorId[]
  readonly year: number
  /** end of the earliest period asked for: the last figure before it is read too, to be carried forward */
  readonly first: Day
  readonly last: Day
  /** the very periods whose states and histories are asked for */
  readonly periods: readonly Period[]
  readonly withHistory: boolean
  readonly basis: Basis
}

export const pairOf = (place: RegionKey, indicator: IndicatorId): string => `${place} ${indicator}`
export const cellOf = (place: RegionKey, indicator: IndicatorId, period: Period): string =>
  `${place} ${indicator} ${period}`

export interface Read {
  /** by pair, oldest first */
  readonly figures: ReadonlyMap<string, readonly Held[]>
  /** of the periods asked for, cells without a figure that counts: returned, undone, waiting for nothing */
  readonly states: ReadonlyMap<string, State>
  /** entries by cell, in order */
  readonly entries: ReadonlyMap<string, readonly Entry[]>
}

export async function readLedger(store: Reader, extent: Extent): Promise<Read> {
  const rows = await figureRows(store, extent)
  const doubted = await doubtedAmong(store, rows)
  return {
    figures: groupsOf(
      rows,
      (row) => pairOf(row['region'] as RegionKey, row['indicator'] as IndicatorId),
      (row) => heldOf(row, doubted),
    ),
    states: extent.withHistory ? await statesOf(store, extent) : new Map(),
    entries: extent.withHistory ? await entriesOf(store, extent) : new Map(),
  }
}

/** The figures between the first and the last day asked for, and the last one at the first day. */
function figureRows(store: Reader, { places, indicators, year, first, last, basis }: Extent): Promise<Row[]> {
  const { index, held, columns, passed, join } = SOURCES[basis]
  return store.all(
    `SELECT c.region, c.indicator, c.period, c.ends, ${columns}
     FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN cell c INDEXED BY ${index}
     ON substr(c.ends, 1, 4) = ? AND c.region = r.value AND c.indicator = i.value AND c.${held} IS NOT NULL
     AND c.ends <= ? AND c.ends >= coalesce((SELECT MAX(ends) FROM cell INDEXED BY ${index}
       WHERE substr(ends, 1, 4) = ? AND region = r.value AND indicator = i.value AND ${held} IS NOT NULL AND ends <= ?
       ${passed}), '') ${passed}
     ${join}
     ORDER BY c.region, c.indicator, c.ends, c.period`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    String(year),
    last,
    String(year),
    first,
  )
}

/** Figures that were confirmed against a warning and wait for review: in question (存疑). */
async function doubtedAmong(store: Reader, rows: readonly Row[]): Promise<Set<string>> {
  const waiting = rows.filter((row) => row['state'] === 'submitted').map((row) => row['figure'])
  if (waiting.length === 0) return new Set()
  const found = await store.all<{ id: string }>(
    'SELECT l.id FROM json_each(?) j CROSS JOIN ledger l ON l.id = j.value WHERE l.warnings IS NOT NULL',
    JSON.stringify(waiting),
  )
  return new Set(found.map((row) => row.id))
}

function heldOf(row: Row, doubted: ReadonlySet<string>): Held {
  const isBeneath = row['state'] === 'submitted' && (row['official'] ?? null) !== null
  const of = (column: string) => row[isBeneath ? `official_${column}` : column]
  const entry = String(isBeneath ? row['official'] : row['figure'])
  return {
    period: row['period'] as Period,
    ends: row['ends'] as Day,
    cumulative: of('cumulative') as Amount,
    asOf: of('as_of') as Day,
    nil: of('nil') === 1,
    state: isBeneath ? 'received' : (row['state'] as Held['state']),
    by: of('person') as PersonId,
    proxy: of('proxy') === 1,
    at: Number(of('at')) as Instant,
    entry,
    isDoubted: doubted.has(entry),
  }
}

async function statesOf(store: Reader, { periods, places }: Extent): Promise<Map<string, State>> {
  const rows = await store.all(
    `SELECT c.region, c.indicator, c.period, c.state FROM json_each(?) p CROSS JOIN json_each(?) r
     CROSS JOIN cell c INDEXED BY cell_period ON c.period = p.value AND c.region = r.value WHERE c.figure IS NULL`,
    JSON.stringify(periods),
    JSON.stringify(places),
  )
  return new Map(rows.map((row) => [cellKey(row), row['state'] as State]))
}

async function entriesOf(store: Reader, { places, indicators, periods }: Extent): Promise<Map<string, Entry[]>> {
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN json_each(?) p
     CROSS JOIN ledger l INDEXED BY ledger_cell ON l.region = r.value AND l.indicator = i.value AND l.period = p.value
     ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    JSON.stringify(periods),
  )
  return groupsOf(rows, cellKey, entryOf)
}

const cellKey = (row: Row): string =>
  cellOf(row['region'] as RegionKey, row['indicator'] as IndicatorId, row['period'] as Period)
