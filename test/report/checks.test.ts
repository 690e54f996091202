import { describe, expect, test } from 'vitest'
import { amount } from '../../src/office/amount.ts'
import type { Day } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { Indicator, IndicatorId } from '../../src/office/plan.ts'
import { type Background, type Candidate, CHECK_NAMES, examine, type Known } from '../../src/report/rules/checks.ts'

const count: Indicator = {
  id: 'idle-mills' as IndicatorId,
  name: '处置老旧木厂',
  short: '老旧木厂',
  aliases: [],
  unit: '家',
  otherUnits: [],
  kind: 'count',
  integer: true,
  better: 'higher',
  target: { op: '=', value: amount(300), wording: '处置老旧木厂300家' },
  section: '二（三）',
  definition: '',
  pace: { kind: 'linear' },
  every: 'month',
  evidence: false,
}
const area: Indicator = {
  ...count,
  kind: 'area',
  integer: false,
  unit: '万亩',
  otherUnits: [{ unit: '亩', factor: amount('0.0001') }],
}
const rate: Indicator = { ...count, kind: 'rate', integer: false, unit: '%', pace: { kind: 'none' }, every: 'quarter' }

const known = (...all: readonly (readonly [string, number])[]): Known[] =>
  all.map(([month, cumulative]) => ({
    period: month as Period,
    asOf: endOf(month as Period),
    cumulative: amount(cumulative),
  }))

interface Case {
  readonly indicator?: Indicator
  readonly asOf?: string
  readonly unit?: string | undefined
  readonly value: number | string
  readonly increment?: number
  readonly both?: boolean
  readonly nil?: boolean
  readonly today?: string
  readonly goal?: number
  readonly known?: Known[]
  readonly locked?: boolean
  readonly city?: readonly [own: number, sum: number]
}

const findings = (one: Case): string[] => {
  const asOf = (one.asOf ?? '2017-06-30') as Day
  const candidate: Candidate = {
    period: asOf.slice(0, 7) as Period,
    asOf,
    unit: 'unit' in one ? one.unit : '家',
    increment: one.increment === undefined ? undefined : amount(one.increment),
    cumulative: amount(one.value),
    both: one.both ?? false,
    nil: one.nil ?? false,
  }
  const background: Background = {
    indicator: one.indicator ?? count,
    year: 2017,
    today: (one.today ?? '2017-07-03') as Day,
    goal: one.goal === undefined ? undefined : amount(one.goal),
    provinceGoal: amount(300),
    known: one.known ?? [],
    locked: one.locked ?? false,
    city: one.city && { name: '澄州市', own: amount(one.city[0]), sum: amount(one.city[1]) },
  }
  return examine(candidate, background).map(({ check, grade }) => `${grade} ${check}`)
}

const spring = known(['2017-03', 4], ['2017-04', 6], ['2017-05', 9])

const still = known(['2017-03', 0], ['2017-04', 0], ['2017-05', 0])

