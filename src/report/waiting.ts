/** What waits for a coordinator, with what they need to judge it, the files that came with it among them. */
import { type CellKey, type WaitingFigure, type WaitingStage, waitingIn } from '../ledger/index.ts'
import type { Period } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

/** A figure before a reviewer, with what he needs to judge it. */
export interface Pending extends CellKey, WaitingFigure {
  readonly state: 'submitted' | 'accepted' | 'request'
  /** names of the files sent with it */
  readonly files: readonly string[]
}

const STATES = { review: 'submitted', receive: 'accepted', requests: 'request' } as const satisfies Record<
  WaitingStage,
  string
>

/** What waits in regions for a stage, in the order of periods, regions and indicators: two queries. */
export async function pendingIn(
  store: Reader,
  regions: readonly RegionKey[],
  stage: WaitingStage,
  period?: Period,
): Promise<Pending[]> {
  const waiting = await waitingIn(store, regions, stage, period)
  const files = await filesOf(
    store,
    waiting.map(({ entry }) => entry.message),
  )
  return waiting.map(({ entry, before }) => ({
    region: entry.region,
    indicator: entry.indicator,
    period: entry.period,
    entry,
    before,
    state: STATES[stage],
    files: files.get(entry.message) ?? [],
  }))
}

/** Names of the files kept with these messages, one query. @returns no entry for a message without files */
export async function filesOf(store: Reader, messages: readonly string[]): Promise<Map<string, string[]>> {
  if (messages.length === 0) return new Map()
  const rows = await store.all<{ message: string; names: string }>(
    `SELECT e.message, json_group_array(e.name) AS names FROM evidence e
     WHERE e.message IN (SELECT value FROM json_each(?)) GROUP BY e.message`,
    JSON.stringify(messages),
  )
  return new Map(rows.map(({ message, names }) => [message, JSON.parse(names) as string[]]))
}
