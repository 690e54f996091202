/** The clock of the host may be set: what waits for an instant of the old one must not wait for it. */
import { TICK_BEGAN, tickBegan } from '../health/index.ts'
import { movedBack } from '../message/clock-set.ts'
import type { Instant } from '../office/day.ts'
import { SETTING, type Statement, type Store } from '../store/index.ts'

/** Less is not a clock that was set, but two processes that ticked at once. */
const SMALLEST_STEP_MS = 5_000

/** Marks that a tick begins, after it has looked whether the latest one was later than this; before all jobs. */
export async function markTick(store: Store, now: Instant): Promise<void> {
  await store.commit([setBack(now), tickBegan(now)])
}

/** A minute's tick comes within it: what was tried so lately may have been tried since the clock was set. */
const LATELY_MS = 70_000

/**
 * Moves instants that were reckoned as "from now on" as far back as the clock went: leases, attempts to come, and the
 * first attempt, from which the platform's hour is counted. What is meant for a time of day (`due` after `created`,
 * never tried, in place of nothing) keeps it, and so does what may be of the new time already.
 *
 * The mark is moved in the same commit, so a second process finds no step. Up to a tick's distance less than the step
 * is made good: a lease then runs that much longer. A step forward needs nothing: all is due at once, and whether a
 * message of uncertain fate may be sent again is judged as if the time had passed, because it may have.
 */
const setBack = (now: Instant): Statement =>
  movedBack(now, { sql: SETTING, params: [TICK_BEGAN] }, { lately: LATELY_MS, smallest: SMALLEST_STEP_MS })
