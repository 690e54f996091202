/** An office whose host's clock is set while it works: nothing is said twice, and nothing waits for the old time. */
import { describe, expect, test } from 'vitest'
import { say } from '../../src/message/card.ts'
import { type Outgoing, post } from '../../src/message/outgoing.ts'
import { clockOf, instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { remindJob } from '../../src/remind/index.ts'
import { Beat } from '../../src/runtime/beat.ts'
import { markTick } from '../../src/runtime/clock.ts'
import { sql } from '../../src/store/index.ts'
import { small } from '../assistant/small.ts'
import { office as data } from '../remind/world.ts'

const SECOND = 1_000
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const STEPS = [-20 * SECOND, -180 * SECOND, -DAY, DAY]

async function host(start: string) {
  const sends: string[] = []
  const ticks: number[] = []
  let steady = 0
  const remind = remindJob({ plans: data.plans, regions: data.regions, calendar: data.calendar })
  const office = await small({ now: start, parts: { regions: data.regions, jobs: [remind] } })
  office.channel.next = ({ key }) => {
    sends.push(key)
    return { ok: true, message: '' }
  }
  const tick = async (): Promise<void> => {
    await markTick(office.store, office.now())
    await office.assistant.tick(office.now())
  }
  const work = (): Promise<void> => {
    ticks.push(steady)
    return tick()
  }
  const clocks = { now: office.now, steady: () => steady }
  const beat = new Beat({ name: 'tick', periodMs: MINUTE, work }, clocks, (entry) => office.log.push(entry))
  return {
    ...office,
    tick,
    sends,
    /** the longest wait between two ticks, s */
    longest: () => Math.max(...ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0))) / SECOND,
    set: (byMs: number) => office.later(byMs),
    /** lets time pass, looking every so often */
    pass: async (ms: number, everyMs = 2 * SECOND) => {
      for (const end = steady + ms; steady < end; ) {
        steady += everyMs
        office.later(everyMs)
        await beat.look()
      }
    },
    failures: () => office.log.filter(({ event }) => /job-failed|tick-failed/.test(String(event))),
  }
}

const MORNING = '2017-06-30T08:20'

describe.each(STEPS)('the clock set by %i ms', (step) => {
  test('when people have just been reminded: the ticks go on within 70 s, and nobody is reminded twice', async () => {
    const { sends, pass, set, longest, now, failures, hears } = await host(MORNING)
    await pass(50 * MINUTE)
    const reminded = sends.length
    expect(hears('chen').join()).toMatch(/截止/)
    expect(clockOf(now())).toBe('09:10')
    set(step)
    await pass(10 * MINUTE)
    expect(longest()).toBeLessThanOrEqual(70)
    // The same hours pass once more, and the day after.
    await pass(DAY + 60 * MINUTE, MINUTE)
    expect(sends.length).toBeGreaterThanOrEqual(reminded)
    expect(sends.filter((key, i) => sends.indexOf(key) !== i)).toEqual([])
    expect(failures()).toEqual([])
  })

  test.each([0, 14, 40, 56])(
    'at second %i while the platform refuses: what was refused is tried on, and goes out within five minutes of being taken',
    async (second) => {
      const { store, channel, sends, pass, set, now } = await host('2017-06-28T10:00')
      await pass(2 * MINUTE)
      await store.commit([post(message('refused', now()), now())])
      let refused = 0
      const taken = channel.next
      channel.next = () => {
        refused++
        return { ok: false, retry: true, error: 'HTTP 503' }
      }
      await pass(4 * MINUTE + second * SECOND)
      const before = refused
      expect(before).toBeGreaterThan(1)
      set(step)
      await pass(3 * MINUTE)
      expect(refused).toBeGreaterThan(before)
      channel.next = taken
      await pass(5 * MINUTE)
      expect(sends).toEqual(['refused'])
    },
  )

  test('while a process that died held a message: another takes it up within three minutes', async () => {
    const { store, sends, pass, set, now } = await host('2017-06-28T10:00')
    await pass(2 * MINUTE)
    await store.commit([
      post(message('held', now()), now()),
      sql(`UPDATE outbox SET state = 'leased', lease = ?, attempts = 1 WHERE key = 'held'`, now() + MINUTE),
    ])
    set(step)
    await pass(3 * MINUTE)
    expect(sends).toEqual(['held'])
  })

  test('just after an answer was written: it goes out within 70 s', async () => {
    const { store, sends, pass, set, now } = await host('2017-06-28T10:00')
    await pass(2 * MINUTE)
    await store.commit([post(message('answer', now()), now())])
    set(step)
    // Less than a tick's distance back is no wait worth moving.
    await pass(70 * SECOND + (step > -MINUTE && step < 0 ? -step : 0))
    expect(sends).toEqual(['answer'])
  })
})

