/** How long messages take a desk, measured where the clock is: the core has none. */
import type { Desk } from '../assistant/index.ts'
import type { Incoming } from '../message/incoming.ts'

/**
 * A desk that reports how long each message took, waiting and failures included.
 *
 * @param took called with the kind of message and the time
 * @param steady milliseconds, of a clock that only goes on
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
