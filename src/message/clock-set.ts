/** Messages that wait, where the host's clock was set back. */
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { type Query, type Statement, sql } from '../store/index.ts'

/**
 * Moves the times of unsent messages as far back as the host's clock was set. A message that is meant for a time of
 * day (`due` after `created`, never tried, no replacement) keeps its time.
 *
 * @param mark query that finds the instant of the latest tick, in milliseconds
 * @param ms.lately what was tried within this time may already be in the new time, and is left
 * @param ms.smallest a smaller step is drift, and changes nothing
 */
export const movedBack = (
  now: Instant,
  mark: Query,
  ms: { readonly lately: number; readonly smallest: number },
): Statement =>
  sql(
    `UPDATE outbox SET
       due = CASE WHEN attempts > 0 OR due <= created OR replaces IS NOT NULL THEN due - ahead.ms ELSE due END,
       lease = CASE WHEN lease > ? THEN lease - ahead.ms ELSE lease END,
       tried = CASE WHEN tried BETWEEN ? AND ? THEN tried ELSE tried - ahead.ms END
     FROM (SELECT CAST((${mark.sql}) AS INTEGER) - ? AS ms) AS ahead
     WHERE ahead.ms >= ? AND state IN ('queued', 'leased')`,
    now + MINUTE_MS,
    now - ms.lately,
    now,
    ...mark.params,
    now,
    ms.smallest,
  )
