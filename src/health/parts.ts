/** Each part's judgement of what was measured; the limits stand here. */
import type { HealthPart, HealthState } from './health.ts'
import * as text from './text.ts'

const MINUTE_MS = 60_000
const MB = 1024 * 1024

/** The platform waits 3 s for its acknowledgement; half a second is felt. */
const LAG_MS = { degraded: 500, failed: 3_000 }
/** A tick comes each minute; one that hands out thousands of messages takes some. */
const TICK_MS = { degraded: 3 * MINUTE_MS, failed: 15 * MINUTE_MS }
/** Ten minutes is what a reminder may be late; the platform forgets keys after an hour. */
const OUTBOX_MS = { degraded: 10 * MINUTE_MS, failed: 60 * MINUTE_MS }
/** The platform's own restarts take seconds, and a line that is down a minute is nothing to get up for. */
const LOST_MS = { degraded: 3 * MINUTE_MS, failed: 15 * MINUTE_MS }
/** A year of a province is about 1 GB. */
const FREE = { degraded: 1024 * MB, failed: 100 * MB }

const above = (value: number, limit: { degraded: number; failed: number }): HealthState =>
  value >= limit.failed ? 'failed' : value >= limit.degraded ? 'degraded' : 'ok'

/** Of a length of time. @param ms as near as whole ones tell it, none for one that is not known */
const timed = (state: HealthState, ms: number | undefined, words: Pick<HealthPart, 'text' | 'mend'>): HealthPart => ({
  state,
  value: Math.max(0, Math.round(ms ?? 0)),
  unit: 'ms',
  ...words,
})

/**
 * How the event loop does.
 *
 * @param lagMs the longest that it stood still in the last minute
 */
export function loopPart(lagMs: number): HealthPart {
  const state = above(lagMs, LAG_MS)
  return timed(state, lagMs, text.lag(lagMs, state !== 'ok'))
}

/** How the tick does: from the process that ticks, or from what it left in the database. */
export interface Pulse {
  /** since one was last done without an error that ended it; undefined: there was none */
  readonly sinceMs: number | undefined
  /** for how long one has been running */
  readonly runningMs?: number
  /** what went wrong in the last one: names of jobs, kinds of errors */
  readonly failed: readonly string[]
}

/**
 * How the minute's tick does: by how long it has been running, else by how long ago the last one was done. A failed
 * one asks for a restart.
 */
export function tickPart({ sinceMs, runningMs = 0, failed }: Pulse): HealthPart {
  const part = (...[state, ms, words]: Parameters<typeof timed>): HealthPart => ({
    ...timed(state, ms, words),
    ...(state === 'failed' && { restart: true }),
  })
  const running = above(runningMs, TICK_MS)
  if (running !== 'ok') return part(running, runningMs, text.tickRunning(runningMs))
  if (sinceMs === undefined) return part('degraded', 0, text.noTickYet())
  const behind = above(sinceMs, TICK_MS)
  if (behind !== 'ok') return part(behind, sinceMs, text.tickBehind(sinceMs, failed))
  return failed.length > 0
    ? part('degraded', sinceMs, text.tickFailed(failed))
    : part('ok', sinceMs, text.ticked(sinceMs))
}

/**
 * How the outbox stands by the message that waits longest: degraded from ten minutes, failed from an hour.
 * @param count messages that wait though their time has come
 * @param oldestMs for how long the oldest of them does; 0 for none
 */
export function outboxPart({ count, oldestMs }: { count: number; oldestMs: number }): HealthPart {
  const state = above(oldestMs, OUTBOX_MS)
  const words = count === 0 ? text.nothingWaits() : text.waiting(count, oldestMs, state !== 'ok')
  return timed(state, oldestMs, words)
}

/**
 * How the connection to the platform does.
 *
 * @param lostMs for how long no message could come in; undefined while connected
 */
export function platformPart(lostMs: number | undefined): HealthPart {
  const state = above(lostMs ?? 0, LOST_MS)
  return timed(state, lostMs, text.platform(lostMs, state !== 'ok'))
}

/**
 * How much room the disk has.
 *
 * @param freeBytes what an ordinary user may still write where the database lies
 */
export function diskPart(freeBytes: number): HealthPart {
  const state = freeBytes < FREE.failed ? 'failed' : freeBytes < FREE.degraded ? 'degraded' : 'ok'
  return { state, value: freeBytes, unit: 'bytes', ...text.free(freeBytes, state !== 'ok') }
}

/** A disk that could not be asked for its room counts as full. */
export const diskUnknown = (error: unknown): HealthPart => ({
  state: 'failed',
  value: 0,
  unit: 'bytes',
  ...text.diskUnknown(codeOf(error)),
})

/**
 * The database could be read and written.
 *
 * @param tookMs what a read and, once a minute, a write took
 */
export const databaseWorks = (tookMs: number): HealthPart => timed('ok', tookMs, text.databaseWorks(tookMs))

/** The database could not be read or written just now. Of the error only its code is shown, since health is public. */
export const databaseFails = (error: unknown): HealthPart => timed('failed', 0, text.databaseFails(codeOf(error)))

/** Another file lies where the database was opened, or none. Nothing is written until a restart opens that one. */
export const databaseReplaced = (): HealthPart => ({ ...timed('failed', 0, text.replaced()), restart: true })

/** SQLite found damaged pages; whatever still works may rest on them. */
export const databaseDamaged = (): HealthPart => timed('failed', 0, text.damaged())

/** One a day; a night may fail once before anybody has to look. */
const BACKUP_MS = 26 * 60 * MINUTE_MS

/** What is known of the backups. */
export interface BackedUp {
  /** since the last backup that is whole; undefined: there never was one */
  readonly sinceMs: number | undefined
  /** a later one was not made, for this kind of error */
  readonly failed?: string | undefined
  /** into which folder they go */
  readonly folder?: string
}

/**
 * How the backups stand: degraded where none was made for too long or the last one failed. The value is the age of
 * the last one, 0 without one.
 */
export const backupPart = ({ sinceMs, failed, folder }: BackedUp): HealthPart => {
  const isWell = sinceMs !== undefined && sinceMs < BACKUP_MS && failed === undefined
  return timed(isWell ? 'ok' : 'degraded', sinceMs, text.backedUp(sinceMs, failed, !isWell, folder))
}

/** No folder for backups is set: an office that loses its disk loses everything. */
export const noBackups = (): HealthPart => timed('degraded', 0, text.noBackups())

/**
 * What the audit of ledger and records found.
 *
 * @param faults rows that are not as the program wrote them; `unknown`: the audit could not be made
 */
export const auditPart = (faults: number | 'unknown'): HealthPart => ({
  state: faults === 0 ? 'ok' : 'degraded',
  value: faults === 'unknown' ? 0 : faults,
  unit: 'faults',
  ...(faults === 'unknown' ? text.notAudited() : text.audited(faults)),
})

/** How many messages could not be handled and were set aside. */
export const asidePart = (count: number): HealthPart => ({
  state: count > 0 ? 'degraded' : 'ok',
  value: count,
  unit: 'messages',
  ...text.aside(count),
})

/** An error's code or class (SQLITE_FULL, ENOENT, TypeError), without its words, which may hold names or paths. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return 'code' in error ? String(error.code) : error.name
}
