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
 * A circuit breaker: it stops asking an endpoint that failed several times in a row, and lets one request through
 * after a while to see whether it works again.
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
      // A probe that never reported back does not close the way for ever.
      if (now() - since < REST_MS) return false
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
