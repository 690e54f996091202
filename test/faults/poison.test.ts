/** The drill: one visitor's messages turn, burst and kill, while twenty people work. Real processes, real limits, both ways of Feishu. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/office/day.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { startFeishu } from '../channels/feishu/sim/index.ts'
import { buildIfStale, freePort } from '../program.ts'
import { isLong } from '../size.ts'
import { type Running, startOffice, type Way } from './cycles/process.ts'

const PEOPLE = 20
/** The first holds a processor until it is cut off; two after it hold their desk alone, as long; the rest is not read. */
const ENDLESS = isLong ? 30 : 6
const QUESTION = '2017年要处置多少家僵尸企业？'
/** As it came in issue 28, where it stopped the whole office for good. */
const THANKS = `${'谢谢'.repeat(30)}，${QUESTION}`
/** On whatever machine: it ends what never ends. */
const POLL = { timeout: 400_000, interval: 100 }
const QUICK_POLL = { ...POLL, interval: 5 }

const folder = mkdtempSync(join(tmpdir(), 'yaodian-poison-'))
const running = new Set<Running>()
/** A test that failed did not close its office, which would be started again, without its folder, until the run ends. */
let over = false
beforeAll(() => buildIfStale(), 240_000)
afterAll(async () => {
  over = true
  await Promise.all([...running].map((one) => one.end('SIGKILL')))
  rmSync(folder, { recursive: true, force: true })
})

