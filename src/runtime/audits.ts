/** When what is there is compared with what was written down of it, and what that found. */

/** What compares the database with what the program wrote; each returns a count of differences. */
export interface Comparisons {
  /** the ledger and all beside it, each night, off this thread */
  readonly audit?: () => Promise<number>
  /** whether administrators wait to hear that it is over: after a start it is looked for at once */
  readonly isAwaited?: () => Promise<boolean>
  /** what is only read, each minute: what somebody puts back by night no night finds */
  readonly watch?: () => number
}

/**
 * The audits as they are run: `nightly`; `hourly` while a finding stands, or after a start where administrators wait;
 * `minutely` what is only read. A finding is logged once.
 */
export function auditsOf(
  { audit, isAwaited, watch }: Comparisons,
  log: (entry: Readonly<Record<string, unknown>>) => void,
) {
  const found: { audit?: number | 'unknown'; watch?: number | undefined } = {}
  let isNight = false
  let isLooking = false
  const broken = (faults: number): void => {
    if (faults > 0) log({ event: 'audit-broken', faults })
  }
  /** @throws what `audit` throws */
  async function look(): Promise<void> {
    if (!audit) return
    const before = found.audit
    isLooking = true
    try {
      found.audit = await audit()
      if (found.audit !== before) broken(found.audit)
    } catch (error) {
      found.audit = 'unknown'
      throw error
    } finally {
      isLooking = false
    }
  }
  return {
    /** `unknown`: the last audit could not be made; undefined before the first of either, and while one is made that is awaited */
    faults(): number | 'unknown' | undefined {
      if (found.audit === 'unknown') return found.audit
      const most = Math.max(found.audit ?? 0, found.watch ?? 0)
      const isKnown = found.audit !== undefined || (found.watch !== undefined && !isLooking)
      return isKnown || most > 0 ? most : undefined
    },
    async nightly(): Promise<void> {
      // Its first turn is the start's: one that starts again and again would do nothing else.
      if (isNight) await look()
      isNight = true
    },
    /** Whether what was found is still so. */
    async hourly(): Promise<void> {
      const isOpen = found.audit === undefined ? await isAwaited?.() : found.audit !== 0
      if (isOpen) await look()
    },
    async minutely(): Promise<void> {
      const before = found.watch
      found.watch = watch?.()
      if (found.watch !== before) broken(found.watch ?? 0)
    },
  }
}
