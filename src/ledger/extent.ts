/**
 * Reading the cells of many places, indicators and periods at once: at most six indexed queries, whatever is asked.
 *
 * CROSS JOIN and INDEXED BY are there because SQLite, without statistics, would rather read all that a region has.
 */
import type { Amount } from '../office/amount.ts'
import type { Day, Instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Row } from '../store/index.ts'
import type { State } from './cell.ts'
import { type Act, type CellKey, cellKeyOf } from './entry.ts'
import { FIGURE, type Standing, standingOf } from './figures.ts'

/**
 * `standing` from 已提交 on; `reviewed` those a coordinator let pass, which everybody may see; `official` those
 * received by the province, for bulletins.
 */
export type Basis = 'standing' | 'reviewed' | 'official'

interface Source {
  readonly index: 'cell_trail' | 'cell_official'
  /** the column that is filled where a figure of this kind is */
  readonly held: 'figure' | 'official'
  readonly columns: string
  /** what else must hold of a cell */
  readonly passed: string
  readonly join: string
}

const STANDING = 'c.figure, c.cumulative, c.as_of, c.nil, c.state, c.person, c.proxy, c.at'
const OFFICIAL = `c.official AS figure, c.official_cumulative AS cumulative, c.official_as_of AS as_of,
  l.act = 'nil' AS nil, 'received' AS state, l.person, l.proxy, l.at`
/** What the province had received before a correction that waits for review; where it had not, the figure before counts. */
const BENEATH = `c.official, c.official_cumulative, c.official_as_of, l.act = 'nil' AS official_nil,
  l.person AS official_person, l.proxy AS official_proxy, l.at AS official_at`

const SOURCES: Readonly<Record<Basis, Source>> = {
  standing: { index: 'cell_trail', held: 'figure', columns: STANDING, passed: '', join: '' },
  reviewed: {
    index: 'cell_trail',
    held: 'figure',
    columns: `${STANDING}, ${BENEATH}`,
    passed: "AND (state <> 'submitted' OR official IS NOT NULL)",
    join: 'LEFT JOIN ledger l ON l.id = c.official',
  },
  official: {
    index: 'cell_official',
    held: 'official',
    columns: OFFICIAL,
    passed: '',
    join: 'CROSS JOIN ledger l ON l.id = c.official',
  },
}

/** A figure that counts, as the ledger holds it. */
export interface Held extends Standing {
  /** of the period that it was reported for */
  readonly ends: Day
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

/**
 * The figures between the first and the last day asked for, and the last one at the first day.
 * @returns by region, indicator and time
 */
export async function figuresIn(store: Reader, extent: Extent): Promise<Held[]> {
  const rows = await figureRows(store, extent)
  const doubted = await doubtedAmong(store, rows)
  return rows.map((row) => heldOf(row, doubted))
}

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

/** The columns of the figure that the province had received, where another waits above it. */
const BENEATH_IT: typeof FIGURE = {
  id: 'official',
  cumulative: 'official_cumulative',
  asOf: 'official_as_of',
  nil: 'official_nil',
  by: 'official_person',
  proxy: 'official_proxy',
  at: 'official_at',
}

function heldOf(row: Row, doubted: ReadonlySet<string>): Held {
  const isBeneath = row['state'] === 'submitted' && (row['official'] ?? null) !== null
  const standing = standingOf(row, isBeneath ? BENEATH_IT : FIGURE)
  return Object.assign(standing, {
    ends: row['ends'] as Day,
    state: isBeneath ? 'received' : standing.state,
    isDoubted: doubted.has(standing.id),
  } as const)
}

/**
 * The cells of the very periods asked for in which no figure counts: returned, undone, waiting for nothing. In no
 * order.
 */
export async function statesIn(
  store: Reader,
  { periods, places }: Extent,
): Promise<(CellKey & { readonly state: State })[]> {
  const rows = await store.all(
    `SELECT c.region, c.indicator, c.period, c.state FROM json_each(?) p CROSS JOIN json_each(?) r
     CROSS JOIN cell c INDEXED BY cell_period ON c.period = p.value AND c.region = r.value WHERE c.figure IS NULL`,
    JSON.stringify(periods),
    JSON.stringify(places),
  )
  return rows.map((row) => ({ ...cellKeyOf(row), state: row['state'] as State }))
}

/** What is asked of an entry that is past: of a whole province's year there are thousands. */
export interface PastAct extends CellKey {
  readonly id: string
  readonly act: Act
  readonly figure: string | null
  readonly replaces: string | null
  readonly cumulative: Amount | null
  readonly reason: string | null
  readonly note: string | null
  readonly at: Instant
}

/** Every act on the cells asked for, undone ones too, by region, indicator and period, each cell's in order. */
export async function historiesIn(store: Reader, { places, indicators, periods }: Extent): Promise<PastAct[]> {
  const rows = await store.all(
    `SELECT l.region, l.indicator, l.period, l.id, l.act, l.figure, l.replaces, l.cumulative, l.reason, l.note, l.at FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN json_each(?) p
     CROSS JOIN ledger l INDEXED BY ledger_cell ON l.region = r.value AND l.indicator = i.value AND l.period = p.value
     ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    JSON.stringify(periods),
  )
  return rows.map((row) => ({
    ...cellKeyOf(row),
    id: row['id'] as string,
    act: row['act'] as Act,
    figure: row['figure'] as string | null,
    replaces: row['replaces'] as string | null,
    cumulative: row['cumulative'] as Amount | null,
    reason: row['reason'] as string | null,
    note: row['note'] as string | null,
    at: row['at'] as Instant,
  }))
}
