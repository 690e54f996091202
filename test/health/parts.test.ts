import { describe, expect, test } from 'vitest'
import { type HealthPart, whole } from '../../src/health/health.ts'
import * as part from '../../src/health/parts.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const MB = 1024 * 1024

const STATES: readonly (readonly [string, HealthPart, HealthPart['state']])[] = [
  ['a loop that pauses for 40 ms', part.loopPart(40), 'ok'],
  ['a loop that stood for 0.6 s', part.loopPart(600), 'degraded'],
  ['a loop that stood for longer than the platform waits', part.loopPart(3_200), 'failed'],
  ['a tick a minute ago', part.tickPart({ sinceMs: 61 * SECOND, failed: [] }), 'ok'],
  ['a tick of which one job failed', part.tickPart({ sinceMs: 61 * SECOND, failed: ['remind'] }), 'degraded'],
  [
    'a tick that has been running for 4 min',
    part.tickPart({ sinceMs: 5 * MINUTE, runningMs: 4 * MINUTE, failed: [] }),
    'degraded',
  ],
  [
    'a tick that has been running for 20 min',
    part.tickPart({ sinceMs: 21 * MINUTE, runningMs: 20 * MINUTE, failed: [] }),
    'failed',
  ],
  ['a tick that has failed for 20 min', part.tickPart({ sinceMs: 20 * MINUTE, failed: ['SQLITE_FULL'] }), 'failed'],
  ['no tick yet', part.tickPart({ sinceMs: undefined, failed: [] }), 'degraded'],
  ['a platform that is connected', part.platformPart(undefined), 'ok'],
  ['a platform that has just been lost', part.platformPart(20 * SECOND), 'ok'],
  ['a platform that has been silent for 4 min', part.platformPart(4 * MINUTE), 'degraded'],
  ['a platform that has been silent for an hour', part.platformPart(60 * MINUTE), 'failed'],
  ['nothing waiting', part.outboxPart({ count: 0, oldestMs: 0 }), 'ok'],
  ['a message that waits for 2 min', part.outboxPart({ count: 1, oldestMs: 2 * MINUTE }), 'ok'],
  ['a message that waits for 11 min', part.outboxPart({ count: 1, oldestMs: 11 * MINUTE }), 'degraded'],
  ['a message that waits for 61 min', part.outboxPart({ count: 1, oldestMs: 61 * MINUTE }), 'failed'],
  ['a disk with 2 GB', part.diskPart(2_048 * MB), 'ok'],
  ['a disk with 500 MB', part.diskPart(500 * MB), 'degraded'],
  ['a full disk', part.diskPart(0), 'failed'],
  ['a disk that is gone', part.diskUnknown(new Error('gone')), 'failed'],
  ['a database that works', part.databaseWorks(2), 'ok'],
  ['a database that throws', part.databaseFails(new Error('full')), 'failed'],
  ['a damaged database', part.databaseDamaged(), 'failed'],
  ['a ledger as it was written', part.auditPart(0), 'ok'],
  ['a ledger that somebody changed', part.auditPart(2), 'degraded'],
  ['a ledger that nobody could compare', part.auditPart('unknown'), 'degraded'],
  ['nothing set aside', part.asidePart(0), 'ok'],
  ['a message set aside', part.asidePart(1), 'degraded'],
]

test.each(STATES)('%s is judged', (_, found, state) => {
  expect(found.state).toBe(state)
})

test('what is not well says what to do next, and what is well does not', () => {
  for (const [, { state, mend = '' }] of STATES) expect(mend.length > 8, mend).toBe(state !== 'ok')
})

describe('a restart', () => {
  const hung = part.tickPart({ sinceMs: 21 * MINUTE, runningMs: 20 * MINUTE, failed: [] })

  test('is asked for when a tick hangs', () => {
    expect(whole({ tick: hung, disk: part.diskPart(2_048 * MB) })).toMatchObject({ status: 'failed', restart: true })
  })

  test('is not asked for while the disk is full or the database damaged: it would come again and again', () => {
    expect(whole({ tick: hung, disk: part.diskPart(0) })).toMatchObject({ status: 'failed', restart: false })
    expect(whole({ tick: hung, database: part.databaseDamaged() }).restart).toBe(false)
    expect(whole({ disk: part.diskPart(0) })).toMatchObject({ status: 'failed', restart: false })
  })

  test('is not asked for when messages wait for the platform, nor for what is only degraded', () => {
    expect(whole({ outbox: part.outboxPart({ count: 9, oldestMs: 61 * MINUTE }) }).restart).toBe(false)
    expect(whole({ tick: part.tickPart({ sinceMs: 4 * MINUTE, failed: [] }) })).toMatchObject({
      status: 'degraded',
      restart: false,
    })
  })
})

test('of an error its kind is told and not what it was about', () => {
  const full = Object.assign(new Error('disk full: /home/wang/老旧木厂.db'), { code: 'SQLITE_FULL' })
  expect(part.codeOf(full)).toBe('SQLITE_FULL')
  expect(part.codeOf(new Error('not stored', { cause: full }))).toBe('SQLITE_FULL')
  expect(part.databaseFails(full).text).not.toMatch(/wang|木厂/)
})
