/** The demo office: seeded by saying its reports, with a clock that goes on from where it stood. */

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abilities } from '../src/assistant/commands.ts'
import { type Assistant, createAssistant } from '../src/assistant/index.ts'
import { openAsker, openQuestions, planDocuments } from '../src/composition/asker.ts'
import { isDemo, isOwn, markOwn, openDemo } from '../src/demo/index.ts'
import { lazyGuess } from '../src/intent/index.ts'
import { lazyReader } from '../src/language/index.ts'
import { audit } from '../src/ledger/index.ts'
import { type Day, dayOf, instant } from '../src/office/day.ts'
import { type Demo, loadDemo } from '../src/office/load/demo.ts'
import { loadOffice } from '../src/office/load/index.ts'
import { type Store, sql } from '../src/store/index.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { files } from './data.ts'

const office = loadOffice(files)
const documents = planDocuments(office)
const asker = openAsker(office, files, documents)
const questions = openQuestions(office, lazyReader(office, files), files)
const shipped = loadDemo(files, office.regions)
/** Of five cities: that every report of the shipped demo is recorded is held by built.test.ts. */
const demo: Demo = { ...shipped, reports: shipped.reports.filter(({ region }) => /^330[1-5]/.test(region)) }

let ids = 0
async function open(
  store: Store,
  realTime: () => number = () => 0,
  isPlayed: (account: string) => Promise<boolean> = async () => false,
) {
  const opened = await openDemo({
    demo,
    store,
    assistant: () => assistant,
    say: (message) => assistant.handle(message),
    isPlayed,
    calendar: office.calendar,
    realTime,
  })
  const assistant: Assistant = createAssistant({
    store,
    regions: office.regions,
    ...abilities({ office, asker, questions, documents, read: lazyReader(office, files), guess: lazyGuess(files) }),
    channels: [{ name: 'console', send: async ({ key }) => ({ ok: true, message: key }) }],
    clock: opened.now,
    id: () => `id-${++ids}`,
    log: () => {},
  })
  return opened
}

const count = async (store: Store, table: string): Promise<number> =>
  (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n ?? 0

test('a database that was made for an office, or has people of its own, is none of the demo’s', async () => {
  const [empty, made, peopled] = [openSqlite(':memory:'), openSqlite(':memory:'), openSqlite(':memory:')]
  await made.commit([markOwn(instant(0), 'one')])
  await peopled.commit([sql("INSERT INTO person (id, name) VALUES ('p', '王工')")])
  expect([await isOwn(empty), await isOwn(made), await isOwn(peopled)]).toEqual([false, true, true])
})

describe('the demo', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Seeded once for all tests, since that takes seconds; and in two goes, as after a power cut. */
  const seeded = join(folder, 'seeded.db')
  const seeding = { wasDemo: true, half: 0, again: false, whole: 0 }
  beforeAll(async () => {
    const store = openSqlite(seeded, { demo: true })
    seeding.wasDemo = await isDemo(store)
    let events = 0
    const breaking = (await open(store)).seed(() => {
      if (++events === 400) throw new Error('power cut')
    })
    await expect(breaking).rejects.toThrow('power cut')
    seeding.half = await count(store, 'ledger')
    seeding.again = await (await open(store)).seed(() => {})
    seeding.whole = await count(store, 'ledger')
    store.close()
  }, 120_000)

  let copies = 0
  /** A seeded database of one's own. */
  const copy = (): Store => {
    const path = join(folder, `${++copies}.db`)
    copyFileSync(seeded, path)
    return openSqlite(path)
  }

  test('every report of the past is recorded through the chat, the chains hold, and the clock stands at the start', async () => {
    const store = copy()
    const opened = await open(store)
    expect(seeding.wasDemo).toBe(false)
    const past = demo.reports.filter(({ at }) => at <= demo.start)
    expect(past.length).toBeGreaterThan(100)
    const recorded = await store.first<{ n: number }>(
      `SELECT count(*) AS n FROM inbox WHERE status IN ('recorded', 'accepted', 'received')`,
    )
    expect(recorded?.n).toBe(past.length)
    expect((await audit(store)).faults).toEqual([])
    expect(opened.now()).toBe(demo.start)
    expect([await isDemo(store), await isOwn(store)]).toEqual([true, false])
  })

  test('a start that was broken off is made good by the next, and a whole one is left alone', async () => {
    const { half, again, whole } = seeding
    expect(half).toBeGreaterThan(0)
    expect(again).toBe(true)
    expect(whole).toBeGreaterThan(half)
    const store = copy()
    expect(await (await open(store)).seed(() => {})).toBe(false)
    expect(await count(store, 'ledger')).toBe(whole)
  })

  test('time passes as real time does, and goes on where it stood after a pause', async () => {
    const store = copy()
    let real = 1_000_000
    const opened = await open(store, () => real)
    real += 60_000
    expect(opened.now()).toBe(demo.start + 60_000)
    await opened.remember()
    real += 30 * 86_400_000
    expect((await open(store, () => real)).now()).toBe(demo.start + 60_000)
  })

  test('moved on, it says what the counties report on the way and names the day', async () => {
    const store = copy()
    const opened = await open(store)
    const before = await count(store, 'ledger')
    await opened.move(instant(demo.start + 2 * 86_400_000))
    expect(await count(store, 'ledger')).toBeGreaterThan(before)
    expect(dayOf(opened.now())).toBe('2017-07-05')
    expect(opened.describe('2017-10-01' as Day)).toMatch(/国庆/)
    expect(opened.describe('2017-09-30' as Day)).toMatch(/调休/)
    expect(opened.describe('2017-07-08' as Day)).toMatch(/周末|休息/)
  })

  test('whoever is played at the page speaks for themselves: the others go on', async () => {
    const store = copy()
    const coming = demo.reports.filter(({ at }) => at > demo.start && at <= demo.start + 86_400_000)
    const [played] = coming.map(({ person }) => person.account)
    const opened = await open(
      store,
      () => 0,
      async (account) => account === played,
    )
    await opened.move(instant(demo.start + 86_400_000))
    const since = await store.all<{ account: string }>(
      'SELECT DISTINCT account FROM inbox WHERE at > ? AND id LIKE ?',
      ...[demo.start, '%demo:%'],
    )
    const others = new Set(coming.map(({ person }) => person.account).filter((account) => account !== played))
    expect(others.size).toBeGreaterThan(3)
    expect(new Set(since.map(({ account }) => account))).toEqual(others)
  })
})
