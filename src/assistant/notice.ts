/** Administrators hear that messages are being set aside: once an hour, however many there are. */

import { type Outgoing, unposted } from '../message/outgoing.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { admins } from '../people/index.ts'
import type { Reader } from '../store/index.ts'
import * as text from './text.ts'

/** One for each administrator who has not had this hour's. */
export async function notices(now: Instant, store: Reader): Promise<Outgoing[]> {
  const hour = Math.floor(now / (60 * MINUTE_MS))
  const told = (await admins(store)).map((person) => ({ key: `set-aside:${hour}:${person}`, person }))
  const fresh = new Set(
    await unposted(
      store,
      told.map(({ key }) => key),
    ),
  )
  return told
    .filter(({ key }) => fresh.has(key))
    .map(({ key, person }) => ({
      key,
      to: { kind: 'person', person },
      card: text.noticeOfSetAside(),
      due: now,
    }))
}
