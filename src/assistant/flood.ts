/** Too many messages of one sender: none of them is read. */
import type { Incoming } from '../message/incoming.ts'
import { MINUTE_MS } from '../office/day.ts'
import type { Reader } from '../store/index.ts'

export const PER_MINUTE = 30

/**
 * Index range over the sender's own minute before it, whatever the history; by the platform's clock alone, since a
 * host whose clock is behind would take a whole day for that minute.
 */
export async function isFlooding(message: Incoming, store: Reader): Promise<boolean> {
  const recent = await store.first<{ n: number }>(
    'SELECT count(*) AS n FROM inbox WHERE chat = ? AND account = ? AND at > ? AND at <= ?',
    message.chat.id,
    message.account,
    message.at - MINUTE_MS,
    message.at,
  )
  return (recent?.n ?? 0) >= PER_MINUTE
}
