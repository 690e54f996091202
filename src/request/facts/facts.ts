import type { Measure } from '../../office/measure.ts'
import { isOfItems, isOfReporting } from '../slots/measures.ts'
import { type Of, type Said, saysOfOthers, type Told } from './said.ts'
import { amountsOf, isGoal, isUndone } from './sizes.ts'
import type { Standpoint } from './standpoint.ts'
import { countsItems, judgesRank, lists, owes, owesWho, whichOf } from './wanted.ts'

/** What a message says that bears on a query: its measures, sizes and questions, and what they amount to together. */
export interface Facts {
  /** asked for: 完成率, 还差 */
  readonly bare: readonly Told<'measure'>[]
  /** said of something: 红灯, 没报 */
  readonly states: readonly Told<'measure'>[]
  /** nothing new: 没动, 零报告 */
  readonly zeros: readonly Told<'amount'>[]
  readonly amounts: readonly Told<'amount'>[]
  readonly compares: readonly Told<'compare'>[]
  readonly extreme: Told<'extreme'> | undefined
  /** 多少, 几家 */
  readonly quantity: readonly Told<'ask'>[]
  readonly asks: {
    readonly place: boolean
    readonly indicator: boolean
    /** 几个县, 几项: how many there are of which it holds */
    readonly count: boolean
    readonly whether: boolean
    /** 有没有 */
    readonly exists: boolean
    readonly why: boolean
    readonly how: boolean
    readonly when: boolean
  }
  /** 长兴是不是第一: whether one place has that rank */
  readonly isPlaced: boolean
  /** 为啥这么慢 */
  readonly isSlow: boolean
  /** 比序时慢的, 比序时快的 */
  readonly against: 'behind' | 'ahead' | undefined
  /** 比全省高的市 */
  readonly isHeld: boolean
  /** 要多少才跟得上 */
  readonly isCatchingUp: boolean
  /** 还有多少没处置: how much is not done yet */
  readonly isRemaining: boolean
  /** 还欠哪些: what was not reported */
  readonly isOwing: boolean
  /** 报了哪些: which indicators were reported */
  readonly isOfReported: boolean
  /** something is said of what is asked for */
  readonly isConditional: boolean
  /** 连续两个月 */
  readonly isRun: boolean
  /** demanded, and nothing said to be done: 要处置多少家 */
  readonly isDue: boolean
  /** a line for each of several places */
  readonly isListing: boolean
}

/**
 * What a message says of measures, sizes and places. The spans that only lead to such a fact are marked as used in
 * `said`.
 */
export function factsOf(said: Said, given: Standpoint): Facts {
  const asks = said.all('ask').filter((one) => !said.shares(one, 'measure'))
  const quantity = asks.filter((one) => SIZES.has(one.found.for) && !said.shares(one, 'running'))
  const amounts = amountsOf(said)
  const remaining = remainingIn(said, quantity, amounts)
  const sized = { ...amounts, compares: amounts.compares.filter((one) => !remaining.includes(one)) }
  const measured = measuredIn(said, quantity, sized)
  const { states, bare } = measured
  const which = whichOf(said, asks, given)
  const isOwing = owes(bare, [...quantity, ...said.all('extreme')], which.indicator) || owesWho(said, bare, which.place)
  const against = paceIn(said)
  const isConditional =
    isOwing || against !== undefined || states.length + sized.zeros.length + sized.compares.length > 0
  const isSlow = isSlowIn(said)
  const isHeld = isHeldAgainst(said, which.indicator)
  const found = {
    ...sized,
    ...measured,
    isRemaining: remaining.length > 0,
    isHeld,
    against,
    quantity,
    isOwing,
    isOfReported: which.indicator && !which.place && states.length > 0 && states.every(isSaidReported),
    isConditional,
    extreme: against || isSlow || isHeld ? undefined : extremeOf(said, which.place || which.indicator),
  }
  const isPlaced = judgesRank(said, found.extreme, which.place, given)
  const countsParts = quantity.some((one) => said.shares(one, 'parts'))
  return {
    ...found,
    isSlow,
    asks: {
      ...which,
      count: countsParts || (isConditional && quantity.some((one) => countsThose(one, states))),
      ...asksIn(said, asks, states),
    },
    isRun: said.has('running'),
    isDue: isDue(said),
    isPlaced,
    isListing: !isPlaced && (countsParts || lists(said, which, found, given)),
  }
}

/** Whether a size is asked for that a figure has, and no count of items or places. */
const asksFigure = (said: Said, quantity: Facts['quantity']): boolean =>
  quantity.some((one) => !isOfItems(one.found.unit) && !said.shares(one, 'parts'))

type Sized = ReturnType<typeof amountsOf>

/** What is said not to be done, where it is asked how much that is, or said to be some figure: 还有37家没做对吗. */
function remainingIn(
  said: Said,
  quantity: Facts['quantity'],
  { compares, amounts }: Sized,
): readonly Told<'compare'>[] {
  const left = compares.filter((one) => isUndone(one) || isGoal(one.found))
  const isShare = said.names('share')
  const isRemaining =
    !isShare &&
    left.length > 0 &&
    (asksFigure(said, quantity) ||
      (left.every(isUndone) && amounts.some(({ found }) => found.unit !== undefined && found.unit !== '%')))
  if (!isRemaining) return []
  said.use(...left)
  return left
}

