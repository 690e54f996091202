/** Who is a suspect or has used up a share, for how long, and that nobody is remembered for longer. */
import { expect, test } from 'vitest'
import { Shares, Suspects } from '../../src/runtime/desks/queue.ts'

const HOUR = 60 * 60_000

test('a suspect is one for an hour, is barred from the third time on, and is then forgotten', () => {
  const suspects = new Suspects()
  for (const at of [0, 1, 2]) suspects.note('one', at)
  expect([suspects.has('one', 3), suspects.isBarred('one', 3)]).toEqual([true, true])
  for (let n = 0; n < 50; n++) suspects.note(`other-${n}`, 10)
  expect(suspects.size).toBe(51)
  suspects.note('last', 11 + HOUR)
  expect(suspects.size).toBe(1)
  expect([suspects.has('one', 11 + HOUR), suspects.isBarred('one', 11 + HOUR)]).toEqual([false, false])
})

test('a share of two seconds is used up within a minute, and is there again after it', () => {
  const shares = new Shares()
  for (let n = 0; n < 19; n++) shares.note('quick', 100, n)
  shares.note('slow', 2_500, 0)
  expect([shares.isSpent('quick', 20), shares.isSpent('slow', 20), shares.isSpent('nobody', 20)]).toEqual([
    false,
    true,
    false,
  ])
  shares.note('quick', 200, 20)
  expect(shares.isSpent('quick', 21)).toBe(true)
  expect(shares.isSpent('slow', 60_001)).toBe(false)
  shares.note('last', 1, 200_000)
  expect(shares.size).toBe(1)
})
