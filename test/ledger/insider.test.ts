/**
 * Somebody who knows the program and has the database, and not the office's key: what they do on the same day, before any
 * seal has gone out, or so that the audit itself would fail, is found all the same.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from '../../src/ledger/entry.ts'
import { audit } from '../../src/ledger/index.ts'
import { changedBehind } from '../../src/store/change-log/behind.node.ts'
import { type Row, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { office } from '../invented.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-insider-'))
afterAll(() => rmSync(folder, { recursive: true }))
const SECRET = 'the key of the office'
const workedOnce = join(folder, 'worked.db')

beforeAll(async () => {
  const store = openSqlite(workedOnce, { demo: true, secret: SECRET })
  const people = await office(store)
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  store.close()
}, 60_000)

let copies = 0
/** The office, running, and whoever has its file. */
function worked(secret: string | undefined = SECRET) {
  const path = join(folder, `${++copies}.db`)
  copyFileSync(workedOnce, path)
  const store = openSqlite(path, { demo: true, secret })
  const behind = new Database(path)
  behind.pragma('foreign_keys = OFF')
  const found = () => changedBehind(behind, SECRET).map(({ what, message }) => `${what}: ${message}`)
  return { store, behind, found }
}

/** A figure of today said otherwise, with what holds and its hash as the program would have made them. */
function rewritten(behind: Database.Database): void {
  const row = behind.prepare<[], Row>(`SELECT * FROM ledger WHERE region = '980522'`).get()
  if (!row) throw new Error('no figure')
  const hash = hashOf({ ...row, value: '13', cumulative: '13' })
  behind.prepare(`UPDATE ledger SET value = '13', cumulative = '13', hash = ? WHERE region = '980522'`).run(hash)
  behind.exec(`UPDATE cell SET cumulative = '13' WHERE region = '980522'`)
}

test('a figure of today, its hashes made anew: the chain holds, and the log does not', async () => {
  const { store, behind, found } = worked()
  expect(found()).toEqual([])
  rewritten(behind)
  expect((await audit(store)).faults).toEqual([])
  expect(found()).toEqual([expect.stringMatching(/^ledger: 台账 980522 1 .*改动过/)])
  store.close()
  behind.close()
})

describe('the log’s end, cut off with what it says undone, as if nothing had happened since', () => {
  const cutBack = async ({ store, behind }: ReturnType<typeof worked>): Promise<void> => {
    const last = behind.prepare('SELECT max(sequence) FROM change_log').pluck().get()
    await store.commit([sql(`DELETE FROM post WHERE person = '竹坞'`)])
    behind.prepare('DELETE FROM change_log WHERE sequence > ?').run(last)
    behind.exec(`INSERT INTO post (person, role, region, seal) VALUES ('竹坞', 'contact', '980523', 'before')`)
  }

  test('is found once the office has written again, and for ever', async () => {
    const one = worked()
    await one.store.commit([sql(`UPDATE person SET quiet = '2017-07-03'`)])
    await cutBack(one)
    for (let times = 0; times < 3; times++) {
      await one.store.commit([sql(`UPDATE person SET quiet = ?`, `2017-07-0${times + 4}`)])
      expect(one.found().filter((fault) => fault.startsWith('log'))).toHaveLength(2)
    }
    one.store.close()
    one.behind.close()
  })

  test('and another line put in its place, where it is found by its hash', async () => {
    const { store, behind, found } = worked()
    await store.commit([sql(`UPDATE person SET quiet = '2017-07-03'`)])
    const [line] = behind.prepare('SELECT * FROM change_log ORDER BY sequence DESC LIMIT 1').all() as Row[]
    // As one who had the key for a moment: the line is genuine, and was not there before.
    const forger = worked()
    await forger.store.commit([sql(`UPDATE person SET quiet = '2018-01-01'`)])
    const [other] = forger.behind.prepare('SELECT * FROM change_log ORDER BY sequence DESC LIMIT 1').all() as Row[]
    expect(other?.['sequence']).toBe(line?.['sequence'])
    behind
      .prepare('UPDATE change_log SET at = ?, changes = ?, hash = ? WHERE sequence = ?')
      .run(...[other?.['at'], other?.['changes'], other?.['hash'], line?.['sequence']])
    behind.exec(`UPDATE person SET quiet = '2018-01-01'`)
    expect(found()).toEqual([])
    await store.commit([sql(`INSERT INTO setting VALUES ('next', '1')`)])
    expect(found()).toEqual([expect.stringContaining('log: ')])
    for (const each of [store, behind, forger.store, forger.behind]) each.close()
  })

  test('what was refused, and what another of the office’s own programs adds, breaks nothing', async () => {
    const { store, behind, found } = worked()
    await store.commit([sql(`UPDATE person SET quiet = '2017-07-03'`)])
    await expect(
      store.commit([sql(`UPDATE person SET quiet = '2017-07-04'`), sql('INSERT INTO guard VALUES (1)')]),
    ).rejects.toThrow()
    const command = openSqlite(behind.name, { secret: SECRET })
    await command.commit([sql(`UPDATE person SET quiet = '2017-07-05'`)])
    await store.commit([sql(`UPDATE person SET quiet = '2017-07-06'`)])
    await command.commit([sql(`UPDATE person SET quiet = '2017-07-07'`)])
    expect(found()).toEqual([])
    for (const each of [store, behind, command]) each.close()
  })
})

