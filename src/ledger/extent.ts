/**
 * Reading the cells of many places, indicators and periods at once: at most six indexed queries, whatever is asked.
 *
 * CROSS JOIN and INDEXED BY are there because SQLite, without statistics, would rather read all that a region has.
 */
import type { Amount } from '../office/amount.ts'
import type { Day, Instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Row } from '../store/index.ts'
import type { State } from './cell.ts'
import { type Act, type CellKey, cellKeyOf } from './entry.ts'
import type { Standing } from './figures.ts'

/**
 * `standing` from 已提交 on; `reviewed` those a coordinator let pass, which everybody may see; `official` those
 * received by the province, for bulletins.
 */
export type Basis = 'standing' | 'reviewed' | 'official'

interface Source {
  readonly index: 'cell_trail' | 'cell_official'
  /** the column that is filled where a figure of this kind is */
  readonly held: 'figure' | 'official'
  /** of a figure, in the order of `Packed` */
  readonly columns: readonly string[]
  /** what else must hold of a cell */
  readonly passed: string
  readonly join: string
}

const HELD = ['c.figure', 'c.cumulative', 'c.as_of', 'c.nil', 'c.state', 'c.person', 'c.proxy', 'c.at']
const DOUBTED = `iif(c.state = 'submitted', (SELECT d.warnings IS NOT NULL FROM ledger d WHERE d.id = c.figure), 0)`
const OFFICIAL = [
  ...['c.official', 'c.official_cumulative', 'c.official_as_of', "l.act = 'nil'", "'received'"],
  ...['l.person', 'l.proxy', 'l.at'],
]
/** Beneath a correction that waits for review counts what the province had received. */
const REVIEWED = HELD.map((own, at) => `iif(c.state = 'submitted', ${OFFICIAL[at]}, ${own})`)

const SOURCES: Readonly<Record<Basis, Source>> = {
  standing: { index: 'cell_trail', held: 'figure', columns: [...HELD, DOUBTED], passed: '', join: '' },
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
export interface CountedFigure extends Standing {
  /** of the period that it was reported for */
  readonly ends: Day
  /** confirmed against a warning and not reviewed yet */
  readonly isDoubted: boolean
}

/** What of the ledger is to be read for a question. */
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
  /** cells that bear it alone are read, and no figure is carried forward */
  readonly sign?: Sign | undefined
}

/**
 * By what the ledger itself finds cells: their state, that a figure was replaced, or that one came after an instant.
 */
export type Sign =
  | { readonly of: 'state'; readonly states: readonly State[] }
  | { readonly of: 'change' }
  | { readonly of: 'late'; readonly after: Readonly<Record<Period, Instant>> }

/** A condition on `c` with one value. */
const SIGNS: Readonly<Record<Sign['of'], string>> = {
  state: 'instr(?, c.state) > 0',
  change: `EXISTS (SELECT 1 FROM ledger s INDEXED BY ledger_cell
    WHERE s.region = c.region AND s.indicator = c.indicator AND s.period = c.period AND s.replaces IS NOT NULL AND ?)`,
  late: `(c.figure IS NULL OR c.at >= json_extract(?, '$."' || c.period || '"'))`,
}

const paramOf = (sign: Sign) =>
  sign.of === 'state' ? sign.states.join() : sign.of === 'late' ? JSON.stringify(sign.after) : 1
const signed = ({ sign }: Extent): string => (sign ? `AND ${SIGNS[sign.of]}` : '')
const paramsOf = ({ sign }: Extent) => (sign ? [paramOf(sign)] : [])

/**
 * The figures between the first and the last day asked for, and the last one at the first day.
 * @returns by region, indicator and time
 */
export async function figuresIn(store: Reader, extent: Extent): Promise<CountedFigure[]> {
  const rows = await figureRows(store, extent)
  return rows.flatMap((row) => heldIn(row, extent))
}

/** A row for each place and indicator, its figures in one text: a row for each figure takes twice as long to be handed over. */
function figureRows(store: Reader, extent: Extent): Promise<Row[]> {
  const { places, indicators, year, first, last, basis } = extent
  const { index, held, columns, passed, join } = SOURCES[basis]
  return store.all(
    `SELECT r.key AS region, i.key AS indicator, json_group_array(json_array(c.period, c.ends, ${columns.join(', ')})) AS figures
     FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN cell c INDEXED BY ${index}
     ON substr(c.ends, 1, 4) = ? AND c.region = r.value AND c.indicator = i.value AND c.${held} IS NOT NULL
     AND c.ends <= ? AND c.ends >= coalesce((SELECT MAX(ends) FROM cell INDEXED BY ${index}
       WHERE substr(ends, 1, 4) = ? AND region = r.value AND indicator = i.value AND ${held} IS NOT NULL AND ends <= ?
       ${passed}), '') ${passed} ${signed(extent)}
     ${join}
     GROUP BY r.key, i.key`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    String(year),
    last,
    String(year),
    first,
    ...paramsOf(extent),
  )
}

