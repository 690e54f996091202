/** A small office whose ledger is played at random, for queries at random; and the office of the question sets. */
import fc from 'fast-check'
import { append, cellsOf, isOpen, keyOf, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { Calendar } from '../../src/office/calendar.ts'
import { type Day, instant, parseInstant } from '../../src/office/day.ts'
import type { Measure } from '../../src/office/measure.ts'
import { endOf as lastDay, type Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { Indicator, IndicatorId, Plan } from '../../src/office/plan.ts'
import { type Region, type RegionKey, type RegionLevel, Regions } from '../../src/office/region.ts'
import type { Rule } from '../../src/office/schedule.ts'
import { ledgerQuery, type Office } from '../../src/query/index.ts'
import type { LedgerQuery } from '../../src/query/query.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { endOf, type Raw, type World } from './oracle.ts'

const region = (code: string, name: string, level: RegionLevel, parent?: string): Region => ({
  key: code as RegionKey,
  level,
  name,
  short: name.slice(0, -1),
  codes: [{ code }],
  ...(parent && { parent: parent as RegionKey }),
})
const regions = new Regions([
  region('33', '江南省', 'province'),
  region('3305', '东市', 'city', '33'),
  region('3304', '西市', 'city', '33'),
  region('330521', '甲县', 'county', '3305'),
  region('330522', '乙县', 'county', '3305'),
  region('330523', '丙县', 'county', '3305'),
  region('330481', '丁县', 'county', '3304'),
  region('330482', '戊县', 'county', '3304'),
])
const PLACES = regions.all.map((one) => one.key)
const COUNTIES = regions.all.filter((one) => one.level === 'county').map((one) => one.key)
const IDLE = '330523' as RegionKey

const thing = (id: string, short: string, of: Partial<Indicator>): Indicator => ({
  id: id as IndicatorId,
  name: `完成${short}`,
  short,
  aliases: [],
  unit: '家',
  otherUnits: [],
  kind: 'count',
  integer: true,
  better: 'higher',
  target: { op: '=', value: amount(500), wording: short },
  section: '一',
  definition: '',
  pace: { kind: 'linear' },
  every: 'month',
  evidence: false,
  ...of,
})
const indicators = [
  thing('firms', '企业', {}),
  thing('land', '用地', { kind: 'area', integer: false, unit: '亩' }),
  thing('water', '用水', {
    kind: 'rate',
    integer: false,
    unit: '%',
    better: 'lower',
    every: 'quarter',
    target: { op: 'fall', value: amount(-5), wording: '下降' },
    pace: { kind: 'none' },
  }),
]
const INDICATORS = indicators.map((one) => one.id)
const SHARE: Readonly<Record<string, number>> = { province: 500, city: 250, county: 100 }
/** One county has no task in the second; rates have the same goal everywhere. */
const goalsOf = ({ key, level }: Region) =>
  new Map(
    indicators.flatMap(({ id, kind }) =>
      id === 'land' && key === IDLE ? [] : [[id, amount(kind === 'rate' ? -5 : (SHARE[level] ?? 0))] as const],
    ),
  )
const rule = (period: 'month' | 'quarter', from: string): Rule => ({
  id: period,
  name: period,
  cron: '*/5 * * * *',
  period,
  from: from as Period,
  level: 'county',
  indicators: 'all',
  due: { monthsAfter: 1, day: 5 },
  shift: 'none',
  graceDays: 0,
  stages: [],
  quiet: { from: '18:00', to: '08:30' },
  spreadMinutes: 0,
  urgentBudget: 0,
  overrides: [],
})
const plan: Plan = {
  year: 2017,
  title: '',
  documentNumber: '江转办〔2017〕3号',
  issuer: '',
  issued: '2017-04-18' as Day,
  provenance: '',
  text: '',
  indicators,
  rules: [rule('month', '2017-04'), rule('quarter', '2017-Q2')],
  allocation: { source: '演示数据', demo: true, goals: new Map(regions.all.map((one) => [one.key, goalsOf(one)])) },
}
export const small: Office = { plan, regions, calendar: new Calendar([]) }
export const NOW = parseInstant('2017-08-15T09:00:00+08:00') ?? instant(0)

// A ledger at random -----------------------------------------------------------------------------------------------

const MONTHS = ['2017-04', '2017-05', '2017-06', '2017-07', '2017-08'] as Period[]
const QUARTERS = ['2017-Q1', '2017-Q2'] as Period[]
const step = fc.record({
  county: fc.constantFrom(...COUNTIES, ...COUNTIES, '3305' as RegionKey),
  indicator: fc.nat(2),
  period: fc.nat(4),
  act: fc.constantFrom(
    'report',
    'report',
    'report',
    'nil',
    'correction',
    'undo',
    'accept',
    'accept',
    'return',
    'receive',
  ) as fc.Arbitrary<NewEntry['act']>,
  value: fc.integer({ min: 0, max: 130 }),
  early: fc.integer({ min: 0, max: 3 }),
  hours: fc.integer({ min: 1, max: 40 }),
  isDoubted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
})
export const steps = fc.array(step, { minLength: 20, maxLength: 60, size: 'max' })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

export async function play(store: Store, all: readonly Step[]): Promise<void> {
  let at = Number(parseInstant('2017-05-01T09:00:00+08:00'))
  for (const [index, one] of all.entries()) {
    const indicator = indicators[one.indicator] ?? thing('none', '', {})
    const period =
      (indicator.every === 'quarter' ? QUARTERS[one.period % 2] : MONTHS[one.period]) ?? ('2017-04' as Period)
    const cell = { region: one.county, indicator: indicator.id, period }
    const held = (await cellsOf(store, [cell])).get(keyOf(cell))
    // Above the county rates alone are reported.
    const isUpper = one.county === '3305' && indicator.kind !== 'rate'
    if (!held || isUpper || !isOpen(held, one.act, false)) continue
    at += one.hours * 3_600_000
    const states = one.act === 'report' || one.act === 'nil' || one.act === 'correction'
    const value = amount(indicator.kind === 'rate' ? one.value / 10 - 9 : one.value)
    const entry: NewEntry = {
      ...cell,
      id: `f${index}`,
      act: one.act,
      by: 'p' as PersonId,
      proxy: false,
      message: `m${index}`,
      at: instant(at),
      ...(one.act === 'return' && { reason: '缺材料' }),
      ...(states && one.isDoubted && { warnings: ['jump'], reason: '已核实' }),
      ...(states && {
        said: {
          mode: 'cumulative',
          typedValue: value,
          value,
          cumulative: value,
          asOf: dayBefore(lastDay(period), one.early),
        },
      }),
    }
    await store.commit(await append(store, '33' as RegionKey, await placesOf(store, [one.county]), [entry]))
  }
}

const dayBefore = (day: Day, days: number): Day =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10) as Day

export const emptied = (store: Store) => store.commit([sql('DELETE FROM ledger'), sql('DELETE FROM cell')])

/** The same office as the oracle sees it. */
export async function worldOf(
  store: Store,
  office: Office,
  today: string,
  options: Pick<World, 'sees' | 'isGroup' | 'due'>,
): Promise<World> {
  const people = await store.all<{ id: string; name: string }>('SELECT id, name FROM person')
  const first = (kind: string) =>
    office.plan.rules.find((one) => one.period === kind && one.indicators.length > 0)?.from ?? '9'
  return {
    ...options,
    today,
    year: office.plan.year,
    places: office.regions.all.filter((one) => (one.validFrom ?? '') <= today && today <= (one.validTo ?? '9')),
    things: office.plan.indicators,
    goal: (place, id) => {
      const goal = office.plan.allocation.goals.get(place as RegionKey)?.get(id as IndicatorId)
      return goal === undefined ? undefined : Number(goal)
    },
    from: { month: first('month'), quarter: first('quarter') },
    rows: await store.all<Raw>('SELECT * FROM ledger ORDER BY region, indicator, period, revision'),
    names: Object.fromEntries(people.map((one) => [one.id, one.name])),
    document: office.plan.documentNumber,
    source: office.plan.allocation.source,
  }
}

/** The 5th of the month after, in the small office. */
export const fifth = (period: string): string => {
  const end = endOf(period)
  return new Date(Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 5)).toISOString().slice(0, 10)
}

