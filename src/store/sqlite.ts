/** The driver of an office on one machine: better-sqlite3. */
import Database from 'better-sqlite3'
import { copyDatabase, findDamage } from './aside.node.ts'
import { type Opening, openOn } from './connected.ts'
import type { Driver } from './driver.ts'
import type { Store } from './index.ts'
import { claim } from './process-lock.node.ts'

/** SQLite by better-sqlite3, as a driver. */
export const sqlite: Driver = {
  connect: (at, how) => new Database(at, { readonly: how === 'reading', timeout: 2_000 }),
  claim,
  findDamage,
  copyDatabase,
}

/** As `openOn`, whichever engine is in use. */
export const openSqlite = (at: string | Buffer, options?: Opening & { readonly secret?: string | undefined }): Store =>
  openOn(sqlite, at, options)
