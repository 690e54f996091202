/** A bad day on the platform: everything comes twice, late, out of order; calls fail; the connection is cut. */
import { afterAll, afterEach, expect, test } from 'vitest'
import { replies } from '../../model/replies.ts'
import { scriptedModel } from '../../model/server.ts'
import { afterOwn, ownClock } from '../../own-time.ts'
import { isLong } from '../../size.ts'
import { closeAll, feishuOffice, type Way } from './office.ts'
import type { Sim } from './sim/index.ts'

afterEach(closeAll)
const clock = ownClock()
afterAll(() => clock.end())
/** People write no faster than the office has time to answer, however many others the machine works for. */
const rest = (ms: number): Promise<void> => new Promise((resolve) => void afterOwn(clock, ms, resolve))

/** The whole bad day takes two minutes. */
const EVENTS = isLong ? 1_000 : 200
const EACH = 10
const PEOPLE = EVENTS / EACH
const MINUTE_MS = 60_000

/** What was lost on its way comes once more: the next time after a second, the last, a day's sixth hour, with the platform's clock. */
async function delivered(sim: Sim): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const isDone = await sim.settled(10_000).then(
      () => true,
      () => false,
    )
    if (isDone) return
    await sim.advance(8 * MINUTE_MS)
  }
  await sim.settled()
}

test.each<Way>(['longconn', 'webhook'])(
  'many events by %s on a bad day: each effect once, each answer shown once, each event answered in time',
  { timeout: 900_000 },
  async (way) => {
    const {
      sim,
      store,
      assistant,
      clock: now,
      count,
      quiet,
      every,
    } = await feishuOffice(way, {
      redeliveryFactor: 15,
      seed: 8,
    })
    Object.assign(sim.faults.events, { duplicate: 0.2, concurrent: 0.05, reorder: 0.1 })
    sim.faults.calls({ api: 'im.', fault: { kind: 'limit', resetSeconds: 1 }, rate: 0.02 })
    sim.faults.calls({ api: 'im.', fault: { kind: 'status', status: 502 }, rate: 0.02 })
    sim.faults.calls({ api: 'im.', fault: { kind: 'cut', after: true }, rate: 0.01 })
    sim.faults.calls({ api: 'im.', fault: { kind: 'hang', after: true }, rate: 0.002 })
    if (way === 'longconn') {
      sim.cutEvery(2_000, 'reset')
      sim.cutEvery(3_300, 'mid-frame')
    }
    const rested = every(500, () => void assistant.deliver(now()))

    const people = Array.from({ length: PEOPLE }, (_, index) => sim.users.addUser({ name: `官员${index}` }))
    for (let round = 0; round < EACH; round++) {
      for (const user of people) sim.users.sendText(user, '/帮助')
      await rest(PEOPLE * 20)
    }
    await delivered(sim)
    for (let waiting = 1; waiting > 0; ) {
      await quiet()
      await rest(50)
      waiting = await count('outbox', "state IN ('queued', 'leased')")
    }
    rested()

    const shown = people.map((user) => sim.sees(user).filter(({ byBot }) => byBot).length)
    const figures = {
      events: sim.deliveries.length,
      attempts: sim.counters.attempts,
      faults: sim.counters.faults,
      connections: sim.counters.connections,
      repeatedUuids: sim.counters.repeatedUuids,
      refusals: sim.counters.refusals,
      violations: sim.counters.violated(),
      lateAnswers: sim.counters.lateAnswers,
    }
    console.log(JSON.stringify(figures))
    expect(sim.deliveries).toHaveLength(PEOPLE * EACH)
    expect(sim.counters.faults['duplicate']).toBeGreaterThan(EVENTS / 10)
    expect(await count('inbox')).toBe(PEOPLE * EACH)
    expect(await store.all("SELECT key, state, error FROM outbox WHERE state <> 'sent'")).toEqual([])
    expect(shown.filter((times) => times !== EACH)).toEqual([])
    expect(sim.counters.lateAnswers).toBe(0)
  },
)

test('answers that grow on a bad day: each person is left with one message, and that is the answer', {
  // A quarter of the tries fail: in one run of fifty some message fails five times, whose waits add up to a minute.
  timeout: 900_000,
}, async () => {
  const model = await scriptedModel()
  model.does(replies([['2017年处置老旧木厂63家。']], { bytes: 60, apartMs: 5 }))
  const {
    sim,
    store,
    assistant,
    clock: now,
    count,
    quiet,
    every,
  } = await feishuOffice('webhook', {
    modelUrl: model.url,
    redeliveryFactor: 15,
    seed: 5,
  })
  Object.assign(sim.faults.events, { duplicate: 0.2, concurrent: 0.1, reorder: 0.1 })
  for (const api of ['im.', 'cardkit.']) {
    sim.faults.calls({ api, fault: { kind: 'limit', resetSeconds: 1 }, rate: 0.06 })
    sim.faults.calls({ api, fault: { kind: 'status', status: 502 }, rate: 0.06 })
    sim.faults.calls({ api, fault: { kind: 'status', status: 200, after: true }, rate: 0.06 })
    sim.faults.calls({ api, fault: { kind: 'cut', after: true }, rate: 0.1 })
    sim.faults.calls({ api, fault: { kind: 'slow', ms: 400 }, rate: 0.1 })
  }
  // The minute's tick answers where a wording was given up.
  const rested = every(500, () => void assistant.tick(now()))
  const people = Array.from({ length: 16 }, (_, index) => sim.users.addUser({ name: `官员${index}` }))
  for (const user of people) {
    sim.users.sendText(user, '2017年要处置多少家老旧木厂？')
    await rest(40)
  }
  await delivered(sim)
  for (let waiting = 1; waiting > 0; ) {
    await quiet()
    await rest(50)
    waiting = (await count('outbox', "state IN ('queued', 'leased')")) + (await count('wording', 'settled IS NULL'))
  }
  rested()
  model.close()
  // a working card that was not out yet when its answer stood is left out: the answer takes its place
  const unsent = await store.all<{ key: string; state: string; error: string | null }>(
    "SELECT key, state, error FROM outbox WHERE state <> 'sent'",
  )
  expect(unsent.filter(({ state, error }) => state !== 'dropped' || error !== '发送前已有后续消息')).toEqual([])
  expect(unsent.length).toBeLessThan(people.length / 2)
  for (const user of people) {
    const shown = sim.sees(user).flatMap(({ byBot, text }) => (byBot ? [text] : []))
    expect(shown).toEqual([expect.stringContaining('63家')])
    expect(shown.join()).not.toContain('正在查阅')
  }
})
