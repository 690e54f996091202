/**
 * Whether the platform is there at all. While it says nothing, one message is tried again and again and no other is
 * begun: what was not begun was certainly not shown, so it goes out afterwards however long that took.
 */
import type { Sent } from '../../channels/channel.ts'
import type { Instant } from '../../office/day.ts'

/** So many in a row without a word: a cut connection now and then is none. */
const AFTER = 3
const PROBE_MS = 10_000

export class Silence {
  private unanswered = 0
  private probed = 0
  /** how often anything was tried */
  tries = 0

  get holds(): boolean {
    return this.unanswered >= AFTER
  }

  heard(sent: Sent): void {
    this.tries++
    this.unanswered = !sent.ok && sent.silent ? this.unanswered + 1 : 0
  }

  /** Whether it is time to try whether it lasts; who is told so does. */
  mayProbe(now: Instant): boolean {
    // A clock that was set back must not put it off.
    if (Math.abs(now - this.probed) < PROBE_MS) return false
    this.probed = now
    return true
  }
}
