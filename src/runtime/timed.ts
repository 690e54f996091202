/** How long messages take a desk, measured where the clock is: the core has none. */
import type { Desk } from '../assistant/index.ts'
import type { Incoming } from '../message/incoming.ts'

/**
 * The same desk, that tells of each message how long it took, its wait for its turn and what failed included.
 * @param steady ms, of a clock that nobody sets
 */
export const timed = (desk: Desk, took: (kind: Incoming['kind'], ms: number) => void, steady: () => number): Desk => ({
  ...desk,
  async handle(message, ...rest) {
    const began = steady()
    try {
      return await desk.handle(message, ...rest)
    } finally {
      took(message.kind, steady() - began)
    }
  },
})
