/** Administrators are told of what somebody put among the things under way, which was not taken up (store/change-log/). */
import { post } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import { dropSetting, FORGED, forgedRows, LOGGED, type Store } from '../store/index.ts'
import * as text from './text.ts'

/** More go with the next minute's message. */
const MOST = 10

/**
 * Tells administrators of forged rows that were found since the last minute, each once. Rows are kept for as long as
 * there is no administrator.
 */
export async function tellForged(store: Store, now: Instant): Promise<void> {
  const rows = await forgedRows(store, MOST)
  if (rows.length === 0) return
  const named = rows.map((row) => ({
    ...row,
    name: LOGGED.find(({ table }) => table === row.table)?.name ?? row.table,
  }))
  const says = await noticesToAdmins(store, `${FORGED}${now}`, { card: text.forged(named), due: now })
  if (says.length === 0) return
  await store.commit([...rows.map(({ setting }) => dropSetting(setting)), ...says.map((one) => post(one, now))])
}
