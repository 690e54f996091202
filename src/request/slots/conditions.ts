/** What is said of what is asked for, as conditions on measures: 红灯, 没报齐, 低于60%, 连续两个月没动. */
import { type Amount, amount, divide, negate, toNumber } from '../../office/amount.ts'
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Of, Said } from '../facts/said.ts'
import type { Standpoint } from '../facts/standpoint.ts'
import { heads, isOfItems, isOfReporting, measureOf, measuresOf } from './measures.ts'
import { inBaseUnit } from './unit.ts'
import { isSinceDay } from './when.ts'

/** The conditions that a question sets on figures, before it is known whether they pick, or are asked about. */
export interface Conditions {
  readonly tests: readonly Test[]
  /** how the tests are to be asked of several indicators or periods, where that is said */
  readonly holds: Of<'measure'>['holds']
  readonly isNegated: boolean
  /** of whichever period: 从没报过, 每月都报齐 */
  readonly isEver: boolean
  /** an amount in a unit that the indicator does not have */
  readonly misfit?: string
}

/** What the amounts of a question are compared with. */
interface Compared {
  /** the indicators asked about: an amount is in their unit */
  readonly of: LedgerQuery['of']
  /** the end of the year is meant, so that a bare amount is of the forecast */
  readonly isAhead: boolean
  readonly given: Standpoint
}

/**
 * The tests that a question sets, from the states, zeros and comparisons that it says; marks their spans as used.
 */
export function conditionsOf(said: Said, facts: Facts, about: Compared): Conditions {
  said.use(...facts.states, ...facts.zeros, ...facts.compares)
  const states = facts.states.map(({ found }) => found)
  const counted = facts.compares.filter(({ found }) => counts(found))
  const sized = facts.compares.filter((one) => !counted.includes(one) || states.length === 0)
  const compared = sized.map(({ found }) => comparisonOf(found, facts, about))
  const misfit = sized.find((_, at) => compared[at] === undefined)
  const isOfMonth = said.all('time').some(({ found }) => found.grain === 'month' && !found.edge)
  const inPoints = compared.some((one) => one?.measure === 'ahead')
  const tests = [
    ...states.filter(({ measure }) => !(inPoints && measure === 'ahead')).flatMap(stateTest),
    ...(facts.against ? stateTest({ kind: 'measure', measure: 'ahead', is: facts.against === 'ahead' }) : []),
    ...facts.zeros.map(({ found }) => zeroTest(found, isOfMonth)),
    ...compared.filter((one) => one !== undefined),
    ...sinceTest(said, states),
    ...(facts.isOwing && !states.some(({ measure }) => measure === 'reported') ? [NOT_REPORTED] : []),
  ]
  const isTimed = tests.some(({ measure }) => measure === 'reportedAt')
  return {
    // what has a day of reporting was reported
    tests: merged(tests).filter(({ measure, to }) => !(isTimed && measure === 'reported' && to === true)),
    // all that was reported is asked for, and not whether all was: 都填了啥
    holds: facts.isOfReported
      ? undefined
      : [...states, ...sized.map(({ found }) => found)].find(({ holds }) => holds)?.holds,
    isNegated: states.some(({ not }) => not),
    isEver: states.some(({ ever }) => ever),
    ...(misfit && { misfit: misfit.found.unit ?? '' }),
  }
}

/** 7月10号以后才交的: what is said of the day of reporting. */
const sinceTest = (said: Said, states: readonly Of<'measure'>[]): Test[] => {
  if (!states.some(({ measure, is }) => measure === 'reported' && is === true)) return []
  const days = said.all('time').filter(({ found }) => isSinceDay(found))
  return days.map(({ found }): Test => ({ measure: 'reportedAt', op: '>', to: found.from }))
}

const NOT_REPORTED: Test = { measure: 'reported', op: '=', to: false }
/** The lights of what is behind the pace. */
export const LAGGING: readonly string[] = ['yellow', 'red']

