/** Which measures a message asks for: those named, else what units, superlatives, states and times say that is meant. */
import type { Day } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import { endOf, periodOf } from '../../office/period.ts'
import type { Facts } from '../facts/facts.ts'
import type { Of, Said } from '../facts/said.ts'
import { measureMeant } from './conditions.ts'
import { heads, isOfItems, isOfReporting, measureOf, measuresOf } from './measures.ts'

/** The measures that a message asks for. */
export interface AskedMeasures {
  /** the first is what is asked for above all */
  readonly measures: readonly Measure[]
  /** held against what the year's pace expects: 离序时还差多少 */
  readonly isAgainstPace: boolean
  readonly isSaid: boolean
}

/** A place's standing, where nothing more is asked than how it is. */
const OVERVIEW: readonly Measure[] = ['value', 'goal', 'rate', 'light']

/** What decides which measures are meant. */
interface Asking {
  readonly said: Said
  readonly facts: Facts
  /** the end of the year is meant, which is not over */
  readonly isAhead: boolean
  /** the indicators asked about are rates */
  readonly isRate: boolean
  readonly today: Day
}

/**
 * The measures that a message asks for: those named, else those that its units, superlatives, states or times imply,
 * else an overview (`isSaid` false).
 */
export function askedOf(asking: Asking): AskedMeasures {
  const { said, facts, isRate } = asking
  const named = namedIn(asking)
  const pace = said.all('base').filter(({ found }) => found.of === 'pace')
  said.use(...facts.bare, ...facts.quantity, ...pace)
  if (againstPace(named, facts)) return againstPaceAsked(asking)
  const special = shareAsked(named, asking) ?? comparedAsked(facts)
  if (special) return askedFor(special)
  const measures =
    pace.length > 0 ? heads(['ahead', ...named.filter((one) => one !== 'gap')]) : besideHeads(named, asking)
  const asked = aheadOf(whyOf(isRate ? measures : completed(measures, facts), facts), asking)
  if (facts.asks.how && asked.some((one) => one === 'goal' || FORESEEN.has(one)))
    return askedFor([...new Set([...asked, ...OVERVIEW, 'ahead' as const])])
  return asked.length > 0 ? askedFor(asked) : impliedBy(asking)
}

const askedFor = (measures: readonly Measure[]): AskedMeasures => ({ measures, isAgainstPace: false, isSaid: true })

/** The measures that are named, each as the one that is meant by its name here. */
function namedIn({ said, facts, isRate, today }: Asking): readonly Measure[] {
  // a question on approving asks for the state: 审批到哪一步了
  const reviews = said.has('ask') && said.all('act').some(({ found }) => found.act === 'approve')
  const isPast =
    said.has('series') ||
    said.all('time').some(({ found }) => isStretch(found) && found.to <= endOf(periodOf('month', today)))
  const meant: Partial<Record<Measure, Measure>> = {
    // of months that are over 每个月 asks for each of them, and not for what is needed
    ...(isPast && { perMonth: isRate && !isCompared(said) ? 'value' : 'increment' }),
    // who reported the earliest is told by when each did
    ...(facts.extreme?.found.measure === 'reportedAt' && { reportedBy: 'reportedAt' }),
    // the growth that an indicator is about is its figure
    ...(isRate && !isCompared(said) && { increment: 'value' }),
  }
  return [...(reviews ? ['state' as const] : []), ...measuresOf(facts.bare)]
    .filter((one) => !(facts.isOwing && (one === 'gap' || one === 'owed')))
    .map((one) => meant[one] ?? one)
}

/** To be at pace at a time to come takes what is expected by then; now it is told by the figure beside it. */
const againstPaceAsked = ({ said, today }: Asking): AskedMeasures =>
  said.all('time').some(({ found }) => found.to > today)
    ? askedFor(['expected'])
    : { ...askedFor(['value']), isAgainstPace: true }

/** A share of those of which something holds is of that; of those that pass a bound (超额的县占多少) of their rate. */
function shareAsked(named: readonly Measure[], { facts, isAhead, isRate }: Asking): readonly Measure[] | undefined {
  if (!named.includes('share')) return undefined
  if (facts.states.length > 0) return statesAsked(facts)
  const [bound] = facts.isListing ? facts.compares : []
  return bound && measureMeant(bound.found, facts, isAhead, isRate) === 'rate' ? ['rate'] : undefined
}

