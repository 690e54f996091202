/** What the database tells of the office's heart: the last tick, what waits to go out, whether it takes a write. */
import { z } from 'zod'
import { seesInbox } from '../message/inbox.ts'
import { overdue } from '../message/outgoing.ts'
import { waitedMs } from '../message/retry.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { jsonOf, keepSetting, type Reader, type Statement, type Store, settingOf } from '../store/index.ts'
import type { Parts } from './health.ts'
import * as text from './text.ts'

/** The instant at which the latest tick began: how late it is now, and whether the clock was set back since. */
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
export function keepFelt({ loop, platform, audit }: Parts, at: Instant): Statement[] {
  if (!loop && !platform && !audit) return []
  return [keepSetting(FELT, JSON.stringify({ at, parts: { loop, platform, audit } }))]
}

/** @returns what the office that runs, or ran last, felt; what it says is told with its age where that is more than minutes */
export async function lastFelt(store: Reader, now: Instant): Promise<Parts> {
  const kept = await settingOf(store, FELT)
  const found = jsonOf(felt, kept)
  if (!found) return {}
  const { at, parts } = found
  if (Math.abs(now - at) < FRESH_MS) return parts
  // How a process stood that is gone says nothing of now; what it found in the ledger is still there.
  return parts.audit ? { audit: { ...parts.audit, text: text.foundBefore(parts.audit.text, now - at) } } : {}
}

/** Marks the beginning of a tick: health tells from it how long ago one was. @param now ms since the epoch */
export const tickBegan = (now: Instant): Statement => keepSetting(TICK_BEGAN, String(now))

/** Marks which jobs of a tick failed; the mark of an earlier tick says nothing of a later one. @param jobs their names */
export const tickFailed = (now: Instant, jobs: readonly string[]): Statement =>
  keepSetting(TICK_FAILED, JSON.stringify({ at: now, jobs }))

/** @returns when the last tick began, if there was one, and which of its jobs failed */
export async function lastTick(store: Reader): Promise<{ began: number | undefined; failed: readonly string[] }> {
  const [mark, failed] = await Promise.all([settingOf(store, TICK_BEGAN), settingOf(store, TICK_FAILED)])
  const began = mark === undefined ? undefined : Number(mark)
  const { at, jobs = [] } = jsonOf(failure, failed) ?? {}
  // The tick's own instant is read a moment after the mark; one of a minute later was of a clock that was set back.
  const isOfIt = at !== undefined && began !== undefined && at >= began && at < began + MINUTE_MS
  return { began, failed: isOfIt ? jobs : [] }
}

/**
 * What should be out and is not. A retry's `due` says when it is tried again, so its age is reckoned
 * from how often it was tried; what is meant for later is not waiting yet.
 */
export async function waiting(store: Reader, now: Instant): Promise<{ count: number; oldestMs: number }> {
  const rows = await overdue(store, now)
  const ages = rows.map(({ attempts, due }) => now - due + waitedMs(attempts))
  return { count: rows.reduce((sum, { n }) => sum + n, 0), oldestMs: Math.max(0, ...ages) }
}

/** A table rather than `SELECT 1`: a database without its migrations is not healthy. */
export async function read(store: Reader): Promise<void> {
  await seesInbox(store)
}

/** Whether the database takes a write: one that changes nothing else. @throws StoreUnavailable where it does not */
export async function write(store: Store, now: Instant): Promise<void> {
  await store.commit([keepSetting(PROBE, String(now))])
}