// Queries at random ------------------------------------------------------------------------------------------------

const SIZED: readonly Measure[] = [
  'value',
  'increment',
  'goal',
  'rate',
  'gap',
  'expected',
  'ahead',
  'rank',
  'share',
  'lateDays',
  'corrections',
  'forecast',
  'perMonth',
  'reportedAt',
]
const NAMED: readonly Measure[] = ['light', 'owed', 'reported', 'nil', 'state', 'reportedBy', 'reason', 'source']
const measure = fc.constantFrom(...SIZED, ...SIZED, ...NAMED)
const period = fc.constantFrom(...MONTHS, ...MONTHS, '2017-Q2' as Period, '2017-01' as Period)

const TO: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  rate: fc.constantFrom('0.5', '0.66', '1'),
  share: fc.constantFrom('0.1', '0.3'),
  ahead: fc.constantFrom('0', '-10', '5'),
  rank: fc.constantFrom('1', '2', '3'),
  lateDays: fc.constantFrom('0', '3'),
  corrections: fc.constantFrom('0', '1'),
  reportedAt: fc.constantFrom('2017-05-20', '2017-06-05'),
  light: fc.constantFrom('red', 'green', ['red', 'yellow'], 'grey', 'purple'),
  owed: fc.boolean(),
  reported: fc.boolean(),
  nil: fc.boolean(),
  state: fc.constantFrom('submitted', 'accepted', 'returned', 'received', 'none'),
  reportedBy: fc.constant('某人'),
  reason: fc.constantFrom('缺材料', '已核实'),
  source: fc.constant('演示数据'),
}
const quantifier = fc.oneof(
  fc.constantFrom('every', 'some', 'none', 'not-every'),
  fc.record({ atLeast: fc.integer({ min: 1, max: 3 }) }),
)
const test = measure.chain((of) => {
  const isSized = SIZED.includes(of)
  return fc
    .record({
      measure: fc.constant(of),
      op: isSized ? fc.constantFrom('<', '<=', '>', '>=', '=', '!=') : fc.constantFrom('=', '=', '!='),
      to: TO[of] ?? fc.constantFrom('0', '12', '50', '80'),
      group: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.record({ over: fc.constant('indicator'), holds: quantifier }) },
        {
          weight: 1,
          arbitrary: fc.record({
            over: fc.constant('all'),
            holds: quantifier,
            at: fc.oneof(fc.constant(undefined), fc.uniqueArray(period, { minLength: 1, maxLength: 3 })),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            over: fc.constant('period'),
            holds: fc.oneof(quantifier, fc.record({ running: fc.integer({ min: 1, max: 3 }) })),
            at: fc.oneof(fc.constant(undefined), fc.uniqueArray(period, { minLength: 1, maxLength: 3 })),
          }),
        },
      ),
    })
    .map(({ group, ...rest }) => ({ ...rest, ...group }))
})
const place = fc.constantFrom(...PLACES)
const maybe = <T>(of: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary: of })

