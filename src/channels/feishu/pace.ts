/**
 * The platform's rate limits, obeyed beforehand: each request is given the earliest moment that breaks no limit.
 *
 * A limit is a window of time with at most so many requests in it, wherever the window is laid. Requests meet
 * different limits (an API's, a person's), so a moment is looked for that suits all of them.
 */

export interface Limit {
  /** what is limited: an API, a person, a group */
  readonly key: string
  readonly most: number
  readonly windowMs: number
}

interface Parts {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** longer than this nobody is kept waiting */
  readonly longestMs: number
}

/** A log is forgotten when so much time has passed that no window reaches it. */
const SWEEP_EVERY = 500

export class Pace {
  private readonly parts: Parts
  private readonly logs = new Map<string, number[]>()
  private readonly held = new Map<string, number>()
  private taken = 0

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Waits for the moment. @returns 0, or the ms that it would have been when that is longer than anybody waits */
  async turn(limits: readonly Limit[]): Promise<number> {
    const now = this.parts.now()
    const at = this.earliest(limits, now)
    const wait = Math.ceil(at - now)
    if (wait > this.parts.longestMs) return wait
    for (const limit of limits) insert(this.log(limit, now), at)
    if (wait > 0) await this.parts.sleep(wait)
    this.taken += 1
    if (this.taken % SWEEP_EVERY === 0) this.sweep()
    return 0
  }

  /** The platform itself said how long to wait. */
  hold(key: string, ms: number): void {
    this.held.set(key, Math.max(this.held.get(key) ?? 0, this.parts.now() + ms))
  }

  private earliest(limits: readonly Limit[], now: number): number {
    let at = Math.max(now, ...limits.map(({ key }) => this.held.get(key) ?? 0))
    for (;;) {
      const next = limits.reduce((moment, limit) => fitting(this.log(limit, now), limit, moment), at)
      if (next === at) return at
      at = next
    }
  }

  private log({ key, windowMs }: Limit, now: number): number[] {
    const name = `${key} ${windowMs}`
    const log = this.logs.get(name) ?? []
    while ((log[0] ?? now) < now - windowMs) log.shift()
    this.logs.set(name, log)
    return log
  }

  private sweep(): void {
    const now = this.parts.now()
    for (const [name, log] of this.logs) {
      const windowMs = Number(name.slice(name.lastIndexOf(' ') + 1))
      if ((log.at(-1) ?? 0) < now - windowMs) this.logs.delete(name)
    }
    for (const [key, until] of this.held) if (until < now) this.held.delete(key)
  }
}

/** The first moment, not before `at`, with which no window of the log holds more than it may. */
function fitting(log: readonly number[], { most, windowMs }: Limit, at: number): number {
  let moment = at
  for (let first = 0; first + most <= log.length; first++) {
    const [earliest = 0, latest = 0] = [log[first], log[first + most - 1]]
    if (Math.max(latest, moment) - Math.min(earliest, moment) < windowMs) moment = earliest + windowMs
  }
  return moment
}

function insert(log: number[], at: number): void {
  let index = log.length
  while (index > 0 && (log[index - 1] ?? 0) > at) index -= 1
  log.splice(index, 0, at)
}
