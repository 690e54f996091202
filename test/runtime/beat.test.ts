/** The minute, and a host whose clock is set: by hand, by NTP, by a battery that died. */
import { describe, expect, test } from 'vitest'
import { Beat, type Rhythm } from '../../src/runtime/beat.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.parse('2017-06-30T09:00:00+08:00')

/** A host in which two seconds pass at each look; its time of day may be set, what has passed cannot. */
function host(rhythm: Partial<Rhythm> = {}, start = START) {
  let now = start
  let steady = 5_000_000
  const turns: number[] = []
  const log: Readonly<Record<string, unknown>>[] = []
  const work = async (): Promise<void> => void turns.push(steady)
  const beat = new Beat(
    { name: 'tick', periodMs: MINUTE, work, ...rhythm },
    { now: () => now, steady: () => steady },
    (entry) => log.push(entry),
  )
  return {
    beat,
    turns,
    log,
    gaps: () => turns.slice(1).map((turn, i) => (turn - (turns[i] ?? 0)) / SECOND),
    set: (byMs: number) => {
      now += byMs
    },
    pass: async (ms: number) => {
      for (const end = steady + ms; steady < end; ) {
        void beat.look()
        await new Promise((resolve) => setImmediate(resolve))
        now += 2 * SECOND
        steady += 2 * SECOND
      }
    },
  }
}

describe('the minute', () => {
  test('comes at the first look and then once a minute', async () => {
    const { turns, gaps, pass } = host()
    await pass(10 * MINUTE)
    expect(turns).toHaveLength(10)
    expect(new Set(gaps())).toEqual(new Set([60]))
  })

  const steps = [-20 * SECOND, -180 * SECOND, -DAY, DAY, -59 * SECOND, 59 * SECOND, -HOUR, 180 * SECOND]
  test.each(steps)('comes within 70 s of the last when the clock is set by %i ms at any second of it', async (step) => {
    for (let second = 0; second < 60; second += 2) {
      const { turns, gaps, pass, set } = host()
      await pass(2 * MINUTE + second * SECOND)
      set(step)
      await pass(5 * MINUTE)
      expect(turns.length).toBeGreaterThanOrEqual(7)
      expect(turns.length).toBeLessThanOrEqual(10)
      expect(Math.max(...gaps())).toBeLessThanOrEqual(70)
    }
  })

  test('does not begin again while it runs, comes when it has ended, and a pause is seen from outside', async () => {
    let end = (): void => {}
    const began: number[] = []
    const long = host({
      work: () => {
        began.push(began.length)
        return new Promise<void>((resolve) => {
          end = resolve
        })
      },
    })
    await long.pass(5 * MINUTE)
    expect(began).toHaveLength(1)
    expect(long.beat.pulse.runningMs).toBe(5 * MINUTE)
    end()
    await long.pass(4 * SECOND)
    expect(began).toHaveLength(2)
  })

  test('that fails is logged, told, and comes again; one that is done is told no more', async () => {
    let broken = true
    const { beat, log, pass } = host({
      work: async () => {
        if (broken) throw new TypeError('no such thing')
      },
    })
    await pass(3 * MINUTE)
    expect(log).toHaveLength(3)
    expect(log[0]).toMatchObject({ event: 'tick-failed', error: expect.stringContaining('no such thing') })
    expect(log[0]).not.toHaveProperty('text')
    expect(beat.pulse).toEqual({ sinceMs: 3 * MINUTE, failed: 'TypeError' })
    broken = false
    await pass(MINUTE)
    expect(beat.pulse.failed).toBeUndefined()
    expect(beat.pulse.sinceMs).toBeLessThanOrEqual(MINUTE)
  })
})

test('what the machine refuses is logged with its reason in words beside the error', async () => {
  const { log, pass } = host({
    work: async () => Promise.reject(Object.assign(new Error('ENOENT: mkdir'), { code: 'ENOENT' })),
  })
  await pass(MINUTE)
  expect(log[0]).toMatchObject({
    text: expect.stringContaining('那块盘挂上了没有'),
    error: expect.stringContaining('ENOENT'),
  })
})

test('an hour comes seven minutes past it, and at the first look', async () => {
  const { turns, pass } = host({ periodMs: HOUR, offsetMs: 7 * MINUTE })
  const first = 5_000_000
  await pass(3 * HOUR)
  expect(turns.map((turn) => (turn - first) / MINUTE)).toEqual([0, 7, 67, 127])
})
