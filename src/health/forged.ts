/** Administrators are told of what somebody put among the things under way, which was not taken up (store/change-log.node.ts). */
import { post } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import { dropSetting, FORGED, type ForgedRow, LOGGED, type Store, settingsUnder } from '../store/index.ts'
import * as text from './text.ts'

/** More go with the next minute's message. */
const MOST = 10

/** Tells what was found since the last minute, once; kept for as long as there is nobody to tell. */
export async function tellForged(store: Store, now: Instant): Promise<void> {
  const found = await settingsUnder(store, FORGED, MOST)
  if (found.length === 0) return
  const rows = found.map(({ value }) => JSON.parse(value) as ForgedRow)
  const named = rows.map((row) => ({
    ...row,
    name: LOGGED.find(({ table }) => table === row.table)?.name ?? row.table,
  }))
  const says = await noticesToAdmins(store, `${FORGED}${now}`, { card: text.forged(named), due: now })
  if (says.length === 0) return
  await store.commit([...found.map(({ name }) => dropSetting(name)), ...says.map((one) => post(one, now))])
}
