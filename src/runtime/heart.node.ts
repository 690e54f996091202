/** The heart of an office on one machine: its beats, how it stands, and who is told. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BackedUp,
  codeOf,
  type Health,
  healthOf,
  type Incidents,
  isUnderWay,
  replacedAlert,
  type Senses,
  tellAbsence,
  tellForged,
  tellHeads,
  tellIncidents,
  unwritableAlert,
  withCried,
} from '../health/index.ts'
import type { Card } from '../message/card.ts'
import { DAY_MS, type Instant, instant, MINUTE_MS } from '../office/day.ts'
import { accessed } from '../people/index.ts'
import { type Store, StoreReplaced, StoreUnavailable } from '../store/index.ts'
import { auditsOf, type Comparisons } from './audits.ts'
import { Beat, type Clocks, type Rhythm } from './beat.ts'
import { markTick } from './clock.ts'
import { watchLoop } from './loop.node.ts'
import { tellWatchdog, watchdogEveryMs } from './watchdog.node.ts'

const HOUR_MS = 60 * MINUTE_MS
/** 03:00 of the office is 19:00 of UTC: nobody is asking, and backups are made later. */
const NIGHT_MS = 19 * HOUR_MS
/** Long enough after that for the largest database to have been looked at: what is backed up is sound. */
const BACKUP_MS = NIGHT_MS + HOUR_MS / 2
const SWEEP_MS = NIGHT_MS + HOUR_MS / 4
/** After what was kept too long is gone, and before a backup becomes what it compares with. */
const AUDIT_MS = NIGHT_MS + HOUR_MS / 3
const LOOK_MS = 2_000
/** One query that finds nothing; what was refused once is out within five seconds of a start. */
const DELIVERY_MS = 1_000
const STRETCH_MS = 30_000
const FIRST_HOUR_MS = 30_000
/** What can be kept nowhere that it was said is said again so long after, while it lasts. */
const CRY_MS = 4 * HOUR_MS

