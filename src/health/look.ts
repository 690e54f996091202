/** Looks at every part that a runtime has, and never throws: what cannot be measured has failed. */
import type { Instant } from '../office/day.ts'
import { type Store, StoreReplaced } from '../store/index.ts'
import { type Health, type HealthPart, whole } from './health.ts'
import * as part from './parts.ts'
import { lastFelt, lastTick, read, waiting, write } from './rows.ts'

/** What health is told from. A part whose sense is absent is not looked at. */
export interface Senses {
  readonly store: Store
  readonly now: () => Instant
  /** the tick of this process; `stored`: as the database tells; none where nothing ticks */
  readonly tick: 'stored' | 'none' | (() => Omit<part.Pulse, 'failed'> & { readonly failed?: string })
  readonly lagMs?: () => number
  /** by another process than the office: what that one felt last stands in for what this one cannot feel */
  readonly beside?: boolean
  /** for how long the platform could bring no message; absent where it brings them by HTTP */
  readonly lostMs?: () => number | undefined
  readonly freeBytes?: () => Promise<number>
  /** whether the last look at the database's pages found damage */
  readonly isDamaged?: () => boolean
  /** what the last audit found, `unknown` where it could not be made; undefined: there was none since the start */
  readonly auditFaults?: () => number | 'unknown' | undefined
  /** messages set aside because they could not be handled */
  readonly aside?: () => Promise<number>
  /** absent where there is no need of any; `none` where nobody said into which folder */
  readonly backedUp?: 'none' | (() => Promise<part.BackedUp>)
}

const PROBE_EVERY_MS = 60_000

/**
 * A function that looks at the office each time it is called. The write probe of the database is made once a minute
 * at most.
 */
export function healthOf(senses: Senses): () => Promise<Health> {
  let probed: { readonly at: number; readonly fault?: unknown } | undefined
  /** @throws what the read, or the last write, threw */
  const use = async (): Promise<void> => {
    const now = senses.now()
    await read(senses.store)
    if (!probed || Math.abs(now - probed.at) >= PROBE_EVERY_MS) {
      probed = { at: now }
      probed = await write(senses.store, now).then(
        () => ({ at: now }),
        (fault: unknown) => ({ at: now, fault }),
      )
    }
    if (probed.fault) throw probed.fault
  }
  return async () => {
    const { lagMs, lostMs, freeBytes, aside, backedUp } = senses
    const [felt, database, disk, tick, outbox, set, backup] = await Promise.all([
      senses.beside && orNothing(lastFelt(senses.store, senses.now())),
      databasePart(senses, use),
      freeBytes?.().then(part.diskPart, part.diskUnknown),
      orNothing(tickPart(senses)),
      orNothing(waiting(senses.store, senses.now()).then(part.outboxPart)),
      aside && orNothing(aside().then(part.asidePart)),
      backedUp === 'none' ? part.noBackups() : backedUp && orNothing(backedUp().then(part.backupPart)),
    ])
    const unlike = senses.auditFaults?.()
    return whole({
      ...felt,
      ...(lagMs && { loop: part.loopPart(lagMs()) }),
      ...(tick && { tick }),
      ...(lostMs && { platform: part.platformPart(lostMs()) }),
      ...(outbox && { outbox }),
      ...(disk && { disk }),
      database,
      ...(unlike !== undefined && { audit: part.auditPart(unlike) }),
      ...(set && { aside: set }),
      ...(backup && { backup }),
    })
  }
}

async function databasePart({ now, isDamaged }: Senses, use: () => Promise<void>): Promise<HealthPart> {
  const began = now()
  try {
    await use()
  } catch (error) {
    return error instanceof StoreReplaced ? part.databaseReplaced() : part.databaseFails(error)
  }
  return isDamaged?.() ? part.databaseDamaged() : part.databaseWorks(Math.max(0, now() - began))
}

/** The process knows best that it ticks; which jobs failed stands in the database. */
async function tickPart({ store, now, tick }: Senses): Promise<HealthPart | undefined> {
  if (tick === 'none') return undefined
  const stored = await lastTick(store).catch(() => ({ began: undefined, failed: [] }))
  if (tick === 'stored') {
    const sinceMs = stored.began === undefined ? undefined : now() - stored.began
    return part.tickPart({ sinceMs, failed: stored.failed })
  }
  const { failed, ...pulse } = tick()
  return part.tickPart({ ...pulse, failed: failed === undefined ? stored.failed : [failed] })
}

/** What rests on the database alone is told by the database's own part when that fails. */
const orNothing = <T>(look: Promise<T>): Promise<T | undefined> => look.catch(() => undefined)