/** An office that is started again whenever it dies, as systemd would; twenty officials of its roster, who ask. */
async function supervised(way: Way, start: (...given: Parameters<typeof startOffice>) => Running) {
  const sim = await startFeishu({ redeliveryFactor: 1.25 })
  const database = join(mkdtempSync(join(folder, `${way}-`)), 'office.db')
  mkdirSync(join(database, '..'), { recursive: true })
  const store = openSqlite(database)
  const officials = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
  await store.commit(
    officials.flatMap(({ name, openId }) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${openId}`, name),
      sql(`INSERT INTO post (person, role, region) VALUES (?, 'official', '330000')`, name),
    ]),
  )
  const port = await freePort()
  let deaths = 0
  let stopped = false
  let office: Running
  const begin = (): void => {
    const begun = start(sim, way, database, port)
    office = begun
    running.add(begun)
    void begun.gone.then(() => {
      running.delete(begun)
      if (stopped || over) return
      deaths++
      begin()
    })
  }
  begin()
  const up = async (): Promise<void> => {
    for (let latest: Running | undefined; latest !== office; ) {
      latest = office
      await latest.up.catch(() => {})
    }
  }
  await up()
  const heard = (user: (typeof officials)[number]) => sim.sees(user).filter(({ byBot }) => byBot).length
  return {
    sim,
    store,
    officials,
    heard,
    deaths: () => deaths,
    up,
    kill: () => office.end('SIGKILL'),
    /** All ask. @returns once all were answered */
    async allAsk(): Promise<void> {
      const before = officials.map(heard)
      for (const user of officials) sim.users.sendText(user, QUESTION)
      await expect.poll(() => officials.filter((user, at) => heard(user) === before[at]).length, QUICK_POLL).toBe(0)
    },
    async close() {
      stopped = true
      await office.end('SIGKILL')
      store.close()
      await sim.close()
    },
  }
}

/** The office whose desks know words that hurt. */
async function poisoned() {
  const [program, thread] = await Promise.all([
    built('test/faults/poisoned-office.ts'),
    built('test/runtime/poisoned.thread.ts'),
  ])
  return (...[sim, way, database, port]: Parameters<typeof startOffice>) =>
    startOffice(sim, way, database, port, { thread }, program)
}

/** By day each drill by one way: how a way takes a message in and acknowledges it is held in test/channels, by both. */
const by = (way: Way): readonly Way[] => (isLong ? ['webhook', 'longconn'] : [way])

describe.each(by('longconn'))('by %s', (way) => {
  test('thirty thanks before a question, to the built program, hold up nobody, and are answered after a kill too', {
    timeout: 900_000,
  }, async () => {
    const { sim, store, officials, heard, allAsk, deaths, kill, up, close } = await supervised(way, startOffice)
    const polite = sim.users.addUser({ name: '访客' })
    await allAsk()
    sim.users.sendText(polite, THANKS)
    await allAsk()
    await expect.poll(() => heard(polite), POLL).toBe(1)
    expect(JSON.stringify(sim.lastFromBot(polite))).toMatch(/300家/)
    expect(sim.counters.lateAnswers).toBe(0)

    sim.users.sendText(polite, THANKS)
    for (const user of officials) sim.users.sendText(user, QUESTION)
    await kill()
    await up()
    await expect.poll(() => officials.filter((user) => heard(user) < 3).length, POLL).toBe(0)
    await expect.poll(() => heard(polite), POLL).toBe(2)
    expect(deaths()).toBe(1)
    expect(await store.all(`SELECT id FROM inbox WHERE status <> 'answered'`)).toEqual([])
    await expect.poll(() => store.all('SELECT id FROM pending'), POLL).toEqual([])
    await close()
  })
})

describe.each(by('webhook'))('by %s', (way) => {
  test('whatever one visitor sends, everybody is answered in time, and a restart always helps', {
    timeout: 900_000,
  }, async () => {
    const { sim, store, officials, heard, allAsk, deaths, up, kill, close } = await supervised(way, await poisoned())
    const visitor = sim.users.addUser({ name: '访客' })
    // The office knows by now who it is on the platform.
    sim.users.sendText(visitor, '/帮助')
    await expect.poll(() => heard(visitor), POLL).toBe(1)
    await allAsk()

    // Many that never end, while twenty work: in the order in which they came all but two were cut off first.
    for (let n = 0; n < ENDLESS; n++) sim.users.sendText(visitor, n === 0 ? '转圈' : '睡着')
    await allAsk()
    expect(heard(visitor)).toBeLessThan(ENDLESS - 1)
    await expect.poll(() => heard(visitor), POLL).toBe(1 + ENDLESS)
    // Those that were cut off after eight seconds were acknowledged within three, as all others.
    expect(sim.counters.lateAnswers).toBe(0)
    expect(deaths()).toBe(0)

    // Killed in the midst of it.
    sim.users.sendText(visitor, '睡着')
    for (const user of officials) sim.users.sendText(user, QUESTION)
    await kill()
    await up()
    await expect.poll(() => officials.filter((user) => heard(user) < 3).length, POLL).toBe(0)
    expect(deaths()).toBe(1)

    // A message that kills the process: tried once more alone, then set aside.
    const killer = sim.users.addUser({ name: '生人' })
    sim.users.sendText(killer, '炸掉')
    for (const user of officials) sim.users.sendText(user, QUESTION)
    await expect.poll(deaths, POLL).toBe(3)
    await up()
    // The platform's next round, minutes later.
    await sim.advance(10 * MINUTE_MS)
    await expect.poll(() => officials.filter((user) => heard(user) < 4).length, POLL).toBe(0)
    await expect
      .poll(() => store.first(`SELECT status FROM inbox WHERE text = '炸掉'`), POLL)
      .toEqual({ status: 'process-died' })
    await expect.poll(() => JSON.stringify(sim.lastFromBot(killer)), POLL).toMatch(/中断了两次/)
    expect(deaths()).toBe(3)
    // Nothing said twice to anybody.
    expect(officials.map(heard)).toEqual(officials.map(() => 4))
    await expect.poll(() => store.all(`SELECT id FROM pending WHERE state <> 'set-aside'`), POLL).toEqual([])
    await close()
  })
})

test('thirty visitors at once, each with what never ends, are waited for by nobody on the roster', {
  timeout: 900_000,
}, async () => {
  const { sim, officials, heard, deaths, close } = await supervised('webhook', await poisoned())
  const visitors = Array.from({ length: 30 }, (_, at) => sim.users.addUser({ name: `访客${at}` }))
  for (const user of visitors) sim.users.sendText(user, '睡着')
  for (const user of officials) sim.users.sendText(user, QUESTION)
  await expect.poll(() => officials.filter((user) => heard(user) === 0).length, POLL).toBe(0)
  // Each is cut off after eight seconds: in the order in which they came all but two were first.
  expect(visitors.filter((user) => heard(user) > 0).length).toBeLessThan(20)
  expect(deaths()).toBe(0)
  await close()
})
