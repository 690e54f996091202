/** The places of the desks' threads: when one ends, another takes its place. */
import type { DeskName } from './queue.ts'
import type { Thread } from './thread.node.ts'

/** A place for a thread, which outlives its threads. */
export interface DeskPlace {
  readonly name: DeskName
  /** takes calls */
  thread?: Thread
  /** starts since one that came up */
  failures: number
}

/** The places of all desks, while they are open. */
export interface DeskPlaces {
  readonly all: readonly DeskPlace[]
  /** when the first takes calls; rejects when its thread does not come up, which is then tried again */
  readonly opened: Promise<void>
  readonly isClosed: () => boolean
  readonly close: () => Promise<void>
}

/** Waits between starts of a thread that does not come up. */
const RESTART_MS = [0, 500, 2_000, 10_000]

/**
 * Starts a thread for each place, one after the other, and another whenever one ends; later each time that it fails
 * to start.
 *
 * @param load what a thread does before it takes calls
 * @param serve called whenever a place has come to take calls
 */
export function openPlaces(
  startThread: () => Thread,
  load: (thread: Thread) => Promise<unknown>,
  serve: () => void,
): DeskPlaces {
  const counter: DeskPlace = { name: 'counter', failures: 0 }
  const back: DeskPlace = { name: 'back', failures: 0 }
  const threads = new Set<Thread>()
  let closed = false

  async function start(place: DeskPlace): Promise<void> {
    if (closed) return
    const thread = startThread()
    threads.add(thread)
    void thread.ended.then(() => {
      threads.delete(thread)
      delete place.thread
      const wait = RESTART_MS[Math.min(place.failures++, RESTART_MS.length - 1)]
      if (!closed) setTimeout(() => start(place).catch(() => {}), wait).unref()
    })
    await thread.ready
    await load(thread)
    place.thread = thread
    place.failures = 0
    serve()
  }

  const opened = start(counter)
  // The second one is built while the first serves already.
  void opened.finally(() => start(back)).catch(() => {})
  return {
    all: [counter, back],
    opened,
    isClosed: () => closed,
    async close() {
      closed = true
      await Promise.all([...threads].map((thread) => thread.stop()))
    },
  }
}
