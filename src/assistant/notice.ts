/** Administrators hear that messages are being set aside: once an hour, however many there are. */
import type { Outgoing } from '../message/outgoing.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import type { Reader } from '../store/index.ts'
import * as text from './text.ts'

/** One for each administrator who has not had this hour's. */
export async function notices(now: Instant, store: Reader): Promise<Outgoing[]> {
  const hour = Math.floor(now / (60 * MINUTE_MS))
  const rows = await store.all<{ person: PersonId }>(
    `SELECT DISTINCT o.person FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE o.role = 'admin' AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = ? || o.person)`,
    `set-aside:${hour}:`,
  )
  return rows.map(({ person }) => ({
    key: `set-aside:${hour}:${person}`,
    to: { kind: 'person', person },
    card: text.noticeOfSetAside(),
    due: now,
  }))
}
