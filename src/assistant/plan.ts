/** What time brings: every job planned afresh from what is stored, each committed as one. */

import { tickFailed } from '../health/index.ts'
import type { Job } from '../message/command.ts'
import { postAll } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'
import { allLevelled, valuesLevelled } from '../office/levels.ts'
import { Conflict } from '../store/index.ts'
import type { DeskParts } from './parts.ts'

/** Of an assistant's parts, what planning uses. */
export type PlanParts = Pick<DeskParts, 'jobs' | 'log' | 'regions' | 'store'>

const TRIES = 3
/** A due day reaches thousands; one commit must stay within what a D1 batch takes. */
const STATEMENTS = 500

/**
 * Plans every job and commits what it plans, in lots. One that fails is logged and kept for `/healthz`, and does not hold up the
 * others.
 * @param now the office's instant; may be late, and the same twice
 */
export async function plan(now: Instant, parts: PlanParts): Promise<void> {
  const failed: string[] = []
  for (const job of parts.jobs) {
    try {
      await runJob(job, now, parts)
    } catch (error) {
      // One job's fault must not silence the others; the next tick plans it again.
      failed.push(job.name)
      parts.log({
        event: 'job-failed',
        job: job.name,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    }
  }
  if (failed.length > 0) await parts.store.commit([tickFailed(now, failed)])
}

/** Messages go first, group by group: what is recorded as planned has its outbox row, also after a crash in between. */
async function runJob(job: Job, now: Instant, parts: PlanParts): Promise<void> {
  const { levels } = parts.regions
  for (let tried = 0; tried < TRIES; tried++) {
    const { writes, says } = await job.run(now, parts.store)
    const written = writes.map((one) => ({ ...one, params: valuesLevelled(one.params, levels) }))
    const statements = [...postAll(allLevelled(says, levels), now), ...written]
    try {
      for (let from = 0; from < statements.length; from += STATEMENTS) {
        await parts.store.commit(statements.slice(from, from + STATEMENTS))
      }
      if (says.length) parts.log({ event: 'planned', job: job.name, messages: says.length })
      return
    } catch (error) {
      // Another process was first with the same key: plan again from what it wrote.
      if (!(error instanceof Conflict)) throw error
    }
  }
  throw new Error(`gave up after ${TRIES} conflicts`)
}
