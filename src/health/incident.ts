/** When a part's trouble is told, when once more, and when that it is over. */
import { z } from 'zod'
import { clockOf, DAY_MS, type Instant, instant } from '../office/day.ts'
import type { HealthPart, PartName } from './health.ts'

const moment = z.number().transform((ms) => instant(ms))

/** As it is kept in the database. */
export const incident = z.object({
  since: moment,
  told: z.boolean(),
  /** last; absent from those of earlier versions */
  saidAt: moment.exactOptional(),
  /** what it comes of is told; by then it has passed, too, or is one of its own */
  notBefore: moment.exactOptional(),
  /** past the outbox, where nothing tells of it */
  cried: z.boolean().exactOptional(),
  /** well again since then */
  wellSince: moment.exactOptional(),
})

/** A trouble of one part that has begun and is not over; kept as a setting. */
export type Incident = Readonly<z.infer<typeof incident>>

/** What a look at a part changes: the incident as it is now, and what is to be said. */
export interface Step {
  /** none: nothing is the matter any more */
  readonly incident?: Incident
  readonly say?: 'begins' | 'lasts' | 'over'
}

const MINUTE_MS = 60_000
/** What comes back within it was not over: a disk at its limit would else tell each minute. */
const OVER_MS = 5 * MINUTE_MS
/** Once in 24 hours at most, when somebody is there. */
const REPEATED = { from: '09:00', to: '18:00' }
/** At a start the first backup is being made, and the first minute's work is under way. */
const PATIENCE_MS: Readonly<Partial<Record<PartName, number>>> = { backup: 30 * MINUTE_MS }

/**
 * What another look at a part makes of its incident. A trouble is told at once (a missing backup after half an hour),
 * then once in 24 hours within office hours, then when the part has been well for five minutes.
 *
 * @param part as it is found now
 */
export function step(name: PartName, known: Incident | undefined, part: HealthPart, now: Instant): Step {
  if (part.state !== 'ok') {
    const { wellSince: _, ...before } = known ?? { since: now, told: false }
    const { since, told, saidAt = since } = before
    const clock = clockOf(now)
    const isDay = clock >= REPEATED.from && clock < REPEATED.to
    const isDue = told ? isDay && now - saidAt >= DAY_MS : now >= (before.notBefore ?? since + (PATIENCE_MS[name] ?? 0))
    if (!isDue) return { incident: before }
    return {
      incident: { since, told: true, saidAt: now, ...(before.cried && { cried: true }) },
      say: told ? 'lasts' : 'begins',
    }
  }
  if (!known?.told) return {}
  const { wellSince = now } = known
  return now - wellSince >= OVER_MS ? { say: 'over' } : { incident: { ...known, wellSince } }
}
