/** What the inbox knows of a platform's event beside the messages that commands answer (assistant/settled.ts). */

import type { Instant } from '../office/day.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'
import type { Ending } from './ending.ts'
import { type Account, inboxId } from './incoming.ts'

/** Stands in the sender's place where a message was taken back before it was heard. */
export const TAKEN_BACK = '' as Account

/** @returns `TAKEN_BACK` where it is not to be heard any more, undefined where it has not come yet */
export async function whoSent(store: Reader, channel: string, id: string): Promise<Account | undefined> {
  const row = await store.first<{ account: Account }>(
    'SELECT account FROM inbox WHERE id = ?',
    inboxId({ channel, id }),
  )
  return row?.account
}

export const isTakenBack = async (store: Reader, channel: string, id: string): Promise<boolean> =>
  (await whoSent(store, channel, id)) === TAKEN_BACK

interface Event {
  /** the platform's, of the event or of the message that it is about */
  readonly id: string
  readonly channel: string
  readonly account: Account
  readonly chat: string
  readonly at: Instant
  readonly kind: string
  readonly status: Ending
}

/** The row of an event that no command answers. @throws Conflict at the commit when its id is there already */
export const noted = ({ id, channel, account, chat, at, kind, status }: Event): Statement =>
  sql(
    'INSERT INTO inbox (id, channel, account, chat, at, kind, status) VALUES (?, ?, ?, ?, ?, ?, ?)',
    inboxId({ channel, id }),
    channel,
    account,
    chat,
    at,
    kind,
    status,
  )
