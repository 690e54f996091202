/** What the database tells of the office's heart: the last tick, what waits to go out, whether it takes a write. */
import { waitedMs } from '../message/retry.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { type Reader, type Statement, type Store, sql } from '../store/index.ts'

/** The instant at which the latest tick began: how late it is now, and whether the clock was set back since. */
export const TICK_BEGAN = 'tick.began'
/** The instant of the latest tick that had a fault, and its jobs that failed. */
const TICK_FAILED = 'tick.failed'
const PROBE = 'health.probe'

export const tickBegan = (now: Instant): Statement => keep(TICK_BEGAN, String(now))

export const tickFailed = (now: Instant, jobs: readonly string[]): Statement =>
  keep(TICK_FAILED, JSON.stringify({ at: now, jobs }))

const keep = (name: string, value: string): Statement =>
  sql(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  )

/** @returns when the last tick began, if there was one, and which of its jobs failed */
export async function lastTick(store: Reader): Promise<{ began: number | undefined; failed: readonly string[] }> {
  const rows = await store.all<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE name IN (?, ?)',
    TICK_BEGAN,
    TICK_FAILED,
  )
  const kept = new Map(rows.map(({ name, value }) => [name, value]))
  const began = kept.has(TICK_BEGAN) ? Number(kept.get(TICK_BEGAN)) : undefined
  const { at, jobs } = JSON.parse(kept.get(TICK_FAILED) ?? '{"jobs":[]}') as { at?: number; jobs: string[] }
  // The tick's own instant is read a moment after the mark; one of a minute later was of a clock that was set back.
  const isOfIt = at !== undefined && began !== undefined && at >= began && at < began + MINUTE_MS
  return { began, failed: isOfIt ? jobs : [] }
}

/**
 * What should be out and is not. A retry's `due` says when it is tried again, so its age is reckoned
 * from how often it was tried; what is meant for later is not waiting yet.
 */
export async function waiting(store: Reader, now: Instant): Promise<{ count: number; oldestMs: number }> {
  const rows = await store.all<{ attempts: number; due: number; n: number }>(
    `SELECT attempts, min(due) AS due, count(*) AS n FROM outbox
     WHERE state IN ('queued', 'leased') AND (due <= ? OR attempts > 0) GROUP BY attempts`,
    now,
  )
  const ages = rows.map(({ attempts, due }) => now - due + waitedMs(attempts))
  return { count: rows.reduce((sum, { n }) => sum + n, 0), oldestMs: Math.max(0, ...ages) }
}

/** A table rather than `SELECT 1`: a database without its migrations is not healthy. */
export async function read(store: Reader): Promise<void> {
  await store.first('SELECT 1 FROM inbox LIMIT 1')
}

export async function write(store: Store, now: Instant): Promise<void> {
  await store.commit([keep(PROBE, String(now))])
}
