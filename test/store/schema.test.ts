/** The schema of a database: what somebody puts into it works on whatever the program writes, and is told. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, expect, test } from 'vitest'
import { KeyMissing, keepSetting, StoreUnavailable, sql } from '../../src/store/index.ts'
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
    behind.unsafeMode()
    behind.exec(statements)
    behind.close()
  }
  return { path, change, told: () => engine.changedBehind(path).map(({ id, message }) => `${id}: ${message}`) }
}

test('that of a new database is the program’s own', () => {
  const { told } = made()
  expect(told()).toEqual([])
})

test('statistics that an administrator has SQLite take are SQLite’s own', () => {
  const { change, told } = made()
  change("INSERT INTO setting (name, value) VALUES ('tick.a', '1'); ANALYZE")
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
  [
    'a trigger and a view under names that wrangler and SQLite use',
    `CREATE TRIGGER _cf_metadata AFTER INSERT ON cell BEGIN UPDATE cell SET cumulative = '0'; END;
     CREATE VIEW _cf_kv AS SELECT * FROM person;
     PRAGMA writable_schema = ON;
     INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)
       VALUES ('trigger', 'sqlite_stat9', 'cell', 0, 'CREATE TRIGGER sqlite_stat9 AFTER INSERT ON cell BEGIN DELETE FROM post; END')`,
    [
      expect.stringMatching(/^_cf_metadata: 触发器/),
      expect.stringMatching(/^_cf_kv: 视图/),
      expect.stringMatching(/^sqlite_stat9: 触发器/),
    ],
  ],
  [
    'a table that was made anew without what keeps a key from being there twice',
    'CREATE TABLE post_0 AS SELECT * FROM post; DROP TABLE post; ALTER TABLE post_0 RENAME TO post',
    ['post: 表“post”的结构被改动过'],
  ],
  [
    'a column that was added, and a table of another engine with its own beside it',
    `ALTER TABLE leave ADD COLUMN paid INTEGER; CREATE VIRTUAL TABLE notes USING fts5(body)`,
    ['leave: 表“leave”的结构被改动过', expect.stringMatching(/^notes: 表/), expect.stringMatching(/^notes_data: 表/)],
  ],
  [
    'a counter at its end, after which an upgrade finds no place in the list of migrations',
    `UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'd1_migrations'`,
    ['d1_migrations: 表“d1_migrations”的编号被改动过，写不进新的一行'],
  ],
  [
    'the file’s own version and mark, which the program never sets',
    'PRAGMA user_version = 7; PRAGMA application_id = 9',
    [
      'user_version: 数据库文件头里的 user_version 被改动过',
      'application_id: 数据库文件头里的 application_id 被改动过',
    ],
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

test('tells an index that answers otherwise than its table, though both are as the program made them', () => {
  const { path, told, change } = made()
  const reading = <T>(query: string): T[] => {
    const db = new Database(path, { readonly: true })
    const rows = db.prepare<[], T>(query).all()
    db.close()
    return rows
  }
  change(`INSERT INTO cell (region, indicator, period, ends, revision, state, figure, nil, cumulative, proxy)
    VALUES ('980522', 'x', '2017-06', '2017-06-30', 1, 'submitted', 'f', 0, '99', 0)`)
  const [index] = reading<Record<string, string | number>>("SELECT * FROM sqlite_master WHERE name = 'cell_trail'")
  const { type, name, tbl_name, rootpage, sql } = index ?? {}
  change("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'cell_trail'")
  change("UPDATE cell SET cumulative = '12'")
  change(
    `PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ('${type}', '${name}', '${tbl_name}', ${rootpage}, '${String(sql).replaceAll("'", "''")}')`,
  )
  // The premise: the audit reads the table, the office the index.
  expect(reading('SELECT cumulative FROM cell NOT INDEXED')).toEqual([{ cumulative: '12' }])
  const byIndex = 'SELECT cumulative FROM cell INDEXED BY cell_trail WHERE figure IS NOT NULL'
  expect(reading(byIndex)).toEqual([{ cumulative: '99' }])
  expect(told()).toContainEqual(expect.stringMatching(/cell_trail.*: .*索引对不上/))
})

test('a list of migrations with a line taken out of it is told in words, and nothing is changed', () => {
  const { path, change } = made()
  change("DELETE FROM d1_migrations WHERE name LIKE '0023%'")
  expect(() => engine.openMade(path)).toThrow(StoreUnavailable)
  expect(() => engine.openMade(path)).toThrow(/0023_change_log\.sql 与现有的表对不上/)
})

test('a step of the upgrade that was taken out, so that what is there passes for what was, is told after the start, too', async () => {
  const { path, told, change } = made()
  const store = engine.openMade(path)
  await store.commit([
    sql(`INSERT INTO outbox (key, person, card, due, created, state) VALUES ('r1', 'p', '{}', 1, 1, 'queued')`),
  ])
  store.close()
  change(`UPDATE outbox SET card = '{"title":"别的"}'; DELETE FROM d1_migrations WHERE name GLOB '002[45]_*'`)
  expect(told()).toEqual([
    expect.stringMatching(/升级记录.*现在不在了/),
    expect.stringMatching(/升级记录.*现在不在了/),
    expect.stringMatching(/^r1: .*改动过/),
  ])
  engine.openMade(path).close()
  expect(told()).toEqual([expect.stringMatching(/升级记录.*此前被删过/), expect.stringMatching(/升级记录.*此前被删过/)])
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
