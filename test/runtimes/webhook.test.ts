/** The bundle as it is deployed, in workerd, behind the simulated platform. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sim, startFeishu } from '../channels/feishu/sim/index.ts'
import { bundle, isolates } from './isolate/bundle.ts'

/** On the busiest machine nobody waits so long beside messages that end; behind one that does not, everybody would for ever. */
const HELD_UP_MS = 60_000

let sim: Sim
let office: Awaited<ReturnType<typeof isolates>>

beforeAll(async () => {
  sim = await startFeishu({ answerMs: HELD_UP_MS })
  office = await isolates(bundle('src/main.worker.ts'), ['a'], {
    FEISHU_APP_ID: sim.appId,
    FEISHU_APP_SECRET: sim.appSecret,
    FEISHU_ENCRYPT_KEY: sim.encryptKey,
    FEISHU_VERIFICATION_TOKEN: sim.verificationToken,
    FEISHU_BASE_URL: sim.url,
  })
  const { href } = await office.workerd.ready
  await sim.useWebhook(new URL('/feishu/webhook', href).href)
}, 120_000)

afterAll(async () => {
  await office?.workerd.dispose()
  await sim?.close()
})

const inbox = async (): Promise<number> =>
  (await office.db.prepare('SELECT count(*) AS n FROM inbox').first<{ n: number }>())?.n ?? -1

test('an official asks in Feishu and the Worker answers with a card', async () => {
  const official = sim.users.addUser({ name: '王处' })
  sim.users.sendText(official, '2017年要处置多少家僵尸企业？')
  await expect.poll(() => JSON.stringify(sim.lastFromBot(official)), { timeout: 10_000 }).toMatch(/300家/)
  expect(await inbox()).toBe(1)
})

test('a visitor’s thirty thanks hold up nobody: twenty people are answered beside them, each event before any is given up', async () => {
  const visitor = sim.users.addUser({ name: '访客' })
  const people = Array.from({ length: 20 }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
  const before = sim.counters.lateAnswers
  for (let n = 0; n < 5; n++) sim.users.sendText(visitor, `${'谢谢'.repeat(30)}，2017年要处置多少家僵尸企业？`)
  for (const user of people) sim.users.sendText(user, '2017年要处置多少家僵尸企业？')
  const unanswered = () => [visitor, ...people].filter((user) => !/300家/.test(JSON.stringify(sim.lastFromBot(user))))
  await expect.poll(() => unanswered().length, { timeout: HELD_UP_MS }).toBe(0)
  expect(sim.counters.lateAnswers).toBe(before)
})

test('what is forged, stale, tampered with or written otherwise is refused and leaves nothing behind', async () => {
  const stranger = sim.users.addUser({ name: '生人' })
  const before = await inbox()
  for (const attack of ['forged', 'stale', 'tampered', 'reserialised', 'wrong-token', 'plaintext'] as const) {
    const { status } = await sim.attack(attack, stranger, '2017年要处置多少家僵尸企业？')
    expect([401, 403]).toContain(status)
  }
  expect(await inbox()).toBe(before)
})

test('the platform’s own webhook once more is answered and changes nothing', async () => {
  const official = sim.users.addUser({ name: '李处' })
  sim.users.sendText(official, '土地目标是多少？')
  await expect.poll(() => JSON.stringify(sim.lastFromBot(official)), { timeout: 10_000 }).toMatch(/8万亩/)
  const [before, seen] = [await inbox(), sim.sees(official).length]
  expect((await sim.attack('replay', official, '')).status).toBe(200)
  await sim.quiet()
  expect(await inbox()).toBe(before)
  expect(sim.sees(official)).toHaveLength(seen)
})
