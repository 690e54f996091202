/**
 * The 通报 of three periods added up again from the rows of the ledger, by a script that knows the office's rule and
 * nothing of the program: of each county the newest figure that the province received counts, of its period or before.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose, takeSnapshot } from '../../src/bulletin/index.ts'
import { parseInstant } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { Store } from '../../src/store/index.ts'
import { runs } from '../size.ts'
import { id, office, type Said, small } from './small.ts'

const PERIODS = ['2017-04', '2017-05', '2017-06'] as Period[]
const INDICATORS = ['老旧木厂', '散锯点', '龙企']
const COUNTIES = office.regions.counties(endOf('2017-06' as Period)).map(({ key }) => key)
const NOW = '2017-07-12T09:00:00+08:00'

/** How far a figure came: to the county's desk, the city's, the province's; corrected once it was there, and how far then. */
const FATES = ['reported', 'accepted', 'returned', 'received', 'corrected and received'] as const

interface Told {
  readonly region: string
  readonly indicator: string
  readonly period: Period
  readonly value: number
  readonly fate: (typeof FATES)[number]
}

/** Counts that never fall: what each period adds. */
const told = fc
  .array(
    fc.record({
      region: fc.constantFrom(...COUNTIES),
      indicator: fc.constantFrom(...INDICATORS),
      steps: fc.array(fc.record({ more: fc.nat(9), fate: fc.constantFrom(...FATES), said: fc.boolean() }), {
        minLength: 3,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map((all) => {
    const own = new Map(all.map((one) => [`${one.region} ${one.indicator}`, one]))
    return [...own.values()].flatMap(({ region, indicator, steps }): Told[] => {
      let value = 1
      return steps.flatMap(({ more, fate, said }, at) => {
        value += more
        const period = PERIODS[at]
        return said && period ? [{ region, indicator, period, value, fate }] : []
      })
    })
  })

function actsOf({ region, indicator, period, value, fate }: Told): Said[] {
  const on = (act: Said['act'], figure = value): Said => ({
    region,
    indicator,
    period,
    value: figure,
    ...(act && { act }),
    at: '2017-07-03T10:00:00+08:00',
  })
  const passed = [on('report'), on('accept'), on('receive')]
  switch (fate) {
    case 'reported':
      return passed.slice(0, 1)
    case 'accepted':
      return passed.slice(0, 2)
    case 'returned':
      return [on('report'), on('return')]
    case 'received':
      return passed
    case 'corrected and received':
      return [...passed, on('correction', value + 1), on('accept', value + 1), on('receive', value + 1)]
  }
}

/** By SQL alone: what the province received of a county, the newest of the period or before, and of which period it is. */
async function fromRows(store: Store, indicator: string, period: Period) {
  return store.all<{ region: string; period: string; cumulative: string }>(
    `SELECT region, period, cumulative FROM (
       SELECT region, period, cumulative,
         row_number() OVER (PARTITION BY region ORDER BY period DESC, sequence DESC) AS newest
       FROM ledger AS figure
       WHERE indicator = ? AND period <= ? AND act IN ('report', 'correction')
         AND EXISTS (SELECT 1 FROM ledger AS receipt WHERE receipt.act = 'receive' AND receipt.figure = figure.id)
     ) WHERE newest = 1`,
    ...[id(indicator), period],
  )
}

describe('the 通报 of three periods, added up again from the rows of the ledger', () => {
  test('no number differs: in the snapshot, in its cities, in what is printed', async () => {
    await fc.assert(
      fc.asyncProperty(told, async (figures) => {
        const s = await small(NOW)
        for (const one of figures) for (const act of actsOf(one)) await s.write(act)
        for (const period of PERIODS) {
          const snapshot = await takeSnapshot(s.store, office, period, parseInstant(NOW) ?? (0 as never))
          const printed = JSON.stringify(compose(snapshot, office, 'internal'))
          for (const indicator of INDICATORS) {
            const rows = await fromRows(s.store, indicator, period)
            const sum = rows.reduce((all, one) => all + Number(one.cumulative), 0)
            const own = rows.filter((one) => one.period === period).length
            const line = snapshot.province.find((one) => one.indicator === id(indicator))
            expect([Number(line?.cumulative ?? 0), line?.reported ?? 0]).toEqual([sum, own])
            for (const { key } of office.regions.cities(endOf(period))) {
              const parts = rows.filter(({ region }) => office.regions.get(region as typeof key).parent === key)
              const city = snapshot.cities.find((one) => one.region === key && one.indicator === id(indicator))
              expect(Number(city?.cumulative ?? 0)).toBe(parts.reduce((all, one) => all + Number(one.cumulative), 0))
            }
            if (own > 0) expect(printed).toContain(`累计${sum}家`)
          }
        }
      }),
      { numRuns: runs(40) },
    )
  })
})
