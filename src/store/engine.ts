/** What an office on one machine does with its database, over any driver. */
import { existsSync } from 'node:fs'
import { type ChangeFault, changedBehind, watcher } from './change-log/behind.node.ts'
import { keyState } from './change-log/line.node.ts'
import { openChangeLog, type Resealed } from './change-log/log.node.ts'
import { guarded, type Opening, openOn } from './connected.ts'
import type { DatabaseConnection, Driver } from './driver.ts'
import { type ChangeHead, InUse, KeyMissing, NoDatabase, type Store } from './index.ts'
import { READ_AT_ONCE } from './logged.ts'
import { migrate } from './migrate.ts'
import type { ProcessLock } from './process-lock.node.ts'
import { strangeSchema } from './schema.node.ts'
import * as text from './text.ts'

/** A connection for as long as some work takes. @throws StoreUnavailable when the file cannot be read, or written */
const connecting =
  (driver: Driver) =>
  <T>(path: string, how: 'reading' | 'writing', work: (db: DatabaseConnection) => T): T =>
    guarded(() => {
      const db = driver.connect(path, how)
      try {
        return work(db)
      } finally {
        db.close()
      }
    })

type Connecting = ReturnType<typeof connecting>

/** What is found of a database's file without an office. @param secret that its log is hashed with, as it is set by then */
const looks = (connected: Connecting, secret: () => string | undefined) => ({
  /**
   * Whether an office's tables are there, or were begun; an empty file has none.
   * @throws StoreUnavailable when the file cannot be read, or is something else
   */
  isMade: (path: string): boolean => existsSync(path) && connected(path, 'reading', (db) => has(db, 'd1_migrations')),
  /**
   * What is not as the log of changes has it, nor the schema as the program makes it.
   * @param anchor a head of it that was written down earlier; `unlogged`: it is of D1, where none is written
   */
  changedBehind(path: string, anchor?: ChangeHead | 'unlogged'): ChangeFault[] {
    return connected(':memory:', 'writing', (own) => {
      migrate(own, undefined, undefined)
      return connected(path, 'reading', (db) => [
        ...strangeSchema(db, own),
        ...unlikeIndexes(db),
        ...(anchor === 'unlogged' ? [] : changedBehind(db, secret(), anchor)),
      ])
    })
  },
  /** The same of small tables that are only read, cheap enough for each minute: what the returned finds when it is called. */
  watch(path: string): () => ChangeFault[] {
    const look = watcher(secret(), READ_AT_ONCE)
    return () => connected(path, 'reading', look)
  },
  /** @throws KeyMissing where its changes were logged with a secret that is not set, or is another */
  expectKey(path: string): void {
    // A database of before the log has none.
    const state = connected(path, 'reading', (db) =>
      has(db, 'change_log') ? keyState(db, secret(), 'last').state : 'unused',
    )
    if (state === 'missing' || state === 'other') throw new KeyMissing(path, state)
  },
})

/**
 * An index that was taken out of the schema while its table was changed, and put back, answers a query otherwise than the
 * table does: no log and no seal of rows knows of it. Reads everything, indexes too.
 */
const unlikeIndexes = (db: DatabaseConnection): ChangeFault[] =>
  db
    .prepare<string>(`PRAGMA integrity_check(${MOST_UNLIKE})`)
    .pluck()
    .all()
    .filter((said) => said !== 'ok')
    .map((said) => ({ what: 'pages', id: said, message: text.unlikePages(said) }))

const MOST_UNLIKE = 20

const has = (db: DatabaseConnection, table: string): boolean =>
  db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined

/** What is the same over every driver: opening, claiming, copying, resealing. */
export function engineOf(driver: Driver) {
  /** Set once, by the program's root: every database that is opened after it is logged with it. */
  let secret: string | undefined

  const connected = connecting(driver)
  const looking = looks(connected, () => secret)
  const { findDamage, copyDatabase } = driver
  const engine = {
    findDamage,
    copyDatabase,
    ...looking,
    /** What the log of changes is hashed with from now on; undefined: hashes that everybody can make. */
    useSecret(given: string | undefined): void {
      secret = given
    },
    /**
     * Opens a database, makes it where there is none, and brings its schema up to date.
     * @param at a file, `:memory:`, or the bytes of a database
     * @throws StoreUnavailable when it cannot be opened or migrated
     */
    open: (at: string | Buffer, options?: Opening): Store => openOn(driver, at, { ...options, secret }),
    /** Brings the log of what was written into the file and empties it: what was erased stands there, too. */
    emptyLog(path: string): void {
      connected(path, 'writing', (db) => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
    },
    /**
     * Opens a database that is there.
     * @throws NoDatabase where there is none: nothing is made
     * @throws KeyMissing where its changes were logged with a secret that is not set, or is another
     * @throws StoreUnavailable as `open`
     */
    openMade(path: string, options?: Opening): Store {
      expectMade(path)
      looking.expectKey(path)
      return engine.open(path, options)
    },
    /**
     * All that is there is taken as it stands, and logged anew with the secret that is set: that of before is lost, or what
     * is not as it was logged is to count.
     */
    reseal(path: string): Resealed {
      expectMade(path)
      return connected(path, 'writing', (db) => db.transaction(openChangeLog(db, secret, 'so far').renew).immediate())
    },
    /**
     * Takes a database that is there for this process alone, before anything is read or written of it.
     * @param since the instant, as others are told it
     * @throws NoDatabase as `openMade`
     * @throws InUse where another process has it
     */
    take(path: string, since: string): ProcessLock {
      expectMade(path)
      return engine.alone(path, since)
    },
    /** As `take`, where a database need not be there yet; its folder must. @throws InUse */
    alone(path: string, since: string): ProcessLock {
      const claimed = guarded(() => driver.claim(path, since))
      if (!claimed.alone) throw new InUse(path, claimed.by)
      return claimed
    },
  }
  function expectMade(path: string): void {
    if (!engine.isMade(path)) throw new NoDatabase(path)
  }
  return engine
}
