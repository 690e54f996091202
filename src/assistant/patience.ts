/** How long a platform waits: what takes longer is stored as received, and the platform told so. */
import type { Ending } from '../message/ending.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import type { Instant } from '../office/day.ts'
import type { Store } from '../store/index.ts'
import type { Log, Patience } from './parts.ts'
import { pendingOf, receive } from './pending.ts'

export interface Keeping {
  /** Keeps it no more, unless it is kept already. @returns whether a row of it is in `pending` */
  readonly end: () => Promise<boolean>
}

/** Stores a message as received unless it is finished before. */
export function keepLater(
  message: Incoming,
  { patience, store, clock, log }: { patience?: Patience; store: Store; clock: () => Instant; log: Log },
): Keeping {
  if (!patience) return { end: async () => false }
  let keeping: Promise<boolean> | undefined
  const timer = setTimeout(() => {
    keeping = store.commit([receive(message, clock())]).then(
      () => true,
      (error: unknown) => {
        log({ event: 'keep-failed', id: inboxId(message), error: String(error) })
        return false
      },
    )
  }, patience.keepMs)
  return {
    end: async () => {
      clearTimeout(timer)
      return (await keeping) ?? false
    },
  }
}

/** It is on its way to the store. */
const AGAIN_MS = 50

/**
 * Lets a platform wait for the end of work for so long, and then tells it that the message is kept.
 * @param told is called when the platform hears that the message was received, before it is finished
 * @returns how it ended, or `underway` once it is stored and its platform has waited long enough
 */
export async function withPatience<T extends { readonly status: Ending }>(
  message: Incoming,
  working: Promise<T>,
  { patience, store }: { patience?: Patience; store: Store },
  told: () => void,
): Promise<T | { readonly status: 'underway' }> {
  if (!patience) return working
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const received = new Promise<{ readonly status: 'underway' }>((resolve) => {
    const look = async (): Promise<void> => {
      const stored = await pendingOf(message, store).catch(() => undefined)
      if (isOver) return
      if (stored?.state !== 'received') {
        timer = setTimeout(look, AGAIN_MS)
        return
      }
      told()
      resolve({ status: 'underway' })
    }
    timer = setTimeout(look, patience.answerMs)
  })
  try {
    return await Promise.race([working, received])
  } finally {
    isOver = true
    clearTimeout(timer)
  }
}
