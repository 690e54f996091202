/** Changes made in the database, behind the program's back: each is noticed by `audit verify`, and nothing else is. */

import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsBeside } from '../../src/cli/operate/beside.ts'
import { changedSince, lastSent, tellHeads } from '../../src/health/index.ts'
import { hashOf } from '../../src/ledger/entry.ts'
import { audit, type ChainHead } from '../../src/ledger/index.ts'
import { DAY_MS, instant, parseInstant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { addAdmin, importPeople } from '../../src/people/index.ts'
import { erasure, RETENTION, retentionJob } from '../../src/privacy/index.ts'
import { changedBehind } from '../../src/store/change-log/behind.node.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { office, whole } from '../invented.ts'
import { freshStore } from '../runtimes/store.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'tampering-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NOW = parseInstant('2017-07-03 09:00') ?? instant(0)
const PAPER = '三家名单'
const HASH = createHash('sha256').update(PAPER).digest('hex')

/** People from a roster, figures, a file that bears one out. */
async function workedIn(store: Store) {
  const people = await office(store)
  const roster = new TextEncoder().encode(
    ['姓名,open_id,手机,角色,区域,AB岗', '甲,ou_a,,县联系人,柳泉县,', '乙,ou_b,,市协调员,澄州市,'].join('\n'),
  )
  // Those of the test stand there without a roster.
  await store.commit([sql(`UPDATE post SET seal = 'before'`), sql(`UPDATE account SET seal = 'before'`)])
  await store.commit((await importPeople(store, roster, whole.regions, NOW)).writes)
  await store.commit(await addAdmin(store, 'ou_admin', whole.regions))
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.sends('柳泉', '名单.txt', PAPER)
  await people.says('澄州', '/台账 柳泉 老旧木厂 6月')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  await people.says('竹坞', '/上报 林下产业园 2个 截至 6月30日')
  await people.says('省办', '/通报 2017-06')
  await people.presses('省办', '数据不齐，仍要成文')
  return people
}

/** What was done before each change is the same, and done once. */
const workedOnce = join(folder, 'worked.db')
beforeAll(async () => {
  const store = openSqlite(workedOnce, { demo: true })
  await workedIn(store)
  store.close()
}, 60_000)

let copies = 0
/** That office, to be changed. */
function worked(): { readonly store: Store; readonly path: string } {
  const path = join(folder, `${++copies}.db`)
  copyFileSync(workedOnce, path)
  writeFileSync(join(folder, HASH), PAPER)
  return { store: openSqlite(path, { demo: true }), path }
}

/** As `yaodian audit verify` looks. */
async function look(store: Store, anchored: readonly ChainHead[] = []): Promise<string[]> {
  const sent = await lastSent(store)
  const unlike = sent ? await changedSince(store, sent) : []
  return [
    ...[...(await audit(store, anchored)).faults, ...unlike].map(({ what }) => `ledger ${what}`),
    ...(await faultsBeside(store, folder)).map(({ what }) => what),
  ]
}

const CHANGES: readonly (readonly [what: string, change: string, told: string])[] = [
  ['a figure', `UPDATE ledger SET cumulative = '13' WHERE region = '980522'`, 'ledger hash'],
  ['what holds', `UPDATE cell SET cumulative = '13' WHERE region = '980522'`, 'ledger holds'],
  ['who reported', `UPDATE ledger SET person = '竹坞' WHERE region = '980522'`, 'ledger hash'],
  ['a message’s text', `UPDATE inbox SET text = '/上报 老旧木厂 13家' WHERE command = '上报'`, 'message'],
  ['who said it', `UPDATE inbox SET account = 'test:竹坞' WHERE command = '上报'`, 'message'],
  ['when it was said', `UPDATE inbox SET at = at + 1 WHERE command = '上报'`, 'message'],
  [
    'a message put in',
    `INSERT INTO inbox (id, channel, account, chat, at, kind, text, status) VALUES ('test:x', 'test', 'a', 'c', 1, 'text', '六月3家', 'recorded')`,
    'message',
  ],
  ['an answer’s card', `UPDATE outbox SET card = replace(card, '12家', '13家') WHERE key LIKE 're:%'`, 'card'],
  ['whom a card went to', `UPDATE outbox SET chat = 'chat-竹坞' WHERE key LIKE 're:%'`, 'card'],
  ['a role raised', `UPDATE post SET role = 'provincial-coordinator' WHERE person = 'feishu:ou_a'`, 'post'],
  ['a post put in', `INSERT INTO post (person, role, region) VALUES ('feishu:ou_a', 'admin', '980000')`, 'post'],
  ['another’s region', `UPDATE post SET region = '980523' WHERE person = 'feishu:ou_a'`, 'post'],
  ['a file’s hash', `UPDATE evidence SET sha256 = '${'0'.repeat(64)}'`, 'evidence'],
  ['whose file it is', `UPDATE evidence SET region = '980523'`, 'evidence'],
  ['a file’s row deleted', `DELETE FROM evidence`, 'evidence'],
  ['the whole ledger deleted', `DELETE FROM ledger`, 'ledger cut'],
  ['rows deleted from the end', `DELETE FROM ledger WHERE region = '980523' AND sequence = 2`, 'ledger cut'],
  ['a bulletin’s numbers', `UPDATE bulletin SET snapshot = replace(snapshot, '"12"', '"13"')`, 'bulletin'],
  ['a bulletin’s numbers made unreadable', `UPDATE bulletin SET snapshot = substr(snapshot, 1, 40)`, 'bulletin'],
  ['a bulletin’s seal', `UPDATE bulletin SET seal = '${'0'.repeat(64)}'`, 'bulletin'],
]

/** Of somebody's who knows how the tables hang together. */
const CUNNING: readonly (readonly [what: string, change: readonly string[], told: string])[] = [
  ['another’s account taken over', [`UPDATE account SET person = '省办' WHERE account = 'feishu:ou_a'`], 'account'],
  ['an account put in', [`INSERT INTO account (account, person) VALUES ('feishu:ou_x', '省办')`], 'account'],
  ['a county moved to another’s name', [`UPDATE ledger SET region = '980521' WHERE region = '980523'`], 'ledger hash'],
  [
    'two figures of a county exchanged',
    [
      `UPDATE ledger SET sequence = -1 WHERE region = '980523' AND sequence = 1`,
      `UPDATE ledger SET sequence = 1 WHERE region = '980523' AND sequence = 2`,
      `UPDATE ledger SET sequence = 2 WHERE region = '980523' AND sequence = -1`,
    ],
    'ledger link',
  ],
  [
    'a message’s words, and their seal taken out',
    [`UPDATE inbox SET text = '/上报 老旧木厂 13家', seal = NULL`],
    'message',
  ],
]

describe('an office that nobody has tampered with', () => {
  test('is told to be unchanged, also after pruning, erasure and reading', async () => {
    const store = await freshStore()
    const people = await workedIn(store)
    writeFileSync(join(folder, HASH), PAPER)
    expect(await look(store, (await audit(store)).heads)).toEqual([])
    await people.says('柳泉', '林下产业园补助怎么申请')
    await store.commit((await erasure(store, 'feishu:ou_b' as PersonId, whole.regions, NOW)).writes)
    expect(await look(store)).toEqual([])
    const night = instant(NOW + (RETENTION.texts + 1) * DAY_MS - 7 * 3_600_000 + 300_000)
    await store.commit((await retentionJob(RETENTION).run(night, store)).writes)
    expect(await look(store)).toEqual([])
  })
})

describe('the log of changes', () => {
  const opened = () => {
    const { store, path } = worked()
    return { store, behind: new Database(path) }
  }

  test('agrees with an office that worked, pruned and erased, and nobody tampered with', async () => {
    const { store, behind } = opened()
    expect(behind.prepare('SELECT count(*) FROM change_log').pluck().get()).toBeGreaterThan(5)
    expect(changedBehind(behind, undefined)).toEqual([])
    await store.commit((await erasure(store, 'feishu:ou_b' as PersonId, whole.regions, NOW)).writes)
    const night = instant(NOW + (RETENTION.texts + 1) * DAY_MS - 7 * 3_600_000 + 300_000)
    await store.commit((await retentionJob(RETENTION).run(night, store)).writes)
    expect(changedBehind(behind, undefined)).toEqual([])
    behind.close()
    store.close()
  })

  test.each([
    ['an account given to another', `UPDATE account SET person = '省办' WHERE account = 'feishu:ou_a'`, 'account'],
    ['a post taken away', `DELETE FROM post WHERE person = 'feishu:ou_admin'`, 'post'],
    ['a name', `UPDATE person SET name = '丙' WHERE id = 'feishu:ou_a'`, 'person'],
    ['words emptied as if their time were over', 'UPDATE inbox SET text = NULL, pruned = 1', 'inbox'],
    ['how a message ended', `UPDATE inbox SET status = 'ignored'`, 'inbox'],
    ['an answer deleted', `DELETE FROM outbox WHERE key LIKE 're:%'`, 'outbox'],
    ['a file’s name', `UPDATE evidence SET name = '别的.txt'`, 'evidence'],
    ['a file marked as pruned', 'UPDATE evidence SET pruned = 1', 'evidence'],
    ['a bulletin deleted', 'DELETE FROM bulletin', 'bulletin'],
    ['who issued a bulletin', `UPDATE bulletin SET person = '甲'`, 'bulletin'],
  ])('says so: %s', async (_, change, table) => {
    const { store, behind } = opened()
    expect(behind.prepare(change).run().changes).toBeGreaterThan(0)
    expect(changedBehind(behind, undefined)).toContainEqual(expect.objectContaining({ what: table }))
    behind.close()
    store.close()
  })
})

test('an entry that is missing is told once, and those after it are not', async () => {
  const { store } = worked()
  await store.commit([sql(`DELETE FROM ledger WHERE region = '980523' AND sequence = 1`)])
  const { faults } = await audit(store)
  expect(faults.filter(({ what }) => what === 'gap' || what === 'cut').map(({ message }) => message)).toEqual([
    '980523 第 1 条缺失',
  ])
})

describe('what was changed in the database is noticed', () => {
  test.each(CHANGES)('%s', async (_, change, told) => {
    const { store } = worked()
    const before = (await audit(store)).heads
    expect(await look(store, before)).toEqual([])
    const [changed] = await store.commit([sql(change)])
    expect(changed).toBeGreaterThan(0)
    expect(await look(store, before)).toContain(told)
  })

  test.each(CUNNING)('%s', async (_, changes, told) => {
    const { store } = worked()
    expect(await look(store)).toEqual([])
    const changed = await store.commit(changes.map((one) => sql(one)))
    expect(Math.max(...changed)).toBeGreaterThan(0)
    expect(await look(store)).toContain(told)
  })

  test('a figure with all its hashes written anew, or its whole chain deleted with what it holds, without any backup', async () => {
    const { store } = worked()
    await tellHeads(store, parseInstant('2017-07-04 08:00') ?? instant(0))
    expect(await look(store)).toEqual([])
    const [row] = await store.all(`SELECT * FROM ledger WHERE region = '980522'`)
    if (!row) throw new Error('no figure')
    const changed = { ...row, value: '13', cumulative: '13' }
    await store.commit([
      sql(`UPDATE ledger SET value = '13', cumulative = '13', hash = ? WHERE region = '980522'`, hashOf(changed)),
      sql(`UPDATE cell SET cumulative = '13' WHERE region = '980522'`),
    ])
    expect(await look(store)).toEqual(['ledger cut'])
    await store.commit([sql('DELETE FROM ledger'), sql('DELETE FROM cell')])
    expect(await look(store)).toContain('ledger cut')
  })

  test('a file that was changed or taken away', async () => {
    const { store } = worked()
    writeFileSync(join(folder, HASH), '四家名单')
    expect(await look(store)).toEqual(['evidence'])
    rmSync(join(folder, HASH))
    expect(await look(store)).toEqual(['evidence'])
  })
})
