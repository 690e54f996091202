/**
 * Rate limits over sliding windows of real time: in no second, and in no minute, more than the limit.
 * Calls that are refused do not count towards the window.
 */
export class Rates {
  private readonly windows = new Map<string, number[]>()
  private readonly now: () => number

  /** @param now ms, of real time; a test of the limits themselves has it stand, whatever the machine takes for a call */
  constructor(now: () => number) {
    this.now = now
  }

  /** @returns 0 when the call is within the limit and was counted, else the ms until one would be */
  take(key: string, limit: number, windowMs: number): number {
    const now = this.now()
    const taken = this.windows.get(key) ?? []
    while ((taken[0] ?? now) <= now - windowMs) taken.shift()
    if (taken.length >= limit) return Math.max(1, (taken[0] ?? now) + windowMs - now)
    taken.push(now)
    this.windows.set(key, taken)
    return 0
  }

  /** Gives back the last call of this key: another limit refused it. */
  giveBack(key: string): void {
    this.windows.get(key)?.pop()
  }
}