/** Each check: a figure on its wrong side, and the nearest one on its right side. */
const TABLE: readonly (readonly [finding: string, what: string, wrong: Case, right: Case])[] = [
  ['block other-year', 'a date of another year', { value: 9, asOf: '2016-12-31' }, { value: 9, asOf: '2017-01-31' }],
  ['block future', 'a date ahead', { value: 9, asOf: '2017-07-04' }, { value: 9, asOf: '2017-07-03' }],
  [
    'block future',
    'a month’s end more than five days ahead',
    { value: 9, asOf: '2017-07-31', today: '2017-07-25' },
    { value: 9, asOf: '2017-07-31', today: '2017-07-26' },
  ],
  ['block nil-rate', 'a nil report of a rate', { value: 9, nil: true, indicator: rate }, { value: 9, nil: true }],
  ['block locked', 'a locked period', { value: 9, locked: true }, { value: 9, locked: false }],
  [
    'block unit-missing',
    'no unit for an area',
    { value: 9, indicator: area, unit: undefined },
    { value: 9, indicator: area, unit: '亩' },
  ],
  [
    'block unit-missing',
    'no unit for a quantity, where a count may come without',
    { value: 9, indicator: { ...area, kind: 'quantity' }, unit: undefined },
    { value: 9, unit: undefined },
  ],
  ['block negative', 'below zero', { value: -3 }, { value: -3, indicator: rate }],
  ['block negative', 'an increment below zero', { value: 9, increment: -1 }, { value: 9, increment: 0 }],
  ['block fraction', 'half a firm', { value: 12.5 }, { value: 12.5, indicator: area }],
  [
    'block month-above-cumulative',
    'more in the month than in all',
    { value: 9, increment: 10, both: true },
    { value: 9, increment: 9, both: true },
  ],
  [
    'block sum',
    'last cumulative + month ≠ cumulative',
    { value: 12, increment: 4, both: true, known: spring },
    { value: 12, increment: 3, both: true, known: spring },
  ],
  ['block falls', 'less than before', { value: 8, known: spring }, { value: 9, known: spring }],
  [
    'block falls',
    'less than before, rates excepted',
    { value: 8, known: spring },
    { value: 8, known: spring, indicator: rate },
  ],
  [
    'block above-later',
    'more than at a later date',
    { value: 10, asOf: '2017-04-30', known: known(['2017-05', 9]) },
    { value: 9, asOf: '2017-04-30', known: known(['2017-05', 9]) },
  ],
  ['warn too-large', 'above the province’s goal', { value: 301 }, { value: 300 }],
  [
    'warn too-large',
    'eight times the last cumulative',
    { value: 72, known: known(['2017-05', 9]) },
    { value: 71, known: known(['2017-05', 9]) },
  ],
  ['warn too-large', 'a rate beyond ±100 %', { value: -101, indicator: rate }, { value: 100, indicator: rate }],
  [
    'warn unit-slip',
    'about ten times',
    { value: 93, known: known(['2017-05', 9]) },
    { value: 110, known: known(['2017-05', 9]) },
  ],
  [
    'warn unit-slip',
    'about fifteen times',
    { value: 135, known: known(['2017-05', 9]) },
    { value: 120, known: known(['2017-05', 9]) },
  ],
  [
    'warn unit-slip',
    'about ten thousand times',
    { value: 4800, indicator: area, unit: '万亩', known: known(['2017-05', 0.45]) },
    { value: 1800, indicator: area, unit: '万亩', known: known(['2017-05', 0.45]) },
  ],
  [
    'warn jump',
    'an increment above three times the mean and 5 % of the goal',
    { value: 20, goal: 100, known: spring },
    { value: 16, goal: 100, known: spring },
  ],
  [
    'warn jump',
    'a large increment that is a small share of the goal passes',
    { value: 20, goal: 100, known: spring },
    { value: 20, goal: 220, known: spring },
  ],
  [
    'warn jump',
    'after a still spell more than three times what the goal asks of a month',
    { value: 7, goal: 24, known: still },
    { value: 6, goal: 24, known: still },
  ],
  [
    'warn jump',
    'a single firm after a still spell is nothing unusual, however small the goal',
    { value: 4, goal: 12, known: still },
    { value: 1, goal: 3, known: still },
  ],
  ['warn completion', 'above 150 %', { value: 16, goal: 10 }, { value: 15, goal: 10 }],
  // 30 June is day 181 of 365: 49.6 %
  ['warn under-pace', 'more than 20 points under pace', { value: 29, goal: 100 }, { value: 30, goal: 100 }],
  [
    'warn standstill',
    'the same value for the third time',
    { value: 9, known: known(['2017-04', 9], ['2017-05', 9]) },
    { value: 9, known: known(['2017-04', 8], ['2017-05', 9]) },
  ],
  [
    'warn standstill',
    'the same value for the third time, unless it is an explicit nil report',
    { value: 9, known: known(['2017-04', 9], ['2017-05', 9]) },
    { value: 9, known: known(['2017-04', 9], ['2017-05', 9]), nil: true },
  ],
  [
    'warn standstill',
    'the same value for the third time, unless it is zero',
    { value: 9, known: known(['2017-04', 9], ['2017-05', 9]) },
    { value: 0, known: known(['2017-04', 0], ['2017-05', 0]) },
  ],
  [
    'warn last-week',
    'more than 40 % of the goal in the last week',
    { value: 95, goal: 100, asOf: '2017-12-31', today: '2018-01-02', known: known(['2017-11', 54]) },
    { value: 94, goal: 100, asOf: '2017-12-31', today: '2018-01-02', known: known(['2017-11', 54]) },
  ],
  [
    'warn city-sum',
    'a sum that is not the city’s own figure',
    { value: 9, city: [40, 41] },
    { value: 9, city: [40, 40] },
  ],
]

describe('the checks', () => {
  test.each(TABLE)('%s: %s', (finding, _, wrong, right) => {
    expect(findings(wrong)).toContain(finding)
    expect(findings(right)).not.toContain(finding)
  })

  test('every check has a case', () => {
    expect(CHECK_NAMES.length).toBeGreaterThan(15)
    const covered = new Set(TABLE.map(([finding]) => finding))
    expect(CHECK_NAMES.filter(({ check, grade }) => !covered.has(`${grade} ${check}`))).toEqual([])
  })

  test('an ordinary figure passes all of them', () => {
    expect(findings({ value: 12, goal: 24, known: spring, increment: 3, both: true, city: [40, 40] })).toEqual([])
  })

  test('the same date again is a correction, so its own earlier value is no obstacle', () => {
    expect(findings({ value: 8, known: known(['2017-05', 7]) })).toEqual([])
  })
})
