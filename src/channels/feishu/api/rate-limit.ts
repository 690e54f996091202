/**
 * The platform's rate limits, obeyed beforehand: each request is given the earliest moment that breaks no limit.
 *
 * A limit is a window of time with at most so many requests in it, wherever the window is laid. Requests meet
 * different limits (an API's, a person's), so a moment is looked for that suits all of them. When a request reaches the
 * platform is not known, only that it has when its answer is there: a window begins then, so that one held up on the
 * way does not fall into the next window with those that were not.
 */

/** A rate limit: so many requests in any window of so many milliseconds. */
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

/** Resolves after so many milliseconds. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A request's turn. */
export interface RateSlot {
  /** 0, or the ms that are still to wait when that is longer than anybody is kept waiting */
  readonly waitMs: number
  /** the request has been answered, or given up */
  readonly arrived: () => void
}

/** When it arrived; undefined while it is on its way. */
interface Taken {
  at: number | undefined
}

/** A log is forgotten when so much time has passed that no window reaches it. */
const SWEEP_EVERY = 500

/**
 * Gives each request the earliest moment that breaks none of its limits. A window begins when the answer is there,
 * since only then is it known that the request arrived.
 */
export class RateLimiter {
  private readonly parts: Parts
  private readonly logs = new Map<string, Taken[]>()
  private readonly held = new Map<string, number>()
  private taken = 0

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Waits for the moment, and looks again when it has come: a busy machine wakes late, and others may have gone first. */
  async turn(limits: readonly Limit[]): Promise<RateSlot> {
    const latest = this.parts.now() + this.parts.longestMs
    for (;;) {
      const now = this.parts.now()
      const at = this.earliest(limits, now)
      if (at > latest) return { waitMs: Math.ceil(at - now), arrived: () => {} }
      if (at <= now) {
        const taken: Taken = { at: undefined }
        for (const limit of limits) this.log(limit, now).push(taken)
        this.taken += 1
        if (this.taken % SWEEP_EVERY === 0) this.sweep(now)
        return {
          waitMs: 0,
          arrived: () => {
            taken.at = this.parts.now()
          },
        }
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
      const arrivals = this.log(limit, now).map(({ at = now }) => at)
      const first = arrivals.length < limit.most ? undefined : arrivals.sort((a, b) => b - a)[limit.most - 1]
      return Math.max(this.held.get(limit.key) ?? 0, first === undefined ? 0 : first + limit.windowMs)
    })
    return Math.max(now, ...moments)
  }

  private log({ key, windowMs }: Limit, now: number): Taken[] {
    const name = `${key} ${windowMs}`
    const log = (this.logs.get(name) ?? []).filter(({ at = now }) => at > now - windowMs)
    this.logs.set(name, log)
    return log
  }

  private sweep(now: number): void {
    for (const [name, log] of this.logs) {
      const windowMs = Number(name.slice(name.lastIndexOf(' ') + 1))
      if (log.every(({ at = now }) => at < now - windowMs)) this.logs.delete(name)
    }
    for (const [key, until] of this.held) if (until < now) this.held.delete(key)
  }
}