function stateTest({ measure, is, not }: Of<'measure'>): Test[] {
  const op = not ? '!=' : '='
  switch (measure) {
    // behind the pace is what the lights say, which forgive a little
    case 'ahead':
      return is ? [{ measure: 'ahead', op: '>=', to: amount(0) }] : [{ measure: 'light', op: '=', to: LAGGING }]
    case 'forecast':
      return [{ measure, op: is ? '>=' : '<', to: 'goal' }]
    case 'lateDays':
    case 'corrections':
      return [{ measure, op: is ? '>' : '=', to: amount(0) }]
    case 'increment':
      return [{ measure, op: '<', to: amount(0) }]
    default:
      return is === undefined ? [] : [{ measure, op, to: is }]
  }
}

/** 6月一家没处置: none in that month. */
const zeroTest = ({ nil, none, mode }: Of<'amount'>, isOfMonth: boolean): Test =>
  nil
    ? { measure: 'nil', op: '=', to: true }
    : { measure: mode === 'increment' || (none && isOfMonth) ? 'increment' : 'value', op: '=', to: amount(0) }

/** Of one measure equal to one and to another: any of the two. */
function merged(tests: readonly Test[]): Test[] {
  const out: Test[] = []
  for (const test of tests) {
    const at = out.findIndex((one) => one.measure === test.measure && one.op === '=' && test.op === '=')
    const before = out[at]
    if (!before || test.measure === 'reported') out.push(test)
    else out[at] = { ...before, to: [...new Set([before.to, test.to].flat())] }
  }
  return out.filter((one, at) => out.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at)
}

type Sized = Of<'compare'> | Of<'amount'>

/**
 * The measure that an amount is compared with: one that is named and can have such an amount, else one that its unit
 * says, else the figure.
 */
export function measureMeant({ unit, ...said }: Sized, facts: Facts, isAhead: boolean, isRate: boolean): Measure {
  const isOfGoal = 'op' in said && unit === '%' && said.value === '100' && !isRate
  const named = heads(measuresOf(facts.bare)).find((one) => takes(one, unit))
  if (isOfGoal) return 'rate'
  if (named) return named
  if ('mode' in said && said.mode === 'increment') return 'increment'
  if (unit === '%')
    return isRate ? 'value' : facts.states.some(({ found }) => found.measure === 'ahead') ? 'ahead' : 'rate'
  const byUnit = measureOf(unit)
  return byUnit ?? (isAhead ? 'forecast' : 'value')
}

const RATIOS: readonly Measure[] = ['rate', 'share']
const SIZES: readonly Measure[] = ['gap', 'increment', 'goal', 'forecast', 'perMonth', 'expected', 'value']
const takes = (measure: Measure, unit: string | undefined): boolean =>
  unit === '%' ? RATIOS.includes(measure) : SIZES.includes(measure) || (unit === undefined && RATIOS.includes(measure))

function comparisonOf(said: Of<'compare'>, facts: Facts, { of, isAhead, given }: Compared): Test | undefined {
  const indicator = only(of, given) ?? alikeIn(of, given)
  const measure = measureMeant(said, facts, isAhead, indicator?.kind === 'rate')
  // a rate is done when it is at its goal
  if (indicator?.kind === 'rate' && measure === 'value' && said.value === '100' && said.unit === '%')
    return { measure, op: indicator.better === 'lower' ? FLIPPED[said.op] : said.op, to: 'goal' }
  const to = scalarOf(measure, said, indicator)
  if (to === undefined) return undefined
  if (isFall(measure, said, indicator)) return { measure, op: FLIPPED[said.op], to }
  const isBehind = measure === 'ahead' && facts.states.some(({ found: { measure, is } }) => measure === 'ahead' && !is)
  return isBehind ? { measure, op: FLIPPED[said.op], to: negate(to) } : { measure, op: said.op, to }
}

const FLIPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' } as const

/** Of what is to fall, a bare amount is that of the fall: 废水够5%没. */
const isFall = (measure: Measure, { value }: Sized, indicator: Indicator | undefined): boolean =>
  measure === 'value' && indicator?.kind === 'rate' && indicator.better === 'lower' && toNumber(value) > 0

/** An amount in the unit in which a measure is counted; undefined where the indicator does not have the unit. */
export function scalarOf(measure: Measure, said: Sized, indicator: Indicator | undefined): Amount | undefined {
  const { value, unit } = said
  if (isFall(measure, said, indicator)) return negate(value)
  if (RATIOS.includes(measure)) return divide(value, amount(100))
  if (measureOf(unit) === measure || !indicator) return value
  return unit === '%' ? value : inBaseUnit(indicator, value, unit)
}

