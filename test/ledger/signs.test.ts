/** Cells are found by what was done to them: returned, replaced by another figure, come after their time; the rest is counted. */
import { beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import {
  append,
  type Extent,
  figuresIn,
  historiesIn,
  type NewEntry,
  placesOf,
  type Sign,
  statesIn,
  talliesIn,
} from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { at, type Day } from '../../src/office/day.ts'
import type { Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { Store } from '../../src/store/index.ts'

const JUNE = '2017-06' as Period
const END = '2017-06-30' as Day
const FIRMS = 'firms' as IndicatorId
const [plain, late, changed, returned] = ['1', '2', '3', '4'] as RegionKey[]
const all = [plain, late, changed, returned].filter((one) => one !== undefined)
const extent: Extent = {
  ...{ places: all, indicators: [FIRMS], year: 2017, first: END, last: END, periods: [JUNE] },
  ...{ withHistory: true, basis: 'standing' },
}

let store: Store
beforeAll(async () => {
  store = await freshStore()
  let ids = 0
  const does = (region: RegionKey | undefined, act: NewEntry['act'], day: string, value?: number): NewEntry[] => {
    if (region === undefined) return []
    const said = value === undefined ? undefined : amount(value)
    return [
      {
        ...{ region, indicator: FIRMS, period: JUNE, id: `e${++ids}`, act, by: 'p' as PersonId, proxy: false },
        ...{ message: `m${ids}`, at: at(day as Day, '10:00') },
        ...(said && { said: { mode: 'cumulative', typedValue: said, value: said, cumulative: said, asOf: END } }),
      },
    ]
  }
  const acts = [
    ...does(plain, 'report', '2017-07-03', 3),
    ...does(late, 'report', '2017-07-12', 3),
    ...[...does(changed, 'report', '2017-07-03', 3), ...does(changed, 'correction', '2017-07-04', 4)],
    ...[...does(returned, 'report', '2017-07-03', 3), ...does(returned, 'return', '2017-07-04')],
  ]
  await store.commit(await append(store, '0' as RegionKey, await placesOf(store, all), acts))
})

test.each<[string, Sign, readonly (RegionKey | undefined)[]]>([
  ['returned', { of: 'state', states: ['returned'] }, [returned]],
  ['submitted', { of: 'state', states: ['submitted', 'accepted'] }, [plain, late, changed]],
  ['replaced', { of: 'change' }, [changed]],
  ['late', { of: 'late', after: { [JUNE]: at('2017-07-06' as Day) } }, [late, returned]],
])('of what is %s nothing else is read', async (_, sign, regions) => {
  const signed = { ...extent, sign }
  const [figures, states, entries] = [
    await figuresIn(store, signed),
    await statesIn(store, signed),
    await historiesIn(store, signed),
  ]
  const read = [...figures, ...states, ...entries].map(({ region }) => region)
  expect([...new Set(read)].sort()).toEqual(regions)
})

test('what stands is counted without being read', async () => {
  expect((await talliesIn(store, extent)).map(({ region, stands, waits }) => [region, stands, waits])).toEqual(
    [plain, late, changed].map((region) => [region, [JUNE], 1]),
  )
})
