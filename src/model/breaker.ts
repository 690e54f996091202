/** A circuit breaker: an endpoint that fails again and again is left alone for a while, then tried with one question. */

const FAILURES = 5
const REST_MS = 30_000

/** A circuit breaker for one endpoint. */
export interface Breaker {
  /** whether the endpoint may be asked now; the one who is let through while it rests must report back */
  readonly admits: () => boolean
  readonly worked: () => void
  readonly failed: () => void
}

/**
 * A circuit breaker: an endpoint that failed five times in a row is not asked for 30 s after its last failure; then one
 * request goes through to see whether it works again (half-open). Known gap: both times run from the last failure, so
 * that 60 s after it every request goes through until one of them fails.
 *
 * @param now milliseconds, of a clock that only goes on
 */
export function breaker(now: () => number): Breaker {
  let failures = 0
  let since = 0
  let probing = false
  return {
    admits() {
      if (failures < FAILURES) return true
      if (now() - since < REST_MS) return false
      // A probe that never reported back does not close the way for ever.
      if (probing && now() - since < 2 * REST_MS) return false
      probing = true
      return true
    },
    worked() {
      failures = 0
      probing = false
    },
    failed() {
      failures++
      since = now()
      probing = false
    },
  }
}
