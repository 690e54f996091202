/** Files that were read and wait for 入库 or 放弃. */
import { DAY_MS, type Instant } from '../office/day.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'

/** Sent longer ago, a file is to be sent again: the shelves have moved on. */
const WAITS_MS = 7 * DAY_MS

/** A file that was read and shown, and waits for 入库. */
export interface WaitingDocument {
  /** inbox id of the message that brought it */
  readonly id: string
  /** as its sender called it */
  readonly file: string
  readonly text: string
  readonly at: Instant
}

/** Statements that keep a file's text, and delete those that waited longer than seven days. */
export const keepWaiting = ({ id, file, text, at }: WaitingDocument): Statement[] => [
  sql('DELETE FROM waiting_document WHERE at < ?', at - WAITS_MS),
  sql('INSERT INTO waiting_document (id, file, text, at) VALUES (?, ?, ?, ?)', id, file, text, at),
]

/**
 * A file that was read and shown, and is not taken in yet.
 * @param id inbox id of the message that brought it
 * @returns undefined once it is taken, dropped, or waited seven days
 */
export async function waitingDocument(store: Reader, id: string, now: Instant): Promise<WaitingDocument | undefined> {
  const row = await store.first<{ file: string; text: string; at: number }>(
    'SELECT file, text, at FROM waiting_document WHERE id = ? AND at >= ?',
    id,
    now - WAITS_MS,
  )
  return row && { id, file: row.file, text: row.text, at: row.at as Instant }
}

/** A shown file is taken or dropped: it waits no more. @param id inbox id of the message that brought it */
export const endWaiting = (id: string): Statement => sql('DELETE FROM waiting_document WHERE id = ?', id)
