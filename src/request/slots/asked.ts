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

/**
 * The measures that a message asks for: those named, else those that its units, superlatives, states or times imply,
 * else an overview (`isSaid` false).
 *
 * @param isAhead the end of the year is meant, which is not over
 * @param isRate the indicators asked about are rates
 */
export function askedOf(said: Said, facts: Facts, isAhead: boolean, isRate: boolean, today: Day): AskedMeasures {
  const isToCome = said.all('time').some(({ found }) => found.to > today)
  said.use(...facts.bare, ...facts.quantity)
  // a question on approving asks for the state: 审批到哪一步了
  const reviews = said.all('ask').length > 0 && said.all('act').some(({ found }) => found.act === 'approve')
  const isPast =
    said.all('time').some(({ found }) => isStretch(found) && found.to <= endOf(periodOf('month', today))) ||
    said.all('series').length > 0
  const named = [...(reviews ? ['state' as const] : []), ...measuresOf(facts.bare)]
    .filter((one) => !(facts.isOwing && (one === 'gap' || one === 'owed')))
    // of months that are over 每个月 asks for each of them, and not for what is needed
    .map((one) => (one === 'perMonth' && isPast ? 'increment' : one))
    // who reported the earliest is told by when each did
    .map((one) => (one === 'reportedBy' && facts.extreme?.found.measure === 'reportedAt' ? 'reportedAt' : one))
    // the growth that an indicator is about is its figure
    .map((one) => (one === 'increment' && isRate && !isCompared(said) ? 'value' : one))
  const pace = said.all('base').filter(({ found }) => found.of === 'pace')
  said.use(...pace)
  const isAgainstPace = againstPace(named, facts)
  // to be at pace at a time to come takes what is expected by then
  if (isAgainstPace && isToCome) return { measures: ['expected'], isAgainstPace: false, isSaid: true }
  if (isAgainstPace) return { measures: ['value'], isAgainstPace, isSaid: true }
  if (named.includes('share') && facts.states.length > 0)
    return { measures: statesAsked(facts), isAgainstPace, isSaid: true }
  // a share of those that pass a bound is of the rate by which they pass it: 超额的县占多少
  const [of] = facts.isListing ? facts.compares : []
  if (named.includes('share') && of && measureMeant(of.found, facts, isAhead, isRate) === 'rate')
    return { measures: ['rate'], isAgainstPace, isSaid: true }
  if (facts.isPlaced) return { measures: ['rank'], isAgainstPace: false, isSaid: true }
  if (facts.against && facts.isListing) return { measures: ['rate', 'light'], isAgainstPace, isSaid: true }
  const measures =
    pace.length > 0
      ? heads(['ahead', ...named.filter((one) => one !== 'gap')])
      : isEnumerated(facts.bare) || said.all('act').some(({ found }) => found.act === 'progress')
        ? [...new Set(named)]
        : heads(facts.isRemaining ? ['gap', ...named] : named)
  const asked = aheadOf(whyOf(isRate ? measures : completed(measures, facts), facts), isAhead, facts)
  if (facts.asks.how && asked.some((one) => one === 'goal' || FORESEEN.has(one)))
    return { measures: [...new Set([...asked, ...OVERVIEW, 'ahead' as const])], isAgainstPace, isSaid: true }
  if (asked.length > 0) return { measures: asked, isAgainstPace, isSaid: true }
  const isAbout = (['indicator', 'indicators', 'region', 'own', 'parts'] as const).some(
    (kind) => said.all(kind).length > 0,
  )
  return impliedBy(facts, isAhead, isRate, said, isAbout)
}

/** Whether measures stand one beside the other, so that each is asked for: 任务 完成率 灯. */
const isEnumerated = (bare: Facts['bare']): boolean =>
  bare.some(({ end }, at) => bare.some(({ at: next }, other) => other > at && next === end + 1))

const isCompared = (said: Said): boolean =>
  said.all('base').length > 0 || said.all('time').some(({ found }) => found.versus)

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
function aheadOf(measures: readonly Measure[], isAhead: boolean, { bare, quantity, asks }: Facts): readonly Measure[] {
  const isOfGoal = bare.some(({ found }) => found.measure === 'goal')
  // whether or when the goal will be met is a forecast: 年底能到任务不, 多久能完成任务
  if (((isAhead && asks.whether) || asks.when) && measures.length > 0 && measures.every((one) => one === 'goal'))
    return ['forecast', ...measures]
  // what is left to the goal is what is left today, of whatever year's end: 年底目标还差多少
  const isForeseen = measures.length > 0 && measures.every((one) => FORESEEN.has(one) || (one === 'gap' && !isOfGoal))
  return isAhead && isForeseen && (quantity.length > 0 || asks.whether) ? heads(['forecast', ...measures]) : measures
}
const FORESEEN: ReadonlySet<Measure> = new Set(['value', 'rate'])

function impliedBy(facts: Facts, isAhead: boolean, isRate: boolean, said: Said, isAbout: boolean): AskedMeasures {
  const { extreme, states, zeros, asks } = facts
  const isSaid = true
  const isAgainstPace = false
  const one = (...measures: Measure[]): AskedMeasures => ({ measures, isAgainstPace, isSaid })
  // what is demanded is the goal: 我们今年要处置多少家
  if (facts.isDue && facts.quantity.length > 0 && isOfFigures(facts)) return one('goal')
  const byUnit = facts.quantity.map(({ found }) => measureOf(found.unit)).find((measure) => measure !== undefined)
  // times count what is said, and are no corrections: 迟报过几次
  const isCounted = byUnit === 'corrections' && states.length > 0
  if (byUnit && !isCounted) return one(byUnit === 'rate' && isRate ? 'value' : byUnit)
  const isOfPast = states.some(({ found }) => isOfReporting(found.measure))
  if (isAhead && !isOfPast && (facts.quantity.length > 0 || asks.whether)) return one('forecast')
  const sized = [...facts.compares, ...(asks.whether ? facts.amounts : [])][0]
  // an order is by what has a size, whatever else holds: 报了的县排个队
  if (said.all('sorted').length > 0 && states.length > 0 && isOfPast) return one(isRate ? 'value' : 'rate')
  // which of the reported are meant asks for the figures: 交上来的是哪些数
  if (facts.isOfReported) return one('value')
  if (states.length > 0) return one(...statesAsked(facts))
  if (facts.isOwing) return one('reported')
  if (zeros.length > 0) return one(zeroAsked(zeros))
  if (sized) return one(measureMeant(sized.found, facts, isAhead, isRate))
  if (extreme) return one(sizeOf(extreme.found, isRate, said) ?? (isRate ? 'value' : asks.indicator ? 'ahead' : 'rate'))
  if (facts.isHeld) return one(isRate ? 'value' : 'rate')
  if (facts.quantity.length > 0) return one(said.isAdded && !isRate ? 'increment' : 'value')
  // of what is to be done, when asks when it will be
  if (asks.when) return one('forecast')
  if (asks.why) return facts.isSlow ? one('ahead') : one('state', 'reason', 'value')
  if (said.all('series').length > 0) return one('value')
  return { measures: OVERVIEW, isAgainstPace, isSaid: asks.how && isAbout }
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
