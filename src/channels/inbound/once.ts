/** Events that no command answers: each takes effect once, whatever number of times it is delivered. */
import { noted, TAKEN_BACK, whoSent } from '../../message/inbox.ts'
import type { Account } from '../../message/incoming.ts'
import { Conflict, type Statement, type Store } from '../../store/index.ts'
import type { Arrival } from './arrival.ts'

/**
 * Commits an event's row with its effects.
 * @returns false where the event was seen before; nothing is written then
 */
export async function commitOnce(store: Store, row: Statement, ...effects: Statement[]): Promise<boolean> {
  try {
    await store.commit([row, ...effects])
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

/**
 * Takes a message back. Where it has not come yet, its place in the inbox is taken, so that it is not heard when it
 * comes.
 *
 * @returns its sender where it was heard; `TAKEN_BACK` where it was taken back before; undefined where it has not
 *   come
 */
export async function takeBack(
  { message, chat, at }: Extract<Arrival, { kind: 'recalled' }>,
  channel: string,
  store: Store,
): Promise<Account | undefined> {
  const sender = await whoSent(store, channel, message)
  if (sender !== undefined) return sender
  const place = {
    id: message,
    channel,
    account: TAKEN_BACK,
    chat: chat.id,
    at,
    kind: 'recall',
    status: 'recalled',
  } as const
  if (await commitOnce(store, noted(place))) return undefined
  // It was committed in the same moment.
  return (await whoSent(store, channel, message)) ?? TAKEN_BACK
}
