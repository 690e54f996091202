/** /healthz of an office that works, and of one that does not though it answers. */
import { describe, expect, test } from 'vitest'
import { type Health, healthOf, type Senses } from '../../src/health/index.ts'
import { say } from '../../src/message/card.ts'
import { type Outgoing, post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { Beat } from '../../src/runtime/beat.ts'
import { markTick } from '../../src/runtime/clock.ts'
import { watchLoop } from '../../src/runtime/loop.node.ts'
import { type Statement, type Store, StoreUnavailable } from '../../src/store/index.ts'
import { webApp } from '../../src/web/app.ts'
import { small } from '../assistant/small.ts'

const MINUTE = 60_000
const GB = 1024 ** 3

async function office(senses: Partial<Senses> = {}) {
  const one = await small()
  await markTick(one.store, one.now())
  const health = healthOf({ store: one.store, now: one.now, tick: 'stored', freeBytes: async () => 9 * GB, ...senses })
  const app = webApp({ mounts: [], log: () => {}, health })
  return {
    ...one,
    async asks(): Promise<{ code: number } & Health> {
      const response = await app.request('/healthz')
      return { code: response.status, ...((await response.json()) as Health) }
    },
  }
}

const waits = (more: Partial<Outgoing> = {}): Outgoing => ({
  key: 'r1',
  to: { kind: 'person', person: 'chen' as PersonId },
  card: say('请陈晓上报老旧木厂'),
  due: instant(0),
  ...more,
})

describe('/healthz', () => {
  test('of an office that works is 200 and ok', async () => {
    const { asks } = await office()
    const found = await asks()
    expect(found).toMatchObject({ code: 200, status: 'ok', restart: false })
    expect(Object.keys(found.parts)).toEqual(['tick', 'outbox', 'disk', 'database'])
  })

  test('of a full disk is 503 and asks for no restart', async () => {
    const { asks } = await office({ freeBytes: async () => 0 })
    expect(await asks()).toMatchObject({
      code: 503,
      status: 'failed',
      restart: false,
      parts: { disk: { state: 'failed', value: 0 } },
    })
  })

  test('of a tick that stands, as the database tells, is degraded and then 503', async () => {
    const { asks, later } = await office()
    later(4 * MINUTE)
    expect(await asks()).toMatchObject({ code: 200, status: 'degraded', parts: { tick: { value: 4 * MINUTE } } })
    later(12 * MINUTE)
    expect(await asks()).toMatchObject({ code: 503, restart: true, parts: { tick: { state: 'failed' } } })
  })

  test('of a tick that hangs in this process is 503 and asks for a restart', async () => {
    let steady = 0
    const clocks = { now: () => 0, steady: () => steady }
    const beat = new Beat({ name: 'tick', periodMs: MINUTE, work: () => new Promise(() => {}) }, clocks, () => {})
    const { asks } = await office({ tick: () => beat.pulse })
    expect((await asks()).code).toBe(200)
    void beat.look()
    steady += 16 * MINUTE
    const found = await asks()
    expect(found).toMatchObject({ code: 503, restart: true, parts: { tick: { value: 16 * MINUTE } } })
    expect(found.parts.tick?.mend).toMatch(/重启/)
  })

  test('names the jobs of the last tick that failed, until one goes well', async () => {
    let broken = true
    const job = {
      name: 'digest',
      run: async () => {
        if (broken) throw new Error('陈晓')
        return { writes: [], says: [] }
      },
    }
    const one = await small({ parts: { jobs: [job] } })
    const look = healthOf({ store: one.store, now: one.now, tick: 'stored' })
    const ticks = async (): Promise<void> => {
      await markTick(one.store, one.now())
      await one.assistant.tick(one.now())
    }
    await ticks()
    const { parts, status } = await look()
    expect([status, parts.tick?.text]).toEqual(['degraded', expect.stringContaining('digest')])
    expect(JSON.stringify(parts)).not.toContain('陈晓')
    broken = false
    one.later(MINUTE)
    await ticks()
    expect((await look()).status).toBe('ok')
  })

  test('of an outbox whose oldest message waits is degraded after ten minutes and 503 after an hour', async () => {
    const { asks, store, now, later, assistant } = await office()
    await store.commit([
      post(waits({ due: now() }), now()),
      post(waits({ key: 'later', due: instant(now() + 1e9) }), now()),
    ])
    expect(await asks()).toMatchObject({ status: 'ok', parts: { outbox: { value: 0, unit: 'ms' } } })
    later(11 * MINUTE)
    expect((await asks()).parts.outbox).toMatchObject({ state: 'degraded', value: 11 * MINUTE })
    later(50 * MINUTE)
    const found = await asks()
    expect(found).toMatchObject({ code: 503, parts: { outbox: { state: 'failed', value: 61 * MINUTE } } })
    expect(JSON.stringify(found)).not.toMatch(/陈晓|木厂/)
    await assistant.deliver(now())
    expect((await asks()).parts.outbox).toMatchObject({ state: 'ok', value: 0 })
  })

  test('counts a message that is refused again and again from when it was first tried', async () => {
    const { asks, store, channel, now, later, assistant } = await office()
    channel.next = () => ({ ok: false, retry: true, error: 'HTTP 503' })
    await store.commit([post(waits({ due: now() }), now())])
    for (let second = 0; second < 15 * 60; second += 5) {
      later(5_000)
      await assistant.deliver(now())
    }
    const { outbox } = (await asks()).parts
    expect(outbox?.state).toBe('degraded')
    expect(outbox?.value).toBeGreaterThan(10 * MINUTE)
  })

  test('of a database that takes no write is 503, tried once a minute however often it is asked', async () => {
    let writes = 0
    const one = await small()
    const full: Store = {
      ...one.store,
      all: (sql, ...params) => one.store.all(sql, ...params),
      first: (sql, ...params) => one.store.first(sql, ...params),
      round: (queries) => one.store.round(queries),
      async commit(_: readonly Statement[]) {
        writes++
        throw new StoreUnavailable('full', { cause: Object.assign(new Error('full'), { code: 'SQLITE_FULL' }) })
      },
    }
    const look = healthOf({ store: full, now: one.now, tick: 'none' })
    for (let i = 0; i < 20; i++) {
      const { status, parts } = await look()
      expect(status).toBe('failed')
      expect(parts.database?.text).toContain('SQLITE_FULL')
    }
    expect(writes).toBe(1)
    one.later(MINUTE)
    await look()
    expect(writes).toBe(2)
  })

  test('of a database that is gone is 503, and of one with damaged pages', async () => {
    const { asks, store } = await office({ isDamaged: () => true })
    expect(await asks()).toMatchObject({ code: 503, restart: false, parts: { database: { state: 'failed' } } })
    store.close()
    expect(await asks()).toMatchObject({ code: 503, parts: { database: { state: 'failed' } } })
  })

  test('tells how many messages were set aside', async () => {
    const { asks } = await office({ aside: async () => 2 })
    expect(await asks()).toMatchObject({ code: 200, status: 'degraded', parts: { aside: { value: 2 } } })
  })

  test('of an event loop that stood still tells for how long, until that is over', async () => {
    const loop = watchLoop()
    const { asks } = await office({ lagMs: loop.lagMs })
    const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60))
    await breathe()
    expect((await asks()).parts.loop?.state).toBe('ok')
    const until = performance.now() + 3_200
    while (performance.now() < until);
    await breathe()
    const found = await asks()
    expect(found).toMatchObject({ code: 503, parts: { loop: { state: 'failed' } } })
    expect(found.parts.loop?.value).toBeGreaterThan(3_000)
    // It has recovered, and restarting what has recovered helps nobody.
    expect(found.restart).toBe(false)
    loop.roll()
    expect((await asks()).parts.loop?.state).toBe('failed')
    await breathe()
    loop.roll()
    expect((await asks()).parts.loop?.state).not.toBe('failed')
    loop.stop()
  })
})
