/** The log of changes: what somebody writes into the file behind the program is not in it, whichever table it is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { type ChangeFault, changedBehind } from '../../src/store/change-log/behind.node.ts'
import { openChangeLog } from '../../src/store/change-log/log.node.ts'
import { changeHead, LOGGED, type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-change-log-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

const SECRET = 'a secret of the office'

const STATES: Readonly<Record<string, Record<string, string>>> = {
  document: { state: 'in-force' },
  outbox: { state: 'queued' },
}

/** One row of each logged table, as the schema has its columns. */
function rowOf(db: Database.Database, table: string, change: Readonly<Record<string, unknown>> = {}) {
  const columns = db
    .prepare<[], { name: string; type: string; notnull: number; pk: number }>(`PRAGMA table_info(${table})`)
    .all()
  const row = Object.fromEntries(
    columns
      .filter(({ notnull, pk }) => notnull || pk)
      .map(({ name, type }) => [name, type === 'INTEGER' ? 7 : `${name}-1`]),
  )
  const known = { ...row, ...STATES[table], ...change }
  const names = Object.keys(known)
  return sql(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...(Object.values(known) as (string | number)[]),
  )
}

/** An office with nothing in it, and whoever has its file. */
function made(secret?: string) {
  const path = join(folder, `${files++}.db`)
  const store = openSqlite(path, { secret })
  const behind = new Database(path)
  behind.pragma('foreign_keys = OFF')
  return { store, behind }
}

/** An office with a row in every table; what `audit verify` says of its log, and whoever has the file. */
async function worked(secret?: string) {
  const { store, behind } = made(secret)
  // As the office writes: what others refer to comes first.
  const tables = new Set([...REFERRED_TO, ...LOGGED.map(({ table }) => table)])
  tables.delete('d1_migrations')
  await store.commit([...tables].map((table) => rowOf(behind, table, refers(table))))
  const look = (anchor?: Awaited<ReturnType<typeof changeHead>>, by = secret): ChangeFault[] =>
    changedBehind(behind, by, anchor)
  return { store, behind, look }
}

test('a log that is gone, or was never written as on D1, is told once, and with the anchor that it was there', async () => {
  const { store, behind, look } = await worked()
  const anchor = await changeHead(store)
  expect(look(anchor)).toEqual([])
  behind.exec('DELETE FROM change_log')
  expect(look()).toEqual([{ what: 'log', id: '0', message: expect.stringContaining('--workers') }])
  expect(look(anchor).map(({ message }) => message)).toEqual([
    expect.stringContaining('被截断'),
    expect.stringContaining('一条也没有'),
  ])
  store.close()
})

test.each([
  ['table', 'DROP TABLE verdict', undefined],
  ['column', 'ALTER TABLE verdict DROP COLUMN why', 'ALTER TABLE verdict ADD COLUMN why TEXT'],
])(
  'a %s that a migration makes after the log began is logged from then on, with what is there of it',
  (_, gone, comes) => {
    const { store, behind } = made()
    store.close()
    const [before, after] = ['before', 'after'].map((question) => rowOf(behind, 'verdict', { question }))
    const whole = behind.prepare("SELECT sql FROM sqlite_master WHERE name = 'verdict'").pluck().get()
    behind.exec(gone)
    const db = new Database(behind.name)
    const say = (row: typeof before): void => void (row && db.prepare(row.sql).run(...row.params))
    const log = openChangeLog(db, undefined, 'so far')
    db.transaction(() => {
      db.exec(comes ?? String(whole))
      say(before)
      log.follow()
      say(after)
      log.write()
    })()
    expect(changedBehind(behind, undefined)).toEqual([])
    behind.exec("UPDATE verdict SET at = 9 WHERE question = 'after'; DELETE FROM verdict WHERE question = 'before'")
    expect(changedBehind(behind, undefined)).toHaveLength(2)
    db.close()
    behind.close()
  },
)

