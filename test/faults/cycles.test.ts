/** Ended at random moments while twenty people work, the office loses nothing and does nothing twice. Long: `npm run faults`. */
import { expect, test } from 'vitest'
import { isLong } from '../size.ts'
import { drill } from './cycles/run.ts'

/** `npm run faults` plays two hundred. */
const CYCLES = isLong ? 10 : 7
/** Within which what was left behind is out after a start, ms; the longer where the platform refused it once. */
const OUT = { taken: 5_000, refused: 10_000 }

test('ended at random moments, the office loses, doubles and leaves over nothing', { timeout: 400_000 }, async () => {
  const { acknowledged, restored, entries, confirmed, ends, faults, logged, drains } = await drill({
    cycles: CYCLES,
    seed: 7,
    short: !isLong,
  })
  expect(faults).toEqual([])
  // The premise: there was work under way.
  expect(logged).toBeGreaterThan(CYCLES)
  expect(acknowledged).toBeGreaterThan(CYCLES)
  expect(restored).toBeGreaterThan(0)
  expect(entries).toBeGreaterThan(0)
  expect(entries).toBeGreaterThanOrEqual(confirmed)
  expect(drains.filter(({ ms, refused }) => ms > (refused ? OUT.refused : OUT.taken))).toEqual([])
  expect(ends.codes.filter((code) => code !== 0)).toEqual([])
})
