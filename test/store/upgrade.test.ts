/** From every schema that an office may have, the first commit's among them, to today's: rows stay, a copy is kept before. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { MadeByNewer } from '../../src/store/index.ts'
import type { Migrated } from '../../src/store/migrate.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations')
const files = readdirSync(MIGRATIONS).sort()
const contentOf = (name: string): string => readFileSync(join(MIGRATIONS, name), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Somebody on the roster, and a figure of theirs with what holds of it. */
const WORKED = `
  INSERT INTO person (id, name) VALUES ('p', '陈晓');
  INSERT INTO account (account, person) VALUES ('a', 'p');
  INSERT INTO post (person, role, region) VALUES ('p', 'contact', '330522');
  INSERT INTO ledger (region, sequence, id, indicator, period, revision, act, figure, value, cumulative, as_of, person, proxy, message, at, previous, hash)
    VALUES ('330522', 1, 'f', 'zombie-firms', '2017-06', 1, 'report', 'f', '3', '12', '2017-06-30', 'p', 0, 'feishu:om_1', 1, '', 'h');
  INSERT INTO cell (region, indicator, period, ends, revision, state, figure, nil, cumulative, as_of, person, proxy, at)
    VALUES ('330522', 'zombie-firms', '2017-06', '2017-06-30', 1, 'submitted', 'f', 0, '12', '2017-06-30', 'p', 0, 1)`

