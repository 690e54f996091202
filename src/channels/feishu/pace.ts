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

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

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

  /**
   * Waits for the moment, and looks again when it has come: a busy machine wakes late, and others may have gone first.
   * @returns 0, or the ms that are still to wait when that is longer than anybody is kept waiting
   */
  async turn(limits: readonly Limit[]): Promise<number> {
    const latest = this.parts.now() + this.parts.longestMs
    for (;;) {
      const now = this.parts.now()
      const at = this.earliest(limits, now)
      if (at > latest) return Math.ceil(at - now)
      if (at <= now) {
        for (const limit of limits) this.log(limit, now).push(now)
        this.taken += 1
        if (this.taken % SWEEP_EVERY === 0) this.sweep(now)
        return 0
      }
      await this.parts.sleep(Math.ceil(at - now))
    }
  }

  /** The platform itself said how long to wait. */
  hold(key: string, ms: number): void {
    this.held.set(key, Math.max(this.held.get(key) ?? 0, this.parts.now() + ms))
  }

  private earliest(limits: readonly Limit[], now: number): number {
    const moments = limits.map((limit) => {
      const log = this.log(limit, now)
      const first = log[log.length - limit.most]
      return Math.max(this.held.get(limit.key) ?? 0, first === undefined ? 0 : first + limit.windowMs)
    })
    return Math.max(now, ...moments)
  }

  private log({ key, windowMs }: Limit, now: number): number[] {
    const name = `${key} ${windowMs}`
    const log = this.logs.get(name) ?? []
    while ((log[0] ?? now) <= now - windowMs) log.shift()
    this.logs.set(name, log)
    return log
  }

  private sweep(now: number): void {
    for (const [name, log] of this.logs) {
      const windowMs = Number(name.slice(name.lastIndexOf(' ') + 1))
      if ((log.at(-1) ?? 0) < now - windowMs) this.logs.delete(name)
    }
    for (const [key, until] of this.held) if (until < now) this.held.delete(key)
  }
}
