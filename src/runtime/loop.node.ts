/** How long the event loop stood still: while it does, nobody is answered. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 20
const NS_PER_MS = 1e6

/** A watch over the event loop. */
export interface Loop {
  /** the longest pause of this stretch and the one before it, ms */
  readonly lagMs: () => number
  /** begins another stretch */
  readonly roll: () => void
  readonly stop: () => void
}

/** Measures how long the event loop stands still, to 20 ms, until `stop`. */
export function watchLoop(): Loop {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  let before = 0
  const longest = (): number => Math.max(0, delays.max / NS_PER_MS - RESOLUTION_MS)
  return {
    lagMs: () => Math.max(before, longest()),
    roll: () => {
      before = longest()
      delays.reset()
    },
    stop: () => delays.disable(),
  }
}
