/** The store over the connection of a driver, whichever it is. */
import { statSync } from 'node:fs'
import { type ChangeLog, openChangeLog } from './change-log/log.node.ts'
import { Forged } from './change-log/taken-up.node.ts'
import type { DatabaseConnection, Driver, PreparedStatement } from './driver.ts'
import { type Row, type Store, StoreReplaced, storeError, type Value } from './index.ts'
import { type Migrated, migrate } from './migrate.ts'
import * as text from './text.ts'

/** How a database is opened. */
export interface Opening {
  readonly readonly?: boolean
  /** what is lost can be played in again: commits need not wait for the disk */
  readonly demo?: boolean
  /** told when the schema of a database that is in use was changed */
  readonly migrated?: (told: Migrated) => void
}

/**
 * Opens (and creates) a database and brings its schema up to date.
 * What is committed is on the disk when the commit returns, so that what the platform was told was received is not
 * lost with the machine's power (about 0.5 ms on a disk of its own, 10 ms on a slow shared one).
 *
 * @param at as the driver takes it; changes of what is opened from bytes are not logged
 * @param options.secret hashes of the log of changes are made with it
 * @throws StoreUnavailable when it cannot be opened or migrated; MadeByNewer when a newer version has changed its tables
 */
export function openOn(
  { connect }: Driver,
  at: string | Buffer,
  options: Opening & { readonly secret?: string | undefined } = {},
): Store {
  return guarded(() => {
    const db = connect(at, options.readonly ? 'reading' : 'writing')
    if (!options.readonly) {
      db.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.demo ? 'NORMAL' : 'FULL'}; PRAGMA temp_store = MEMORY`,
      )
      // What is erased, or kept too long, is not to be read from the file afterwards.
      db.exec('PRAGMA secure_delete = ON')
      const migrated = migrate(db, options.demo || typeof at !== 'string' ? undefined : at, options.secret)
      if (migrated) options.migrated?.(migrated)
    }
    // 64 MB of pages: with SQLite's own 2 MB the figures of one year are read from the file again for each question.
    db.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536')
    // What is opened from bytes goes with the process, and nobody comes behind it meanwhile.
    const log = options.readonly || typeof at !== 'string' ? undefined : openChangeLog(db, options.secret)
    return storeOver(db, watching(at), log)
  })
}

/** Tells whether another file than now, or none, lies at the path; in memory none ever does. */
function watching(at: string | Buffer): () => boolean {
  const there = () => (typeof at === 'string' ? statSync(at, { throwIfNoEntry: false })?.ino : undefined)
  const opened = there()
  return () => there() !== opened
}

function storeOver(db: DatabaseConnection, isReplaced: () => boolean, log: ChangeLog | undefined): Store {
  const prepared = new Map<string, PreparedStatement<Row>>()
  const statement = (sql: string): PreparedStatement<Row> => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const transact = <T>(work: { immediate(): T }): T => {
    let how: 'committed' | 'dropped' = 'dropped'
    try {
      const done = guarded(() => work.immediate())
      how = 'committed'
      return done
    } finally {
      log?.ended(how)
    }
  }
  return {
    all: async <T extends Row>(sql: string, ...params: Value[]) => guarded(() => statement(sql).all(...params) as T[]),
    first: async <T extends Row>(sql: string, ...params: Value[]) =>
      guarded(() => statement(sql).get(...params) as T | undefined),
    round: async (queries) =>
      guarded(db.transaction(() => queries.map(({ sql, params }) => statement(sql).all(...params)))),
    async commit(statements) {
      // What goes on to be written into a file that was moved away is lost at the next start.
      if (isReplaced()) throw new StoreReplaced(text.replaced)
      const write = db.transaction(() => {
        const changed = statements.map(({ sql, params }) => statement(sql).run(...params).changes)
        log?.write()
        return changed
      })
      try {
        return transact(write)
      } catch (error) {
        if (error instanceof Forged) transact(db.transaction(() => log?.remove(error)))
        throw error
      }
    },
    close: () => void db.close(),
  }
}

/** Runs work with a driver; what it throws is thrown as the store's own errors (`storeError`). */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeError(error)
  }
}
