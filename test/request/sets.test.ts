/**
 * Strangers' questions on the whole office: right, asked back, wrong. Each set was mended on after its first sight and
 * measures nothing any more but that nothing is lost: the floors only rise. `SET=path` runs another set and lists it.
 */
import { beforeAll, expect, test } from 'vitest'
import { entriesIn, sets, summary } from './sets.ts'

const raw = import.meta.glob<string>('../eval/requests/ledger-*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Right at least, wrong at most. */
const FLOORS: readonly (readonly [string, number, number])[] = [
  ['ledger-60', 59, 1],
  ['ledger-a', 57, 3],
  ['ledger-b', 58, 1],
  ['ledger-c', 48, 10],
  ['ledger-d', 48, 10],
]

let told: Awaited<ReturnType<typeof sets>>
beforeAll(async () => {
  told = await sets()
}, 60_000)

test.each(FLOORS)('%s: at least %i are right and at most %i wrong', async (name, right, wrong) => {
  const all = await told.fare(entriesIn(raw[`../eval/requests/${name}.yaml`] ?? ''))
  console.info(`${name}: ${summary(all)}`)
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter(({ fate }) => fate === 'right').length).toBeGreaterThanOrEqual(right)
  expect(all.filter(({ fate }) => fate === 'wrong').length).toBeLessThanOrEqual(wrong)
})
