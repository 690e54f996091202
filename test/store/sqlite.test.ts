import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { NoDatabase, StoreUnavailable, sql } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { storeContract } from '../contracts/store.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const fresh = () => join(folder, `${files++}.db`)

storeContract(async () => openSqlite(fresh()))

describe('a database file', () => {
  test('keeps what was written when it is opened again, and is migrated once', async () => {
    const path = fresh()
    const first = openSqlite(path)
    await first.commit([sql(`INSERT INTO setting VALUES ('a', '1')`)])
    first.close()
    const again = openSqlite(path)
    expect(await again.first('SELECT value FROM setting')).toEqual({ value: '1' })
    again.close()
  })

  test('that nobody made is not opened and not made, an empty one neither; one that was made is', async () => {
    const path = fresh()
    expect(() => engine.openMade(path)).toThrow(NoDatabase)
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, '')
    expect(() => engine.openMade(path)).toThrow(path)
    expect(statSync(path).size).toBe(0)
    openSqlite(path).close()
    const made = engine.openMade(path)
    expect(await made.all('SELECT * FROM setting')).toEqual([])
    made.close()
  })

  test('of something else is no database at all', () => {
    const path = fresh()
    writeFileSync(path, 'a letter to the editor, long enough to be no header of a database'.repeat(100))
    expect(() => engine.openMade(path)).toThrow(StoreUnavailable)
  })

  test('waits at each commit until it is on the disk; a demo, which can be played in again, does not', async () => {
    for (const [options, waits] of [
      [{}, 2],
      [{ demo: true }, 1],
    ] as const) {
      const store = openSqlite(fresh(), options)
      expect(await store.first('PRAGMA synchronous')).toEqual({ synchronous: waits })
      store.close()
    }
  })

  test('that another process holds is said to be unavailable, and nothing is written', async () => {
    const path = fresh()
    const store = openSqlite(path)
    const other = new Database(path)
    other.exec('BEGIN EXCLUSIVE')
    await expect(store.commit([sql(`INSERT INTO setting VALUES ('a', '1')`)])).rejects.toBeInstanceOf(StoreUnavailable)
    other.exec('ROLLBACK')
    expect(await store.all('SELECT * FROM setting')).toEqual([])
    other.close()
    store.close()
  })

  test('that may only be read is said to be unavailable for writing', async () => {
    const path = fresh()
    openSqlite(path).close()
    chmodSync(path, 0o444)
    const store = openSqlite(path, { readonly: true })
    await expect(store.commit([sql(`INSERT INTO setting VALUES ('a', '1')`)])).rejects.toBeInstanceOf(StoreUnavailable)
    store.close()
  })

  test('that is no database is said to be unavailable', () => {
    expect(() => openSqlite(folder)).toThrow(StoreUnavailable)
  })
})
