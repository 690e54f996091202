/** Shows how far an answer has come, in the message that is already there: the newest text only, one call at a time. */
import { outboxRow } from '../message/outbox.ts'
import type { FrontParts } from './parts.ts'

/** A platform that does not answer must not hold up the whole. */
const PATIENCE_MS = 3_000

export interface Growing {
  /** may be called as often as something is added; what was overtaken is left out */
  readonly show: (text: string) => void
  /** nothing more is shown once this is over */
  readonly rest: () => Promise<void>
}

/**
 * A message that grows on the screen while its words come; where it is not there yet, the latest text is shown once it
 * is.
 * @param key outbox key of the message, which may still be on its way
 */
export function growing(key: string, channelName: string, { store, channels, log }: FrontParts): Growing {
  const channel = channels.find(({ name }) => name === channelName)
  let message: string | undefined
  let waiting: string | undefined
  let running: Promise<void> | undefined
  let step = 0

  const run = async (): Promise<void> => {
    while (waiting !== undefined) {
      const text = waiting
      waiting = undefined
      message ??= (await outboxRow(store, key))?.message ?? undefined
      // What comes before the message is there is left to what comes after.
      if (message) await channel?.grow?.(message, text, ++step)
    }
  }

  return {
    show(text) {
      waiting = text
      running ??= run()
        .catch((error: unknown) => log({ event: 'grow-failed', key, error: String(error) }))
        .finally(() => {
          running = undefined
        })
    },
    async rest() {
      waiting = undefined
      if (running) await Promise.race([running, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    },
  }
}