/** The indicator of a query that asks about one alone; undefined for several. */
export const only = (of: LedgerQuery['of'], { plan }: Standpoint): Indicator | undefined =>
  typeof of !== 'string' && of.length === 1 && of[0] ? indicatorOf(plan, of[0]) : undefined

/** Several rates that are the better in one way are held against their goals in one way. */
function alikeIn(of: LedgerQuery['of'], { plan }: Standpoint): Indicator | undefined {
  const all = typeof of === 'string' ? [] : of.map((id) => indicatorOf(plan, id))
  const [first] = all
  return all.every((one) => one.kind === 'rate' && one.better === first?.better) ? first : undefined
}

/**
 * The conditions of a question as tests, with how they are to hold of several indicators or periods: of all, of some,
 * or so many times running.
 */
export function quantified(
  { tests, ...how }: Conditions,
  { said, facts, of }: { readonly said: Said; readonly facts: Facts; readonly of: LedgerQuery['of'] },
  periods: readonly Period[],
): Test[] {
  const running = said.take('running')[0]?.found
  const times = timesIn(facts)
  const isOne = typeof of !== 'string' && of.length === 1
  return tests.map((test): Test => {
    if (!isState(test)) return how.holds === 'every' && !isOne ? ofAll(test) : test
    if (running)
      return running.n ? everyOf(test, periods, 'period') : { ...test, over: 'period', holds: { running: 1 } }
    if (times) return { ...test, ...times }
    if (how.holds === 'every' && periods.length > 1 && (isOne || how.isEver || isOfMonths(said)))
      return everyOf(test, periods, isOne || test.measure !== 'reported' ? 'period' : 'all')
    if (how.holds === 'not-every' && (isOne || !facts.asks.count)) return negated(test)
    return isOne ? test : ofIndicators(test, how)
  })
}

const counts = ({ unit }: Sized): boolean => isOfItems(unit) || unit === '次' || unit === '个月'

/** 两次以上, 三个指标: of so many periods or indicators it has to hold. */
function timesIn({ compares, amounts, asks }: Facts): Pick<Test, 'over' | 'holds'> | undefined {
  const bound = compares.find(({ found }) => counts(found))?.found
  const amountSaid = amounts.find(
    ({ found }) => counts(found) && !(isOfItems(found.unit) && (asks.count || !asks.place)),
  )?.found
  const times = bound ?? amountSaid
  if (!times) return undefined
  const atLeast = Math.max(1, toNumber(times.value) + (bound?.op === '>' ? 1 : 0))
  return { over: isOfItems(times.unit) ? 'indicator' : 'period', holds: { atLeast } }
}

/** How a state holds of several indicators. */
function ofIndicators(test: Test, { holds, isNegated }: Pick<Conditions, 'holds' | 'isNegated'>): Test {
  if (holds === 'not-every') return { ...test, over: 'indicator', holds }
  if (isNegated) return { ...test, op: '=', over: 'indicator', holds: 'none' }
  return holds === 'every' ? ofAll(test) : test
}

const ofAll = (test: Test): Test => ({ ...test, over: 'indicator', holds: 'every' })

/** A test that is to hold of nothing ever owed (从没退回过); the test itself where the question is of one time. */
export function never(test: Test, isEver: boolean): Test {
  if (test.over === 'indicator' && test.holds === 'none') return { ...test, over: 'all' }
  const isCounted = test.measure === 'corrections' || (isEver && test.measure === 'lateDays')
  const isNone = isCounted && test.op === '=' && test.to === '0' && test.over === undefined
  return isNone ? { ...test, op: '>', over: 'all', holds: 'none' } : test
}

/** 4到6月都没报 is said of each month and all that is owed for it, 二季度都没报 of each indicator. */
const isOfMonths = (said: Said): boolean => said.all('time').some(({ found }) => found.grain === 'month')

/** What is so or not, whatever it is counted in. */
const isState = ({ op, measure }: Test): boolean => op === '=' || op === '!=' || isOfReporting(measure)
const negated = (test: Test): Test => (typeof test.to === 'boolean' ? { ...test, to: !test.to } : { ...test, op: '!=' })

/** @param at of a run as many as are said to run */
const everyOf = (test: Test, at: readonly Period[], over: Test['over']): Test => ({ ...test, over, holds: 'every', at })
