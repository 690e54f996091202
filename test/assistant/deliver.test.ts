import { describe, expect, test } from 'vitest'
import { createAssistant } from '../../src/assistant/index.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { say } from '../../src/message/card.ts'
import { type Outgoing, post } from '../../src/message/outgoing.ts'
import { at, type Day, instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { type Row, type Store, sql, type Value } from '../../src/store/index.ts'
import { small } from './small.ts'

const reminder = (more: Partial<Outgoing> = {}): Outgoing => ({
  key: 'r1',
  to: { kind: 'person', person: 'chen' as PersonId },
  card: say('请上报'),
  due: instant(0),
  ...more,
})

const MINUTE = 60_000
const WU = { kind: 'person', person: 'wu' as PersonId } as const

async function waiting(...messages: Outgoing[]) {
  const office = await small()
  await office.store.commit(messages.map((message) => post(message, office.now())))
  return {
    ...office,
    deliver: () => office.assistant.deliver(office.now()),
    states: async () =>
      (await office.store.all<{ key: string; state: string }>(`SELECT key, state FROM outbox ORDER BY key`)).map(
        ({ key, state }) => `${key} ${state}`,
      ),
  }
}

describe('a message in the outbox', () => {
  test('reaches its person once, however often it is delivered', async () => {
    const { deliver, hears, states } = await waiting(reminder())
    await deliver()
    await deliver()
    expect(hears('chen')).toEqual(['请上报'])
    expect(await states()).toEqual(['r1 sent'])
  })

  test('is sent by one of two that deliver at the same moment', async () => {
    const { deliver, channel } = await waiting(reminder())
    let sends = 0
    channel.next = () => {
      sends++
      return { ok: true, message: '' }
    }
    await Promise.all([deliver(), deliver(), deliver()])
    expect(sends).toBe(1)
  })

  test('whose file cannot be made is tried again and given up, and nobody else’s waits for it', async () => {
    let tries = 0
    const office = await small({
      parts: {
        files: async () => {
          tries++
          throw new Error('stopped: time')
        },
      },
    })
    const { store, assistant, hears, later, now } = office
    const file = { key: 'bulletin', name: '通报.docx', mime: 'application/octet-stream' }
    await store.commit([post(reminder({ key: 'f1', file }), now()), post(reminder({ key: 'r1', to: WU }), now())])
    await assistant.deliver(now())
    expect(hears('wu')).toEqual(['请上报'])
    expect(await store.first(`SELECT state, error FROM outbox WHERE key = 'f1'`)).toEqual({
      state: 'queued',
      error: 'stopped: time',
    })
    for (let minute = 0; minute < 120; minute++) {
      later(MINUTE)
      await assistant.deliver(now())
    }
    expect(tries).toBe(12)
    expect(await store.first(`SELECT state FROM outbox WHERE key = 'f1'`)).toEqual({ state: 'failed' })
    // Who coordinates hears that it did not arrive.
    expect(hears('wu')).toHaveLength(2)
  })

  test('is tried by nobody who read it before another one’s try failed', async () => {
    const office = await waiting(reminder())
    const attempts: unknown[] = []
    const channel: Channel = {
      name: 'test',
      async send({ attempt }) {
        attempts.push(attempt)
        return { ok: false, retry: true, unknown: true, afterMs: MINUTE, error: 'connection reset' }
      },
    }
    const over = (store: Store) => createAssistant({ ...office.parts, store, channels: [channel] })
    const quick = over(office.store)
    const slow = over({
      ...office.store,
      first: (query, ...values) => office.store.first(query, ...values),
      commit: (statements) => office.store.commit(statements),
      async all<T extends Row>(query: string, ...values: Value[]) {
        const rows = await office.store.all<T>(query, ...values)
        if (attempts.length === 0) await quick.deliver(office.now())
        return rows
      },
    })
    await slow.deliver(office.now())
    expect(attempts).toEqual([1])
    office.later(MINUTE)
    await quick.deliver(office.now())
    expect(attempts).toEqual([1, 2])
  })

  test('that a process died with goes out at the start of the next, unless that one is not alone', async () => {
    const office = await waiting(reminder(), reminder({ key: 'r2', to: WU }))
    const { channel, hears } = office
    channel.next = ({ key }) =>
      key === 'r1' ? { ok: false, retry: true, unknown: true, error: 'connection reset' } : { ok: true, message: '' }
    const dies = createAssistant({
      ...office.parts,
      channels: [{ ...channel, send: (one) => (one.key === 'r1' ? channel.send(one) : new Promise(() => {})) }],
    })
    void dies.deliver(office.now())
    await expect.poll(office.states).toEqual(['r1 queued', 'r2 leased'])
    office.later(1_000)
    channel.next = () => ({ ok: true, message: '' })
    await office.assistant.resume(false)
    expect(hears('wu')).toEqual([])
    await office.assistant.resume()
    expect(hears('wu')).toEqual(['请上报'])
    expect(await office.states()).toEqual(['r1 sent', 'r2 sent'])
  })

  test('that is being sent when the process is told to end is sent to its end, and no other one is begun', async () => {
    const office = await waiting(reminder(), reminder({ key: 'r2' }))
    const { channel } = office
    let answer = (): void => {}
    const assistant = createAssistant({
      ...office.parts,
      channels: [
        {
          ...channel,
          send: (one) =>
            new Promise((resolve) => {
              answer = () => resolve(channel.send(one))
            }),
        },
      ],
    })
    void assistant.deliver(office.now())
    let ended = false
    await expect.poll(office.states).toEqual(['r1 leased', 'r2 leased'])
    const end = assistant.end().then(() => {
      ended = true
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(ended).toBe(false)
    answer()
    await end
    expect(await office.states()).toEqual(['r1 sent', 'r2 leased'])
  })

  test('waits for its time', async () => {
    const nineTen = at('2017-06-30' as Day, '09:10')
    const { deliver, hears, later } = await waiting(reminder({ due: nineTen }))
    await deliver()
    expect(hears('chen')).toEqual([])
    later(10 * MINUTE)
    await deliver()
    expect(hears('chen')).toHaveLength(1)
  })

  test('that the platform puts off is tried again later, never sooner than the platform says', async () => {
    const { deliver, channel, hears, later, states } = await waiting(reminder())
    channel.next = () => ({ ok: false, retry: true, afterMs: 30_000, error: '429' })
    await deliver()
    expect(await states()).toEqual(['r1 queued'])
    channel.next = () => ({ ok: true, message: '' })
    later(29_000)
    await deliver()
    expect(hears('chen')).toEqual([])
    later(1_000)
    await deliver()
    expect(hears('chen')).toHaveLength(1)
  })

  test('that was shown although the answer got lost is not shown twice', async () => {
    const { deliver, channel, hears, later, states } = await waiting(reminder())
    channel.next = () => ({ ok: false, retry: true, unknown: true, error: 'connection reset' })
    await deliver()
    channel.next = () => ({ ok: true, message: '' })
    later(MINUTE)
    await deliver()
    expect(hears('chen')).toEqual(['请上报'])
    expect(await states()).toEqual(['r1 sent'])
  })

  test('whose fate was uncertain for more than 50 minutes is not sent again, and the coordinator is told', async () => {
    const { deliver, channel, hears, later, states } = await waiting(reminder())
    channel.next = () => ({ ok: false, retry: true, unknown: true, error: 'timeout' })
    await deliver()
    let sends = 0
    channel.next = () => {
      sends++
      return { ok: true, message: '' }
    }
    later(51 * MINUTE)
    await deliver()
    await deliver()
    expect((await states())[0]).toBe('r1 unknown')
    expect(sends).toBe(1)
    expect(hears('wu')[0]).toMatch(/没有送到陈晓[\s\S]*请上报[\s\S]*不确定/)
  })

  test('waits where the platform said nothing three times, while one is tried; then all go out in their order', async () => {
    const keys = Array.from({ length: 9 }, (_, at) => `r${at}`)
    const { store, now, deliver, channel, later, states } = await waiting()
    const moments = keys.map((key, at) => ({ key, moment: instant(now() + at) }))
    await store.commit(moments.map(({ key, moment }) => post(reminder({ key, due: moment }), moment)))
    later(1_000)
    const tried: string[] = []
    channel.next = ({ key }) => {
      tried.push(key)
      return { ok: false, retry: true, unknown: true, silent: true, error: 'HTTP 503' }
    }
    for (let minute = 0; minute < 30; minute++) {
      await deliver()
      later(MINUTE)
    }
    expect(new Set(tried)).toEqual(new Set(keys.slice(0, 5)))
    // More often than a message that is refused for reasons of its own.
    expect(tried.filter((key) => key === 'r0').length).toBeGreaterThan(20)
    const shown: string[] = []
    channel.next = ({ key }) => {
      shown.push(key)
      return { ok: true, message: '' }
    }
    await deliver()
    expect(shown).toEqual(keys)
    expect(await states()).toEqual(keys.map((key) => `${key} sent`))
  })

  test('left in the hands of a process that died is taken up again when the lease runs out', async () => {
    const { deliver, hears, later, store, now } = await waiting(reminder())
    await store.commit([sql(`UPDATE outbox SET state = 'leased', lease = ?, tried = ?`, now() + MINUTE, now())])
    await deliver()
    expect(hears('chen')).toEqual([])
    later(MINUTE + 1)
    await deliver()
    expect(hears('chen')).toHaveLength(1)
  })

  test('that can never arrive ends, and the coordinator is asked for a successor, once', async () => {
    const { deliver, channel, hears, states } = await waiting(reminder())
    channel.next = ({ account }) =>
      account === 'test:chen' ? { ok: false, retry: false, error: '已离职' } : { ok: true, message: '' }
    await deliver()
    await deliver()
    expect(await states()).toEqual(['r1 failed', 'undelivered:r1:wu sent'])
    expect(hears('wu')).toHaveLength(1)
    expect(hears('wu')[0]).toMatch(/湖州市长兴县[\s\S]*已离职[\s\S]*接任者/)
  })

  test('that has become pointless by the time of sending is dropped and recorded as dropped', async () => {
    const unless = sql(`SELECT 1 FROM setting WHERE name = 'missing'`)
    const { deliver, hears, states } = await waiting(reminder({ unless }))
    await deliver()
    expect(hears('chen')).toEqual([])
    expect(await states()).toEqual(['r1 dropped'])
    const other = await waiting(reminder({ unless }))
    await other.store.commit([sql(`INSERT INTO setting VALUES ('missing', '1')`)])
    await other.deliver()
    expect(other.hears('chen')).toHaveLength(1)
  })

  test('that takes the place of an earlier one names the platform’s id of that', async () => {
    const { deliver, channel } = await waiting(reminder(), reminder({ key: 'r2', replaces: 'r1' }))
    await deliver()
    expect(channel.shown.map(({ replaces }) => replaces)).toEqual([undefined, 'm-r1'])
  })
})

test('a job that plans the same again says it once, and one job’s fault does not silence the others', async () => {
  const { assistant, hears, now, log } = await small({
    parts: {
      jobs: [
        { name: 'bad', run: () => Promise.reject(new Error('bug')) },
        {
          name: 'good',
          run: async (_, store) => {
            const sent = await store.first(`SELECT 1 FROM outbox WHERE key = 'r1'`)
            return { writes: [], says: sent ? [] : [reminder()] }
          },
        },
      ],
    },
  })
  await Promise.all([assistant.tick(now()), assistant.tick(now())])
  await assistant.tick(now())
  expect(hears('chen')).toEqual(['请上报'])
  expect(log.filter(({ event }) => event === 'job-failed').length).toBeGreaterThan(0)
})
