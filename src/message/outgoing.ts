/** What goes out: rows of the outbox, committed together with the effects that they tell of. */
import type { Instant } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import { type Query, type Reader, type Statement, sealOf } from '../store/index.ts'
import type { Card } from './card.ts'
import { type Chat, chatOf, type Incoming, inboxId } from './incoming.ts'
import type { CardValues } from './sealed.ts'

/** Where a message goes: to a person, in whichever private chat reaches them, or to a chat. */
export type Recipient =
  /** wherever the person is reached best: the private chat with the assistant */
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'chat'; readonly channel: string; readonly chat: Chat['id']; readonly replyTo?: string }

/** A file that is made when it is sent, so that the outbox holds its name and not its content. */
export interface OutgoingFile {
  /** as the person saves it: 2017年6月通报.docx */
  readonly name: string
  readonly mime: string
  /** tells `Parts.files` what to make; the same content as long as it names frozen figures */
  readonly key: string
}

/** A message to be sent, as a slice says it; `post` makes its outbox row. */
export interface Outgoing {
  /**
   * Unique for ever: a second row with the same key violates the table's key, so nothing is said twice.
   * Answers use the incoming id; reminders their rule, period, revision, stage, region and person.
   */
  readonly key: string
  readonly to: Recipient
  readonly card: Card
  /** not before this instant */
  readonly due: Instant
  /** the key of an earlier message that this one takes the place of, in place where the channel can */
  readonly replaces?: string
  readonly urgent?: boolean
  /** the message is this file; the card is what a channel without files shows, its title the caption */
  readonly file?: OutgoingFile
  /** more will be shown in it before another message takes its place: `Channel.grow` */
  readonly grows?: boolean
  /**
   * Asked again just before sending: no row means that the message has become pointless (the report came in,
   * leave began) and it is dropped, recorded as dropped.
   */
  readonly unless?: Query
}

/** The key of the answer to an incoming message. @param inbox its inbox id */
export const answerKey = (inbox: string): string => `re:${inbox}`

/** The card as an answer to a message, in its chat, due now, under the key that one answer alone can have. */
export const answerTo = (message: Incoming, card: Card, now: Instant): Outgoing => ({
  key: answerKey(inboxId(message)),
  to: { ...chatOf(message), replyTo: message.id },
  card,
  due: now,
})

/**
 * The card with which a message was answered, in its newest form; undefined where there was no answer.
 * @param inbox its inbox id
 */
export async function cardOf(store: Reader, inbox: string): Promise<Card | undefined> {
  const key = answerKey(inbox)
  const row = await store.first<{ card: string }>(
    'SELECT card FROM outbox WHERE key IN (?, ?) ORDER BY created DESC LIMIT 1',
    wholeKey(key),
    key,
  )
  return row && (JSON.parse(row.card) as Card)
}

/**
 * The row that stands behind a message on the screen: its key, and the card as it was last shown.
 * @param message the platform's id of it
 * @returns undefined where the outbox never sent it
 */
export async function shownAs(
  store: Reader,
  message: string,
): Promise<{ readonly key: string; readonly card: Card } | undefined> {
  const row = await store.first<{ key: string; card: string }>(
    'SELECT key, card FROM outbox WHERE message = ? ORDER BY created DESC LIMIT 1',
    message,
  )
  return row && { key: row.key, card: JSON.parse(row.card) as Card }
}

/** The keys among these under which no message was ever posted, sent or not. */
export async function unposted(store: Reader, keys: readonly string[]): Promise<string[]> {
  const rows = await store.all<{ key: string }>(
    'SELECT j.value AS key FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key = j.value)',
    JSON.stringify(keys),
  )
  return rows.map(({ key }) => key)
}

/** SQL that is 1 where a message was sent, else 0. @param key SQL expression of the statement around it */
export const sentSql = (key: string): string =>
  `EXISTS (SELECT 1 FROM outbox o WHERE o.key = ${key} AND o.state = 'sent')`

/** Finds a row where a message was sent, for `unless`. @param key of the outbox */
export const sentQuery = (key: string): Query => ({
  sql: `SELECT 1 FROM outbox WHERE key = ? AND state = 'sent'`,
  params: [key],
})

/** Finds a row where a message was dropped as pointless. @param key of the outbox */
export const droppedQuery = (key: string): Query => ({
  sql: `SELECT 1 FROM outbox WHERE key = ? AND state = 'dropped'`,
  params: [key],
})

