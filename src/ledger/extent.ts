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
import { type Standing, standingOf } from './figures.ts'

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

const STANDING = `c.figure, c.cumulative, c.as_of, c.nil, c.state, c.person, c.proxy, c.at,
  iif(c.state = 'submitted', (SELECT d.warnings IS NOT NULL FROM ledger d WHERE d.id = c.figure), 0) AS doubted`
const OFFICIAL = `c.official AS figure, c.official_cumulative AS cumulative, c.official_as_of AS as_of,
  l.act = 'nil' AS nil, 'received' AS state, l.person, l.proxy, l.at`
/** Beneath a correction that waits for review counts what the province had received. */
const beneath = (held: string, name: string): string => `iif(c.state = 'submitted', ${held}, c.${name}) AS ${name}`
const REVIEWED = [
  beneath('c.official', 'figure'),
  beneath('c.official_cumulative', 'cumulative'),
  beneath('c.official_as_of', 'as_of'),
  beneath("l.act = 'nil'", 'nil'),
  beneath("'received'", 'state'),
  ...['person', 'proxy', 'at'].map((name) => beneath(`l.${name}`, name)),
].join(', ')

const SOURCES: Readonly<Record<Basis, Source>> = {
  standing: { index: 'cell_trail', held: 'figure', columns: STANDING, passed: '', join: '' },
  reviewed: {
    index: 'cell_trail',
    held: 'figure',
    columns: REVIEWED,
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
  /** the reasons of figures that went the plain way, too: confirmed against a warning, and never touched again */
  readonly withReasons?: boolean
  readonly basis: Basis
}

/**
 * The figures between the first and the last day asked for, and the last one at the first day.
 * @returns by region, indicator and time
 */
export async function figuresIn(store: Reader, extent: Extent): Promise<Held[]> {
  const rows = await figureRows(store, extent)
  return rows.map((row) => heldOf(row, extent))
}

function figureRows(store: Reader, { places, indicators, year, first, last, basis }: Extent): Promise<Row[]> {
  const { index, held, columns, passed, join } = SOURCES[basis]
  return store.all(
    `SELECT r.key AS region, i.key AS indicator, c.period, c.ends, ${columns}
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

/** Places and indicators come as their numbers in what was asked: thousands of rows bring no strings that are there already. */
const heldOf = (row: Row, { places, indicators }: Extent): Held =>
  Object.assign(
    standingOf(row, {
      region: places[row['region'] as number] as RegionKey,
      indicator: indicators[row['indicator'] as number] as IndicatorId,
    }),
    { ends: row['ends'] as Day, isDoubted: row['doubted'] === 1 },
  )

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

/** Reported, passed, received, and nothing else: the figure that stands tells all of it but a reason. */
const WENT_PLAINLY = `c.revision IS CASE c.state WHEN 'submitted' THEN 1 WHEN 'accepted' THEN 2 WHEN 'received' THEN 3 END`

/**
 * What was stated, returned or given a reason in the cells asked for, undone ones too, by region, indicator and period,
 * each cell's in order. A cell that went the plain way has none but a reason, where `withReasons` asks for it.
 */
export async function historiesIn(store: Reader, extent: Extent): Promise<PastAct[]> {
  const { places, indicators, periods, withReasons = false } = extent
  const rows = await store.all(
    `SELECT l.region, l.indicator, l.period, l.id, l.act, l.figure, l.replaces, l.cumulative, l.reason, l.note, l.at
     FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN json_each(?) p
     CROSS JOIN cell c ON c.region = r.value AND c.indicator = i.value AND c.period = p.value
       AND (? OR NOT ${WENT_PLAINLY})
     CROSS JOIN ledger l INDEXED BY ledger_cell
       ON l.region = c.region AND l.indicator = c.indicator AND l.period = c.period
     WHERE l.reason IS NOT NULL
       OR (l.act IN ('report', 'nil', 'correction', 'request', 'return') AND NOT ${WENT_PLAINLY})
     ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    JSON.stringify(periods),
    withReasons ? 1 : 0,
  )
  return rows.map((row) => ({
    region: row['region'] as RegionKey,
    indicator: row['indicator'] as IndicatorId,
    period: row['period'] as Period,
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
