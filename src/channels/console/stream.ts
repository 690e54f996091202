/** What changes, as Server-Sent Events: new and replaced messages, and the clock. */
import type { SSEStreamingApi } from 'hono/streaming'
import type { ClockView, TimeMachine } from './clock.ts'
import type { Message, Transcript } from './transcript.ts'

/** How many messages one answer or event carries; a client that gets as many asks again. */
const BATCH = 100

// The clock is looked at in this rhythm; messages wake the stream at once.
const RHYTHM_MS = 400
const ALIVE_MS = 15_000

/**
 * Sends the page what changed, as server-sent events, until the browser goes. Each event's id is the change to go on
 * from after a break.
 *
 * @param after the last change that the page has
 */
export async function stream(sse: SSEStreamingApi, transcript: Transcript, machine: TimeMachine, after: number) {
  const wait = waiting()
  const stop = transcript.listen(wait.wake)
  sse.onAbort(() => {
    stop()
    wait.wake()
  })
  let seen = after
  let clock = ''
  let quiet = 0
  while (!sse.aborted && !sse.closed) {
    const messages = await transcript.since(seen, BATCH)
    if (messages.length > 0) {
      seen = lastChange(messages, seen)
      await sse.writeSSE({ event: 'changes', id: String(seen), data: JSON.stringify(messages) })
      continue
    }
    const stand = machine.stand()
    if (stand !== clock) {
      clock = stand
      await sse.writeSSE({ event: 'clock', data: JSON.stringify(await machine.view()) })
    }
    quiet = (await wait.upTo(RHYTHM_MS)) ? 0 : quiet + RHYTHM_MS
    if (quiet >= ALIVE_MS) {
      quiet = 0
      await sse.writeSSE({ event: 'alive', data: '' })
    }
  }
}

const lastChange = (messages: readonly Message[], before: number): number => messages.at(-1)?.changed ?? before

/** What a client without a stream asks for from time to time. */
export interface Changes {
  readonly messages: readonly Message[]
  readonly changed: number
  /** the latest change of all; below what the client has seen when this is another database */
  readonly latest: number
  readonly clock: ClockView
}

/**
 * What the page has not seen yet.
 *
 * @param after the last change that it has; 0 for all
 */
export async function changesSince(after: number, transcript: Transcript, machine: TimeMachine): Promise<Changes> {
  const messages = await transcript.since(after, BATCH)
  const latest = await transcript.latest()
  return { messages, changed: lastChange(messages, after), latest, clock: await machine.view() }
}

/** A rest that can be cut short; a wake between two rests is not forgotten. */
function waiting() {
  let woken = false
  let end = () => {}
  return {
    wake: () => {
      woken = true
      end()
    },
    /** @returns whether it was woken */
    upTo: (ms: number) =>
      new Promise<boolean>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          end = () => {}
          const was = woken
          woken = false
          resolve(was)
        }
        const timer = setTimeout(done, ms)
        end = done
        if (woken) done()
      }),
  }
}
