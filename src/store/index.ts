/**
 * The store: SQL over SQLite or D1, the same statements and migrations on both.
 *
 * D1 has no interactive transactions, so a unit of work is a list of statements that is written as a whole
 * or not at all. What a decision was based on may have changed between reading and writing; such a race shows
 * as a violated unique key, thrown as `Conflict`, and the work is done anew from a fresh read.
 */

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as text from './text.ts'

/** A value of a column or parameter. */
export type Value = string | number | null

/** An SQL statement with its parameters. */
export interface Statement {
  readonly sql: string
  /** at most 100 (D1's limit) */
  readonly params: readonly Value[]
}

/** A statement that reads. */
export type Query = Statement

/** A row by its columns' names. */
export type Row = Readonly<Record<string, Value>>

/** Reads of the database. */
export interface Reader {
  all<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T[]>
  first<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T | undefined>
}

/** The database: reads, and writes committed as one. */
export interface Store extends Reader {
  /**
   * What several queries find at one instant, in one trip to the database, whose time is the same for one and for ten.
   * @returns the rows of each, in their order
   * @throws what the first that fails throws by itself: none is answered then
   */
  round(queries: readonly Query[]): Promise<Row[][]>
  /**
   * Writes all statements as one, or none.
   * @returns the number of rows changed by each statement
   * @throws Conflict when a unique key is violated
   * @throws StoreUnavailable when the database is locked, read-only, full or gone: nothing was written
   */
  commit(statements: readonly Statement[]): Promise<number[]>
  close(): void
}

/** A unique key was violated: another process was first. To be read and decided anew. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The database takes no writes now; nothing was stored. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** The file was replaced, moved or deleted under the process: whoever starts again has the one that is there. */
export class StoreReplaced extends StoreUnavailable {}

/** A database that this program does not open as it stands; the message says what is to be done. */
export abstract class NotOpened extends Error {}

/** Where a database was to be there is none, or an empty file: the path may be mistyped, and is no new office. */
export class NoDatabase extends NotOpened {
  override readonly name = 'NoDatabase'

  constructor(path: string) {
    super(text.noDatabase(path))
  }
}

/** A newer program has changed the tables: this one would write what that one does not expect. */
export class MadeByNewer extends NotOpened {
  override readonly name = 'MadeByNewer'

  /** @param migration the first that this program does not know */
  constructor(path: string, migration: string) {
    super(text.madeByNewer(path, migration))
  }
}

/** What was written so far was logged with the office's key: what is written without it would look like a forgery for ever. */
export class KeyMissing extends NotOpened {
  override readonly name = 'KeyMissing'

  /** @param why none is set, or another */
  constructor(path: string, why: keyof typeof text.key) {
    super(`${path}：${text.key[why]}`)
  }
}

/** Another process is at work on the database: it is left to that one. */
export class InUse extends NotOpened {
  override readonly name = 'InUse'
  readonly by: string

  constructor(path: string, by = '另一个程序') {
    super(text.inUse(path, by))
    this.by = by
  }
}

export { causeOf } from './cause.ts'
export { FORGED, forgedRows } from './forged.ts'
export { type ChangeHead, changeHead, LOGGED } from './logged.ts'
export { readingOnce } from './reading-once.ts'
export { brokenSeals, type Sealed } from './seal.ts'
export {
  dropSetting,
  firstSetting,
  jsonOf,
  keepSetting,
  SETTING,
  settingHas,
  settingOf,
  settingsOf,
} from './settings.ts'

/** SHA-256 in hex of what is written, a row or several, to be written with it: see seal.ts. */
export const sealOf = (values: readonly (Value | readonly Value[])[]): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(values))))

/** A statement with its parameters in the order of its `?`: to be committed, or to be given to `Reader.all`. */
export const sql = (text: string, ...params: Value[]): Statement => ({ sql: text, params })

/**
 * What the engine's own error means for us; both engines carry SQLite's words in the message.
 * @returns Conflict, StoreUnavailable, or the error as it was: a fault of ours
 */
export function storeError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const said = `${'code' in error ? String(error.code) : ''} ${error.message}`
  if (/SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)|UNIQUE constraint failed/.test(said))
    return new Conflict(error.message, { cause: error })
  if (
    /SQLITE_(BUSY|LOCKED|READONLY|FULL|IOERR|CANTOPEN|CORRUPT|NOTADB)|database is locked|readonly database/.test(said)
  ) {
    return new StoreUnavailable(error.message, { cause: error })
  }
  return error
}
