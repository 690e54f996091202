/** The store on one machine: better-sqlite3. */
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { inProgram } from '../installation/folders.ts'
import { type ChangeLog, openChangeLog } from './change-log/log.node.ts'
import { Forged } from './change-log/taken-up.node.ts'
import {
  MadeByNewer,
  type Query,
  type Row,
  type Statement,
  type Store,
  StoreReplaced,
  StoreUnavailable,
  storeError,
  type Value,
} from './index.ts'
import { LOGGED_FROM } from './logged.ts'
import * as text from './text.ts'

/** From it on each commit is logged. */
const CHANGE_LOG = '0023_change_log.sql'

const MIGRATIONS = inProgram('store/migrations')

/** What an older database was brought up to. */
export interface Migrated {
  /** the last migration that it had, and the last that it has now: `0023_change_log.sql` */
  readonly from: string
  readonly to: string
  /** where it lies as it was before; none is made of a demo's */
  readonly copy?: string
}

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
 * @param path file, or `:memory:`, or the bytes of a database that is opened in memory, whose changes are not logged
 * @param options.secret hashes of the log of changes are made with it
 * @throws StoreUnavailable when it cannot be opened or migrated; MadeByNewer when a newer version has changed its tables
 */
export function openSqlite(
  path: string | Buffer,
  options: Opening & { readonly secret?: string | undefined } = {},
): Store {
  try {
    const db = new Database(path, { readonly: options.readonly ?? false, timeout: 2_000 })
    if (!options.readonly) {
      db.pragma('journal_mode = WAL')
      db.pragma(`synchronous = ${options.demo ? 'NORMAL' : 'FULL'}`)
      db.pragma('temp_store = MEMORY')
      // What is erased, or kept too long, is not to be read from the file afterwards.
      db.pragma('secure_delete = ON')
      const migrated = migrate(db, options.demo || typeof path !== 'string' ? undefined : path, options.secret)
      if (migrated) options.migrated?.(migrated)
    }
    db.pragma('foreign_keys = ON')
    // 64 MB of pages: with SQLite's own 2 MB the figures of one year are read from the file again for each question.
    db.pragma('cache_size = -65536')
    // What is opened from bytes goes with the process, and nobody comes behind it meanwhile.
    const log = options.readonly || typeof path !== 'string' ? undefined : openChangeLog(db, options.secret)
    return new SqliteStore(db, watching(path), log)
  } catch (error) {
    throw storeError(error)
  }
}

/**
 * Whether an office's tables are there, or were begun; an empty file has none.
 * @throws StoreUnavailable when the file cannot be read, or is something else
 */
export function isMade(path: string): boolean {
  if (!existsSync(path)) return false
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 })
    try {
      return db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'").get() !== undefined
    } finally {
      db.close()
    }
  } catch (error) {
    throw storeError(error)
  }
}

/** A database as the program makes it, with nothing in it. */
export function newSchema(): Database.Database {
  const db = new Database(':memory:')
  migrate(db, undefined, undefined)
  return db
}

/** Tells whether another file than now, or none, lies at the path; in memory none ever does. */
function watching(path: string | Buffer): () => boolean {
  const there = () => (typeof path === 'string' ? statSync(path, { throwIfNoEntry: false })?.ino : undefined)
  const opened = there()
  return () => there() !== opened
}

class SqliteStore implements Store {
  private readonly db: Database.Database
  private readonly log: ChangeLog | undefined
  private readonly isReplaced: () => boolean
  private readonly prepared = new Map<string, Database.Statement<Value[]>>()

  constructor(db: Database.Database, isReplaced: () => boolean, log: ChangeLog | undefined) {
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
    const read = () => queries.map(({ sql, params }) => this.prepare(sql).all(...params) as Row[])
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
      return this.transact(write)
    } catch (error) {
      if (error instanceof Forged) this.transact(this.db.transaction(() => this.log?.remove(error)))
      throw error
    }
  }

  private transact<T>(work: Database.Transaction<() => T>): T {
    let how: 'committed' | 'dropped' = 'dropped'
    try {
      const done = this.guard(() => work.immediate())
      how = 'committed'
      return done
    } finally {
      this.log?.ended(how)
    }
  }

  close(): void {
    this.db.close()
  }

  private prepare(sql: string): Database.Statement<Value[]> {
    const known = this.prepared.get(sql)
    if (known) return known
    const statement = this.db.prepare<Value[]>(sql)
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

/**
 * Applies the migration files that the database has not seen, in order of their names, each as one transaction.
 * @param path where a database that is in use is copied beside before it is changed; none: it is not
 * @returns undefined where it was new, or had them all
 */
function migrate(db: Database.Database, path: string | undefined, secret: string | undefined): Migrated | undefined {
  // The same table that `wrangler d1 migrations` keeps, so that a database can move to D1 as it is.
  db.exec(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  )
  const seen = new Set(db.prepare<[], string>('SELECT name FROM d1_migrations').pluck().all() as string[])
  const files = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const newer = [...seen].filter((name) => !files.includes(name)).sort()[0]
  if (newer !== undefined) throw new MadeByNewer(db.name, newer)
  const wanting = files.filter((name) => !seen.has(name))
  const from = [...seen].sort().at(-1)
  const copy = path && from && wanting[0] ? copyBeside(db, path, wanting[0]) : undefined
  let log = seen.has(CHANGE_LOG) && wanting.length > 0 ? openChangeLog(db, secret, 'so far') : undefined
  for (const name of wanting) {
    const apply = db.transaction(() => {
      // Another process may have been first between our look and our turn.
      if (db.prepare('SELECT 1 FROM d1_migrations WHERE name = ?').get(name)) return
      db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
      if (name === CHANGE_LOG) log = openChangeLog(db, secret, 'so far')
      log?.write()
      // All that there is was logged when the log began.
      if (name === CHANGE_LOG || seen.has(CHANGE_LOG)) log?.begin(LOGGED_FROM.get(name) ?? [])
      log?.follow()
    })
    try {
      apply.immediate()
    } catch (error) {
      // A busy or full disk keeps its own words.
      if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR')) throw error
      throw new StoreUnavailable(text.strangeTables(name, error.message), { cause: error })
    }
  }
  const to = wanting.at(-1)
  return from && to ? { from, to, ...(copy && { copy }) } : undefined
}

/**
 * The database as the version before left it: whoever goes back to that version puts it in place.
 * @returns its path
 */
function copyBeside(db: Database.Database, path: string, migration: string): string | undefined {
  if (path === ':memory:') return undefined
  const into = `${path}.before-${migration.slice(0, 4)}`
  if (existsSync(into)) return into
  const part = `${into}.${process.pid}.part`
  db.prepare('VACUUM INTO ?').run(part)
  renameSync(part, into)
  return into
}
