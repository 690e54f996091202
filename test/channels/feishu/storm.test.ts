/** A bad day on the platform: everything comes twice, late, out of order; calls fail; the connection is cut. */
import { afterEach, expect, test } from 'vitest'
import { closeAll, feishuOffice, type Way } from './office.ts'

afterEach(closeAll)

/** The whole bad day is a thousand events and takes two minutes: `STORM_EVENTS=1000 npx vitest run storm`. */
const EVENTS = Number(process.env['STORM_EVENTS'] ?? 200)
const EACH = 10
const PEOPLE = EVENTS / EACH

test.each<Way>(['longconn', 'webhook'])(
  'many events by %s on a bad day: each effect once, each answer shown once, each event answered in time',
  { timeout: 120_000 },
  async (way) => {
    const { sim, store, assistant, clock, count, quiet } = await feishuOffice(way, {
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
    const tick = setInterval(() => void assistant.deliver(clock()), 500)

    const people = Array.from({ length: PEOPLE }, (_, index) => sim.users.addUser({ name: `官员${index}` }))
    for (let round = 0; round < EACH; round++) {
      for (const user of people) sim.users.sendText(user, '/帮助')
      await new Promise((resolve) => setTimeout(resolve, PEOPLE * 20))
    }
    await sim.settled(60_000)
    for (let waiting = 1; waiting > 0; ) {
      await quiet()
      waiting = await count('outbox', "state IN ('queued', 'leased')")
    }
    clearInterval(tick)

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
