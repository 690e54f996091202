/**
 * Reading what holds: point queries on the cells, so that their cost does not grow with the history.
 *
 * CROSS JOIN and INDEXED BY are there because SQLite, without statistics, would rather read all that a region has.
 */
import type { Amount } from '../office/amount.ts'
import type { Day, Instant } from '../office/day.ts'
import { endOf, type Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Row } from '../store/index.ts'
import type { State } from './cell.ts'
import {
  type Attribution,
  type CellKey,
  cellKeyOf,
  type Entry,
  entryOf,
  type SaidFigure,
  WHOLE_PERIOD,
} from './entry.ts'

/** The figure that counts in a cell: submitted and waiting, accepted, or received. */
export interface Standing extends CellKey, Omit<Attribution, 'message'>, Pick<SaidFigure, 'cumulative' | 'asOf'> {
  /** ledger id of the entry that states it */
  readonly id: string
  /** 零报告 */
  readonly nil: boolean
  readonly state: 'submitted' | 'accepted' | 'received'
}

const STANDING =
  'c.region, c.indicator, c.period, c.figure, c.cumulative, c.as_of, c.nil, c.state, c.person, c.proxy, c.at'

/** A row of `cell` with its figure. */
const standingOf = (row: Row): Standing => ({
  ...cellKeyOf(row),
  id: row['figure'] as string,
  cumulative: row['cumulative'] as Amount,
  asOf: row['as_of'] as Day,
  nil: row['nil'] === 1,
  state: row['state'] as Standing['state'],
  by: row['person'] as PersonId,
  proxy: row['proxy'] === 1,
  at: row['at'] as Instant,
})

/**
 * The cumulative figures that count as of the end of a period, each region's last one of that year carried forward.
 *
 * `period` of a result is the one it was reported for: earlier than asked means that the region is 未报 for the
 * period itself. A pair without any figure that year is missing from the result: 尚无上报, never zero.
 * One index seek a pair, whatever the length of the history.
 */
export async function latest(
  store: Reader,
  pairs: { readonly regions: readonly RegionKey[]; readonly indicators: readonly IndicatorId[] },
  period: Period,
): Promise<Standing[]> {
  const rows = await store.all(
    `SELECT ${STANDING}
     FROM json_each(?) r CROSS JOIN json_each(?) i CROSS JOIN cell c INDEXED BY cell_trail
     ON substr(c.ends, 1, 4) = ? AND c.region = r.value AND c.indicator = i.value AND c.figure IS NOT NULL
     AND c.ends = (SELECT MAX(ends) FROM cell INDEXED BY cell_trail WHERE substr(ends, 1, 4) = ?
       AND region = r.value AND indicator = i.value AND ends <= ? AND figure IS NOT NULL)`,
    JSON.stringify(pairs.regions),
    JSON.stringify(pairs.indicators),
    yearOfPeriod(period),
    yearOfPeriod(period),
    endOf(period),
  )
  // A month and a quarter may end on one day, where an indicator's cadence was changed.
  const newest = new Map<string, Standing>()
  for (const one of rows.map(standingOf)) {
    const pair = `${one.region} ${one.indicator}`
    if ((newest.get(pair)?.period ?? '') < one.period) newest.set(pair, one)
  }
  return [...newest.values()]
}

const yearOfPeriod = (period: Period): string => endOf(period).slice(0, 4)

/**
 * All figures that count for exactly one period, nothing carried forward, by region and indicator: one indexed query.
 */
export async function figuresOf(store: Reader, period: Period): Promise<Standing[]> {
  const rows = await store.all(
    `SELECT ${STANDING} FROM cell c WHERE c.period = ? AND c.figure IS NOT NULL ORDER BY c.region, c.indicator`,
    period,
  )
  return rows.map(standingOf)
}

/**
 * The figures that count of one region within a year, by indicator, the earliest period first.
 * @param year of the periods' ends
 * @returns an entry for each indicator asked for, one figure a period, not carried forward
 */
export async function trailsOf(
  store: Reader,
  region: RegionKey,
  indicators: readonly IndicatorId[],
  year: number,
): Promise<Map<IndicatorId, Standing[]>> {
  const rows = await store.all(
    `SELECT ${STANDING} FROM json_each(?) i CROSS JOIN cell c INDEXED BY cell_trail
     ON substr(c.ends, 1, 4) = ? AND c.region = ? AND c.indicator = i.value AND c.figure IS NOT NULL
     ORDER BY c.ends, c.period`,
    JSON.stringify(indicators),
    String(year),
    region,
  )
  const trails = new Map<IndicatorId, Standing[]>(indicators.map((indicator) => [indicator, []]))
  for (const standing of rows.map(standingOf)) trails.get(standing.indicator)?.push(standing)
  return trails
}