/** A database as the version with so many migrations made it, with something in it. */
function madeBy(count: number): string {
  const path = join(folder, `${count}.db`)
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  db.exec(
    'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  )
  for (const name of files.slice(0, count)) {
    db.exec(contentOf(name))
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
  }
  db.exec(
    `INSERT INTO inbox (id, channel, account, chat, at, kind, text, status) VALUES ('feishu:om_1', 'feishu', 'a', 'c', 1, 'text', '六月3家', 'recorded')`,
  )
  db.exec(
    `INSERT INTO outbox (key, person, card, due, created, state) VALUES ('re:feishu:om_1', 'a', '{}', 1, 1, 'queued')`,
  )
  if (count >= 3) db.exec(WORKED)
  if (count >= 6 && count < 13)
    db.exec(
      `INSERT INTO document (id, title, title_key, file, text, state, added) VALUES ('d', '通知', '通知', 'a.txt', '正文', 'in-force', 1)`,
    )
  db.close()
  return path
}

const schemaOf = (path: string): unknown[] => {
  const db = new Database(path, { readonly: true })
  const rows = db.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name`).all()
  db.close()
  return rows
}

const rowsOf = (path: string, table: string): unknown[] => {
  const db = new Database(path, { readonly: true })
  const rows = db.prepare(`SELECT * FROM ${table}`).all()
  db.close()
  return rows
}

describe('an office of a later version', () => {
  const path = join(folder, 'later.db')
  openSqlite(path).close()
  const db = new Database(path)
  db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run('9001_from_the_future.sql')
  db.close()
  const before = rowsOf(path, 'd1_migrations')

  test('is not opened for writing by this one, which names what it does not know', () => {
    expect(() => openSqlite(path)).toThrow(MadeByNewer)
    expect(() => openSqlite(path)).toThrow(/较新版本的要点升级过（9001_from_the_future\.sql）/)
    expect(rowsOf(path, 'd1_migrations')).toEqual(before)
  })

  test('can still be looked at', () => {
    const store = openSqlite(path, { readonly: true })
    store.close()
  })
})

describe('an office of an earlier version', () => {
  const fresh = join(folder, 'fresh.db')
  openSqlite(fresh).close()

  test.each(files.map((_, at) => at + 1))(
    'with %i migrations becomes today’s, and keeps what it held',
    async (count) => {
      const path = madeBy(count)
      const told: Migrated[] = []
      openSqlite(path, { migrated: (one) => told.push(one) }).close()
      expect(schemaOf(path)).toEqual(schemaOf(fresh))
      const copy = `${path}.before-${files[count]?.slice(0, 4)}`
      expect(told).toEqual(count === files.length ? [] : [{ from: files[count - 1], to: files.at(-1), copy }])
      expect(rowsOf(path, 'inbox')).toMatchObject([{ id: 'feishu:om_1', text: '六月3家' }])
      expect(rowsOf(path, 'outbox')).toMatchObject([{ key: 're:feishu:om_1', state: 'queued' }])
      const worked = count >= 3 ? 1 : 0
      expect(rowsOf(path, 'ledger')).toMatchObject(
        [{ id: 'f', cumulative: '12', person: 'p', hash: 'h' }].slice(0, worked),
      )
      expect(rowsOf(path, 'cell')).toMatchObject([{ cumulative: '12', state: 'submitted', at: 1 }].slice(0, worked))
      expect(rowsOf(path, 'person')).toMatchObject([{ id: 'p', name: '陈晓' }].slice(0, worked))
      expect(rowsOf(path, 'account')).toMatchObject([{ account: 'a', person: 'p' }].slice(0, worked))
      expect(rowsOf(path, 'post')).toMatchObject([{ role: 'contact', region: '330522' }].slice(0, worked))
      if (count >= 6 && count < 13) expect(rowsOf(path, 'document')).toMatchObject([{ id: 'd', text: '正文' }])
      const copies = readdirSync(folder).filter((name) => name.startsWith(`${count}.db.before-`))
      expect(copies).toEqual(count === files.length ? [] : [`${count}.db.before-${files[count]?.slice(0, 4)}`])
      for (const copy of copies) expect(rowsOf(join(folder, copy), 'd1_migrations')).toHaveLength(count)
    },
  )

  test('a new database is copied from nothing', () => {
    expect(existsSync(`${fresh}.before-0001`)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('fresh.db.before'))).toEqual([])
  })
})

/** Offices have run these: a change goes into a file of its own. The first is the first commit's. */
const FROZEN: Readonly<Record<string, string>> = {
  '0001_messages.sql': '292eee412119594f',
  '0002_people.sql': 'ea53a6a6671b427a',
  '0003_ledger.sql': '3e3802f45e1b8b36',
  '0004_report.sql': '0d56f4c12624fe8b',
  '0005_remind.sql': '5f32f6cc1fda01c0',
  '0006_documents.sql': 'de3685d3145a881f',
  '0007_progress.sql': 'bcb2a7872b97416c',
  '0008_feishu.sql': 'c15cf60bac445561',
  '0009_console.sql': 'eadd4cd75037a454',
  '0010_outbox_files.sql': 'a1654c057168d497',
  '0011_wording.sql': '66d5c17f73257f8d',
  '0012_learning.sql': 'd32245c0b25eb02a',
  '0013_library.sql': '221aff0e64c434b1',
  '0014_waiting.sql': 'f232c493d7559bae',
  '0015_pending.sql': 'f7fe470b87f5f677',
  '0016_turns.sql': 'bdb277125bbb9270',
  '0017_handover.sql': '93774972215e82ad',
  '0018_reading.sql': 'bba724aa14bf7eab',
  '0019_privacy.sql': 'd0d09a141a94de56',
  '0020_seals.sql': '3307b4ecc23826be',
  '0021_accounts.sql': 'c2e13d35a0370326',
  '0022_answers.sql': 'c11e6ce8de638469',
  '0023_change_log.sql': 'ee7f56e99f371f51',
  '0024_under_way.sql': '39850a4fa0b48eec',
  '0025_ends.sql': 'd422c01c7d953843',
}

test('a migration that offices have run is never changed', () => {
  const hashes = files.map((name) => [name, createHash('sha256').update(contentOf(name)).digest('hex').slice(0, 16)])
  expect(Object.fromEntries(hashes.slice(0, Object.keys(FROZEN).length))).toEqual(FROZEN)
  expect(hashes.length - Object.keys(FROZEN).length).toBeLessThanOrEqual(1)
})
