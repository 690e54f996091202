/** The assistant as a Worker, whatever messenger it speaks through: the office, its web app, its minute. */
import type { R2Bucket } from '@cloudflare/workers-types'
import type { Hono } from 'hono'
import { type Assistant, countSetAside } from '../assistant/index.ts'
import type { Channel } from '../channels/channel.ts'
import type { ModelConfig } from '../config/index.ts'
import type { MapSource } from '../documents/files/pdf.ts'
import { readFile } from '../documents/files/read-file.ts'
import { healthOf, tellAbsence, tellHeads, tellIncidents } from '../health/index.ts'
import type { Instant } from '../office/day.ts'
import type { Files } from '../office/load/index.ts'
import { loadOffice, withoutDemo } from '../office/load/index.ts'
import type { Retention } from '../privacy/index.ts'
import type { Attachments } from '../report/index.ts'
import { markTick } from '../runtime/clock.ts'
import { openLog } from '../runtime/log.ts'
import type { Store } from '../store/index.ts'
import { webApp } from '../web/app.ts'
import { interpreterParts } from './interpreter.ts'
import { liveAssistant } from './live-assistant.ts'
import { openLiveOffice, shippedOffice } from './live-office.ts'
import { readingParts } from './model-reader.ts'

/**
 * A call of the paid plan may make 1 000 queries and 10 000 subrequests; a message takes about 5 and 1 of them.
 * On the free plan it is 50 of both together: see docs/workers.md.
 */
const PER_CALL = 150

/** What a Worker is made of: its data, bindings and settings. */
export interface WorkerParts {
  /** the text files of `data/`, by their paths */
  readonly files: Files
  readonly planYear?: number | undefined
  readonly model?: ModelConfig | undefined
  readonly keep?: Retention | undefined
  readonly sight?: 'all' | 'own' | undefined
  readonly store: Store
  /** where evidence is kept; without it files are not taken */
  readonly bucket?: R2Bucket | undefined
  /** character maps of Chinese fonts for PDFs, asked for when the first needs one */
  readonly maps?: MapSource
  readonly channels: readonly Channel[]
  /** the channels' own routes */
  readonly mounts: (assistant: Assistant) => readonly Hono[]
  readonly perCall?: number | undefined
  readonly clock: () => Instant
  /** keeps a call alive until the work is done, the answer being out */
  readonly waitUntil: (work: Promise<unknown>) => void
}

/** The office in one isolate: its HTTP side, and the tick of each minute. */
export interface Worker {
  readonly assistant: Assistant
  readonly fetch: (request: Request) => Response | Promise<Response>
  readonly tick: () => Promise<void>
}

/** Reads the data and builds the office; done once an isolate, before its first call. */
export function openWorker(parts: WorkerParts): Worker {
  const { files, store, bucket, channels, clock } = parts
  const office = withoutDemo(loadOffice(files, parts.planYear))
  // The answer is out, the call stays: for what does not end in its 30 s the outbox and the next minute are there.
  const onItsOwn = (event: string) => (work: Promise<void>) =>
    parts.waitUntil(work.catch((error: unknown) => log({ event, error: String(error) })))
  const assistant = liveAssistant(
    openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock }),
    {
      store,
      regions: office.regions,
      channels,
      clock,
      id: () => crypto.randomUUID(),
      perCall: parts.perCall ?? PER_CALL,
      later: onItsOwn('delivery-failed'),
      log,
      ...interpreterParts({ model: parts.model, files, now: clock, log }),
      ...readingParts({ model: parts.model, files, now: clock, log, afterwards: onItsOwn('reading-failed') }),
    },
    {
      ...(bucket && { attachments: evidenceIn(bucket, channels) }),
      readFile: (name, bytes) => readFile(name, bytes, parts.maps),
      ...(parts.keep && { keep: parts.keep }),
      ...(parts.sight && { sight: parts.sight }),
    },
  )
  const health = healthOf({
    store,
    now: clock,
    // Without a messenger nothing ticks: whatever is planned could reach nobody.
    tick: channels.length > 0 ? 'stored' : 'none',
    aside: () => countSetAside(store),
  })
  const app = webApp({ mounts: parts.mounts(assistant), log, health })
  const tick = async (): Promise<void> => {
    const now = clock()
    await tellAbsence(store, now)
    await markTick(store, now)
    await assistant.tick(now)
    await tellIncidents(store, await health(), now)
    await tellHeads(store, now)
  }
  return { assistant, fetch: (request) => app.fetch(request), tick }
}

/** One line of JSON an event, for Workers Logs; texts of people are not among them. */
export const log = openLog(console.log, Date.now)

/** Evidence in R2: each content once, under its hash, which R2 checks before it shows an object at all. */
const evidenceIn = (bucket: R2Bucket, channels: readonly Channel[]): Attachments => ({
  fetch: async (message, file) => channels.find(({ name }) => name === message.channel)?.fetch?.(file.key),
  async keep(sha256, content) {
    await bucket.put(`evidence/${sha256}`, content, { sha256 })
  },
})
