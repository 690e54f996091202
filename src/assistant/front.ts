/** The front of an assistant: takes messages in, keeps the outbox and delivers. It loads nothing that reads or decides. */
import { within } from '../channels/within.ts'
import type { Incoming } from '../message/incoming.ts'
import { type Instant, instant } from '../office/day.ts'
import { deliver, takeOver } from './delivery/deliver.ts'
import { inOrder } from './delivery/in-order.ts'
import { Silence } from './delivery/silence.ts'
import { createIntake, deadBefore } from './intake.ts'
import type { FrontParts, Handled } from './parts.ts'
import { Underway } from './underway.ts'

/** What was taken in just now is noted a moment later as being worked on. */
const TURN_MS = 20_000

export interface Front {
  /**
   * Takes a message in: commits its effects and answers, then delivers. A redelivered message changes nothing.
   * @param isHurried its platform has waited already, for what came with it: it is stored, and said to be, at once
   */
  readonly handle: (message: Incoming, isHurried?: boolean) => Promise<Handled>
  /** Does what is due. May come late, twice, or from two processes at once. */
  readonly tick: (now: Instant) => Promise<void>
  /** Sends what waits in the outbox. */
  readonly deliver: (now: Instant) => Promise<void>
  /**
   * Takes up what was begun and not finished when the process died, and sends what waits; called once.
   * @param alone no other process is at work on the same store: what is leased or begun is of one that died
   */
  readonly resume: (alone?: boolean) => Promise<void>
  /** Begins nothing more. @returns once what is being handled and sent has come to its end */
  readonly end: () => Promise<void>
}

/**
 * What receives, keeps the outbox and delivers; reading and deciding is the desk's.
 * @param parts.later where a platform lets a call end before its work does (Workers): deliveries are handed to it
 */
export function createFront(given: FrontParts): Front {
  // Of several platforms one may be silent, and its messages are not told from the others’ before they are aimed.
  const parts: FrontParts = {
    inTurn: inOrder(
      (_, work) => work(),
      (recipient) => recipient,
    ),
    ...(given.channels.length === 1 && { silence: new Silence() }),
    ...given,
  }
  const underway = new Underway()
  const send = (now: Instant): Promise<void> => underway.add(deliver(now, parts, underway.ends))
  const finished = async (message: Incoming, handled: Handled): Promise<void> => {
    const delivery = send(parts.clock())
    const reading = handled.grows ? parts.readAnswer?.(message, parts) : undefined
    if (reading && parts.afterwards) parts.afterwards(reading)
    if (parts.later) parts.later(delivery)
    await Promise.all([parts.later ? undefined : delivery, parts.afterwards ? undefined : reading])
  }
  const intake = createIntake(parts, finished)
  let isAlone = false
  /** Begun before this, and not by this process, it is nobody's any more. */
  const orphaned = (now: Instant): Instant => (isAlone ? instant(now - TURN_MS) : deadBefore(now))
  return {
    handle: (message, isHurried) => underway.add(intake.take(message, isHurried)),
    async tick(now) {
      const planning = parts.desk.plan(now)
      // What waits goes out, whatever becomes of the planning and however long it takes.
      const settled = planning.then(
        () => true,
        () => true,
      )
      const isPlanned = await (parts.patience ? within(parts.patience.answerMs, settled) : settled)
      await intake.takeUp(orphaned(now))
      await send(now)
      if (!isPlanned) await planning.finally(() => send(now))
      await planning
    },
    deliver: send,
    async resume(alone = true) {
      const now = parts.clock()
      isAlone = alone
      if (alone) await takeOver(now, parts.store)
      const delivery = send(now)
      if (parts.later) parts.later(delivery)
      else await delivery
      await intake.takeUp(alone ? now : deadBefore(now))
    },
    end: () => underway.end(),
  }
}
