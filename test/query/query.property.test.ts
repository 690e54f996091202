/**
 * Any valid query over any ledger comes to what the oracle reckons from the raw rows; its card names every part of
 * the query that ran, and says no number that is not in the result.
 */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Card } from '../../src/message/card.ts'
import { allLevelled } from '../../src/office/levels.ts'
import type { Person, PersonId } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { answerTo, cardOf, type LedgerQuery, ledgerQuery, type Result } from '../../src/query/index.ts'
import { sql } from '../../src/store/index.ts'
import { runs } from '../size.ts'
import { differences } from './differences.ts'
import { namesOf } from './named.ts'
import { numbersIn, numbersOf } from './numbers.ts'
import { Oracle } from './oracle.ts'
import { emptied, fifth, NOW, play, queries, small, steps, worldOf } from './world.ts'

const person = (role: 'contact' | 'provincial-coordinator', region: string): Person => ({
  id: 'p' as PersonId,
  name: '某人',
  posts: [{ role, region: region as RegionKey }],
})
const ASKERS = [
  { who: person('provincial-coordinator', '33'), isGroup: false, sees: () => true },
  { who: person('contact', '330521'), isGroup: false, sees: (place: string) => place === '330521' },
  { who: person('provincial-coordinator', '33'), isGroup: true, sees: () => false },
]
const RUNS = runs(100)
const EACH = 25

/** Of a sum how many reported, of a figure carried forward its day: wherever a figure is told in full. */
function honestyOf(result: Result): string[] {
  if (result.kind === 'nothing' || result.query.fold || result.lacking) return []
  const entries = result.rows.flatMap((row) => row.entries)
  if (entries.length > 3 || !result.query.measures.includes('value')) return []
  return entries.flatMap(({ cell }) => {
    if (cell.value === undefined || cell.asOf === undefined) return []
    const day = `截至${Number(cell.asOf.slice(5, 7))}月${Number(cell.asOf.slice(8))}日`
    return cell.counties.length > 0 && cell.indicator.kind !== 'rate' ? [day, `${cell.reported}/${cell.of}已报`] : [day]
  })
}

const firstText = ({ blocks: [first] }: Card): string => (first?.kind === 'text' ? first.text : '')

/** What is asked of having reported, asked of having reported in time. */
function inTime(query: LedgerQuery): LedgerQuery[] {
  const asked = JSON.stringify(query)
  const other = asked.replaceAll('"reported"', '"onTime"')
  return other === asked ? [] : [ledgerQuery.parse(JSON.parse(other))]
}

test('any query over any ledger comes to what the raw rows come to, and its card says that and nothing else', {
  timeout: 300_000,
}, async () => {
  const store = await freshStore()
  await store.commit([sql('INSERT INTO person (id, name) VALUES (?, ?)', 'p', '某人')])
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(queries, { minLength: EACH, maxLength: EACH }),
      fc.constantFrom(...ASKERS),
      async (acts, all, { who, isGroup, sees }) => {
        await emptied(store)
        await play(store, acts)
        const world = await worldOf(store, small, '2017-08-15', { sees, isGroup, due: fifth })
        for (const query of [...all, ...all.flatMap(inTime)]) {
          const asked = JSON.stringify(query)
          const oracle = new Oracle(world)
          const result = await answerTo(query, small, { store, now: NOW, person: who, isGroup })
          const kind = result.kind === 'nothing' ? result.nought.why : result.kind
          seen.set(kind, (seen.get(kind) ?? 0) + 1)
          expect(differences(result, oracle.answer(query), oracle, query), asked).toEqual([])
          const card = allLevelled(cardOf(result, { ...small, isGroup }), small.regions.levels)
          const text = firstText(card)
          const [head = ''] = text.split('：')
          const { scope, claim } = namesOf(query, small)
          if (kind !== 'no-year' && kind !== 'no-such')
            expect(
              scope.filter((name) => !head.includes(name)),
              `${asked}\n${head}`,
            ).toEqual([])
          if (result.kind === 'found')
            expect(
              claim.filter((name) => !text.includes(name)),
              `${asked}\n${text}`,
            ).toEqual([])
          expect(
            honestyOf(result).filter((part) => !text.replace('截至2017年', '截至').includes(part)),
            `${asked}\n${text}`,
          ).toEqual([])
          const known = numbersOf(result, small)
          expect(
            numbersIn(card).filter((one) => !known.has(one)),
            `${asked}\n${JSON.stringify(
              card.blocks.filter((one) => one.kind !== 'fold'),
              null,
              1,
            )}`,
          ).toEqual([])
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect([...seen.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(RUNS * EACH)
  // The draw reaches many ways to end.
  expect(seen.get('found') ?? 0).toBeGreaterThan((RUNS * EACH) / 5)
  expect(seen.size).toBeGreaterThan(5)
})
