/** Acts of the ledger over many cells at once: for bulletins, tables and what is still owed. */
import type { Instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Row } from '../store/index.ts'
import { type Act, type CellKey, type Entry, entryOf } from './entry.ts'

/**
 * The acts of these kinds on the figures of a period, by region and in the order in which they were done.
 * @returns undone ones too; none for a region in which nothing happened
 */
export async function actsOn(
  store: Reader,
  regions: readonly RegionKey[],
  indicators: readonly IndicatorId[],
  period: Period,
  acts: readonly Act[],
): Promise<Entry[]> {
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) r CROSS JOIN json_each(?) i
     JOIN ledger l ON l.region = r.value AND l.indicator = i.value AND l.period = ?
     WHERE l.act IN (${acts.map(() => '?').join(', ')}) ORDER BY l.region, l.sequence`,
    JSON.stringify(regions),
    JSON.stringify(indicators),
    period,
    ...acts,
  )
  return rows.map(entryOf)
}

/**
 * The inbox ids of all messages of a channel that stated or decided anything; imports have none. @param channel `feishu`
 */
export const messagesBehind = async (store: Reader, channel: string): Promise<string[]> =>
  (
    await store.all<{ message: string }>(
      'SELECT DISTINCT message FROM ledger WHERE substr(message, 1, ?) = ? ORDER BY message',
      channel.length + 1,
      `${channel}:`,
    )
  ).map(({ message }) => message)

/** Every act on these cells of a period, by region and in the order in which they were done. */
export async function entriesIn(
  store: Reader,
  cells: readonly Pick<CellKey, 'region' | 'indicator'>[],
  period: Period,
): Promise<Entry[]> {
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) j JOIN ledger l ON l.region = json_extract(j.value, '$[0]')
     AND l.indicator = json_extract(j.value, '$[1]') AND l.period = ? ORDER BY l.region, l.sequence`,
    JSON.stringify(cells.map((one) => [one.region, one.indicator])),
    period,
  )
  return rows.map(entryOf)
}

/**
 * Why figures of a region stand returned in a period: the last reason of each; one returned without a reason is missing.
 */
export async function returnReasons(
  store: Reader,
  region: RegionKey,
  period: Period,
): Promise<Map<IndicatorId, string>> {
  const rows = await store.all<{ indicator: string; reason: string }>(
    `SELECT l.indicator, l.reason FROM ledger l JOIN cell c INDEXED BY cell_period
     ON c.region = l.region AND c.indicator = l.indicator AND c.period = l.period
     WHERE c.period = ? AND c.region = ? AND c.state = 'returned' AND l.act = 'return' AND l.reason IS NOT NULL
     ORDER BY l.revision`,
    period,
    region,
  )
  return new Map(rows.map((row) => [row.indicator as IndicatorId, row.reason]))
}

/** How many figures of a year wait for their first review in these regions; regions within them are not counted. */
export async function countUnreviewed(store: Reader, regions: readonly RegionKey[], year: number): Promise<number> {
  const row = await store.first<{ n: number }>(
    `SELECT count(*) AS n FROM json_each(?) r JOIN cell c ON c.region = r.value AND c.state = 'submitted'
     AND c.period BETWEEN ? AND ?`,
    JSON.stringify(regions),
    `${year}`,
    `${year}~`,
  )
  return row?.n ?? 0
}

/** When a region first reported on what it owes for a period: the first of its figures, the last, and how many hold. */
export interface First extends Row {
  readonly region: RegionKey
  readonly at: Instant
  readonly last: Instant
  readonly held: number
}

/**
 * When each region first reported something of these indicators for a period. One that was taken back counts: it came.
 * @returns the earliest first; none for a region that never did
 */
export async function firstsOf(
  store: Reader,
  regions: readonly RegionKey[],
  indicators: readonly IndicatorId[],
  period: Period,
): Promise<First[]> {
  return store.all<First>(
    `SELECT l.region, MIN(l.at) AS at, MAX(l.at) AS last, count(c.figure) AS held FROM json_each(?) r CROSS JOIN json_each(?) i
     JOIN ledger l ON l.region = r.value AND l.indicator = i.value AND l.period = ? AND l.revision = (
       SELECT MIN(revision) FROM ledger
       WHERE region = r.value AND indicator = i.value AND period = ? AND act IN ('report', 'nil'))
     LEFT JOIN cell c ON c.region = l.region AND c.indicator = l.indicator AND c.period = l.period
     GROUP BY l.region ORDER BY at, l.region`,
    JSON.stringify(regions),
    JSON.stringify(indicators),
    period,
    period,
  )
}

/**
 * How many figures of a period stand confirmed against a warning and unreviewed, by region; a region without any is left out.
 * @param until ms since the epoch: the latest instant at which they were reported
 */
export const doubtsIn = (
  store: Reader,
  period: Period,
  until: number,
): Promise<{ region: RegionKey; figures: number }[]> =>
  store.all(
    `SELECT c.region, count(*) AS figures FROM cell c JOIN ledger l ON l.id = c.figure
     WHERE c.period = ? AND c.state = 'submitted' AND l.warnings IS NOT NULL AND l.at <= ? GROUP BY c.region`,
    period,
    until,
  )

/** The inbox ids of all messages that acted on a region's figures of a period, one row for each with its indicator. */
export const messagesOfCells = (
  store: Reader,
  region: RegionKey,
  period: Period,
): Promise<{ indicator: IndicatorId; message: string }[]> =>
  store.all(
    `SELECT DISTINCT l.indicator, l.message FROM cell c INDEXED BY cell_period
     CROSS JOIN ledger l INDEXED BY ledger_cell ON l.region = c.region AND l.indicator = c.indicator AND l.period = c.period
     WHERE c.period = ? AND c.region = ?`,
    period,
    region,
  )
