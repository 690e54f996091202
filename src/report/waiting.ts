/** What waits for a coordinator: submitted figures, and corrections asked for after the lock. */
import { type CellKey, type Entry, entryOf } from '../ledger/index.ts'
import type { Amount } from '../office/amount.ts'
import type { Period } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Row } from '../store/index.ts'

/** A figure before a reviewer, with what he needs to judge it. */
export interface Pending extends CellKey {
  readonly entry: Entry
  readonly state: 'submitted' | 'accepted' | 'request'
  /** last figure of an earlier period */
  readonly before?: Amount | undefined
  /** names of the files sent with it */
  readonly files: readonly string[]
}

type Stage = 'review' | 'receive' | 'requests'

// Each condition repeats a partial index of `cell`, so that only what waits is read, not the history.
const CONDITIONS: Readonly<Record<Stage, { readonly index: string; readonly where: string; readonly figure: string }>> =
  {
    review: { index: 'cell_submitted', where: `c.state = 'submitted'`, figure: 'c.figure' },
    receive: { index: 'cell_accepted', where: `c.state = 'accepted'`, figure: 'c.figure' },
    requests: { index: 'cell_request', where: 'c.request IS NOT NULL', figure: 'c.request' },
  }

/** What waits in regions for a stage, in the order of periods, regions and indicators. */
export async function pendingIn(
  store: Reader,
  regions: readonly RegionKey[],
  stage: Stage,
  period?: Period,
): Promise<Pending[]> {
  const { index, where, figure } = CONDITIONS[stage]
  const rows = await store.all(
    `SELECT l.*, c.state AS cell_state,
       (SELECT cumulative FROM cell b INDEXED BY cell_trail
        WHERE substr(b.ends, 1, 4) = substr(c.ends, 1, 4) AND b.region = c.region AND b.indicator = c.indicator
        AND b.figure IS NOT NULL AND b.ends < c.ends ORDER BY b.ends DESC LIMIT 1) AS before,
       (SELECT json_group_array(name) FROM evidence e WHERE e.message = l.message) AS files
     FROM json_each(?) r CROSS JOIN cell c INDEXED BY ${index} ON c.region = r.value AND ${where} ${period ? 'AND c.period = ?' : ''}
     JOIN ledger l ON l.id = ${figure} ORDER BY c.ends, c.region, c.indicator`,
    JSON.stringify(regions),
    ...(period ? [period] : []),
  )
  return rows.map((row) => pendingOf(row, stage))
}

function pendingOf(row: Row, stage: Stage): Pending {
  const entry = entryOf(row)
  return {
    region: entry.region,
    indicator: entry.indicator,
    period: entry.period,
    entry,
    state: stage === 'requests' ? 'request' : stage === 'receive' ? 'accepted' : 'submitted',
    before: row['before'] === null ? undefined : (row['before'] as Amount),
    files: JSON.parse(String(row['files'])) as string[],
  }
}
