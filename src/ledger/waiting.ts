/** What waits for a coordinator: submitted figures, and corrections asked for after the lock. */
import type { Amount } from '../office/amount.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { type Entry, entryOf } from './entry.ts'

/** A figure that waits for a reviewer, with the last one of an earlier period. */
export interface WaitingFigure {
  readonly entry: Entry
  /** last figure of an earlier period of that year */
  readonly before?: Amount | undefined
}

/**
 * What figures wait for: a first review, to be received by the province, or a decision on a correction after the
 * lock.
 */
export type WaitingStage = 'review' | 'receive' | 'requests'

// Each condition repeats a partial index of `cell`, so that only what waits is read, not the history.
const CONDITIONS: Readonly<
  Record<WaitingStage, { readonly index: string; readonly where: string; readonly figure: string }>
> = {
  review: { index: 'cell_submitted', where: `c.state = 'submitted'`, figure: 'c.figure' },
  receive: { index: 'cell_accepted', where: `c.state = 'accepted'`, figure: 'c.figure' },
  requests: { index: 'cell_request', where: 'c.request IS NOT NULL', figure: 'c.request' },
}

/**
 * What waits in regions for a stage of review, in the order of periods, regions and indicators: one indexed query.
 * @param regions counties: none within them are added @param period one alone; all without it
 */
export async function waitingIn(
  store: Reader,
  regions: readonly RegionKey[],
  stage: WaitingStage,
  period?: Period,
): Promise<WaitingFigure[]> {
  const { index, where, figure } = CONDITIONS[stage]
  const rows = await store.all(
    `SELECT l.*,
       (SELECT cumulative FROM cell b INDEXED BY cell_trail
        WHERE substr(b.ends, 1, 4) = substr(c.ends, 1, 4) AND b.region = c.region AND b.indicator = c.indicator
        AND b.figure IS NOT NULL AND b.ends < c.ends ORDER BY b.ends DESC LIMIT 1) AS before
     FROM json_each(?) r CROSS JOIN cell c INDEXED BY ${index} ON c.region = r.value AND ${where} ${period ? 'AND c.period = ?' : ''}
     JOIN ledger l ON l.id = ${figure} ORDER BY c.ends, c.region, c.indicator`,
    JSON.stringify(regions),
    ...(period ? [period] : []),
  )
  return rows.map((row) => ({
    entry: entryOf(row),
    before: row['before'] === null ? undefined : (row['before'] as Amount),
  }))
}

/**
 * The inbox id of the message behind the newest figure of the regions that is still unreviewed; undefined without one.
 * @param person whose figures alone count; anybody's without it
 */
export async function lastMessage(
  store: Reader,
  regions: readonly RegionKey[],
  person?: PersonId,
): Promise<string | undefined> {
  const newest = (state: string, index: string, figure: string) =>
    `SELECT l.message, l.at, l.sequence FROM json_each(?) r CROSS JOIN cell c INDEXED BY ${index}
     ON c.region = r.value AND ${state} JOIN ledger l ON l.id = ${figure} AND coalesce(?, l.person) = l.person`
  const row = await store.first<{ message: string }>(
    `SELECT message FROM (${newest(`c.state = 'submitted'`, 'cell_submitted', 'c.figure')}
     UNION ALL ${newest('c.request IS NOT NULL', 'cell_request', 'c.request')}) ORDER BY at DESC, sequence DESC LIMIT 1`,
    ...[JSON.stringify(regions), person ?? null, JSON.stringify(regions), person ?? null],
  )
  return row?.message
}
