/** How the office stands: parts that are measured, each with a number and with words that say what to do next. */

/** How a part stands: `degraded` is to be looked at in time, `failed` means that the office does not do its work. */
export type HealthState = 'ok' | 'degraded' | 'failed'

/** How one part of the office stands, with the figure that tells it. */
export interface HealthPart {
  readonly state: HealthState
  readonly value: number
  readonly unit: 'ms' | 'bytes' | 'messages' | 'faults'
  /** what was found, without names or texts of people: it is shown to whoever asks */
  readonly text: string
  /** what a person does about it; none where all is well */
  readonly mend?: string
  /** a fresh start of the process is what helps; a full disk is as full after it */
  readonly restart?: boolean
}

/** The parts of the office that are watched; `aside` are messages that were set aside, `loop` is the event loop. */
export type PartName = 'loop' | 'tick' | 'platform' | 'outbox' | 'disk' | 'database' | 'audit' | 'aside' | 'backup'

/** The parts that can be felt here; a Worker has no disk. */
export type HealthParts = Readonly<Partial<Record<PartName, HealthPart>>>

/** How the office stands as a whole. */
export interface Health {
  /** the worst of the parts */
  readonly status: HealthState
  /** whoever watches the process should start it anew */
  readonly restart: boolean
  readonly parts: HealthParts
}

const WORSE: readonly HealthState[] = ['ok', 'degraded', 'failed']

/**
 * The whole of what was measured.
 *
 * While something has failed that a person must mend, no restart is asked for: it would come again and again,
 * and each time break off what still works.
 */
export function whole(parts: HealthParts): Health {
  const all = Object.values(parts)
  const worst = Math.max(0, ...all.map(({ state }) => WORSE.indexOf(state)))
  const failed = all.filter(({ state }) => state === 'failed')
  return {
    status: WORSE[worst] ?? 'failed',
    restart: failed.length > 0 && failed.every(({ restart }) => restart === true),
    parts,
  }
}
