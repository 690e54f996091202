/** What could not be sent: tried again before its time, put off, dropped. */
import type { Instant } from '../office/day.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'
import { COLUMNS, type OutboxRow } from './outbox.ts'

/** The oldest that was tried and waits to be tried again, however long it was to wait; none that waits for another. */
export const triedOf = (store: Reader): Promise<OutboxRow | undefined> =>
  store.first<OutboxRow>(
    `SELECT ${COLUMNS} FROM outbox WHERE state = 'queued' AND attempts > 0 AND replaces IS NULL ORDER BY person IS NOT NULL, created LIMIT 1`,
  )

/** Ends all leases. */
export const freed = (): Statement => sql(`UPDATE outbox SET lease = NULL WHERE state = 'leased'`)

/** What was refused at most so often is due at once, in the place that it had before others. */
export const hastened = (now: Instant, mostAttempts: number): Statement =>
  sql(
    `UPDATE outbox SET due = min(created, ?) WHERE state = 'queued' AND due > min(created, ?) AND attempts BETWEEN 1 AND ?`,
    now,
    now,
    mostAttempts,
  )

/** Its turn has not come: no attempt of its own. What it waits for may have been confirmed since. */
export const putOff = (key: string, until: Instant): Statement =>
  sql(
    `UPDATE outbox SET state = 'queued', lease = NULL, attempts = attempts - 1,
       due = CASE WHEN EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.key = outbox.replaces AND earlier.message IS NOT NULL)
                  THEN due ELSE ? END
     WHERE key = ?`,
    until,
    key,
  )

/** Drops what certainly was not shown; changes no row where it may have been. */
export const dropUnsent = (key: string, why: string): Statement =>
  sql(`UPDATE outbox SET state = 'dropped', error = ? WHERE key = ? AND state = 'queued' AND tried IS NULL`, why, key)