/** The measures of a message: those asked for, and those said of something. */
function measuredIn(
  said: Said,
  quantity: Facts['quantity'],
  sized: Sized,
): Pick<Facts, 'bare' | 'states' | 'isCatchingUp'> {
  const sizes = [...quantity.filter((one) => !said.shares(one, 'parts')), ...sized.amounts, ...sized.compares]
  const isFigure = sizes.some(({ found }) => !isOfItems(found.unit))
  const isReview = said.all('measure').some(({ found }) => REVIEW.has(found.measure) && found.is !== undefined)
  const measures = said
    .all('measure')
    .filter(({ found }) => !(isDone(found) && (isReview || (isFigure && !found.holds))))
  const isFigureAsked = asksFigure(said, quantity)
  // how much it takes to be at pace is asked, and said of nobody: 要多少才跟得上
  const catching = measures.filter(({ found }) => found.measure === 'ahead' && found.is === true)
  const isCatchingUp = catching.length > 0 && isFigureAsked
  if (isCatchingUp) said.use(...catching)
  // where a size is asked for, a forecast is what is asked, and no state: 年底能完成多少
  // so it is where it is asked what that takes a month: 每月还要几个才能完成
  const isMonthly = measures.some(({ found }) => found.measure === 'perMonth')
  const isForeseen = (found: Of<'measure'>): boolean => found.measure === 'forecast' && (isFigureAsked || isMonthly)
  const states = measures.filter(
    ({ found }) =>
      found.is !== undefined && !isFold(found) && !isForeseen(found) && !(isCatchingUp && found.measure === 'ahead'),
  )
  const bare = measures.filter((one) => !states.includes(one) && !(isCatchingUp && catching.includes(one)))
  return { bare, states, isCatchingUp }
}

/** What else is asked: 怎么被退了 asks why, 怎么报 how. */
function asksIn(
  said: Said,
  asks: readonly Told<'ask'>[],
  states: Facts['states'],
): Pick<Facts['asks'], 'whether' | 'exists' | 'why' | 'how' | 'when'> {
  return {
    whether:
      asks.some(({ found }) => found.for === 'whether') || (asks.length === 0 && saysOfOthers(said.reading.spans)),
    exists: asks.some(({ found }) => found.of === 'existence'),
    why: asksFor(said, 'why') || (asksFor(said, 'how-to') && states.some(({ found }) => isTrouble(found))),
    how: asks.some(({ found }) => found.for === 'how-to'),
    when: asksFor(said, 'when'),
  }
}

const asksFor = (said: Said, wanted: Of<'ask'>['for']): boolean =>
  said.all('ask').some(({ found }) => found.for === wanted)

const countsThose = ({ found }: Told<'ask'>, states: Facts['states']): boolean =>
  countsItems(found) || (isOfHouses(found) && states.some(isSaidOfPlaces))

/** Slow and fast beside why tell what is to be explained, and not who is the slowest: 为啥这么慢. */
const isSlowIn = (said: Said): boolean =>
  asksFor(said, 'why') &&
  [...said.all('extreme'), ...said.latent('extreme')].some(({ found }) => found.n === undefined && !found.nth)

function isDue(said: Said): boolean {
  // what somebody wants in a clause of its own is no task: 领导等着要，安吉多少
  const aspects = said.latent('aspect').filter((one) => said.isTold(one))
  return aspects.some(({ found }) => found.of === 'due') && !aspects.some(({ found }) => found.of === 'done')
}

const SIZES: ReadonlySet<string> = new Set(['how-much', 'how-many'])

const isSaidReported = ({ found: { measure, is, not } }: Told<'measure'>): boolean =>
  measure === 'reported' && is === true && !not

const isDone = ({ measure, is }: Of<'measure'>): boolean => measure === 'reported' && is === true

/** Mean and rate say how to fold, size by what to order, and nothing of what that is. */
const isFold = ({ is }: Of<'measure'>): boolean => is === 'mean' || is === 'rate' || is === 'size'

/** What somebody wants to know the reason of. */
const isTrouble = ({ measure, is }: Of<'measure'>): boolean =>
  (measure === 'state' && is === 'returned') ||
  (measure === 'light' && is !== undefined && is !== 'green') ||
  (measure === 'ahead' && is === false)

/** What can only be said of what was reported. */
const REVIEW: ReadonlySet<Measure> = new Set(['corrections', 'lateDays', 'state', 'reportedAt'])

/** 家 counts those who report, too, where what is said can only be said of them: 迟报的有几家. */
const isOfHouses = ({ unit }: Of<'ask'>): boolean => unit === '家'

const isSaidOfPlaces = ({ found: { measure } }: Told<'measure'>): boolean =>
  isOfReporting(measure) || measure === 'light'

/** Of what is held against the pace, fast and slow say on which side of it. */
function paceIn(said: Said): Facts['against'] {
  const [one] = [...said.all('extreme'), ...said.latent('extreme')]
  const isBare = one && one.found.n === undefined && one.found.nth === undefined && one.found.measure === undefined
  if (!isBare || !said.all('base').some(({ found }) => found.of === 'pace')) return undefined
  said.use(one)
  return one.found.end === 'first' ? 'ahead' : 'behind'
}

/** Of all that are held against one, high and low are no superlatives: 哪些市比全省高. */
const isHeldAgainst = (said: Said, asksIndicator: boolean): boolean =>
  [...said.all('region'), ...said.all('own')].some(({ found }) => found.versus) &&
  (asksIndicator || said.has('parts')) &&
  !said.has('extreme')

/** The superlative that is meant; a second one adds how many to the first: 最多的前两个. */
function extremeOf(said: Said, asksWhich: boolean): Told<'extreme'> | undefined {
  const firm = said.all('extreme')
  // a bare comparative is a superlative of those that are asked about: 谁的厂房建得多
  const [first, ...others] = firm.length === 0 && asksWhich ? said.latent('extreme').slice(-1) : firm
  const n = others.find(({ found }) => found.n !== undefined)
  said.use(...others)
  return first && n?.found.n && first.found.n === undefined
    ? { ...first, found: { ...first.found, n: n.found.n } }
    : first
}
