/** The store over the connection of a driver, whichever it is. */
import { statSync } from 'node:fs'
import { type ChangeLog, Forged, openChangeLog } from './change-log.node.ts'
import type { DatabaseConnection, Driver, PreparedStatement } from './driver.ts'
import { type Query, type Row, type Statement, type Store, StoreReplaced, storeError, type Value } from './index.ts'
import { type Migrated, migrate } from './migrate.ts'
import * as text from './text.ts'

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
  try {
    const db = connect(at, options.readonly ? 'reading' : 'writing')
    if (!options.readonly) {
      db.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.demo ? 'NORMAL' : 'FULL'}; PRAGMA temp_store = MEMORY`,
      )
      const migrated = migrate(db, options.demo || typeof at !== 'string' ? undefined : at, options.secret)
      if (migrated) options.migrated?.(migrated)
    }
    // 64 MB of pages: with SQLite's own 2 MB the figures of one year are read from the file again for each question.
    db.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536')
    // What is opened from bytes goes with the process, and nobody comes behind it meanwhile.
    const log = options.readonly || typeof at !== 'string' ? undefined : openChangeLog(db, options.secret)
    return new ConnectedStore(db, watching(at), log)
  } catch (error) {
    throw storeError(error)
  }
}

/** Tells whether another file than now, or none, lies at the path; in memory none ever does. */
function watching(at: string | Buffer): () => boolean {
  const there = () => (typeof at === 'string' ? statSync(at, { throwIfNoEntry: false })?.ino : undefined)
  const opened = there()
  return () => there() !== opened
}

class ConnectedStore implements Store {
  private readonly db: DatabaseConnection
  private readonly log: ChangeLog | undefined
  private readonly isReplaced: () => boolean
  private readonly prepared = new Map<string, PreparedStatement<Row>>()

  constructor(db: DatabaseConnection, isReplaced: () => boolean, log: ChangeLog | undefined) {
    this.db = db
    this.log = log
    this.isReplaced = isReplaced
  }

  async all<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T[]> {
    return this.guard(() => this.prepare(sql).all(...params) as T[])
  }

  async first<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T | undefined> {
    return this.guard(() => this.prepare(sql).get(...params) as T | undefined)
  }

  async round(queries: readonly Query[]): Promise<Row[][]> {
    const read = () => queries.map(({ sql, params }) => this.prepare(sql).all(...params))
    return this.guard(this.db.transaction(read))
  }

  async commit(statements: readonly Statement[]): Promise<number[]> {
    // What goes on to be written into a file that was moved away is lost at the next start.
    if (this.isReplaced()) throw new StoreReplaced(text.replaced)
    const write = this.db.transaction(() => {
      const changed = statements.map((one) => this.prepare(one.sql).run(...one.params).changes)
      this.log?.write()
      return changed
    })
    try {
      return this.guard(() => write.immediate())
    } catch (error) {
      this.log?.drop()
      if (error instanceof Forged) this.guard(() => this.db.transaction(() => this.log?.remove(error)).immediate())
      throw error
    }
  }

  close(): void {
    this.db.close()
  }

  private prepare(sql: string): PreparedStatement<Row> {
    const known = this.prepared.get(sql)
    if (known) return known
    const statement = this.db.prepare(sql)
    this.prepared.set(sql, statement)
    return statement
  }

  private guard<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw storeError(error)
    }
  }
}
