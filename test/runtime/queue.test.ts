/** Who is a suspect, for how long, and that nobody is remembered for longer. */
import { expect, test } from 'vitest'
import { Suspects } from '../../src/runtime/desks/queue.ts'

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
