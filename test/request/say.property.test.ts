/** What a request says of itself is read back as the same request. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type LedgerQuery, ledgerQuery } from '../../src/query/index.ts'
import { say } from '../../src/request/say.ts'
import { isLong } from '../size.ts'
import { desk } from './desk.ts'

let at: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  at = await desk()
})

/** Queries of the forms that people ask: a figure, a report, those of which something holds, a ranking, a mean. */
function queries(): fc.Arbitrary<LedgerQuery> {
  const { plan, regions } = at.told.office
  const counties = regions.counties('2017-09-06' as Parameters<typeof regions.counties>[0]).map(({ key }) => key)
  const cities = [...new Set(counties.flatMap((key) => regions.get(key).parent ?? []))]
  const province = regions.province.key
  const ids = plan.indicators.map(({ id }) => id)
  const when = fc.constantFrom<unknown>('latest', ['2017-06'], ['2017-07'], ['2017-08'])
  const one = fc.constantFrom(...ids).map((id) => [id])
  const of = fc.oneof(one, fc.constant('all'), fc.subarray(ids, { minLength: 2, maxLength: 2 }))
  const county = fc.constantFrom(...counties).map((key) => ({ places: [key] }))
  const places = fc.oneof(
    county,
    fc.constantFrom(...cities, province).map((key) => ({ places: [key] })),
    fc.subarray(counties, { minLength: 2, maxLength: 3 }).map((all) => ({ places: all })),
  )
  const ofCounties = fc.constantFrom(...cities, province).map((parts) => ({ parts, level: 'county' }))
  const parts = fc.oneof(ofCounties, fc.constant({ parts: province, level: 'city' }))
  const tests = fc.oneof(
    fc.record({
      measure: fc.constant('rate'),
      op: fc.constantFrom('<', '>'),
      to: fc.constantFrom('0.3', '0.5', '0.8', '1.2'),
    }),
    fc.constantFrom('red', 'yellow', 'green').map((to) => ({ measure: 'light', op: '=', to })),
    fc.constant({ measure: 'reported', op: '=', to: false }),
  )
  const figures = ['value', 'increment', 'goal', 'rate', 'gap', 'expected', 'ahead', 'light', 'forecast', 'perMonth']
  const reports = ['reported', 'state', 'reportedAt', 'reportedBy', 'lateDays', 'corrections']
  const measured = (...all: string[]) => fc.constantFrom(...all).map((measure) => [measure])
  return fc
    .oneof(
      fc.record({ measures: measured(...figures), of, whom: fc.oneof(places, parts), when }),
      fc.record({ measures: measured('rank'), of: one, whom: county, when }),
      fc.record({ measures: measured(...reports), of: one, whom: county, when }),
      fc.record({ test: tests, of: one, whom: ofCounties, when }).chain(({ test: held, ...query }) => {
        const filtered = { ...query, measures: [held.measure], where: [held] }
        return fc.constantFrom<object>(filtered, { ...filtered, fold: 'count' })
      }),
      fc
        .record({ measures: measured('value', 'rate', 'increment'), of: one, whom: parts, when, down: fc.boolean() })
        .chain(({ down, ...query }) => {
          const ordered = { ...query, order: { measure: query.measures[0], down } }
          return fc.constantFrom<object>(ordered, { ...ordered, limit: 1 }, { ...ordered, limit: 5 })
        }),
      fc.record({ measures: measured('value', 'rate'), of: one, whom: ofCounties, when, fold: fc.constant('mean') }),
    )
    .map((query) => ledgerQuery.parse(query))
}

test('what a request says is read back as the request', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(queries(), (query) => {
      const words = say(query, at.told.office)
      const settled = at.settled(words, 'province')
      expect(settled.kind === 'run' ? at.wrongIn(settled.query, query) : settled, words).toEqual([])
    }),
    { numRuns: isLong ? 10_000 : 300 },
  )
})
