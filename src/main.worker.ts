/** The assistant on Cloudflare Workers: D1, a cron trigger each minute, the messenger's webhook. */
import { env, waitUntil } from 'cloudflare:workers'
import type { D1Database, R2Bucket } from '@cloudflare/workers-types'
import { z } from 'zod'
import data from '../var/data.json'
import { readConfig } from './config.ts'
import { instant } from './office/day.ts'
import { openD1 } from './store/d1.ts'
import { openWorker } from './worker.ts'

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
    /** messages that one call sends at most: 5 on the free plan */
    YAODIAN_PER_CALL: z.coerce.number().int().min(1).optional(),
  })
  .parse(env)

const settings = Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
const { planYear } = readConfig(Object.fromEntries(settings))

const worker = openWorker({
  files: new Map(Object.entries(data)),
  planYear,
  store: openD1(DB),
  bucket: FILES,
  // The messenger: its channel here, its webhook in `mounts`.
  channels: [],
  mounts: () => [],
  perCall: YAODIAN_PER_CALL,
  clock: () => instant(Date.now()),
  waitUntil,
})

export default {
  fetch: worker.fetch,
  scheduled: () => worker.tick(),
}
