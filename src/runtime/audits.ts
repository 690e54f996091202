/** When what is there is compared with what was written down of it, and what that found. */

/** Each counts what is not as the program wrote it. */
export interface Comparisons {
  /** the ledger and all beside it, each night, off this thread */
  readonly audit?: () => Promise<number>
  /** what is only read, each minute: what somebody puts back by night no night finds */
  readonly watch?: () => number
}

/** @param log is told of what a comparison found that the one before did not */
export function auditsOf({ audit, watch }: Comparisons, log: (entry: Readonly<Record<string, unknown>>) => void) {
  const found: { audit?: number | 'unknown'; watch?: number | undefined } = {}
  let isNight = false
  const broken = (faults: number): void => {
    if (faults > 0) log({ event: 'audit-broken', faults })
  }
  return {
    /** `unknown`: the last audit could not be made; undefined before the first of either */
    faults: (): number | 'unknown' | undefined =>
      found.audit === 'unknown' || found.watch === undefined ? found.audit : Math.max(found.audit ?? 0, found.watch),
    /** @throws what `audit` throws */
    async nightly(): Promise<void> {
      // Its first turn is the start's: one that starts again and again would do nothing else.
      if (isNight && audit) {
        const before = found.audit
        found.audit = 'unknown'
        found.audit = await audit()
        if (found.audit !== before) broken(found.audit)
      }
      isNight = true
    },
    async minutely(): Promise<void> {
      const before = found.watch
      found.watch = watch?.()
      if (found.watch !== before) broken(found.watch ?? 0)
    },
  }
}
