/** What waits for a coordinator, with what they need to judge it, the files that came with it among them. */
import { type CellKey, type WaitingFigure, type WaitingStage, waitingIn } from '../ledger/index.ts'
import type { Period } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

/** A figure before a reviewer, with the act that states it, the figure before it and the files sent with it. */
export interface Pending extends CellKey, WaitingFigure {
  readonly state: 'submitted' | 'accepted' | 'request'
  /** names of the files sent with it */
  readonly files: readonly string[]
}

const STATES = { review: 'submitted', receive: 'accepted', requests: 'request' } as const satisfies Record<
  WaitingStage,
  string
>

/**
 * The figures that wait in regions for a stage, in the order of periods, regions and indicators. Two queries.
 * @param regions counties: none within them are added
 * @param period one alone; all without it
 */
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

/** Names of the files kept with these messages, by inbox id; a message without files has no entry. One query. */
export async function filesOf(store: Reader, messages: readonly string[]): Promise<Map<string, string[]>> {
  if (messages.length === 0) return new Map()
  const rows = await store.all<{ message: string; names: string }>(
    `SELECT e.message, json_group_array(e.name) AS names FROM evidence e
     WHERE e.message IN (SELECT value FROM json_each(?)) GROUP BY e.message`,
    JSON.stringify(messages),
  )
  return new Map(rows.map(({ message, names }) => [message, JSON.parse(names) as string[]]))
}
