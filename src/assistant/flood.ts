/** Too many messages of one sender: none of them is read. */
import type { Incoming } from '../message/incoming.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import type { Reader } from '../store/index.ts'

export const PER_MINUTE = 30

/** Index range over the sender's own last minute, whatever the history. */
export async function isFlooding(message: Incoming, now: Instant, store: Reader): Promise<boolean> {
  const recent = await store.first<{ n: number }>(
    'SELECT count(*) AS n FROM inbox WHERE chat = ? AND account = ? AND at > ?',
    message.chat.id,
    message.account,
    now - MINUTE_MS,
  )
  return (recent?.n ?? 0) >= PER_MINUTE
}