/** A column, or a whole table. */
const UNLOGGED: Readonly<Record<string, string>> = {
  ledger: 'chained by itself (ledger/audit.ts)',
  cell: 'worked out from the ledger, and compared with it',
  change_log: 'the log, chained',
  guard: 'compared with the schema’s own row',
  console_message: 'the demo’s page',
  sqlite_sequence: 'SQLite’s own',
  'd1_migrations.id': 'its name tells it',
  'd1_migrations.applied_at': 'nobody reads it',
  'inbox.seal': 'the seal of the row, compared with it',
  'outbox.seal': 'the same',
  'account.seal': 'the same',
  'post.seal': 'the same',
  'evidence.seal': 'the same',
  'outbox.state': 'whether it ended is logged; how far an attempt has come changes with each',
  'outbox.attempts': 'changes with each attempt',
  'outbox.lease': 'changes with each attempt',
  'outbox.tried': 'changes with each attempt',
  'outbox.error': 'words for whoever looks into it',
}

const REFERRED_TO = ['person', 'binding', 'extension', 'handover', 'draft']

const refers = (table: string): Record<string, string> => {
  if (table === 'person') return { id: 'person-1' }
  if (table === 'binding_end') return { binding: 'id-1' }
  if (table === 'draft_end') return { draft: 'id-1' }
  return table === 'handover_answer' ? { handover: 'id-1' } : {}
}

describe('in every table that is logged', () => {
  const moreThanAKey = LOGGED.filter(({ columns, key }) => columns.length > key.length)
  test.each(moreThanAKey.map(({ table, columns, key }) => [table, columns, key] as const))(
    'a row of %s that was changed, deleted or put in behind the program is noticed, and nothing else is',
    async (table, columns, key) => {
      const { store, behind, look } = await worked()
      expect(look()).toEqual([])
      const last = columns.findLast((one) => !key.includes(one)) ?? ''
      behind.exec(`UPDATE ${table} SET ${last} = '999'`)
      expect(look()).toEqual([{ what: table, id: expect.any(String), message: expect.stringContaining('改动过') }])
      behind.exec(`DELETE FROM ${table}`)
      expect(look()).toEqual([{ what: table, id: expect.any(String), message: expect.stringContaining('不在了') }])
      behind
        .prepare(rowOf(behind, table, { ...refers(table), [key[0] ?? '']: '77' }).sql)
        .run(...rowOf(behind, table, { ...refers(table), [key[0] ?? '']: '77' }).params)
      expect(look().map(({ message }) => message)).toContainEqual(expect.stringContaining('不是要点写进去的'))
      store.close()
    },
  )

  test.each([
    ['feishu_group', 'chat'],
    ['d1_migrations', 'name'],
  ])('a row of %s that was deleted or put in is noticed, although there is nothing to change', async (table, key) => {
    expect(LOGGED.filter((one) => !moreThanAKey.includes(one)).map((one) => one.table)).toContain(table)
    const { store, behind, look } = await worked()
    behind.exec(`DELETE FROM ${table} WHERE ${key} = (SELECT max(${key}) FROM ${table})`)
    expect(look()).toEqual([{ what: table, id: expect.any(String), message: expect.stringContaining('不在了') }])
    behind.exec(`INSERT INTO ${table} (${key}) VALUES ('0')`)
    expect(look().map(({ message }) => message)).toContainEqual(expect.stringContaining('不是要点写进去的'))
    store.close()
  })

  test('each column of the schema is logged, or what watches it, or needs nobody to, is named here', () => {
    const { behind } = made()
    const tables = behind.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
    const columnsOf = behind.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck()
    const unlogged = tables.flatMap((table) => {
      const columns = LOGGED.find((one) => one.table === table)?.columns ?? []
      return columnsOf.all(table).flatMap((column) => (columns.includes(column) ? [] : [`${table}.${column}`]))
    })
    expect(
      unlogged.filter((one) => UNLOGGED[one] === undefined && UNLOGGED[one.replace(/[.].*/, '')] === undefined),
    ).toEqual([])
    const named = Object.keys(UNLOGGED).filter((one) => !unlogged.some((column) => `${column}.`.startsWith(`${one}.`)))
    expect(named).toEqual([])
  })

  test('what the program itself changes and deletes is none', async () => {
    const { store, look } = await worked()
    await store.commit([
      sql(`UPDATE person SET name = '李四'`),
      sql('DELETE FROM access'),
      sql(`UPDATE inbox SET text = NULL, pruned = 9`),
      sql(`UPDATE outbox SET state = 'sent', sent = 5`),
      sql(`INSERT INTO post (person, role, region) VALUES ('person-1', 'admin', '330000') ON CONFLICT DO NOTHING`),
    ])
    await expect(
      store.commit([sql(`UPDATE person SET name = '王五'`), sql('INSERT INTO guard VALUES (1)')]),
    ).rejects.toThrow()
    expect(look()).toEqual([])
    store.close()
  })
})

