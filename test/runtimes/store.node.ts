/** A fresh, migrated store of the runtime that the tests run in: here better-sqlite3. */
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

export const freshStore = async (): Promise<Store> => openSqlite(':memory:')
