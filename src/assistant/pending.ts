/** The table `pending`: messages whose handling did not end as usual. A message that does leaves no row here. */
import type { Incoming } from '../message/incoming.ts'
import type { Instant } from '../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import type { CutOff } from './parts.ts'

/** `received`: begun, its end not known yet; `again`: somebody wants it tried once more. */
type State = 'received' | 'set-aside' | 'again'

export interface Pending {
  readonly message: Incoming
  /** when it was taken or begun the last time */
  readonly at: Instant
  readonly tries: number
  readonly state: State
}

export interface SetAside {
  readonly id: string
  readonly message: Incoming
  readonly at: Instant
  readonly why: CutOff
}

interface PendingRow extends Row {
  id: string
  incoming: string
  at: number
  tries: number
  state: State
  why: CutOff | null
}

/** The row's key: the same for a message however often it is tried. */
export const pendingId = ({ channel, id }: Incoming): string => `${channel}:${id}`

/** The row of a message that is begun, to be tried again or set aside; undefined: none, as when it ended as usual. */
export async function pendingOf(message: Incoming, store: Reader): Promise<Pending | undefined> {
  const row = await store.first<PendingRow>('SELECT * FROM pending WHERE id = ?', pendingId(message))
  return row && read(row)
}

/** So many pending messages are read at once. */
export const MOST_UNFINISHED = 100

/**
 * Messages that were begun before an instant and not finished, and those to be tried again; the oldest first.
 * What was begun later than now was so before the clock was set back.
 */
export async function unfinished(before: Instant, now: Instant, store: Reader): Promise<Pending[]> {
  const rows = await store.all<PendingRow>(
    `SELECT * FROM pending WHERE state = 'again' OR (state = 'received' AND (at < ? OR at > ?)) ORDER BY at, id LIMIT ${MOST_UNFINISHED}`,
    before,
    now,
  )
  return rows.map(read)
}

/** As begun once, whether it was or not. What is there already stays as it is. */
export const receive = (message: Incoming, now: Instant): Statement =>
  sql(
    `INSERT OR IGNORE INTO pending (id, incoming, at, tries, state) VALUES (?, ?, ?, 1, 'received')`,
    pendingId(message),
    JSON.stringify(message),
    now,
  )

/** Its turn has come. */
export const begin = (message: Incoming, now: Instant): Statement =>
  sql(`UPDATE pending SET tries = tries + 1, at = ? WHERE id = ? AND state = 'received'`, now, pendingId(message))

/**
 * Changes no row where another process was first.
 * @param pending its message as it is tried now, so that what is said of this try is said under this try's name
 */
export const takeAgain = ({ message, at, tries, state }: Pending, now: Instant): Statement =>
  sql(
    `UPDATE pending SET state = 'received', incoming = ?, at = ? WHERE id = ? AND at = ? AND tries = ? AND state = ?`,
    JSON.stringify(message),
    now,
    pendingId(message),
    at,
    tries,
    state,
  )

/** Not tried any more until somebody asks for it. @param why what it took too much of */
export const setAside = (message: Incoming, why: CutOff, now: Instant): Statement =>
  sql(
    `INSERT INTO pending (id, incoming, at, tries, state, why) VALUES (?, ?, ?, 1, 'set-aside', ?)
     ON CONFLICT (id) DO UPDATE SET state = 'set-aside', at = excluded.at, why = excluded.why`,
    pendingId(message),
    JSON.stringify(message),
    now,
    why,
  )

/** It came to its end: its row goes. One that was set aside meanwhile stays. */
export const finish = (message: Incoming): Statement =>
  sql(`DELETE FROM pending WHERE id = ? AND state = 'received'`, pendingId(message))

/**
 * Has a message that is set aside tried once more, at the next tick, as a try of its own. Changes no row where it is not.
 */
export const retry = (id: string): Statement =>
  sql(`UPDATE pending SET state = 'again', tries = tries + 1 WHERE id = ? AND state = 'set-aside'`, id)

/** Messages that are set aside, the newest first; `why` is `died` where the process did. @param most rows */
export async function listSetAside(store: Reader, most: number): Promise<SetAside[]> {
  const rows = await store.all<PendingRow>(
    `SELECT * FROM pending WHERE state = 'set-aside' ORDER BY at DESC, id LIMIT ?`,
    most,
  )
  return rows.map((row) => ({
    id: row.id,
    message: JSON.parse(row.incoming) as Incoming,
    at: row.at as Instant,
    why: row.why ?? 'died',
  }))
}

/** How many messages are set aside. */
export async function countSetAside(store: Reader): Promise<number> {
  return (await store.first<{ n: number }>(`SELECT count(*) AS n FROM pending WHERE state = 'set-aside'`))?.n ?? 0
}

const read = ({ incoming, at, tries, state }: PendingRow): Pending => ({
  message: JSON.parse(incoming) as Incoming,
  at: at as Instant,
  tries,
  state,
})
