/**
 * What a condition on acts picks is the same whether all cells are read or the ledger finds those that pass: a question
 * on one city and one on the whole province follow one rule.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Person, PersonId } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { answerTo, type LedgerQuery, ledgerQuery, type Result } from '../../src/query/index.ts'
import { sql } from '../../src/store/index.ts'
import { runs } from '../size.ts'
import { emptied, NOW, play, small, steps } from './world.ts'

const RUNS = runs(60)
const EACH = 20

/** Every condition of which the ledger finds the cells: late, corrected, and each state of review but none. */
const condition = fc.oneof(
  fc.record({ measure: fc.constant('lateDays'), op: fc.constantFrom('>', '>='), to: fc.constantFrom('1', '3', '40') }),
  fc.constant({ measure: 'lateDays', op: '>', to: '0' }),
  fc.record({ measure: fc.constant('corrections'), op: fc.constantFrom('>', '>='), to: fc.constantFrom('1', '2') }),
  fc.constant({ measure: 'corrections', op: '>', to: '0' }),
  fc.record({
    measure: fc.constant('state'),
    op: fc.constant('='),
    to: fc.constantFrom('submitted', 'accepted', 'returned', 'received', 'undone', ['returned', 'submitted']),
  }),
)
const together = fc.constantFrom(
  ...[{}, {}, { over: 'all', holds: 'none' }],
  ...[1, 2, 3].map((atLeast) => ({ over: 'period', holds: { atLeast } })),
)
const shape = fc.record({
  measures: fc.uniqueArray(fc.constantFrom('state', 'corrections', 'lateDays', 'reportedAt'), { minLength: 1 }),
  of: fc.constantFrom('owed', 'all', ['firms'], ['land', 'water']),
  whom: fc.constantFrom({ parts: '33', level: 'county' }, { parts: '3305', level: 'county' }),
  when: fc.constantFrom('owed', ['2017-05', '2017-06'], ['2017-06', '2017-Q2'], ['2017-07']),
  where: fc.tuple(condition, together).map(([one, over]) => [{ ...one, ...over }]),
  grouping: fc.constantFrom(
    {},
    { by: ['place'] },
    { by: ['place', 'indicator'] },
    { fold: 'count', by: ['place'] },
    { fold: 'count', by: ['city'], counts: 'places' },
    { fold: 'count', counts: 'places' },
  ),
})
const queries: fc.Arbitrary<LedgerQuery> = shape
  .filter(({ of, when }) => of === 'owed' || when === 'owed')
  .map(({ grouping, ...rest }) => ledgerQuery.parse({ ...rest, ...grouping }))

const person = (role: 'contact' | 'provincial-coordinator', region: string): Person => ({
  id: 'p' as PersonId,
  name: '某人',
  posts: [{ role, region: region as RegionKey }],
})
const WHO = [person('provincial-coordinator', '33'), person('contact', '330521')]

/** Of each place once: of what one may not see into a place is told, and not each of its figures. */
const unknownIn = (all: Extract<Result, { kind: 'found' }>['unknown']): string[] =>
  [...new Set(all.map(({ cell, why }) => `${cell.place} ${why}`))].sort()

/** What a card tells of a result: whom, what, how many of how many, and of whom it is not known. */
function told(result: Result, { where: [first] = [] }: LedgerQuery): unknown {
  // of whom nothing is so there is nothing to list: they are counted, by city, and a count may be none
  const isCounted = first?.over === 'all'
  if (result.kind === 'nothing') {
    const { nought } = result
    if (nought.why !== 'no-match') return nought
    const none = { of: nought.of, unknown: unknownIn(nought.unknown) }
    return isCounted ? { ...none, places: 0 } : none
  }
  const { rows, count, of, turnout, unknown } = result
  const common = { of, unknown: unknownIn(unknown) }
  if (isCounted) return { ...common, places: count.places }
  return {
    ...common,
    turnout,
    count,
    rows: rows
      .filter((row) => row.entries.length > 0)
      .map((row) => ({
        key: row.key,
        of: row.of,
        entries: row.entries.map(({ cell, readings }) => [
          `${cell.place} ${cell.indicator.id} ${cell.period}`,
          ...readings.measures.map((one) => readings.get(one)),
        ]),
      })),
  }
}

test('what is picked of a wide question is what a narrow one tells of the same', { timeout: 300_000 }, async () => {
  const store = await freshStore()
  await store.commit([sql('INSERT INTO person (id, name) VALUES (?, ?)', 'p', '某人')])
  const compared = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(queries, { minLength: EACH, maxLength: EACH }),
      fc.constantFrom(...WHO),
      async (acts, all, who) => {
        await emptied(store)
        await play(store, acts)
        for (const query of all) {
          const asking = { store, now: NOW, person: who, isGroup: false }
          const narrow = await answerTo(query, small, asking)
          const wide = await answerTo(query, small, { ...asking, most: 0 })
          const isPicked = wide.kind === 'found' || wide.nought.why !== 'too-wide'
          if (!isPicked) continue
          const [first] = query.where ?? []
          const kind = `${first?.measure} ${narrow.kind}`
          compared.set(kind, (compared.get(kind) ?? 0) + 1)
          expect(told(wide, query), JSON.stringify(query)).toEqual(told(narrow, query))
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
  for (const measure of ['lateDays', 'corrections', 'state'])
    expect(compared.get(`${measure} found`) ?? 0, measure).toBeGreaterThan(RUNS)
})
