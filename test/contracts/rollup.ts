/** Whatever happened to the figures, sums are those of an independent recomputation from the raw ledger, on every store. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, cellsOf, isOpen, keyOf, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount, total } from '../../src/office/amount.ts'
import { Calendar } from '../../src/office/calendar.ts'
import { type Day, instant } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { Indicator, IndicatorId, Plan } from '../../src/office/plan.ts'
import { type Region, type RegionKey, type RegionLevel, Regions } from '../../src/office/region.ts'
import { standingsOf } from '../../src/query/index.ts'
import { type Store, sql } from '../../src/store/index.ts'

const PROVINCE = '33' as RegionKey
const region = (code: string, level: RegionLevel, parent?: string): Region => ({
  key: code as RegionKey,
  level,
  name: `${code}县`,
  short: code,
  codes: [{ code }],
  ...(parent && { parent: parent as RegionKey }),
})
const regions = new Regions([
  region('33', 'province'),
  region('3305', 'city', '33'),
  region('3304', 'city', '33'),
  ...['330521', '330522', '330523', '330503'].map((code) => region(code, 'county', '3305')),
  ...['330481', '330482'].map((code) => region(code, 'county', '3304')),
])
const COUNTIES = regions.all.filter((one) => one.level === 'county').map((one) => one.key)
const IDLE = '330503' as RegionKey

const indicator = (id: string): Indicator => ({
  id: id as IndicatorId,
  name: id,
  short: id,
  aliases: [],
  unit: '家',
  otherUnits: [],
  kind: 'count',
  integer: true,
  better: 'higher',
  target: { op: '=', value: amount(1_000), wording: id },
  section: '一',
  definition: id,
  pace: { kind: 'linear' },
  every: 'month',
  evidence: false,
})
const indicators = [indicator('firms'), indicator('land')]
const INDICATORS = indicators.map((one) => one.id)
const goals = (of: readonly IndicatorId[]) => new Map(of.map((id) => [id, amount(100)]))
const plan: Plan = {
  year: 2017,
  title: '',
  documentNumber: '',
  issuer: '',
  issued: '2017-04-18' as Day,
  provenance: '',
  text: '',
  indicators,
  rules: [],
  // One county has no task for the second indicator: what it reports counts all the same.
  allocation: {
    source: '',
    demo: false,
    goals: new Map(regions.all.map((one) => [one.key, goals(one.key === IDLE ? INDICATORS.slice(0, 1) : INDICATORS)])),
  },
}
const ground = { plan, regions, calendar: new Calendar([]) }

const PERIODS = ['2017-04', '2017-05', '2017-06'] as Period[]
const ACTS = ['report', 'nil', 'correction', 'undo', 'accept', 'return', 'receive'] as const

const step = fc.record({
  county: fc.constantFrom(...COUNTIES),
  indicator: fc.constantFrom(...INDICATORS),
  period: fc.constantFrom(...PERIODS),
  act: fc.constantFrom(...ACTS),
  value: fc.integer({ min: 0, max: 400 }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(store: Store, steps: readonly Step[]): Promise<number> {
  let done = 0
  for (const [index, one] of steps.entries()) {
    const cell = { region: one.county, indicator: one.indicator, period: one.period }
    const held = (await cellsOf(store, [cell])).get(keyOf(cell))
    if (!held || !isOpen(held, one.act, false)) continue
    const states = one.act === 'report' || one.act === 'nil' || one.act === 'correction'
    const entry: NewEntry = {
      ...cell,
      id: `f${index}`,
      act: one.act,
      by: 'p' as PersonId,
      proxy: false,
      message: `m${index}`,
      at: instant(index),
      ...(states && {
        said: {
          mode: 'cumulative',
          typedValue: String(one.value),
          value: amount(one.value),
          cumulative: amount(one.value),
          asOf: endOf(one.period),
        },
      }),
    }
    await store.commit(await append(store, PROVINCE, await placesOf(store, [one.county]), [entry]))
    done += 1
  }
  return done
}

interface Raw extends Record<string, string | number | null> {
  readonly region: string
  readonly period: string
  readonly act: string
  readonly id: string
  readonly cumulative: string | null
}

/** The figure that holds in one cell, by a stack of its own: submissions push, undo pops, a return falls back to what was accepted. */
function standing(history: readonly Raw[]): string | null {
  let accepted: string | null = null
  let stack: string[] = []
  for (const { act, cumulative } of history) {
    if (act === 'report' || act === 'nil' || act === 'correction') stack.push(cumulative ?? '')
    if (act === 'undo') stack.pop()
    if (act === 'accept') {
      accepted = stack.at(-1) ?? accepted
      stack = []
    }
    if (act === 'return') {
      // Of a figure that waits the accepted one stays; an accepted one returned is gone.
      if (stack.length === 0) accepted = null
      stack = []
    }
  }
  return stack.at(-1) ?? accepted
}

async function recomputed(store: Store, indicator: string, until: Period, counties: readonly string[]) {
  const sums: string[] = []
  let reported = 0
  for (const county of counties) {
    const held = await Promise.all(
      PERIODS.filter((period) => period <= until).map(async (period) => {
        const rows = await store.all<Raw>(
          'SELECT region, period, act, id, cumulative FROM ledger WHERE region = ? AND indicator = ? AND period = ? ORDER BY sequence',
          county,
          indicator,
          period,
        )
        return { period, value: standing(rows) }
      }),
    )
    const last = held.findLast((one) => one.value !== null)
    if (!last?.value) continue
    sums.push(last.value)
    if (last.period === until) reported += 1
  }
  return { sum: sums.length > 0 ? total(sums.map(amount)) : undefined, reported }
}

/** @param open a fresh, migrated store; it is emptied between runs */
export function rollUpContract(open: () => Promise<Store>, numRuns: number): void {
  test('roll-ups equal a recomputation from the raw ledger after any sequence of acts', {
    timeout: 60_000,
  }, async () => {
    const store = await open()
    let acts = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 30, maxLength: 90, size: 'max' }),
        fc.constantFrom(...PERIODS),
        async (steps, period) => {
          await store.commit([sql('DELETE FROM ledger'), sql('DELETE FROM cell')])
          acts += await play(store, steps)
          for (const one of indicators)
            for (const place of ['33', '3305', '3304'] as RegionKey[]) await compare(store, one, place, period)
        },
      ),
      { numRuns },
    )
    expect(acts).toBeGreaterThan(numRuns * 10)
  })
}

async function compare(store: Store, one: Indicator, place: RegionKey, period: Period): Promise<void> {
  const counted = COUNTIES.filter((county) => regions.within(county, place))
  const expected = await recomputed(store, one.id, period, counted)
  const [standing] = await standingsOf(store, ground, {
    places: [place],
    indicators: [one],
    period,
    basis: 'standing',
  })
  expect({ sum: standing?.value, reported: standing?.reported }).toEqual(expected)
  // Old figures turn nothing green.
  if (expected.reported === 0) expect(standing?.light).not.toBe('green')
}