describe('what would make the audit fail', () => {
  test.each([
    ['a name made bytes', `UPDATE person SET name = CAST(name AS BLOB) WHERE id = '竹坞'`, 'person'],
    ['a figure made bytes', `UPDATE ledger SET hash = CAST(hash AS BLOB) WHERE region = '980523'`, 'ledger'],
    ['a line of the log that reads as nothing', `UPDATE change_log SET changes = 'x' WHERE sequence = 3`, 'log'],
    ['a line of the log that lists nothing', `UPDATE change_log SET changes = '[null]' WHERE sequence = 3`, 'log'],
  ])('is told itself, and hides nothing else: %s', (_, change, table) => {
    const { store, behind, found } = worked()
    behind.exec(change)
    behind.exec(`INSERT INTO leave (person, from_day, to_day) VALUES ('柳泉', '2017-07-01', '2017-07-31')`)
    expect(found()).toContainEqual(expect.stringMatching(new RegExp(`^${table}: `)))
    expect(found()).toContainEqual(expect.stringMatching(/^leave: /))
    store.close()
    behind.close()
  })

  test('and a message that waits, made bytes, is found and hinders no other', async () => {
    const { store, behind, found } = worked()
    await store.commit([
      sql(`INSERT INTO outbox (key, person, card, due, state, created) VALUES ('a', '柳泉', '{}', 1, 'queued', 1)`),
      sql(`INSERT INTO outbox (key, person, card, due, state, created) VALUES ('b', '竹坞', '{}', 1, 'queued', 1)`),
    ])
    behind.exec(`UPDATE outbox SET card = CAST(card AS BLOB) WHERE key = 'a'`)
    expect(found()).toEqual([expect.stringMatching(/^outbox: /)])
    await store.commit([sql(`UPDATE outbox SET due = 2`)])
    store.close()
    behind.close()
  })
})

test('what was told of faults, marked as told by somebody', () => {
  const { store, behind, found } = worked()
  behind.exec(`INSERT INTO setting VALUES ('alert.audit', '{"since":1,"told":true}')`)
  expect(found()).toEqual([expect.stringMatching(/^setting: .*alert\.audit/)])
  store.close()
  behind.close()
})

test('an office of before, whose ledger was not logged, is logged from its upgrade on', async () => {
  const { store, behind } = worked()
  store.close()
  behind.exec(`DELETE FROM d1_migrations WHERE name LIKE '0026%'`)
  // As the version before left it: nothing of the ledger stands in its log.
  behind.exec(`DELETE FROM change_log`)
  const old = openSqlite(behind.name, { secret: SECRET })
  expect(changedBehind(behind, SECRET).filter(({ what }) => what === 'ledger' || what === 'setting')).toEqual([])
  rewritten(behind)
  expect(changedBehind(behind, SECRET).filter(({ what }) => what === 'ledger')).toHaveLength(1)
  old.close()
  behind.close()
})
