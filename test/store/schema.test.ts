/** The schema of a database: what somebody puts into it works on whatever the program writes, and is told. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, expect, test } from 'vitest'
import { KeyMissing, keepSetting, StoreUnavailable } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-schema-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => engine.useSecret(undefined))
let files = 0

/** An office's database, and whoever has its file. */
function made() {
  const path = join(folder, `${files++}.db`)
  engine.open(path).close()
  const change = (statements: string): void => {
    const behind = new Database(path)
    behind.exec(statements)
    behind.close()
  }
  return { path, change, told: () => engine.changedBehind(path).map(({ id, message }) => `${id}: ${message}`) }
}

test('that of a new database is the program’s own', () => {
  const { told } = made()
  expect(told()).toEqual([])
})

test.each([
  [
    'a trigger, which changes what is reported from now on',
    `CREATE TRIGGER tenfold AFTER INSERT ON cell BEGIN UPDATE cell SET cumulative = cumulative || '0' WHERE region = NEW.region; END`,
    ['tenfold: 触发器“tenfold”（在表 cell 上）不是要点建的，要点写入的数可能被它改掉'],
  ],
  [
    'a view in the place of a table',
    'ALTER TABLE leave RENAME TO leave_0; CREATE VIEW leave AS SELECT * FROM leave_0',
    [
      'leave_0: 表“leave_0”不是要点建的，要点写入的数可能被它改掉',
      'leave: 视图“leave”不是要点建的，要点写入的数可能被它改掉',
      'leave: 表“leave”不在了',
    ],
  ],
  [
    'that the row is gone which keeps a locked period from being written',
    'DELETE FROM guard',
    ['guard: 表“guard”里的内容被改动过'],
  ],
])('tells %s', (_, statements, expected) => {
  const { told, change } = made()
  change(statements)
  expect(told()).toEqual(expect.arrayContaining(expected))
})

test('tells an index that was taken away, and what it kept from being written twice', () => {
  const { path, told, change } = made()
  const own = new Database(path, { readonly: true })
  const index = String(
    own.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").pluck().get(),
  )
  own.close()
  change(`DROP INDEX ${index}`)
  expect(told()).toEqual([expect.stringContaining(`索引“${index}”`)])
})

test('a list of migrations with a line taken out of it is told in words, and nothing is changed', () => {
  const { path, change } = made()
  change("DELETE FROM d1_migrations WHERE name LIKE '0023%'")
  expect(() => engine.openMade(path)).toThrow(StoreUnavailable)
  expect(() => engine.openMade(path)).toThrow(/0023_change_log\.sql 与现有的表对不上/)
})

test('a database whose changes are logged with the office’s key is not opened without one', async () => {
  const { path, told } = made()
  engine.useSecret('0123456789abcdef')
  const store = engine.openMade(path)
  await store.commit([keepSetting('heads.told', 'x')])
  store.close()
  expect(told()).toEqual([])
  engine.useSecret(undefined)
  expect(() => engine.openMade(path)).toThrow(KeyMissing)
  engine.useSecret('0123456789abcdef')
  engine.openMade(path).close()
})
