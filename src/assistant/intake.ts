/**
 * A message's way in: to a desk, and whatever happens there to an end that the sender hears of.
 *
 * In the ordinary way nothing is written here: the desk commits inbox row, effects and answer at once. What takes
 * longer than usual is stored as received, so that its platform need not wait and a restart knows of it. What was
 * begun and not finished when the process died is tried once more alone, then set aside with an answer: no message
 * can stop the office twice.
 */
import { isKnown } from '../message/inbox.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import { type Instant, instant, MINUTE_MS } from '../office/day.ts'
import { endCutOff, failed } from './cut-off.ts'
import { interpreting } from './interpreter/interpreting.ts'
import type { FrontParts, Handled, HandleOptions, Patience } from './parts.ts'
import { keepLater, withPatience } from './patience.ts'
import {
  begin,
  finish,
  MOST_UNFINISHED,
  type Pending,
  pendingId,
  pendingOf,
  receive,
  takeAgain,
  unfinished,
} from './pending.ts'

/** A platform repeats what was not acknowledged: Feishu after 15 s first, and last after six hours. */
const REPEATED_MS = 10_000
export const LAST_REPEATED_MS = 7 * 60 * MINUTE_MS
/** What came behind something that takes long. */
const AT_ONCE = { keepMs: 0, answerMs: 0 }
/** How often a message is begun at most before it is set aside. */
const MOST_TRIES = 2
/** Longer than any message may take: after that its process is dead. */
const DEAD_MS = 10 * MINUTE_MS

export interface Intake {
  /** @param isHurried its platform has waited already, for what came with it: it is stored, and said to be, at once */
  readonly take: (message: Incoming, isHurried?: boolean) => Promise<Handled>
  /** @param before only what was begun before it */
  readonly takeUp: (before: Instant) => Promise<void>
}

/**
 * A message's way to a desk and to its end, once, whatever becomes of the desk. @param finished what follows the commit:
 * delivery, reading
 */
export function createIntake(
  parts: FrontParts,
  finished: (message: Incoming, handled: Handled) => Promise<void>,
): Intake {
  const { store, clock, upMs, log } = parts
  const understood = interpreting(parts)
  /** what this process is at work on, and whether its platform was told that it was received */
  const underway = new Map<string, { told: boolean }>()

  async function take(message: Incoming, isHurried = false): Promise<Handled> {
    const patience = isHurried && parts.patience ? AT_ONCE : parts.patience
    const working = () => work(message, {}, false, patience)
    try {
      return await (mayBeRepeat(message) ? takeLate(message, patience) : patiently(message, working(), patience))
    } catch (error) {
      return failed(inboxId(message), error, log)
    }
  }

  /**
   * Whether an earlier process may have died of it: this one has not lived for longer than platforms repeat what they
   * sent. Where there is no process, as on Workers, by the clock of the platform that the call runs on.
   */
  const mayBeRepeat = (message: Incoming): boolean =>
    upMs ? upMs() < LAST_REPEATED_MS : clock() - message.at > REPEATED_MS

  /** Possibly a repeat of what a process died of: recorded before it is tried. */
  async function takeLate(message: Incoming, patience: Patience | undefined): Promise<Handled> {
    if (underway.has(pendingId(message))) return { status: 'underway' }
    const before = await pendingOf(message, store)
    if (before) return before.state === 'received' ? again(before) : { status: 'duplicate' }
    if (await isKnown(store, inboxId(message))) return { status: 'duplicate' }
    await store.commit([receive(message, clock())])
    // In a process that began lately it may as well be new: what it waits behind is not to blame it.
    return upMs
      ? patiently(message, work(message, {}, 'received', patience), patience)
      : patiently(message, work(message, { alone: true }, 'begun'))
  }

  /** One more try, alone, of what was begun before; or its end. */
  async function again(pending: Pending): Promise<Handled> {
    const { tries, state } = pending
    if (state === 'received' && tries >= MOST_TRIES) {
      const handled = await endCutOff(pending.message, 'died', parts)
      // It was committed, and its process died before the row was gone.
      if (handled.status === 'duplicate') await store.commit([finish(pending.message)])
      await finished(pending.message, handled)
      return handled
    }
    const message = state === 'again' ? { ...pending.message, again: tries } : pending.message
    const [changed] = await store.commit([takeAgain({ ...pending, message }, clock())])
    if (changed !== 1) return { status: 'duplicate' }
    return patiently(message, work(message, { alone: true }, 'begun'))
  }

  /** @param kept how it is in `pending`: received, or to be noted as begun; false where it is not */
  async function work(
    message: Incoming,
    options: HandleOptions,
    kept: 'received' | 'begun' | false = false,
    patience = parts.patience,
  ): Promise<Handled> {
    const id = pendingId(message)
    const state = { told: false }
    underway.set(id, state)
    const keeping = kept ? undefined : keepLater(message, { ...parts, ...(patience && { patience }) })
    try {
      // What waited for its turn while another one killed the process was not begun.
      const begun = kept === 'begun' ? () => store.commit([begin(message, clock())]) : undefined
      const worked = await understood(message, options, begun)
      const isKept = kept !== false || (await keeping?.end()) === true
      const handled = 'cutOff' in worked ? await endCutOff(message, worked.cutOff, parts) : worked
      // What failed after its platform was told that it was received is taken up later.
      if (isKept && !(handled.status === 'failed' && state.told)) await store.commit([finish(message)])
      await finished(message, handled)
      return handled
    } finally {
      await keeping?.end()
      underway.delete(id)
    }
  }

  /** The platform is not kept waiting for what is stored. */
  function patiently(message: Incoming, working: Promise<Handled>, patience = parts.patience): Promise<Handled> {
    return withPatience(message, working, { store, ...(patience && { patience }) }, () => {
      const state = underway.get(pendingId(message))
      if (state) state.told = true
      working.catch((error: unknown) => log({ event: 'failed', id: inboxId(message), error: String(error) }))
    })
  }

  async function takeUp(before: Instant): Promise<void> {
    for (;;) {
      const found = await unfinished(before, clock(), store)
      let taken = 0
      for (const pending of found) if (await tookUp(pending)) taken++
      // A Worker's call has a budget: the rest is for its next minute.
      if (found.length < MOST_UNFINISHED || taken === 0 || parts.perCall !== undefined) return
    }
  }

  async function tookUp(pending: Pending): Promise<boolean> {
    const id = pendingId(pending.message)
    if (underway.has(id)) return false
    try {
      await again(pending)
      return true
    } catch (error) {
      log({ event: 'take-up-failed', id, error: String(error) })
      return false
    }
  }

  return { take, takeUp }
}

/** What was begun before this, and not by this process, is of a process that died. */
export const deadBefore = (now: Instant): Instant => instant(now - DEAD_MS)
