/** The drill: one visitor's messages turn, burst and kill, while twenty people work. Real processes, both ways of Feishu. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, test } from 'vitest'
import { MINUTE_MS } from '../../src/office/day.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { startFeishu } from '../channels/feishu/sim/index.ts'
import { isLong } from '../size.ts'

const PEOPLE = 20
/** The first holds a processor until it is cut off; those after it hold their desk alone, as long. */
const ENDLESS = isLong ? 30 : 6
const QUESTION = '2017年要处置多少家僵尸企业？'
/** As it came in issue 28, where it stopped the whole office for good. */
const THANKS = `${'谢谢'.repeat(30)}，${QUESTION}`
const POLL = { timeout: 120_000, interval: 100 }

const folder = mkdtempSync(join(tmpdir(), 'yaodian-poison-'))
const running = new Set<ChildProcess>()
/** A test that failed did not close its office, which would be started again, without its folder, until the run ends. */
let over = false
afterAll(() => {
  over = true
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** An office that is started again whenever it dies, as systemd would. */
async function supervised(way: 'longconn' | 'webhook', name: string = way) {
  const [program, thread] = await Promise.all([
    built('test/faults/poisoned-office.ts'),
    built('test/runtime/poisoned.thread.ts'),
  ])
  const sim = await startFeishu({ redeliveryFactor: 1.25 })
  const databasePath = join(folder, name, 'office.db')
  const store = openSqlite(await made(databasePath))
  const feishu = {
    baseUrl: sim.url,
    appId: sim.appId,
    appSecret: sim.appSecret,
    ...(way === 'webhook' && {
      webhook: { encryptKey: sim.encryptKey, verificationToken: sim.verificationToken },
    }),
  }
  let deaths = 0
  let stopped = false
  let child: ChildProcess
  let up: Promise<void>
  let port = '0'
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [program], {
      env: { ...process.env, thread, databasePath, feishu: JSON.stringify(feishu), PORT: port },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.add(child)
    const { stdout } = child
    if (!stdout) throw new Error('no standard output')
    void once(child, 'exit').then(async () => {
      running.delete(child)
      deaths++
      if (!stopped && !over) up = start()
    })
    for await (const line of createInterface({ input: stdout })) {
      if (!line.startsWith('port ')) continue
      port = line.slice('port '.length)
      return
    }
  }
  up = start()
  await up
  if (way === 'webhook') await sim.useWebhook(`http://127.0.0.1:${port}/feishu/webhook`)
  return {
    sim,
    store,
    deaths: () => deaths,
    /** when the office that runs now takes messages */
    up: () => up,
    kill: () => child.kill('SIGKILL'),
    async close() {
      stopped = true
      child.kill('SIGKILL')
      store.close()
      await sim.close()
    },
  }
}

const made = async (path: string): Promise<string> => {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(path, '..'), { recursive: true })
  return path
}

const WAYS: readonly ('webhook' | 'longconn')[] = ['webhook', 'longconn']
/** The night plays both ways everywhere; by day each plays one: they differ in the channel only, which has tests of its own. */
const waysOf = (byDay: (typeof WAYS)[number]) => (isLong ? WAYS : [byDay])

test.concurrent.for(waysOf('webhook'))(
  'by %s: thirty thanks before a question, the very text, hold up nobody, and are answered after a kill too',
  { timeout: 120_000 },
  async (way, { expect }) => {
    const { sim, store, deaths, kill, close } = await supervised(way, `${way}-thanks`)
    const polite = sim.users.addUser({ name: '访客' })
    const people = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
    const heard = (user: (typeof people)[number]) => sim.sees(user).filter(({ byBot }) => byBot).length
    const everybody = (times: number) =>
      expect.poll(() => [polite, ...people].filter((user) => heard(user) < times).length, POLL).toBe(0)

    sim.users.sendText(polite, THANKS)
    for (const user of people) sim.users.sendText(user, QUESTION)
    await everybody(1)
    expect(JSON.stringify(sim.lastFromBot(polite))).toMatch(/300家/)
    expect(sim.counters.lateAnswers).toBe(0)

    sim.users.sendText(polite, THANKS)
    for (const user of people) sim.users.sendText(user, QUESTION)
    kill()
    await everybody(2)
    expect(deaths()).toBe(1)
    expect(await store.all(`SELECT id FROM inbox WHERE status <> 'answered'`)).toEqual([])
    expect(await store.all('SELECT id FROM pending')).toEqual([])
    await close()
  },
)

test.concurrent.for(waysOf('longconn'))(
  'by %s: whatever one visitor sends, everybody is answered in time, and a restart always helps',
  { timeout: 300_000 },
  async (way, { expect }) => {
    const { sim, store, deaths, up, kill, close } = await supervised(way)
    const visitor = sim.users.addUser({ name: '访客' })
    const polite = sim.users.addUser({ name: '客人' })
    const officials = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
    const people = [polite, ...officials]
    const allAsk = (politeText = QUESTION): void => {
      for (const user of people) sim.users.sendText(user, user === polite ? politeText : QUESTION)
    }
    const heard = (user: (typeof people)[number]) => sim.sees(user).filter(({ byBot }) => byBot).length
    const everybody = (times: number) =>
      expect.poll(() => people.filter((user) => heard(user) < times).length, POLL).toBe(0)

    // The office knows by now who it is on the platform.
    sim.users.sendText(visitor, '/帮助')
    await expect.poll(() => heard(visitor), POLL).toBe(1)

    // Many that never end, while twenty work.
    for (let n = 0; n < ENDLESS; n++) sim.users.sendText(visitor, n === 0 ? '转圈' : '睡着')
    allAsk()
    await everybody(1)
    expect(sim.counters.lateAnswers).toBe(0)
    await expect.poll(() => heard(visitor), POLL).toBe(1 + ENDLESS)
    expect(deaths()).toBe(0)

    // Killed in the midst of it.
    sim.users.sendText(visitor, '睡着')
    allAsk(THANKS)
    kill()
    await everybody(2)
    expect(JSON.stringify(sim.lastFromBot(polite))).toMatch(/300家/)
    expect(deaths()).toBe(1)

    // A message that kills the process: tried once more alone, then set aside.
    const killer = sim.users.addUser({ name: '生人' })
    sim.users.sendText(killer, '炸掉')
    allAsk()
    await expect.poll(deaths, POLL).toBe(3)
    await up()
    // The platform's next round, minutes later.
    await sim.advance(10 * MINUTE_MS)
    await everybody(3)
    await expect
      .poll(() => store.first(`SELECT status FROM inbox WHERE text = '炸掉'`), POLL)
      .toEqual({ status: 'process-died' })
    await expect.poll(() => JSON.stringify(sim.lastFromBot(killer)), POLL).toMatch(/中断了两次/)
    expect(deaths()).toBe(3)
    // Nothing said twice to anybody.
    expect(people.map(heard)).toEqual(people.map(() => 3))
    expect(await store.all(`SELECT id FROM pending WHERE state <> 'set-aside'`)).toEqual([])
    await close()
  },
)
