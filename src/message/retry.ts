/** When a message that was refused is tried again. */

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 600_000

/**
 * How long to wait after so many attempts: doubled each time, with up to a quarter more by the key, so that a burst that
 * was refused does not come back as a burst.
 * @param attempts those made
 */
export function backoffMs(key: string, attempts: number): number {
  let hash = attempts
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000
  return Math.round(waitMs(attempts) * (1 + hash / 4_000))
}

/** How long a message has been waiting at least when it comes to its next attempt. @param attempts those made */
export function waitedMs(attempts: number): number {
  let waited = 0
  for (let made = 0; made < attempts; made++) waited += waitMs(made)
  return waited
}

const waitMs = (attempts: number): number => Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS)