/** Of one whose rank is asked to be confirmed its rank, of several that are ahead or behind their rates. */
function comparedAsked({ isPlaced, against, isListing }: Facts): readonly Measure[] | undefined {
  if (isPlaced) return ['rank']
  return against && isListing ? ['rate', 'light'] : undefined
}

/** Each of those that are enumerated or wanted in a table; else those of which the others are no part. */
function besideHeads(named: readonly Measure[], { said, facts }: Asking): readonly Measure[] {
  const isEach = isEnumerated(facts.bare) || said.all('act').some(({ found }) => found.act === 'progress')
  if (isEach) return [...new Set(named)]
  return heads(facts.isRemaining ? ['gap', ...named] : named)
}

/** Whether measures stand one beside the other, so that each is asked for: 任务 完成率 灯. */
const isEnumerated = (bare: Facts['bare']): boolean =>
  bare.some(({ end }, at) => bare.some(({ at: next }, other) => other > at && next === end + 1))

const isCompared = (said: Said): boolean => said.has('base') || said.all('time').some(({ found }) => found.versus)

const isStretch = ({ from, to, grain, edge }: Of<'time'>): boolean =>
  grain !== 'year' && (edge === 'since' || (edge === undefined && from.slice(0, 7) < to.slice(0, 7)))

/** Whether it is asked how far the figure is from what is expected: 照序时缺口多少, 追上序时还要多少. */
function againstPace(named: readonly Measure[], { isCatchingUp }: Facts): boolean {
  return (named.includes('expected') && named.includes('gap')) || (isCatchingUp && !named.includes('perMonth'))
}

/** A percentage beside the goal, or beside what is done of it, asks for the share that is done: 目标完成了百分之几. */
const completed = (measures: readonly Measure[], { compares, quantity }: Facts): readonly Measure[] =>
  measures.length > 0 &&
  [...quantity, ...(quantity.every(({ found }) => isOfItems(found.unit)) ? compares : [])].some(
    ({ found }) => found.unit === '%',
  ) &&
  measures.every((one) => one === 'goal' || one === 'value' || one === 'increment')
    ? [...heads(['rate', ...measures]), ...measures.filter((one) => one === 'increment')]
    : measures

/** Why something was returned or does not count is a matter of review. */
function whyOf(measures: readonly Measure[], { asks, states }: Facts): readonly Measure[] {
  if (!asks.why || measures.includes('reason')) return measures
  if (states.some(({ found }) => found.measure === 'state')) return ['reason', ...measures]
  return measures
}

/** What is asked of a year that is not over can only be foreseen. */
function aheadOf(
  measures: readonly Measure[],
  { isAhead, facts: { bare, quantity, asks } }: Asking,
): readonly Measure[] {
  const isOfGoal = bare.some(({ found }) => found.measure === 'goal')
  // whether or when the goal will be met is a forecast: 年底能到任务不, 多久能完成任务
  if (((isAhead && asks.whether) || asks.when) && measures.length > 0 && measures.every((one) => one === 'goal'))
    return ['forecast', ...measures]
  // what is left to the goal is what is left today, of whatever year's end: 年底目标还差多少
  const isForeseen = measures.length > 0 && measures.every((one) => FORESEEN.has(one) || (one === 'gap' && !isOfGoal))
  return isAhead && isForeseen && (quantity.length > 0 || asks.whether) ? heads(['forecast', ...measures]) : measures
}
const FORESEEN: ReadonlySet<Measure> = new Set(['value', 'rate'])

function impliedBy(asking: Asking): AskedMeasures {
  for (const rule of IMPLIED) {
    const measures = rule(asking)
    if (measures) return askedFor(measures)
  }
  const isAbout = asking.said.has('indicator', 'indicators', 'region', 'own', 'parts')
  return { ...askedFor(OVERVIEW), isSaid: asking.facts.asks.how && isAbout }
}

const figureOf = ({ isRate }: Asking): Measure => (isRate ? 'value' : 'rate')