type Packed = readonly [
  ...[period: Period, ends: Day, id: string, cumulative: Amount, asOf: Day, nil: number, state: Standing['state']],
  ...[by: PersonId, proxy: number, at: Instant, doubted?: number],
]

/** Places and indicators come as their numbers in what was asked: thousands of figures bring no strings that are there already. */
function heldIn(row: Row, { places, indicators }: Extent): CountedFigure[] {
  const region = places[row['region'] as number] as RegionKey
  const indicator = indicators[row['indicator'] as number] as IndicatorId
  const all = JSON.parse(row['figures'] as string) as Packed[]
  // written out: spreading and taking apart cost more than the reading
  const figures = all.map(
    (one): CountedFigure => ({
      region,
      indicator,
      period: one[0],
      ends: one[1],
      id: one[2],
      cumulative: one[3],
      asOf: one[4],
      nil: one[5] === 1,
      state: one[6],
      by: one[7],
      proxy: one[8] === 1,
      at: one[9],
      isDoubted: one[10] === 1,
    }),
  )
  return figures.sort(inTime)
}

const inTime = (a: CountedFigure, b: CountedFigure): number =>
  a.ends === b.ends ? (a.period < b.period ? -1 : 1) : a.ends < b.ends ? -1 : 1

/** The states of cells of `extent.periods` in which no figure counts (returned, undone, written off). In no order. */
export async function statesIn(store: Reader, extent: Extent): Promise<(CellKey & { readonly state: State })[]> {
  const rows = await store.all(
    `SELECT c.region, c.indicator, c.period, c.state FROM json_each(?) p CROSS JOIN json_each(?) r
     CROSS JOIN cell c INDEXED BY cell_period ON c.period = p.value AND c.region = r.value WHERE c.figure IS NULL ${signed(extent)}`,
    JSON.stringify(extent.periods),
    JSON.stringify(extent.places),
    ...paramsOf(extent),
  )
  return rows.map((row) => ({ ...cellKeyOf(row), state: row['state'] as State }))
}

/** What is asked of an entry that is past: of a whole province's year there are thousands. */
export interface PastAct extends CellKey, Row {
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
 * What was stated, returned or given a reason in the cells from the first period asked for to the last, undone ones too,
 * by region, indicator and period, each cell's in order. A cell that went the plain way has none but a reason, where `withReasons` asks for it.
 */
export async function historiesIn(store: Reader, extent: Extent): Promise<PastAct[]> {
  const { places, indicators, periods, withReasons = false } = extent
  const [first = '', last = first] = [periods.toSorted()[0], periods.toSorted().at(-1)]
  return store.all<PastAct>(
    `SELECT l.region, l.indicator, l.period, l.id, l.act, l.figure, l.replaces, l.cumulative, l.reason, l.note, l.at
     FROM json_each(?) r CROSS JOIN json_each(?) i
     CROSS JOIN cell c ON c.region = r.value AND c.indicator = i.value AND c.period BETWEEN ? AND ?
       AND (? OR NOT ${WENT_PLAINLY}) ${signed(extent)}
     CROSS JOIN ledger l INDEXED BY ledger_cell
       ON l.region = c.region AND l.indicator = c.indicator AND l.period = c.period
     WHERE l.reason IS NOT NULL
       OR (l.act IN ('report', 'nil', 'correction', 'request', 'return') AND NOT ${WENT_PLAINLY})
     ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify(places),
    JSON.stringify(indicators),
    first,
    last,
    withReasons ? 1 : 0,
    ...paramsOf(extent),
  )
}

/** For which of the periods asked for a figure stands, how many wait for review, and the first day of any: of a place and an indicator. */
interface Tally {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly stands: readonly Period[]
  readonly waits: number
  readonly since: Day
}

/**
 * How many reports of each place and indicator stand and wait, counted by SQL. A pair without a figure that year is
 * missing. In no order.
 */
export async function talliesIn(store: Reader, { places, indicators, periods, year, last }: Extent): Promise<Tally[]> {
  const rows = await store.all(
    `SELECT r.key AS region, i.key AS indicator, group_concat(iif(instr(?, c.period || ',') > 0, c.period, NULL)) AS stands,
       total(instr(?, c.period || ',') > 0 AND c.state = 'submitted') AS waits, MIN(c.ends) AS since
     FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN cell c INDEXED BY cell_trail
     ON substr(c.ends, 1, 4) = ? AND c.region = r.value AND c.indicator = i.value AND c.figure IS NOT NULL AND c.ends <= ?
     GROUP BY r.key, i.key`,
    ...[periods, periods].map((all) => all.map((one) => `${one},`).join('')),
    JSON.stringify(places),
    JSON.stringify(indicators),
    String(year),
    last,
  )
  return rows.map((row) => ({
    region: places[row['region'] as number] as RegionKey,
    indicator: indicators[row['indicator'] as number] as IndicatorId,
    stands: ((row['stands'] as string | null)?.split(',') ?? []) as Period[],
    waits: row['waits'] as number,
    since: row['since'] as Day,
  }))
}
