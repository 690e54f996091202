/**
 * The outbox as it is sent: which rows are due, and the statements that lease, settle and put them off.
 * `outgoing.ts` posts them; when and how often is tried is decided by `assistant/delivery/deliver.ts`.
 */
import type { Instant } from '../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'

/** A row that waits to be sent: `card`, `unless` and `file` as JSON. */
export interface OutboxRow extends Row {
  key: string
  person: string | null
  channel: string | null
  chat: string | null
  reply_to: string | null
  card: string
  replaces: string | null
  urgent: number
  unless: string | null
  created: number
  file: string | null
  grows: number
  attempts: number
  /** when it was first sent and its fate not known */
  tried: number | null
}

/** The columns of `OutboxRow`, for the SELECTs of this folder. */
export const COLUMNS =
  'key, person, channel, chat, reply_to, card, replaces, urgent, unless, created, file, grows, attempts, tried'

const nextOf = (whose: string, most: number): string =>
  `SELECT ${COLUMNS} FROM outbox WHERE state IN ('queued', 'leased') AND due <= ? AND (lease IS NULL OR lease < ?)
   AND person ${whose} ORDER BY due, created, file IS NOT NULL LIMIT ${most}`

/**
 * What is due and leased by nobody: answers first, then what is said unasked, a file after its words. @param most rows
 */
export const dueOf = (store: Reader, now: Instant, most: number): Promise<OutboxRow[]> =>
  store.all<OutboxRow>(
    `SELECT * FROM (${nextOf('IS NULL', most)}) UNION ALL SELECT * FROM (${nextOf('IS NOT NULL', most)}) LIMIT ${most}`,
    now,
    now,
    now,
    now,
  )

interface Stands extends Row {
  state: string
  /** the platform's id, once sent */
  message: string | null
  due: number
  tried: number | null
  replaces: string | null
}

/** How far a message has come; undefined where none has this key. */
export const outboxRow = (store: Reader, key: string): Promise<Stands | undefined> =>
  store.first<Stands>('SELECT state, message, due, tried, replaces FROM outbox WHERE key = ?', key)

/**
 * One attempt's lease, which counts as an attempt from here. Changes no row where another process has it: tried since it
 * was read, it is another row.
 */
export const leased = ({ key, attempts }: OutboxRow, now: Instant, forMs: number): Statement =>
  sql(
    `UPDATE outbox SET state = 'leased', lease = ?, attempts = attempts + 1
     WHERE key = ? AND attempts = ? AND state IN ('queued', 'leased') AND (lease IS NULL OR lease < ?)`,
    now + forMs,
    key,
    attempts,
    now,
  )

/** Marks a leased message as being sent: a crash from here on leaves it uncertain whether it arrived. */
export const attempted = (key: string, now: Instant): Statement =>
  sql('UPDATE outbox SET tried = ? WHERE key = ?', now, key)

/**
 * Marks a message as sent, and makes due at once what waits to take its place.
 *
 * @param message the platform's id
 */
export const sentAs = (key: string, message: string, now: Instant): Statement[] => [
  sql(`UPDATE outbox SET state = 'sent', sent = ?, message = ?, lease = NULL WHERE key = ?`, now, message, key),
  sql(`UPDATE outbox SET due = ? WHERE replaces = ? AND state = 'queued' AND due > ?`, now, key, now),
]

/**
 * An attempt failed and another is to follow.
 * @param due the next attempt, in milliseconds @param error for whoever looks into it
 * @param tried since when its fate is uncertain, null where it certainly did not arrive
 * @param attempts how often it counts as tried, where that is not one more
 */
export const tryAgain = (key: string, due: number, error: string, tried: number | null, attempts?: number): Statement =>
  sql(
    `UPDATE outbox SET state = 'queued', lease = NULL, due = ?, error = ?, tried = ?, attempts = coalesce(?, attempts) WHERE key = ?`,
    due,
    error,
    tried,
    attempts ?? null,
    key,
  )

/**
 * Gives up on a message; it is not sent any more.
 *
 * @param state `failed`: it did not arrive; `dropped`: it was pointless; `unknown`: it may have arrived
 * @param why for whoever looks into it
 */
export const ended = (key: string, state: 'failed' | 'dropped' | 'unknown', why: string): Statement =>
  sql('UPDATE outbox SET state = ?, error = ?, lease = NULL WHERE key = ?', state, why, key)
