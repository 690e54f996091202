/** When the audit is made, and what is known of it meanwhile. */
import { expect, test } from 'vitest'
import { auditsOf } from '../../src/runtime/audits.ts'

/** @param awaited administrators were told of faults before the start */
function nights(awaited: boolean) {
  const world = { faults: 0, watched: 0, isBroken: false, made: 0 }
  const logged: unknown[] = []
  let isSlow = false
  const waiting: (() => void)[] = []
  const audits = auditsOf(
    {
      audit: async () => {
        world.made++
        if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve))
        if (world.isBroken) throw new Error('not to be read')
        return world.faults
      },
      isAwaited: async () => awaited,
      watch: () => world.watched,
    },
    (entry) => logged.push(entry),
  )
  const slowly = () => {
    isSlow = true
  }
  return { world, audits, logged, slowly, ends: () => waiting.shift()?.() }
}

test('a start makes none, and an hour after one that found nothing none is made', async () => {
  const { world, audits } = nights(false)
  for (const turn of [audits.nightly, audits.hourly, audits.minutely]) await turn()
  expect([world.made, audits.faults()]).toEqual([0, 0])
  await audits.nightly()
  await audits.hourly()
  expect([world.made, audits.faults()]).toEqual([1, 0])
})

test('while it found something it is made each hour, so that its end is told within an hour', async () => {
  const { world, audits, logged } = nights(false)
  await audits.nightly()
  world.faults = 2
  await audits.nightly()
  await audits.hourly()
  expect([world.made, audits.faults()]).toEqual([2, 2])
  expect(logged).toEqual([{ event: 'audit-broken', faults: 2 }])
  world.faults = 0
  await audits.hourly()
  expect(audits.faults()).toBe(0)
  await audits.hourly()
  expect(world.made).toBe(3)
})

test('where a fault was told before the start it is looked for at once, and nothing is known until that has ended', async () => {
  const { world, audits, slowly, ends } = nights(true)
  world.faults = 1
  slowly()
  await audits.minutely()
  const looking = audits.hourly()
  await Promise.resolve()
  await Promise.resolve()
  expect([world.made, audits.faults()]).toEqual([1, undefined])
  ends()
  await looking
  expect(audits.faults()).toBe(1)
})

test('one that is under way is no fault, one that could not be made is', async () => {
  const { world, audits, slowly, ends } = nights(false)
  await audits.nightly()
  await audits.nightly()
  slowly()
  const looking = audits.nightly()
  expect(audits.faults()).toBe(0)
  ends()
  await looking
  world.isBroken = true
  const broken = audits.nightly()
  ends()
  await expect(broken).rejects.toThrow('not to be read')
  expect(audits.faults()).toBe('unknown')
})
