/** Combinations that nobody foresaw, over the ledger of the question sets: each comes to what the raw rows come to. */
import { beforeAll, describe, expect, test } from 'vitest'
import { cardOf } from '../../src/query/index.ts'
import { differences } from './differences.ts'
import { numbersIn, numbersOf } from './numbers.ts'
import { Oracle } from './oracle.ts'
import { beyond, ledger } from './questions.ts'

let told: Awaited<ReturnType<typeof ledger>>
beforeAll(async () => {
  told = await ledger()
})

const ends = new Map<string, number>()

describe('combinations that no set asks for', () => {
  test('there are more than forty', () => {
    expect(beyond.length).toBeGreaterThanOrEqual(40)
  })

  test.each(beyond)('$id $question', async ({ asker, queries = [] }) => {
    const world = await told.world(asker)
    for (const query of queries) {
      const oracle = new Oracle(world)
      const result = await told.result(query, asker)
      const end = result.kind === 'nothing' ? result.nought.why : result.kind
      ends.set(end, (ends.get(end) ?? 0) + 1)
      expect(differences(result, oracle.answer(query), oracle, query)).toEqual([])
      const known = numbersOf(result, told.office)
      expect(numbersIn(cardOf(result, { ...told.office, isGroup: false })).filter((one) => !known.has(one))).toEqual([])
    }
  })

  test('most are answered, and those that cannot be end each in its own way', () => {
    expect(ends.get('found')).toBeGreaterThan(30)
    for (const why of [
      'no-year',
      'units-differ',
      'overlap',
      'rates-summed',
      'cumulative-over-time',
      'not-over',
      'private',
    ])
      expect(ends.get(why), why).toBeGreaterThan(0)
  })
})
