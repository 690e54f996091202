/** Administrators hear that messages are being set aside: once an hour, however many there are. */
import type { Outgoing } from '../message/outgoing.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import type { Reader } from '../store/index.ts'
import * as text from './text.ts'

/** One for each administrator who has not had this hour's. */
export const notices = (now: Instant, store: Reader): Promise<Outgoing[]> =>
  noticesToAdmins(store, `set-aside:${Math.floor(now / (60 * MINUTE_MS))}`, {
    card: text.noticeOfSetAside(),
    due: now,
  })