/**
 * The messages whose time has come and that are not out, grouped by how often they were tried: the earliest due
 * (milliseconds) and how many.
 */
export const overdue = (store: Reader, now: Instant): Promise<{ attempts: number; due: number; n: number }[]> =>
  store.all<{ attempts: number; due: number; n: number }>(
    `SELECT attempts, min(due) AS due, count(*) AS n FROM outbox
     WHERE state IN ('queued', 'leased') AND (due <= ? OR attempts > 0) GROUP BY attempts`,
    now,
  )

/** The key of the message that takes the place of one that grew while it was written. @param key of the first one */
export const wholeKey = (key: string): string => `${key}:whole`

/** Deletes a message that waits for its time; what is being sent or was sent stays, and no row is changed. */
export const takeBack = (key: string): Statement => ({
  sql: `DELETE FROM outbox WHERE key = ? AND state = 'queued'`,
  params: [key],
})

/** Whether unasked messages wait whose time has come. @param kinds how their keys begin */
export async function waitsOf(store: Reader, kinds: readonly string[], now: Instant): Promise<boolean> {
  const rows = await store.all<{ key: string }>(
    `SELECT key FROM outbox WHERE state IN ('queued', 'leased') AND due <= ? AND person IS NOT NULL`,
    now,
  )
  return rows.some(({ key }) => kinds.some((kind) => key.startsWith(kind)))
}

/**
 * Puts off unasked messages whose time has come, as when the office has closed meanwhile; none of them is lost.
 *
 * @param kind how their keys begin
 */
export const holdBack = (kind: string, now: Instant, until: Instant): Statement => ({
  sql: `UPDATE outbox SET due = ? WHERE state IN ('queued', 'leased') AND due <= ? AND person IS NOT NULL AND substr(key, 1, ?) = ?`,
  params: [until, now, kind.length, kind],
})

/**
 * The outbox row of a message, to be committed with what caused it.
 * @throws Conflict at the commit when its key is there already
 */
export const post = (message: Outgoing, now: Instant): Statement => posted('INSERT', message, now)

/** As `post`, where two processes may post it at once: the first one counts, the second changes no row. */
export const postOnce = (message: Outgoing, now: Instant): Statement => posted('INSERT OR IGNORE', message, now)

function posted(insert: 'INSERT' | 'INSERT OR IGNORE', message: Outgoing, now: Instant): Statement {
  const to = message.to
  const card = JSON.stringify(message.card)
  const person = to.kind === 'person' ? to.person : null
  const chat = to.kind === 'chat' ? to.chat : null
  return {
    sql: `${insert} INTO outbox (key, person, channel, chat, reply_to, card, due, replaces, urgent, unless, created, file, grows, seal, state, attempts)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0)`,
    params: [
      message.key,
      person,
      to.kind === 'chat' ? to.channel : null,
      chat,
      to.kind === 'chat' ? (to.replyTo ?? null) : null,
      card,
      message.due,
      message.replaces ?? null,
      message.urgent ? 1 : 0,
      message.unless ? JSON.stringify(message.unless) : null,
      now,
      message.file ? JSON.stringify(message.file) : null,
      message.grows ? 1 : 0,
      sealOf([message.key, person, chat, card] satisfies CardValues),
    ],
  }
}

/** D1 takes values of 2 MB; cards have a few KB. */
const MOST_BYTES = 500_000

/**
 * The outbox rows of many messages in few statements, so that what a due day says to thousands is one commit.
 * @throws Conflict at the commit when one of the keys is there already, as `post` does
 */
export function postAll(messages: readonly Outgoing[], now: Instant): Statement[] {
  if (messages.length <= 2) return messages.map((message) => post(message, now))
  const groups: string[][] = [[]]
  let bytes = 0
  for (const message of messages) {
    const row = JSON.stringify(post(message, now).params)
    bytes += row.length * 3 // UTF-8 at its longest
    if (bytes > MOST_BYTES) {
      groups.push([])
      bytes = row.length * 3
    }
    groups.at(-1)?.push(row)
  }
  return groups.map((rows) => ({
    sql: `INSERT INTO outbox (key, person, channel, chat, reply_to, card, due, replaces, urgent, unless, created, file, grows, seal, state, attempts)
          SELECT ${Array.from({ length: 14 }, (_, i) => `json_extract(value, '$[${i}]')`).join(', ')}, 'queued', 0 FROM json_each(?)`,
    params: [`[${rows.join(',')}]`],
  }))
}