/** What the office knows of a cell, whether or not a figure counts there. */
export interface CellState extends CellKey {
  readonly state: State
  /** figure that counts */
  readonly figure?: string | undefined
  /** correction asked for after the lock */
  readonly request?: string | undefined
}

const stateOf = (row: Row): CellState => ({
  ...cellKeyOf(row),
  state: row['state'] as State,
  figure: row['figure'] === null ? undefined : String(row['figure']),
  request: row['request'] === null ? undefined : String(row['request']),
})

/**
 * The states of all cells of a period in which anything ever happened, by region and indicator: one indexed query.
 * @param region one alone; all without it
 */
export async function statesOf(store: Reader, period: Period, region?: RegionKey): Promise<CellState[]> {
  const columns = 'region, indicator, period, state, figure, request'
  const rows = region
    ? await store.all(
        `SELECT ${columns} FROM cell INDEXED BY cell_period WHERE period = ? AND region = ? ORDER BY indicator`,
        period,
        region,
      )
    : await store.all(`SELECT ${columns} FROM cell WHERE period = ? ORDER BY region, indicator`, period)
  return rows.map(stateOf)
}

/**
 * Who reported which indicators for a period: a figure that counts or a nil report settles; a draft, a returned
 * or an undone figure does not.
 */
export const reportedFor = (store: Reader, period: Period): Promise<Map<RegionKey, Set<IndicatorId>>> =>
  byRegion(store, REPORTED, period)

/** As `reportedFor`, with what the province wrote off (核销): nobody is asked for it any more. */
export const settledFor = (store: Reader, period: Period): Promise<Map<RegionKey, Set<IndicatorId>>> =>
  byRegion(
    store,
    `${REPORTED} UNION ALL SELECT region, indicator FROM cell WHERE period = ? AND state = 'waived'`,
    period,
    period,
  )

const REPORTED = 'SELECT region, indicator FROM cell WHERE period = ? AND figure IS NOT NULL'

async function byRegion(store: Reader, sql: string, ...periods: Period[]): Promise<Map<RegionKey, Set<IndicatorId>>> {
  const settled = new Map<RegionKey, Set<IndicatorId>>()
  for (const row of await store.all<{ region: RegionKey; indicator: IndicatorId }>(sql, ...periods))
    settled.set(row.region, (settled.get(row.region) ?? new Set()).add(row.indicator))
  return settled
}

/**
 * SQL that holds where nothing settles a cell: no figure counts there, and it was not written off.
 * @param region @param indicator @param period SQL expressions of the statement around it
 */
export const missingSql = (region: string, indicator: string, period: string): string =>
  `NOT EXISTS (SELECT 1 FROM cell c WHERE c.region = ${region} AND c.indicator = ${indicator}
   AND c.period = ${period} AND (c.figure IS NOT NULL OR c.state = 'waived'))`

/**
 * SQL for a value that changes whenever a figure of a period does.
 * @param period SQL expression of the statement around it
 */
export const newestSql = (period: string): string =>
  `(SELECT count(figure) || '/' || max(at) FROM cell WHERE period = ${period})`

/** Every act on a cell, oldest first: who said what, what it replaced, why. */
export async function historyOf(store: Reader, key: CellKey): Promise<Entry[]> {
  const rows = await store.all(
    'SELECT * FROM ledger INDEXED BY ledger_cell WHERE region = ? AND indicator = ? AND period = ? ORDER BY revision',
    key.region,
    key.indicator,
    key.period,
  )
  return rows.map(entryOf)
}

/** What one message did, by region and in order; none where it did nothing. @param message its inbox id */
export async function entriesOf(store: Reader, message: string): Promise<Entry[]> {
  const rows = await store.all('SELECT * FROM ledger WHERE message = ? ORDER BY region, sequence', message)
  return rows.map(entryOf)
}

/** The years of reports for which the office has no plan, the latest first. */
export async function yearsWithoutPlan(
  store: Reader,
  { plans }: { readonly plans: readonly { readonly year: number }[] },
): Promise<number[]> {
  const rows = await store.all<{ year: string }>(
    'SELECT DISTINCT substr(period, 1, 4) AS year FROM cell ORDER BY year DESC',
  )
  return rows.map(({ year }) => Number(year)).filter((year) => !plans.some((plan) => plan.year === year))
}

/** Which of the periods are locked for everybody. @param province its key: locks stand in its chain */
export async function closedOf(store: Reader, province: RegionKey, periods: readonly Period[]): Promise<Set<Period>> {
  const rows = await store.all<{ period: string }>(
    `SELECT c.period FROM json_each(?) j CROSS JOIN cell c
     ON c.region = ? AND c.indicator = ? AND c.period = j.value AND c.state = 'locked'`,
    JSON.stringify(periods),
    province,
    WHOLE_PERIOD,
  )
  return new Set(rows.map((row) => row.period as Period))
}
