/** Whether a platform that was silent is back. */
import { dueOf, type OutboxRow } from '../../message/outbox.ts'
import { hastened, triedOf } from '../../message/unsent.ts'
import type { Instant } from '../../office/day.ts'
import type { Store } from '../../store/index.ts'
import type { Silence } from './silence.ts'

/** So many that have been uncertain for too long, or are pointless by now, end without being tried. */
const MOST_LOOKED_AT = 50
/** However often a message was tried, it was for nothing that it did. */
const ANY = 1_000

/**
 * Tries one message, at times; when it is taken, what was put off meanwhile is due at once.
 * @param send tries one message
 */
export async function probe(
  now: Instant,
  store: Store,
  silence: Silence,
  send: (row: OutboxRow) => Promise<void>,
): Promise<boolean> {
  if (!silence.mayProbe(now)) return false
  const before = silence.tries
  for (let looked = 0; looked < MOST_LOOKED_AT && silence.tries === before; looked++) {
    const row = (await triedOf(store)) ?? (await dueOf(store, now, 1))[0]
    if (!row) break
    await send(row)
  }
  if (silence.holds) return false
  await store.commit([hastened(now, ANY)])
  return true
}
