/**
 * What an engine for a machine brings, and nothing that is the office's: its file in this folder declares a `Driver`,
 * `machine.node.ts` names the one in use, and `driverContract` says what it must do. Tables, transactions and the log of
 * changes are the same over all.
 */

import type { Row, Value } from './index.ts'
import type { ProcessLock } from './process-lock.node.ts'

/** A database engine for a machine: how one connects, locks, copies and checks. */
export interface Driver {
  /**
   * Waits two seconds at most for another's lock, then throws `SQLITE_BUSY`; who only reads waits for nobody. Several threads and processes may be connected at once.
   * @param at a file, which only `writing` makes; `:memory:`; or the bytes of a database, opened in memory
   */
  readonly connect: (at: string | Buffer, how: 'reading' | 'writing') => DatabaseConnection
  /** Held for as long as the process lives, and let go with it however it ends; called once for a database. */
  readonly claim: (path: string, since?: string) => ProcessLock
  /** The engine's words on the first thing that is wrong in any page. @throws when it could not be looked at */
  readonly findDamage: (path: string) => Promise<string | undefined>
  /** One moment of it, in a file that is not there yet, while writers go on. @throws what the engine said */
  readonly copyDatabase: (path: string, into: string) => Promise<void>
}

/**
 * A connection, with the interface of better-sqlite3. Errors bear SQLite's name as their `code`: `SQLITE_BUSY`,
 * `SQLITE_CONSTRAINT_UNIQUE`.
 */
export interface DatabaseConnection {
  /** the path */
  readonly name: string
  prepare<R = Row>(sql: string): PreparedStatement<R>
  /** Statements without parameters, whose rows go nowhere. */
  exec(statements: string): unknown
  /** For triggers and queries of this connection alone, with however many arguments. */
  function(name: string, options: { readonly varargs: true }, work: (...given: unknown[]) => Value): unknown
  /**
   * Called, it does all of `work` or none, `immediate` as a writer from its beginning; what `work` reads is of the instant
   * of its first query, whatever others commit meanwhile.
   */
  transaction<T>(work: () => T): { (): T; immediate(): T }
  close(): unknown
}

/** A prepared statement, with the interface of better-sqlite3. */
export interface PreparedStatement<R> {
  all(...params: Value[]): R[]
  get(...params: Value[]): R | undefined
  iterate(...params: Value[]): Iterable<R>
  run(...params: Value[]): { readonly changes: number }
  /** From now on the first column in the place of each row. */
  pluck(): PreparedStatement<R>
}
