/** The migrations of `migrations/`, each once and as a whole; a database that is in use is copied beside before. */
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inProgram } from '../installation/folders.ts'
import { openChangeLog } from './change-log/log.node.ts'
import type { DatabaseConnection } from './driver.ts'
import { Conflict, MadeByNewer, StoreUnavailable, storeError } from './index.ts'
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

/**
 * Applies the migration files that the database has not seen, in order of their names, each as one transaction.
 * @param path where a database that is in use is copied beside before it is changed; none: it is not
 * @returns undefined where it was new, or had them all
 * @throws MadeByNewer where it has one that we have not, StoreUnavailable where one does not fit its tables; that one is
 *   undone, those before it stay
 */
export function migrate(
  db: DatabaseConnection,
  path: string | undefined,
  secret: string | undefined,
): Migrated | undefined {
  // The same table that `wrangler d1 migrations` keeps, so that a database can move to D1 as it is.
  db.exec(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  )
  const seen = new Set(db.prepare<string>('SELECT name FROM d1_migrations').pluck().all())
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
      const meant = storeError(error)
      // A busy or full disk keeps its own words.
      if (meant instanceof StoreUnavailable || meant instanceof Conflict) throw meant
      throw new StoreUnavailable(text.strangeTables(name, meant.message), { cause: error })
    }
  }
  const to = wanting.at(-1)
  return from && to ? { from, to, ...(copy && { copy }) } : undefined
}

/**
 * The database as the version before left it: whoever goes back to that version puts it in place.
 * @returns its path
 */
function copyBeside(db: DatabaseConnection, path: string, migration: string): string | undefined {
  if (path === ':memory:') return undefined
  const into = `${path}.before-${migration.slice(0, 4)}`
  if (existsSync(into)) return into
  const part = `${into}.${process.pid}.part`
  db.prepare('VACUUM INTO ?').run(part)
  renameSync(part, into)
  return into
}
