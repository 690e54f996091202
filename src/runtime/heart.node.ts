/** The heart of an office on one machine: its beats, how it stands, and who is told. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BackedUp,
  codeOf,
  type Health,
  healthOf,
  replacedAlert,
  tellAbsence,
  tellHeads,
  tellIncidents,
  unwritableAlert,
} from '../health/index.ts'
import type { Card } from '../message/card.ts'
import { DAY_MS, type Instant, instant, MINUTE_MS } from '../office/day.ts'
import { accessed } from '../people/index.ts'
import { type Store, StoreReplaced, StoreUnavailable } from '../store/index.ts'
import { Beat, type Clocks } from './beat.ts'
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
const STRETCH_MS = 30_000
const FIRST_HOUR_MS = 30_000
/** What can be kept nowhere that it was said is said again so long after, while it lasts. */
const CRY_MS = 4 * HOUR_MS

export interface HeartParts {
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
  /** compares the ledger and all beside it with what was written down of them, each night, off this thread. @returns faults */
  readonly audit?: () => Promise<number>
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

export interface Heart {
  readonly health: () => Promise<Health>
  /** Begins to beat; what waited while nobody was there is done first. */
  readonly start: () => Promise<void>
  readonly stop: () => void
}

const HOST: Clocks = { now: () => Date.now(), steady: () => performance.now() }

/**
 * What beats on one machine: the minute's work, deliveries between, each night a backup and a look at every page; and how
 * the office stands. Nothing beats before `start`.
 */
export function openHeart(parts: HeartParts): Heart {
  const { store, databasePath, deliver, hourly, findDamage, aside, backup, log } = parts
  let damage: string | undefined
  const pages = async (): Promise<void> => {
    damage = await findDamage(databasePath)
    if (damage !== undefined) throw new Error(`the database is damaged: ${damage}`)
  }
  let fault: { readonly at: number; readonly code: string } | undefined
  const backUp = async (): Promise<void> => {
    try {
      const made = await backup?.make()
      if (typeof made !== 'string') return
      log({ event: 'backed-up' })
      await store.commit([accessed({ at: clock(), who: 'night', what: 'backup', whom: made })])
    } catch (error) {
      fault = { at: HOST.now(), code: codeOf(error) }
      throw error
    }
  }
  const clock = parts.clock ?? (() => instant(HOST.now()))
  const minute = async (now: Instant): Promise<void> => {
    await markTick(store, clock())
    await parts.minute(now)
  }
  const tick = new Beat({ name: 'tick', periodMs: MINUTE_MS, work: minute }, HOST, log)
  const delivery = deliver && new Beat({ name: 'delivery', periodMs: LOOK_MS, work: deliver }, HOST, log)
  const hour =
    hourly && new Beat({ name: 'hourly', periodMs: HOUR_MS, offsetMs: 7 * MINUTE_MS, work: hourly }, HOST, log)
  const night = new Beat({ name: 'page-check', periodMs: DAY_MS, offsetMs: NIGHT_MS, work: pages }, HOST, log)
  const nightly = backup && new Beat({ name: 'backup', periodMs: DAY_MS, offsetMs: BACKUP_MS, work: backUp }, HOST, log)
  const sweep =
    parts.nightly && new Beat({ name: 'sweep', periodMs: DAY_MS, offsetMs: SWEEP_MS, work: parts.nightly }, HOST, log)
  let unlike: number | undefined
  let isNight = false
  const audits = async (): Promise<void> => {
    // Its first turn is the start's: one that starts again and again would do nothing else.
    if (!isNight) {
      isNight = true
      return
    }
    unlike = await parts.audit?.()
    if (unlike) log({ event: 'audit-broken', faults: unlike })
  }
  const audit =
    parts.audit && new Beat({ name: 'audit', periodMs: DAY_MS, offsetMs: AUDIT_MS, work: audits }, HOST, log)
  const loop = watchLoop()
  const health = healthOf({
    store,
    now: clock,
    tick: () => tick.pulse,
    lagMs: loop.lagMs,
    ...(parts.lostMs && { lostMs: parts.lostMs }),
    freeBytes: () => freeBytes(databasePath),
    isDamaged: () => damage !== undefined,
    auditFaults: () => unlike,
    ...(aside && { aside }),
    ...(backup
      ? { backedUp: async () => ({ folder: backup.folder, ...backedUp(await backup.last(), fault) }) }
      : parts.needsBackup && { backedUp: 'none' as const }),
  })
  let criedAt = Number.NEGATIVE_INFINITY
  const tellAll = async (): Promise<void> => {
    const found = await health()
    try {
      await tellIncidents(store, found, clock())
      await tellHeads(store, clock())
    } catch (error) {
      const failed = Object.values(found.parts).filter(({ state }) => state === 'failed')
      // One that is busy for a moment is told by nobody.
      const isGone = error instanceof StoreUnavailable && failed.length > 0
      if (!isGone || HOST.steady() - criedAt < CRY_MS) throw error
      criedAt = HOST.steady()
      await parts.cry?.(error instanceof StoreReplaced ? replacedAlert() : unwritableAlert(failed), clock())
      throw error
    }
  }
  const telling = parts.tells && new Beat({ name: 'alert', periodMs: MINUTE_MS, work: tellAll }, HOST, log)
  const timers: NodeJS.Timeout[] = []
  const every = (ms: number, work: () => void): void => void timers.push(setInterval(work, ms))
  return {
    health,
    async start() {
      every(STRETCH_MS, loop.roll)
      // Before the first tick takes the place of the last one's mark.
      if (telling)
        await tellAbsence(store, clock()).catch((error) => log({ event: 'alert-failed', error: String(error) }))
      const watchdogMs = watchdogEveryMs(parts.environment)
      if (watchdogMs) every(watchdogMs, () => void health().then((found) => tellWatchdog(found, log)))
      if (delivery) every(LOOK_MS, () => void delivery.look())
      // Accounts found now are where the first tick's messages go; a platform that is silent holds up no tick.
      if (hour) await Promise.race([hour.look(), sleep(FIRST_HOUR_MS)])
      every(LOOK_MS, () => [hour, tick, night, sweep, audit, nightly].forEach((beat) => void beat?.look()))
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

/** A fault is of no account any more where a later backup is whole, made by hand or not. */
function backedUp(
  last: number | undefined,
  fault: { readonly at: number; readonly code: string } | undefined,
): BackedUp {
  const failed = fault && (last === undefined || last < fault.at) ? fault.code : undefined
  return { sinceMs: last && HOST.now() - last, failed }
}

/** What an ordinary user may still write on the disk where a file lies. @throws what the file system says */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path))
  return bavail * bsize
}
