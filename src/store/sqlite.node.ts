/** SQLite as the engine of an office on one machine: its lock, its copies, a look at its pages, its log of changes. */
import Database from 'better-sqlite3'
import { claim } from './alone.node.ts'
import { copyDatabase, findDamage } from './aside.node.ts'
import { changedBehind, isKeyed, watcher } from './change-log/behind.node.ts'
import type { Engine } from './engine.ts'
import { KeyMissing, storeError } from './index.ts'
import { READ_AT_ONCE } from './logged.ts'
import { strangeSchema } from './schema.node.ts'
import { isMade, newSchema, openSqlite } from './sqlite.ts'

/** Set once, by the program's root: every database that is opened after it is logged with it. */
let secret: string | undefined

export const sqlite: Engine = {
  open: (path, options) => openSqlite(path, { ...options, secret }),
  useSecret(given) {
    secret = given
  },
  changedBehind(path, anchor) {
    const own = newSchema()
    try {
      return reading(path, (db) => [
        ...strangeSchema(db, own),
        ...(anchor === 'unlogged' ? [] : changedBehind(db, secret, anchor)),
      ])
    } finally {
      own.close()
    }
  },
  watch(path) {
    const look = watcher(secret, READ_AT_ONCE)
    return () => reading(path, look)
  },
  expectKey(path) {
    if (secret === undefined && reading(path, isKeyed)) throw new KeyMissing(path)
  },
  emptyLog(path) {
    const db = new Database(path, { fileMustExist: true, timeout: 5_000 })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  },
  isMade,
  findDamage,
  copyDatabase,
  claim(path, since) {
    try {
      return claim(path, since)
    } catch (error) {
      throw storeError(error)
    }
  },
}

/** @throws StoreUnavailable when the file cannot be read */
function reading<T>(path: string, work: (db: Database.Database) => T): T {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 })
    try {
      return work(db)
    } finally {
      db.close()
    }
  } catch (error) {
    throw storeError(error)
  }
}