describe('the log itself', () => {
  test('is as long as there were commits that changed anything logged, a row each', async () => {
    const { store, behind } = await worked()
    const length = () => behind.prepare('SELECT count(*) FROM change_log').pluck().get()
    const made = Number(length())
    await store.commit([
      sql(`UPDATE outbox SET state = 'leased', lease = 9, attempts = 1, tried = 9`),
      sql(`INSERT INTO setting VALUES ('tick.began', '1')`),
    ])
    expect(length()).toBe(made)
    await store.commit([sql(`UPDATE person SET quiet = '2030-01-01'`), sql(`UPDATE person SET phone = '1'`)])
    expect(length()).toBe(made + 1)
    await store.commit([sql(`UPDATE outbox SET state = 'sent', lease = NULL, sent = 9, message = 'om_1'`)])
    expect(length()).toBe(made + 2)
    store.close()
  })

  test('changed, cut in the midst or at its end, or emptied: noticed, at its end by the head that was kept', async () => {
    const { store, behind, look } = await worked()
    for (const name of ['甲', '乙', '丙']) await store.commit([sql('UPDATE person SET name = ?', name)])
    const head = await changeHead(store)
    const tampered = (change: string): readonly string[] => {
      behind.exec(`SAVEPOINT s; ${change}`)
      const found = look(head).map(({ what }) => what)
      behind.exec('ROLLBACK TO s; RELEASE s')
      return found
    }
    expect(look(head)).toEqual([])
    expect(tampered('UPDATE change_log SET at = at - 1 WHERE sequence = 2')).toContain('log')
    expect(tampered('DELETE FROM change_log WHERE sequence = 2')).toContain('log')
    expect(tampered('DELETE FROM change_log WHERE sequence = 4')).toContain('log')
    expect(tampered('DELETE FROM change_log')).toContain('log')
    store.close()
  })

  test('with a secret: nobody who has only the file adds to it, and without the secret that is said', async () => {
    const { store, behind, look } = await worked(SECRET)
    expect(look()).toEqual([])
    expect(changedBehind(behind, undefined)).toMatchObject([{ message: expect.stringContaining('YAODIAN_SEAL_KEY') }])
    expect(look(undefined, 'another secret').length).toBeGreaterThan(0)
    const path = behind.name
    store.close()
    // Somebody starts the program without the secret, and has it write.
    const forger = openSqlite(path)
    await forger.commit([sql(`UPDATE post SET role = 'admin'`)])
    forger.close()
    expect(look().map(({ message }) => message)).toContainEqual(expect.stringContaining('没有用单位的密钥'))
  })

  test('of an office of before holds what was there', async () => {
    const path = join(folder, 'before.db')
    const before = openSqlite(path)
    await before.commit([sql(`INSERT INTO person (id, name) VALUES ('p', '甲')`)])
    before.close()
    const old = new Database(path)
    old.exec(`DROP TABLE change_log; DELETE FROM d1_migrations WHERE name LIKE '0023%'`)
    const upgraded: Store = openSqlite(path)
    expect(changedBehind(old, undefined)).toEqual([])
    old.exec(`UPDATE person SET name = '乙'`)
    expect(changedBehind(old, undefined)).toMatchObject([{ what: 'person', id: 'p' }])
    upgraded.close()
  })
})