/** What beats on one machine, and what its health is told from. */
export interface HeartParts extends Comparisons {
  readonly store: Store
  readonly databasePath: string
  /** what is done each minute; @param now the host's time */
  readonly minute: (now: Instant) => Promise<unknown>
  /** sends what waits, often: what was refused for a second is not to wait for the minute */
  readonly deliver?: () => Promise<unknown>
  /** what is done each hour, and before the first minute */
  readonly hourly?: () => Promise<unknown>
  /** what is done each night, after what is kept too long was taken out and before the backup */
  readonly nightly?: () => Promise<unknown>
  /** looks at every page of the database, off this thread. @returns what is wrong */
  readonly findDamage: (path: string) => Promise<string | undefined>
  readonly aside?: () => Promise<number>
  /** makes a backup, each night, and tells when the last one was made (ms since the epoch) */
  readonly backup?: {
    readonly folder: string
    readonly make: () => Promise<unknown>
    readonly last: () => Promise<number | undefined>
  }
  /** an office's own database, whose loss nobody makes good: it is told where no backup is made */
  readonly needsBackup?: boolean
  /** administrators are told by message what is not well, and when it is over */
  readonly tells?: boolean
  /** for how long the platform could bring no message; undefined while it can */
  readonly lostMs?: () => number | undefined
  /** tells administrators past the outbox that the database is gone, or takes nothing */
  readonly cry?: (card: Card, now: Instant) => Promise<void>
  /** the office's clock, where it is not the host's */
  readonly clock?: () => Instant
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The regular work of a machine, and its health. */
export interface Heart {
  readonly health: () => Promise<Health>
  /**
   * Begins to beat; what waited while nobody was there is done first.
   * @param ready what all but deliveries wait for: what is said already needs no desk
   */
  readonly start: (ready?: Promise<unknown>) => Promise<void>
  readonly stop: () => void
}

const HOST: Clocks = { now: () => Date.now(), steady: () => performance.now() }

/**
 * What beats on one machine: the minute's work, deliveries between, each night a backup and a look at every page; and how
 * the office stands. Nothing beats before `start`.
 */
export function openHeart(parts: HeartParts): Heart {
  const { store, deliver, hourly, backup, log } = parts
  const clock = parts.clock ?? (() => instant(HOST.now()))
  const beat = (name: string, periodMs: number, work: Rhythm['work'], offsetMs = 0): Beat =>
    new Beat({ name, periodMs, offsetMs, work }, HOST, log)
  const pages = pageCheck(parts)
  const backups = backup && nightlyBackups(backup, parts, clock)
  const audits = auditsOf({ ...parts, isAwaited: () => isUnderWay(store, 'audit') }, log)
  const tick = beat('tick', MINUTE_MS, async (now) => {
    await markTick(store, clock())
    await parts.minute(now)
  })
  const delivery = deliver && beat('delivery', DELIVERY_MS, deliver)
  const hour = hourly && beat('hourly', HOUR_MS, hourly, 7 * MINUTE_MS)
  const night = beat('page-check', DAY_MS, pages.look, NIGHT_MS)
  const nightly = backups && beat('backup', DAY_MS, backups.make, BACKUP_MS)
  const sweep = parts.nightly && beat('sweep', DAY_MS, parts.nightly, SWEEP_MS)
  const audit = beat('audit', DAY_MS, audits.nightly, AUDIT_MS)
  const again = beat('audit', HOUR_MS, audits.hourly, HOUR_MS / 2)
  const watch = beat('watch', MINUTE_MS, audits.minutely)
  const loop = watchLoop()
  const health = healthOf({
    ...sensesOf(parts, backups?.last),
    now: clock,
    tick: () => tick.pulse,
    lagMs: loop.lagMs,
    isDamaged: pages.isDamaged,
    auditFaults: audits.faults,
  })
  const telling = parts.tells && beat('alert', MINUTE_MS, incidents(parts, health, clock))
  const timers: NodeJS.Timeout[] = []
  const every = (ms: number, work: () => void): void => void timers.push(setInterval(work, ms))

  return {
    health,
    async start(ready) {
      every(STRETCH_MS, loop.roll)
      if (delivery) every(DELIVERY_MS, () => void delivery.look())
      await ready
      // Before the first tick takes the place of the last one's mark.
      if (telling)
        await tellAbsence(store, clock()).catch((error) => log({ event: 'alert-failed', error: String(error) }))
      const watchdogMs = watchdogEveryMs(parts.environment)
      if (watchdogMs) every(watchdogMs, () => void health().then((found) => tellWatchdog(found, log)))
      // Accounts found now are where the first tick's messages go; a platform that is silent holds up no tick.
      if (hour) await Promise.race([hour.look(), sleep(FIRST_HOUR_MS)])
      every(LOOK_MS, () => [hour, tick, night, sweep, audit, again, watch, nightly].forEach((one) => void one?.look()))
      await tick.look()
      await night.look()
      void nightly?.look()
      if (telling) every(LOOK_MS, () => void telling.look())
    },
    stop() {
      for (const timer of timers) clearInterval(timer)
      loop.stop()
    },
  }
}

/** What of the office's health is felt without a beat. */
const sensesOf = ({ store, databasePath, lostMs, aside, needsBackup }: HeartParts, backedUp?: Senses['backedUp']) => ({
  store,
  freeBytes: () => freeBytes(databasePath),
  ...(lostMs && { lostMs }),
  ...(aside && { aside }),
  ...(backedUp ? { backedUp } : needsBackup && { backedUp: 'none' as const }),
})

/** The night's look at every page of the database. */
function pageCheck({ databasePath, findDamage }: HeartParts) {
  let damage: string | undefined
  return {
    isDamaged: () => damage !== undefined,
    async look(): Promise<void> {
      damage = await findDamage(databasePath)
      if (damage !== undefined) throw new Error(`the database is damaged: ${damage}`)
    },
  }
}

/** The night's backup, and how long ago the last one was made. */
function nightlyBackups(backup: NonNullable<HeartParts['backup']>, { store, log }: HeartParts, clock: () => Instant) {
  let fault: { readonly at: number; readonly code: string } | undefined
  return {
    last: async () => ({ folder: backup.folder, ...backedUp(await backup.last(), fault) }),
    async make(): Promise<void> {
      try {
        const made = await backup.make()
        if (typeof made !== 'string') return
        log({ event: 'backed-up' })
        await store.commit([accessed({ at: clock(), who: 'night', what: 'backup', whom: made })])
      } catch (error) {
        fault = { at: HOST.now(), code: codeOf(error) }
        throw error
      }
    },
  }
}

/** Tells administrators what is not well; past the outbox, once in a while, where that takes nothing any more. */
function incidents({ store, cry }: HeartParts, health: Heart['health'], clock: () => Instant) {
  let criedAt = Number.NEGATIVE_INFINITY
  let known: Incidents | undefined
  return async (): Promise<void> => {
    const found = await health()
    try {
      known = await tellIncidents(store, found, clock(), known)
      await tellHeads(store, clock())
      await tellForged(store, clock())
    } catch (error) {
      const failed = Object.values(found.parts).filter(({ state }) => state === 'failed')
      // One that is busy for a moment is told by nobody.
      const isGone = error instanceof StoreUnavailable && failed.length > 0
      if (!isGone || HOST.steady() - criedAt < CRY_MS) throw error
      criedAt = HOST.steady()
      known = await withCried(store, known, clock())
      await cry?.(error instanceof StoreReplaced ? replacedAlert() : unwritableAlert(failed), clock())
      throw error
    }
  }
}

/** A fault is of no account any more where a later backup is whole, made by hand or not. */
function backedUp(
  last: number | undefined,
  fault: { readonly at: number; readonly code: string } | undefined,
): BackedUp {
  const failed = fault && (last === undefined || last < fault.at) ? fault.code : undefined
  return { sinceMs: last && HOST.now() - last, failed }
}

/**
 * How many bytes an ordinary user may still write on the disk where a file lies.
 * @throws what the file system threw
 */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path))
  return bavail * bsize
}
