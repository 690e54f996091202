/** Writing to the ledger: acts become entries in their region's chain, and what holds is written beside them. */

import { endOf, type Period } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import { Conflict, type Reader, type Row, type Statement, sql } from '../store/index.ts'
import { applied, type Cell, folded, isOpen, subject } from './cell.ts'
import { type CellKey, type Entry, entryOf, isStating, type NewEntry, rowOf, sealed, WHOLE_PERIOD } from './entry.ts'
import { closedOf } from './figures.ts'

/** The newest entry of each region's chain: the place after which a decision's acts are to stand. */
export type Places = ReadonlyMap<RegionKey, { readonly sequence: number; readonly hash: string }>

/**
 * Statements that append acts, several regions and cells together; they are written as a whole or not at all.
 *
 * A writer who was faster makes it fail with `Conflict`: on the region's sequence, on the cell's revision, or on
 * the guard against a period locked in between. The caller then decides anew from a fresh read.
 *
 * @param province whose chain holds the locks of periods
 * @param places   `placesOf` the regions, read before anything that the decision rests on
 * @throws Conflict when an act is not open in its cell (any more)
 */
export async function append(
  store: Reader,
  province: RegionKey,
  places: Places,
  acts: readonly NewEntry[],
): Promise<Statement[]> {
  if (acts.length === 0) return []
  const heads = new Map(places)
  const cells = await cellsOf(store, acts)
  const closed = await closedOf(store, province, [...new Set(acts.map((act) => act.period))])
  const entries: Entry[] = []
  for (const act of acts) {
    const cell = cells.get(keyOf(act)) ?? folded(act, [])
    if (!isOpen(cell, act.act, closed.has(act.period))) {
      throw new Conflict(`${act.act} is not open for ${keyOf(act)}: ${cell.state}`)
    }
    const head = heads.get(act.region) ?? { sequence: 0, hash: '' }
    const entry = linked(act, cell, head)
    entries.push(entry)
    heads.set(act.region, entry)
    cells.set(keyOf(act), applied(cell, entry))
  }
  const touched = new Set(entries.map(keyOf))
  return [
    ...guards(province, entries, closed),
    ...insertion('INSERT INTO ledger', entries.map(rowOf)),
    ...insertion(
      'INSERT OR REPLACE INTO cell',
      [...cells].filter(([key]) => touched.has(key)).map(([, cell]) => cellRow(cell)),
    ),
  ]
}

/** Done whether a period is locked or not. */
const FREE: ReadonlySet<string> = new Set(['lock', 'unlock', 'note', 'waive'])

/** Reporting fails when the period was locked after it was looked at: the province's chain is not the county's. */
function guards(province: RegionKey, entries: readonly Entry[], closed: ReadonlySet<Period>): Statement[] {
  const bound = entries.filter((one) => !FREE.has(one.act) && !closed.has(one.period))
  return [...new Set(bound.map((one) => one.period))].map((period) =>
    sql(
      `INSERT INTO guard SELECT 1 FROM cell WHERE region = ? AND indicator = ? AND period = ? AND state = 'locked'`,
      province,
      WHOLE_PERIOD,
      period,
    ),
  )
}

/** An act as the next entry of its region's chain and of its cell. */
const linked = (act: NewEntry, cell: Cell, head: { readonly sequence: number; readonly hash: string }): Entry =>
  sealed({
    ...act,
    sequence: head.sequence + 1,
    revision: cell.revision + 1,
    figure: isStating(act.act) ? act.id : subject(cell, act.act)?.id,
    replaces: isStating(act.act) ? cell.figure?.id : undefined,
    previous: head.hash,
  })

/** The key of a cell: `330522 zombie-firms 2017-06`. */
export const keyOf = (key: CellKey): string => `${key.region} ${key.indicator} ${key.period}`

/** Where the chains of regions stand, for `append`; a region without entries has no place. */
export async function placesOf(store: Reader, regions: readonly RegionKey[]): Promise<Places> {
  const rows = await store.all<{ region: string; sequence: number; hash: string }>(
    `SELECT l.region, l.sequence, l.hash FROM json_each(?) j JOIN ledger l ON l.region = j.value
     AND l.sequence = (SELECT MAX(sequence) FROM ledger WHERE region = j.value)`,
    JSON.stringify(regions),
  )
  return new Map(rows.map(({ region, ...head }) => [region as RegionKey, head]))
}

/** What holds in each of these cells, by `keyOf`; one without entries has the state `none`. */
export async function cellsOf(store: Reader, keys: readonly CellKey[]): Promise<Map<string, Cell>> {
  const wanted = new Map(keys.map((key) => [keyOf(key), key]))
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) j CROSS JOIN ledger l INDEXED BY ledger_cell ON l.region = json_extract(j.value, '$[0]')
     AND l.indicator = json_extract(j.value, '$[1]') AND l.period = json_extract(j.value, '$[2]')
     ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify([...wanted.values()].map((key) => [key.region, key.indicator, key.period])),
  )
  const histories = new Map<string, Entry[]>([...wanted.keys()].map((key) => [key, []]))
  for (const entry of rows.map(entryOf)) histories.get(keyOf(entry))?.push(entry)
  return new Map([...wanted].map(([name, key]) => [name, folded(key, histories.get(name) ?? [])]))
}

/**
 * A cell as a row of the table `cell`: amounts as exact text in the base unit, days as `2030-06-30`, instants in ms,
 * flags 0 or 1.
 */
export function cellRow(cell: Cell): Row {
  const { figure, official } = cell
  return {
    region: cell.region,
    indicator: cell.indicator,
    period: cell.period,
    ends: endOf(cell.period),
    revision: cell.revision,
    state: cell.state,
    figure: figure?.id ?? null,
    nil: figure?.act === 'nil' ? 1 : 0,
    cumulative: figure?.said.cumulative ?? null,
    as_of: figure?.said.asOf ?? null,
    person: figure?.by ?? null,
    proxy: figure?.proxy ? 1 : 0,
    at: figure?.at ?? null,
    official: official?.id ?? null,
    official_cumulative: official?.said.cumulative ?? null,
    official_as_of: official?.said.asOf ?? null,
    request: cell.request?.id ?? null,
  }
}

// One parameter carries many rows as JSON: D1 allows 100 parameters a statement, and a parameter of 2 MB.
const ROWS = 1_000

/** @param rows of the same columns in the same order */
function insertion(into: string, rows: readonly Row[]): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ')
  const statement = `${into} (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`
  const groups = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) => rows.slice(n * ROWS, (n + 1) * ROWS))
  return groups.map((group) => sql(statement, JSON.stringify(group.map((row) => Object.values(row)))))
}