/** What asks for a measure that is not named; the first that a message has decides. */
const IMPLIED: readonly ((asking: Asking) => readonly Measure[] | undefined)[] = [
  // what is demanded is the goal: 我们今年要处置多少家
  ({ facts }) => (facts.isDue && facts.quantity.length > 0 && isOfFigures(facts) ? ['goal'] : undefined),
  unitAsked,
  ({ facts, isAhead }) =>
    isAhead && !isOfPast(facts) && (facts.quantity.length > 0 || facts.asks.whether) ? ['forecast'] : undefined,
  // an order is by what has a size, whatever else holds: 报了的县排个队
  (asking) => (asking.said.has('sorted') && isOfPast(asking.facts) ? [figureOf(asking)] : undefined),
  // which of the reported are meant asks for the figures: 交上来的是哪些数
  ({ facts }) => (facts.isOfReported ? ['value'] : undefined),
  ({ facts }) => (facts.states.length > 0 ? statesAsked(facts) : undefined),
  ({ facts }) => (facts.isOwing ? ['reported'] : undefined),
  ({ facts: { zeros } }) => (zeros.length > 0 ? [zeroAsked(zeros)] : undefined),
  amountAsked,
  extremeAsked,
  (asking) => (asking.facts.isHeld ? [figureOf(asking)] : undefined),
  ({ said, facts, isRate }) =>
    facts.quantity.length > 0 ? [said.isAdded && !isRate ? 'increment' : 'value'] : undefined,
  // of what is to be done, when asks when it will be
  ({ facts }) => (facts.asks.when ? ['forecast'] : undefined),
  ({ facts }) => (facts.asks.why ? (facts.isSlow ? ['ahead'] : ['state', 'reason', 'value']) : undefined),
  ({ said }) => (said.has('series') ? ['value'] : undefined),
]

/** The measure that alone is counted in a unit. Times count what is said, and are no corrections: 迟报过几次. */
function unitAsked({ facts: { quantity, states }, isRate }: Asking): readonly Measure[] | undefined {
  const measure = quantity.map(({ found }) => measureOf(found.unit)).find((one) => one !== undefined)
  if (!measure || (measure === 'corrections' && states.length > 0)) return undefined
  return [measure === 'rate' && isRate ? 'value' : measure]
}

const isOfPast = ({ states }: Facts): boolean => states.some(({ found }) => isOfReporting(found.measure))

function amountAsked({ facts, isAhead, isRate }: Asking): readonly Measure[] | undefined {
  const [sized] = [...facts.compares, ...(facts.asks.whether ? facts.amounts : [])]
  return sized && [measureMeant(sized.found, facts, isAhead, isRate)]
}

/** A superlative without a measure is by the rate, of several indicators by who is ahead. */
function extremeAsked({ said, facts: { extreme, asks }, isRate }: Asking): readonly Measure[] | undefined {
  if (!extreme) return undefined
  return [sizeOf(extreme.found, isRate, said) ?? (isRate ? 'value' : asks.indicator ? 'ahead' : 'rate')]
}

const isOfFigures = ({ states, zeros, compares, extreme, isOwing, quantity }: Facts): boolean =>
  states.length + zeros.length + compares.length === 0 &&
  extreme === undefined &&
  !isOwing &&
  quantity.every(({ found }) => !isOfItems(found.unit))

/** 6月谁处置得最多: of a month, what was added in it. */
const sizeOf = ({ measure }: Of<'extreme'>, isRate: boolean, said: Said): Measure | undefined =>
  measure === 'value' && !isRate && said.all('time').some(({ found }) => found.grain === 'month' && !found.edge)
    ? 'increment'
    : measure

const zeroAsked = (zeros: Facts['zeros']): Measure =>
  zeros.some(({ found }) => found.nil) ? 'nil' : zeros.some(({ found }) => found.mode) ? 'increment' : 'value'

/** What is said of figures before what is said of reporting; who lags is shown by rate and light. */
function statesAsked({ states, isListing, isRun }: Facts): Measure[] {
  const all = [...new Set(measuresOf(states))]
  const figures = all.filter((one) => !isOfReporting(one))
  return (figures.length > 0 ? figures : all).flatMap((one) =>
    one !== 'ahead' ? [one] : isRun ? (['light'] as const) : isListing ? (['rate', 'light'] as const) : [one],
  )
}
