/** A Worker for tests and benchmarks: the real office on D1, taking messages as JSON at an instant that the caller names. */
import { env, waitUntil } from 'cloudflare:workers'
import type { D1Database } from '@cloudflare/workers-types'
import { Hono } from 'hono'
import type { Channel } from '../../../src/channels/channel.ts'
import { openWorker } from '../../../src/composition/worker.ts'
import type { Incoming } from '../../../src/message/incoming.ts'
import type { Instant } from '../../../src/office/day.ts'
import { openD1 } from '../../../src/store/d1.ts'
import { Conflict, type Store } from '../../../src/store/index.ts'
import data from '../../../var/data.json'
import { counted, type Rows } from './counted.ts'

let now = 0 as Instant
const sent: string[] = []
/** commits that came second */
let conflicts = 0

const channel: Channel = {
  name: 'test',
  async send({ key }) {
    sent.push(key)
    return { ok: true, message: `m-${key}` }
  },
}

const rows: Rows = { read: 0, written: 0, queries: 0 }
const d1 = openD1(counted(env['DB'] as D1Database, rows))
const store: Store = {
  ...d1,
  commit: (statements) =>
    d1.commit(statements).catch((error) => {
      if (error instanceof Conflict) conflicts++
      throw error
    }),
}

const worker = openWorker({
  files: new Map(Object.entries(data).map(([path, text]) => [path, text.replace('demo: true', 'demo: false')])),
  store,
  channels: [channel],
  mounts: (assistant) => [
    new Hono()
      .post('/message', async (c) => {
        const message = await c.req.json<Incoming>()
        now = message.at
        return c.json(await assistant.handle(message))
      })
      // The floor of a benchmark: as many point reads as a message makes queries, and nothing else.
      .post('/reads/:n', async (c) => {
        for (let n = Number(c.req.param('n')); n > 0; n--) await store.first('SELECT 1 FROM inbox WHERE id = ?', 'none')
        return c.json({})
      })
      .post('/tick/:at', async (c) => {
        now = Number(c.req.param('at')) as Instant
        await assistant.tick(now)
        return c.json({})
      })
      .get('/seen', (c) => c.json({ sent, conflicts, rows })),
  ],
  clock: () => now,
  waitUntil,
})

export default { fetch: worker.fetch }
