/** The inbox: every event of a platform once, and what was said, with how it ended and what it left for the next. */

import { type Instant, MINUTE_MS } from '../office/day.ts'
import { type Reader, type Statement, sealOf, sql } from '../store/index.ts'
import type { Ending } from './ending.ts'
import { type Account, type Incoming, inboxId } from './incoming.ts'
import type { MessageValues } from './sealed.ts'
import type { Kept as Leaves } from './thread.ts'

/** Stands in the sender's place where a message was taken back before it was heard. */
export const TAKEN_BACK = '' as Account

/**
 * Who sent a message. @param id the platform's
 * @returns `TAKEN_BACK` where it is not to be heard any more, undefined where it has not come yet
 */
export async function whoSent(store: Reader, channel: string, id: string): Promise<Account | undefined> {
  const row = await store.first<{ account: Account }>(
    'SELECT account FROM inbox WHERE id = ?',
    inboxId({ channel, id }),
  )
  return row?.account
}

/** Whether its sender took a message back before it was heard. @param id the platform's */
export const isTakenBack = async (store: Reader, channel: string, id: string): Promise<boolean> =>
  (await whoSent(store, channel, id)) === TAKEN_BACK

interface Event extends Pick<Incoming, 'id' | 'channel' | 'account' | 'at'> {
  readonly chat: string
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

/** Characters of a message at most; a longer one is refused (`too-long`). A county's whole month pasted is about 1 500. */
export const LONGEST_TEXT = 6_000

/** Characters of all fields of a press together, at most: the words that it repeats, and what was read of them. */
export const LONGEST_PRESS = 2 * LONGEST_TEXT

/**
 * The inbox row that every message leaves, whatever its ending, under its seal.
 *
 * @param command that answered it, null where none did
 * @param leaves what it leaves for the next message of the talk
 * @throws Conflict at the commit when the message was settled before
 */
export const seen = (message: Incoming, command: string | null, status: Ending, leaves?: Leaves): Statement =>
  sql(
    `INSERT INTO inbox (id, channel, account, chat, at, kind, text, reply_to, command, status, kept, seal)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    inboxId(message),
    message.channel,
    message.account,
    message.chat.id,
    message.at,
    message.kind,
    wordsOf(message),
    message.replyTo ?? null,
    command,
    status,
    leaves ? JSON.stringify(leaves) : null,
    sealOf([
      inboxId(message),
      message.account,
      message.at,
      message.kind,
      wordsOf(message),
      command,
    ] satisfies MessageValues),
  )

/** Its text, or for a press what it brought as JSON. */
function wordsOf(message: Incoming): string | null {
  if (message.kind === 'text') return message.text.slice(0, LONGEST_TEXT)
  return message.kind === 'action' ? JSON.stringify(message.values) : null
}

/** How a message ended after all: its answer came from a model. @param id its inbox id */
export const restated = (id: string, status: Ending): Statement =>
  sql('UPDATE inbox SET status = ? WHERE id = ?', status, id)

/** Whether a message has its row: it came to its end before. @param id its inbox id */
export const isKnown = async (store: Reader, id: string): Promise<boolean> =>
  (await store.first('SELECT 1 AS known FROM inbox WHERE id = ?', id)) !== undefined

/** How a message ended; undefined where it has not. @param id its inbox id */
export const endingOf = async (store: Reader, id: string): Promise<Ending | undefined> =>
  (await store.first<{ status: Ending }>('SELECT status FROM inbox WHERE id = ?', id))?.status

type From = Pick<Incoming, 'chat' | 'account'>

/** Messages of one sender in one chat within a minute, beyond which none is read. */
export const PER_MINUTE = 30

/**
 * Whether a sender passed `PER_MINUTE` in a chat within the minute before a message. By the platform's clock: a host
 * whose clock is behind would count a whole day into that minute.
 */
export async function isFlooding(
  { chat, account, at }: From & { readonly at: Instant },
  store: Reader,
): Promise<boolean> {
  const row = await store.first<{ n: number }>(
    'SELECT count(*) AS n FROM inbox WHERE chat = ? AND account = ? AND at > ? AND at <= ?',
    ...[chat.id, account, at - MINUTE_MS, at],
  )
  return (row?.n ?? 0) >= PER_MINUTE
}

/** A message or press with how it ended and what it left, as JSON. */
export interface Past extends Omit<Kept, 'text'> {
  readonly text: string | null
  readonly command: string | null
  readonly status: string
  readonly kept: string | null
}

/**
 * What one sender said and pressed in a chat, the newest first. @param since milliseconds, left out @param most rows
 */
export const pastOf = (store: Reader, { chat, account }: From, since: number, most: number): Promise<Past[]> =>
  store.all<{ [K in keyof Past]: Past[K] }>(
    `SELECT id, kind, text, at, command, status, kept FROM inbox
     WHERE chat = ? AND account = ? AND at > ? AND kind IN ('text', 'action') ORDER BY at DESC, id DESC LIMIT ?`,
    ...[chat.id, account, since, most],
  )

/** Rejects where the database has no inbox or takes no reads; resolves to nothing of use. */
export const seesInbox = (store: Reader): Promise<unknown> => store.first('SELECT 1 FROM inbox LIMIT 1')

/** Where a message was said; undefined where it is not kept (imports). @param id its inbox id */
export const threadOf = (store: Reader, id: string): Promise<{ channel: string; chat: string } | undefined> =>
  store.first<{ channel: string; chat: string }>('SELECT channel, chat FROM inbox WHERE id = ?', id)

/** When a message was said, by its platform's clock; undefined where it is not kept. @param id its inbox id */
export const saidAt = async (store: Reader, id: string): Promise<Instant | undefined> =>
  (await store.first<{ at: Instant }>('SELECT at FROM inbox WHERE id = ?', id))?.at

/** The inbox ids of what somebody said in a chat after an instant (milliseconds), the newest first, at most 30. */
export async function saidLately(store: Reader, chat: string, account: Account, since: number): Promise<string[]> {
  const rows = await store.all<{ id: string }>(
    'SELECT id FROM inbox WHERE chat = ? AND account = ? AND at > ? ORDER BY at DESC LIMIT 30',
    chat,
    account,
    since,
  )
  return rows.map(({ id }) => id)
}

/** The ids among these that have no row in the inbox. */
export async function notThere(store: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await store.all<{ id: string }>(
    'SELECT j.value AS id FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM inbox i WHERE i.id = j.value)',
    JSON.stringify(ids),
  )
  return rows.map(({ id }) => id)
}

/** A message as it is kept: its words, or for a press what it brought as JSON. */
export interface Kept {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly at: Instant
}

type KeptRow = { id: string; kind: string; text: string; at: Instant }

/** The messages among these inbox ids that are kept with their words, the newest first; others are left out. */
export const messagesOf = (store: Reader, ids: readonly string[]): Promise<readonly Kept[]> =>
  store.all<KeptRow>(
    `SELECT i.id, i.kind, i.text, i.at FROM json_each(?) j CROSS JOIN inbox i ON i.id = j.value
     WHERE i.text IS NOT NULL ORDER BY i.at DESC`,
    JSON.stringify(ids),
  )

/** What a command was asked after an instant and ended in one of these ways, the newest first. @param most rows */
export const endedSo = (
  store: Reader,
  command: string,
  endings: readonly Ending[],
  since: Instant,
  most: number,
): Promise<readonly (Kept & { readonly status: string })[]> =>
  store.all<KeptRow & { status: string }>(
    `SELECT id, kind, text, at, status FROM inbox
     WHERE command = ? AND at > ? AND status IN (${endings.map(() => '?').join(', ')}) ORDER BY at DESC LIMIT ?`,
    command,
    since,
    ...endings,
    most,
  )
