/** When a part's trouble is told, and when that it is over. */
import type { Instant } from '../office/day.ts'
import type { Part, PartName } from './health.ts'

export interface Incident {
  readonly since: Instant
  readonly told: boolean
  /** well again since then */
  readonly wellSince?: Instant
}

export interface Step {
  /** none: nothing is the matter any more */
  readonly incident?: Incident
  readonly say?: 'begins' | 'over'
}

const MINUTE_MS = 60_000
/** What comes back within it was not over: a disk at its limit would else tell each minute. */
const OVER_MS = 5 * MINUTE_MS
/** At a start the first backup is being made, and the first minute's work is under way. */
const PATIENCE_MS: Readonly<Partial<Record<PartName, number>>> = { backup: 30 * MINUTE_MS }

/** What another look makes of what was known. @param part as it is found now */
export function step(name: PartName, known: Incident | undefined, part: Part, now: Instant): Step {
  if (part.state !== 'ok') {
    const { since, told } = known ?? { since: now, told: false }
    const isDue = !told && now - since >= (PATIENCE_MS[name] ?? 0)
    return { incident: { since, told: told || isDue }, ...(isDue && { say: 'begins' }) }
  }
  if (!known?.told) return {}
  const { wellSince = now } = known
  return now - wellSince >= OVER_MS ? { say: 'over' } : { incident: { ...known, wellSince } }
}
