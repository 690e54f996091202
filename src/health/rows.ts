/** What the database tells of the office's heart: the last tick, what waits to go out, whether it takes a write. */
import { z } from 'zod'
import { seesInbox } from '../message/inbox.ts'
import { overdue } from '../message/outgoing.ts'
import { waitedMs } from '../message/retry.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { jsonOf, keepSetting, type Reader, type Statement, type Store, settingOf } from '../store/index.ts'
import type { HealthParts } from './health.ts'
import * as text from './text.ts'

/**
 * Setting with the instant at which the latest tick began: tells how late the next is, and whether the clock was set
 * back.
 */
export const TICK_BEGAN = 'tick.began'
/** The instant of the latest tick that had a fault, and its jobs that failed. */
const TICK_FAILED = 'tick.failed'
const PROBE = 'health.probe'
/** What only the running process can feel, as it last found it: for `doctor`, which runs beside it. */
const FELT = 'health.felt'
/** It is written each minute; what is older was left by a process that has stopped. */
const FRESH_MS = 3 * MINUTE_MS

const part = z.object({
  state: z.enum(['ok', 'degraded', 'failed']),
  value: z.number(),
  unit: z.enum(['ms', 'bytes', 'messages', 'faults']),
  text: z.string(),
  mend: z.string().exactOptional(),
})
const felt = z.object({
  at: z.number(),
  parts: z.object({
    loop: part.exactOptional(),
    platform: part.exactOptional(),
    audit: part.exactOptional(),
  }),
})

const failure = z.object({ at: z.number(), jobs: z.array(z.string()) })

/** Leaves what only this process can feel in the database; nothing where it feels nothing of its own. */
export function keepFelt({ loop, platform, audit }: HealthParts, at: Instant): Statement[] {
  if (!loop && !platform && !audit) return []
  return [keepSetting(FELT, JSON.stringify({ at, parts: { loop, platform, audit } }))]
}

/**
 * What the office that runs, or ran last, wrote down of itself. Of what is three minutes old or more only the audit's
 * finding is left, with its age; empty where nothing was written.
 */
export async function lastFelt(store: Reader, now: Instant): Promise<HealthParts> {
  const kept = await settingOf(store, FELT)
  const found = jsonOf(felt, kept)
  if (!found) return {}
  const { at, parts } = found
  if (Math.abs(now - at) < FRESH_MS) return parts
  // How a process stood that is gone says nothing of now; what it found in the ledger is still there.
  return parts.audit ? { audit: { ...parts.audit, text: text.foundBefore(parts.audit.text, now - at) } } : {}
}

/** Marks the beginning of a tick, in the setting `TICK_BEGAN`. */
export const tickBegan = (now: Instant): Statement => keepSetting(TICK_BEGAN, String(now))

/** Marks which jobs of a tick failed. The mark of an earlier tick says nothing about a later one. */
export const tickFailed = (now: Instant, jobs: readonly string[]): Statement =>
  keepSetting(TICK_FAILED, JSON.stringify({ at: now, jobs }))

/** When the last tick began (milliseconds) and which of its jobs failed; `began` undefined where there was none. */
export async function lastTick(store: Reader): Promise<{ began: number | undefined; failed: readonly string[] }> {
  const [mark, failed] = await Promise.all([settingOf(store, TICK_BEGAN), settingOf(store, TICK_FAILED)])
  const began = mark === undefined ? undefined : Number(mark)
  const { at, jobs = [] } = jsonOf(failure, failed) ?? {}
  // The tick's own instant is read a moment after the mark; one of a minute later was of a clock that was set back.
  const isOfIt = at !== undefined && began !== undefined && at >= began && at < began + MINUTE_MS
  return { began, failed: isOfIt ? jobs : [] }
}

/**
 * How many messages should be out and are not, and for how long the oldest waits. A retry's `due` is in the future,
 * so its age is worked out from how often it was tried; messages meant for later do not wait yet.
 */
export async function waiting(store: Reader, now: Instant): Promise<{ count: number; oldestMs: number }> {
  const rows = await overdue(store, now)
  const ages = rows.map(({ attempts, due }) => now - due + waitedMs(attempts))
  return { count: rows.reduce((sum, { n }) => sum + n, 0), oldestMs: Math.max(0, ...ages) }
}

/**
 * Reads a table, as a probe of the database. `SELECT 1` would also succeed on a database without its migrations.
 * @throws StoreUnavailable where it cannot be read
 */
export async function read(store: Reader): Promise<void> {
  await seesInbox(store)
}

/**
 * Writes one setting, as a probe of the database.
 * @throws StoreUnavailable where it takes no writes
 */
export async function write(store: Store, now: Instant): Promise<void> {
  await store.commit([keepSetting(PROBE, String(now))])
}
