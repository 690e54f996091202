/** The assistant on Cloudflare Workers: D1, a cron trigger each minute, the messengers' webhooks. */

import { env, waitUntil } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import type { D1Database, R2Bucket } from '@cloudflare/workers-types'
import { z } from 'zod'
import data from '../var/data.json'
import { inboundOf, openMessengers } from './channels/messengers.ts'
import { log, openWorker } from './composition/worker.ts'
import { messengersIn, readConfig } from './config/index.ts'
import { instant } from './office/day.ts'
import { openD1 } from './store/d1.ts'

/** What is begun after the answer has 30 s; a message whose turn is further off waits in the outbox. */
const LONGEST_WAIT_MS = 15_000

const binding = <T>(name: string, has: string) =>
  z.custom<T>(
    (value) => typeof value === 'object' && value !== null && has in value,
    `no binding ${name} in wrangler.toml`,
  )

/** What wrangler.toml binds; settings and secrets are read from the same environment as on Node. */
const { DB, FILES, YAODIAN_PER_CALL } = z
  .object({
    DB: binding<D1Database>('DB', 'prepare'),
    FILES: binding<R2Bucket>('FILES', 'put').optional(),
    /** messages that one call sends at most: 4 on the free plan */
    YAODIAN_PER_CALL: z.coerce.number().int().min(1).optional(),
  })
  .parse(env)

const settings = Object.fromEntries(
  Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
)
const named = messengersIn(settings).join()
// A long connection needs a process that stays; before the secrets are set, health is all there is.
const { planYear, messengers, model, keep, sight } = readConfig({
  ...settings,
  ...(named && { YAODIAN_CHANNEL: named, FEISHU_MODE: 'webhook' }),
})

const store = openD1(DB)
const parts = { store, now: Date.now, id: () => crypto.randomUUID(), log, longestWaitMs: LONGEST_WAIT_MS }
const opened = openMessengers(messengers, parts)

const worker = openWorker({
  files: new Map(Object.entries(data)),
  planYear,
  model,
  keep,
  sight,
  store,
  bucket: FILES,
  maps: async (name) => {
    const maps: Readonly<Record<string, string>> = (await import('../var/cmaps.json')).default
    const map = maps[name]
    return map === undefined ? undefined : Buffer.from(map, 'base64')
  },
  channels: opened.map(({ channel }) => channel),
  mounts: ({ handle }) => {
    const ear = inboundOf({ ...parts, handle })
    return opened.flatMap((one) => one.routes?.(ear(one)) ?? [])
  },
  perCall: YAODIAN_PER_CALL,
  clock: () => instant(Date.now()),
  waitUntil,
})

export default {
  fetch: worker.fetch,
  // Without a messenger whatever is planned could reach nobody, and would count as said.
  scheduled: async () => {
    if (opened.length > 0) await worker.tick()
  },
}
