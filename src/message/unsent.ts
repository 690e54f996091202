/** What could not be sent: tried again before its time, put off, dropped. */
import type { Instant } from '../office/day.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'
import { COLUMNS, type OutboxRow } from './outbox.ts'

/**
 * The oldest message that was tried and waits for another attempt, whenever that is due; answers before the unasked, none
 * that is to take another's place. Undefined where there is none.
 */
export const triedOf = (store: Reader): Promise<OutboxRow | undefined> =>
  store.first<OutboxRow>(
    `SELECT ${COLUMNS} FROM outbox WHERE state = 'queued' AND attempts > 0 AND replaces IS NULL ORDER BY person IS NOT NULL, created LIMIT 1`,
  )

/** Ends all leases, so that what was leased is due again. For the start, when no other process can hold one. */
export const freed = (): Statement => sql(`UPDATE outbox SET lease = NULL WHERE state = 'leased'`)

/**
 * Makes due at once what was refused, in its old place among the others, as when a platform answers again.
 *
 * @param mostAttempts messages tried more often are left
 */
export const hastened = (now: Instant, mostAttempts: number): Statement =>
  sql(
    `UPDATE outbox SET due = min(created, ?) WHERE state = 'queued' AND due > min(created, ?) AND attempts BETWEEN 1 AND ?`,
    now,
    now,
    mostAttempts,
  )

/**
 * A leased message whose turn has not come waits on, and no attempt is counted.
 * @param until or less: nothing is put off where the message that it replaces has been confirmed since
 */
export const putOff = (key: string, until: Instant): Statement =>
  sql(
    `UPDATE outbox SET state = 'queued', lease = NULL, attempts = attempts - 1,
       due = CASE WHEN EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.key = outbox.replaces AND earlier.message IS NOT NULL)
                  THEN due ELSE ? END
     WHERE key = ?`,
    until,
    key,
  )

/**
 * Drops a message that was certainly not shown; changes no row where it may have been.
 *
 * @param why for whoever looks into it
 */
export const dropUnsent = (key: string, why: string): Statement =>
  sql(`UPDATE outbox SET state = 'dropped', error = ? WHERE key = ? AND state = 'queued' AND tried IS NULL`, why, key)
