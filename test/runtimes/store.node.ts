/** A fresh, migrated store of the runtime that the tests run in: here better-sqlite3. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { heard } from './statements.ts'

/** The migrations take a hundred times as long as a copy of what they make. */
let migrated: Buffer | undefined

export function openFresh(): Store {
  migrated ??= migratedBytes()
  return heard(openSqlite(migrated))
}

export const freshStore = async (): Promise<Store> => openFresh()

function migratedBytes(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-fresh-'))
  try {
    const path = join(folder, 'fresh.db')
    openSqlite(path).close()
    const db = new Database(path)
    // With a log beside it, it could not be opened in memory.
    db.pragma('journal_mode = DELETE')
    const bytes = db.serialize()
    db.close()
    return bytes
  } finally {
    rmSync(folder, { recursive: true })
  }
}