test('what is meant for a time of day keeps it when the clock goes back', async () => {
  const { store, sends, pass, set, now } = await host('2017-06-28T10:00')
  await pass(2 * MINUTE)
  const later = instant(now() + 30 * MINUTE)
  await store.commit([post({ ...message('at half past', now()), due: later }, now())])
  set(-60 * MINUTE)
  await pass(85 * MINUTE)
  expect(sends).toEqual([])
  await pass(10 * MINUTE)
  expect(sends).toEqual(['at half past'])
})

test('a message of uncertain fate is tried again within the platform’s hour of real time, whatever the clock says', async () => {
  const { store, channel, pass, set, now } = await host('2017-06-28T10:00')
  await pass(2 * MINUTE)
  await store.commit([post(message('lost', now()), now())])
  let tried = 0
  channel.next = ({ key }) => {
    if (key === 'lost') tried++
    return { ok: false, retry: true, unknown: true, error: 'no answer' }
  }
  await pass(20 * MINUTE)
  set(-30 * MINUTE)
  await pass(25 * MINUTE)
  const within = tried
  await pass(60 * MINUTE)
  expect(within).toBeGreaterThan(6)
  expect(tried - within).toBeLessThanOrEqual(1)
  expect(await store.first(`SELECT state FROM outbox WHERE key = 'lost'`)).toEqual({ state: 'unknown' })
})

test('what was tried after the clock was set and before the tick saw it is neither given up nor taken from who sends it', async () => {
  const { store, channel, assistant, tick, sends, pass, set, now } = await host('2017-06-28T10:00')
  await pass(2 * MINUTE)
  set(-DAY)
  await store.commit([post(message('lost', now()), now()), post(message('held', now()), now())])
  const taken = channel.next
  channel.next = () => ({ ok: false, retry: true, unknown: true, error: 'no answer' })
  await assistant.deliver(now())
  await store.commit([sql(`UPDATE outbox SET state = 'leased', lease = ? WHERE key = 'held'`, now() + MINUTE)])
  channel.next = taken
  await tick()
  expect(sends).toEqual(['lost'])
  expect(await store.all(`SELECT state FROM outbox WHERE key IN ('lost', 'held') ORDER BY key`)).toEqual([
    { state: 'leased' },
    { state: 'sent' },
  ])
})

test('two processes that see the same step move what waits only once', async () => {
  const { store, tick, pass, set, now } = await host('2017-06-28T10:00')
  await pass(2 * MINUTE)
  const due = instant(now() + 10 * MINUTE)
  await store.commit([
    post({ ...message('refused', now()), due }, now()),
    sql(`UPDATE outbox SET attempts = 3 WHERE key = 'refused'`),
  ])
  set(-DAY)
  await Promise.all([tick(), tick()])
  const moved = await store.first<{ due: number }>(`SELECT due FROM outbox WHERE key = 'refused'`)
  expect((moved?.due ?? 0) - now()).toBeGreaterThan(8 * MINUTE)
  expect((moved?.due ?? 0) - now()).toBeLessThanOrEqual(10 * MINUTE)
})

const message = (key: string, due: Outgoing['due']): Outgoing => ({
  key,
  to: { kind: 'person', person: 'chen' as PersonId },
  card: say('有一条消息'),
  due,
})
