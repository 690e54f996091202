/** What a Worker knows of itself: no disk, no loop, but the database, the outbox, and when the minute last came. */
import { env } from 'cloudflare:test'
import { expect, onTestFinished, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { openWorker } from '../../../src/composition/worker.ts'
import type { Health } from '../../../src/health/index.ts'
import { say } from '../../../src/message/card.ts'
import { post } from '../../../src/message/outgoing.ts'
import { type Instant, instant, parseInstant } from '../../../src/office/day.ts'
import { openD1 } from '../../../src/store/d1.ts'
import { sql } from '../../../src/store/index.ts'
import { files } from '../../invented.ts'

const MINUTE = 60_000

function worker(store: ReturnType<typeof openD1>, options: { messenger?: boolean } = {}) {
  let now = parseInstant('2017-07-03 09:00') ?? instant(0)
  const sent: string[] = []
  const { fetch, tick } = openWorker({
    files,
    store,
    channels:
      options.messenger === false
        ? []
        : [{ name: 'test', send: async ({ key }) => ({ ok: true, message: String(sent.push(key)) }) }],
    mounts: () => [],
    clock: () => now,
    waitUntil: () => {},
  })
  return {
    tick,
    sent,
    now: () => now,
    later: (ms: number) => {
      now = instant(now + ms)
    },
    async asks(): Promise<{ code: number } & Health> {
      const response = await fetch(new Request('http://office/healthz'))
      return { code: response.status, ...((await response.json()) as Health) }
    },
  }
}

test('before the messenger is set up it is ok, and nothing is said of a tick that does not come', async () => {
  const { asks } = worker(await freshStore(), { messenger: false })
  const found = await asks()
  expect(found).toMatchObject({ code: 200, status: 'ok', restart: false })
  expect(Object.keys(found.parts)).toEqual(['outbox', 'database', 'aside'])
})

test('a trigger that never came, came, and stopped coming is told', async () => {
  const { asks, tick, later } = worker(await freshStore())
  expect(await asks()).toMatchObject({ code: 200, status: 'degraded', parts: { tick: { state: 'degraded' } } })
  await tick()
  expect(await asks()).toMatchObject({ code: 200, status: 'ok', parts: { tick: { state: 'ok', value: 0 } } })
  later(16 * MINUTE)
  expect(await asks()).toMatchObject({ code: 503, status: 'failed', parts: { tick: { value: 16 * MINUTE } } })
})

test('the administrator hears that the trigger did not come for two hours, and of a message that waits', async () => {
  const store = await freshStore()
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('ma', '马工')`),
    sql(`INSERT INTO account (account, person) VALUES ('test:ma', 'ma')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('ma', 'admin', '330000')`),
  ])
  const { tick, later, sent, now } = worker(store)
  await tick()
  later(120 * MINUTE)
  await tick()
  await tick()
  expect(sent).toEqual([expect.stringMatching(/^alert:away:/)])
  const nobody = { kind: 'chat', channel: 'gone', chat: 'c' } as const
  await store.commit([post({ key: 'waits', to: nobody, card: say('请上报'), due: now() }, now())])
  await store.commit([sql(`UPDATE outbox SET attempts = 9, due = ? WHERE key = 'waits'`, now() + MINUTE)])
  await tick()
  await tick()
  expect(sent[1]).toMatch(/^alert:outbox:/)
})

test('a database without its migrations is failed', async () => {
  await freshStore()
  await env.DB.exec('ALTER TABLE inbox RENAME TO away')
  onTestFinished(async () => {
    await env.DB.exec('ALTER TABLE away RENAME TO inbox')
  })
  const { asks } = worker(openD1(env.DB))
  expect(await asks()).toMatchObject({ code: 503, status: 'failed', parts: { database: { state: 'failed' } } })
})

test('a retry that waits for the old time goes out when the clock was set back', async () => {
  const store = await freshStore()
  const { tick, later, now, sent } = worker(store)
  await tick()
  const due = (now() + 30_000) as Instant
  await store.commit([
    post({ key: 'r', to: { kind: 'chat', channel: 'test', chat: 'c' }, card: say('请上报'), due }, now()),
    sql(`UPDATE outbox SET attempts = 2 WHERE key = 'r'`),
  ])
  later(-24 * 60 * MINUTE)
  await tick()
  expect(sent).toEqual([])
  later(MINUTE)
  await tick()
  expect(sent).toEqual(['r'])
})