const shape = fc.record({
  measures: fc.uniqueArray(measure, { minLength: 1, maxLength: 3 }),
  of: fc.oneof(
    fc.constantFrom('owed', 'all'),
    fc.uniqueArray(fc.constantFrom(...INDICATORS), { minLength: 1, maxLength: 2 }),
  ),
  whom: fc.oneof(
    fc.record({ places: fc.uniqueArray(place, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      parts: fc.constantFrom('33', '33', '3305', '330481'),
      level: fc.constantFrom('county', 'county', 'city'),
      but: maybe(
        fc.uniqueArray(
          place.filter((one) => one !== '33'),
          { minLength: 1, maxLength: 2 },
        ),
      ),
    }),
  ),
  when: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('owed', 'latest') },
    { weight: 8, arbitrary: fc.uniqueArray(period, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(['2016-12']) },
  ),
  asOf: maybe(fc.constantFrom('2017-06-29', '2017-07-15')),
  among: maybe(fc.constantFrom('33', '3304')),
  versus: maybe(
    fc.oneof(fc.record({ period }), fc.record({ place }), fc.record({ base: fc.constantFrom('goal', 'pace') })),
  ),
  where: maybe(fc.array(test, { minLength: 1, maxLength: 2 }), 3),
  by: maybe(fc.uniqueArray(fc.constantFrom('place', 'city', 'indicator', 'period'), { minLength: 1, maxLength: 2 })),
  fold: maybe(fc.constantFrom('sum', 'mean', 'least', 'most', 'count', 'share')),
  counts: maybe(fc.constant('places')),
  order: maybe(fc.record({ measure: fc.constantFrom(...SIZED, 'light', 'reported'), down: fc.boolean() })),
  limit: maybe(fc.integer({ min: 1, max: 4 })),
  alone: maybe(fc.constant(true)),
  claim: maybe(
    fc
      .tuple(test, fc.constantFrom(undefined, 'some', 'none', 'not-every'))
      .map(([of, holds]) => ('over' in of ? of : { ...of, holds })),
  ),
  as: maybe(fc.constantFrom('line', 'list', 'table', 'series', 'why')),
})

/** Valid queries of every shape; what contradicts itself is drawn anew. */
export const queries: fc.Arbitrary<LedgerQuery> = shape
  .map((drawn) => ledgerQuery.safeParse(JSON.parse(JSON.stringify(drawn))))
  .filter((read) => read.success)
  .map((read) => read.data as LedgerQuery)
