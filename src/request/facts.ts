/** What a message asks, in a few facts that the slots share: of whom, of what, whether, how many, why. */
import type { Day } from '../office/day.ts'
import type { Measure } from '../office/measure.ts'
import type { Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { isOfItems, isOfReporting } from './measures.ts'
import type { Of, Said, Told } from './said.ts'

/** Where a question is asked: what is not said comes from here. */
export interface Grounds {
  readonly plan: Plan
  readonly regions: Regions
  readonly today: Day
  /** the region that the asker stands for */
  readonly own: RegionKey
}

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
  /** something is said of what is asked for */
  readonly isConditional: boolean
  /** 连续两个月 */
  readonly isRun: boolean
  /** a line for each of several places */
  readonly isListing: boolean
}

export function factsOf(said: Said, grounds: Grounds): Facts {
  const asks = said.all('ask').filter((one) => !said.shares(one, 'measure'))
  const quantity = asks.filter((one) => SIZES.has(one.found.for) && !said.shares(one, 'running'))
  const sized = amountsOf(said)
  const left = sized.compares.filter((one) => isUndone(one) || isGoal(one.found))
  const isShare = said.all('measure').some(({ found }) => found.measure === 'share')
  const isRemaining =
    !isShare &&
    left.length > 0 &&
    (quantity.some((one) => !isOfItems(one.found.unit) && !said.shares(one, 'parts')) ||
      // 还有37家没做对吗
      (left.every(isUndone) && sized.amounts.some(({ found }) => found.unit !== undefined && found.unit !== '%')))
  if (isRemaining) said.use(...left)
  const sorted = isRemaining ? { ...sized, compares: sized.compares.filter((one) => !left.includes(one)) } : sized
  const sizes = [...quantity.filter((one) => !said.shares(one, 'parts')), ...sorted.amounts, ...sorted.compares]
  const isFigure = sizes.some(({ found }) => !isOfItems(found.unit))
  const isReview = said.all('measure').some(({ found }) => REVIEW.has(found.measure) && found.is !== undefined)
  const measures = said
    .all('measure')
    .filter(({ found }) => !(isDone(found) && (isReview || (isFigure && !found.holds))))
  // 要多少才跟得上: how much that takes is asked, and it is said of nobody
  const catching = measures.filter(({ found }) => found.measure === 'ahead' && found.is === true)
  const isCatchingUp =
    catching.length > 0 && quantity.some((one) => !isOfItems(one.found.unit) && !said.shares(one, 'parts'))
  if (isCatchingUp) said.use(...catching)
  // 年底能完成多少 asks how much that is
  const isForeseen = (found: Of<'measure'>): boolean =>
    found.measure === 'forecast' && quantity.some((one) => !isOfItems(one.found.unit) && !said.shares(one, 'parts'))
  const states = measures.filter(
    ({ found }) =>
      found.is !== undefined && !isFold(found) && !isForeseen(found) && !(isCatchingUp && found.measure === 'ahead'),
  )
  const bare = measures.filter((one) => !states.includes(one) && !(isCatchingUp && catching.includes(one)))
  const which = whichOf(said, asks, grounds)
  const isOwing = owes(bare, [...quantity, ...said.all('extreme')], which.indicator) || owesWho(said, bare, which.place)
  const isConditional =
    isOwing || paceIn(said) !== undefined || states.length + sorted.zeros.length + sorted.compares.length > 0
  const countsParts = quantity.some((one) => said.shares(one, 'parts'))
  const asksFor = (wanted: Of<'ask'>['for']): boolean => said.all('ask').some(({ found }) => found.for === wanted)
  // 为啥这么慢 asks why one lags, and not who does
  const isSlow =
    asksFor('why') &&
    [...said.all('extreme'), ...said.latent('extreme')].some(({ found }) => found.n === undefined && !found.nth)
  const against = paceIn(said)
  const isHeld = isHeldAgainst(said, which.indicator)
  const found = {
    ...sorted,
    isRemaining,
    isHeld,
    isCatchingUp,
    against,
    bare,
    states,
    quantity,
    isOwing,
    isConditional,
    extreme: against || isSlow || isHeld ? undefined : extremeOf(said, which.place || which.indicator),
  }
  const isPlaced = judgesRank(said, found.extreme, which.place, grounds)
  return {
    ...found,
    isSlow,
    asks: {
      ...which,
      count:
        countsParts ||
        (isConditional &&
          quantity.some(({ found }) => countsItems(found) || (isOfHouses(found) && states.some(isSaidOfPlaces)))),
      whether: asks.some(({ found }) => found.for === 'whether'),
      exists: asks.some(({ found }) => found.of === 'existence'),
      // 怎么被退了 asks why, 怎么报 how
      why: asksFor('why') || (asksFor('how-to') && states.some(({ found }) => isTrouble(found))),
      how: asks.some(({ found }) => found.for === 'how-to'),
      when: asksFor('when'),
    },
    isRun: said.all('running').length > 0,
    isPlaced,
    isListing: !isPlaced && (countsParts || lists(said, which, found, grounds)),
  }
}

const SIZES: ReadonlySet<string> = new Set(['how-much', 'how-many'])
const isDone = ({ measure, is }: Of<'measure'>): boolean => measure === 'reported' && is === true
/** 平均 says how to fold, and nothing of what is folded. */
const isFold = ({ is }: Of<'measure'>): boolean => is === 'mean' || is === 'rate'
/** What somebody wants to know the reason of. */
const isTrouble = ({ measure, is }: Of<'measure'>): boolean =>
  (measure === 'state' && is === 'returned') ||
  (measure === 'light' && is !== undefined && is !== 'green') ||
  (measure === 'ahead' && is === false)
/** What can only be said of what was reported. */
const REVIEW: ReadonlySet<Measure> = new Set(['corrections', 'lateDays', 'state', 'reportedAt'])
const countsItems = ({ unit, for: asked }: Of<'ask'>): boolean =>
  isOfItems(unit) || (unit === undefined && asked === 'how-many')

/** 迟报的有几家 counts those who report. */
const isOfHouses = ({ unit }: Of<'ask'>): boolean => unit === '家'
const isSaidOfPlaces = ({ found: { measure } }: Told<'measure'>): boolean =>
  isOfReporting(measure) || measure === 'light'

/** 还差多少完成任务: the goal is part of what is asked, and no condition. */
const TOWARDS_GOAL: ReadonlySet<Measure> = new Set(['gap', 'perMonth', 'forecast'])
const isUndone = ({ found: { op, value, unit } }: Told<'compare'>): boolean =>
  op === '<' && value === '100' && unit === '%'
const isGoal = ({ value, unit, op }: Of<'compare'>): boolean => value === '100' && unit === '%' && op !== '>'

function amountsOf(said: Said): Pick<Facts, 'amounts' | 'zeros' | 'compares'> {
  const all = said.all('amount')
  const takesGoal = said.all('measure').some(({ found }) => TOWARDS_GOAL.has(found.measure))
  said.use(...said.all('compare').filter(({ found }) => isGoal(found) && takesGoal))
  const isZero = ({ found }: Told<'amount'>): boolean => found.value === '0' && found.unit !== '%'
  return {
    zeros: all.filter(isZero),
    amounts: [...all.filter((one) => !isZero(one)), ...claimed(said, all)],
    compares: [...said.all('compare'), ...said.latent('compare')].filter(({ found }) => !(isGoal(found) && takesGoal)),
  }
}

/** -6.2对吗: a number that nothing else explains is what is to be confirmed. */
const claimed = (said: Said, firm: readonly Told<'amount'>[]): Told<'amount'>[] =>
  firm.length === 0 && said.all('ask').some(({ found }) => found.for === 'whether') && !said.all('compare').length
    ? said.latent('amount').filter(({ found }) => found.unit === undefined && found.mode === undefined)
    : []

/** Of what is held against the pace, fast and slow say on which side of it. */
function paceIn(said: Said): Facts['against'] {
  const [one] = [...said.all('extreme'), ...said.latent('extreme')]
  const isBare = one && one.found.n === undefined && one.found.nth === undefined && one.found.measure === undefined
  if (!isBare || !said.all('base').some(({ found }) => found.of === 'pace')) return undefined
  said.use(one)
  return one.found.end === 'first' ? 'ahead' : 'behind'
}

/** 哪些市比全省高: high of all that are held against one, and not the highest. */
const isHeldAgainst = (said: Said, asksIndicator: boolean): boolean =>
  [...said.all('region'), ...said.all('own')].some(({ found }) => found.versus) &&
  (asksIndicator || said.all('parts').length > 0) &&
  said.all('extreme').length === 0

/** 谁多; 最多的前两个: what is said of one and of the other is said of the same. */
function extremeOf(said: Said, asksWhich: boolean): Told<'extreme'> | undefined {
  const firm = said.all('extreme')
  // 谁的厂房建得多: of those that are asked about
  const [first, ...others] = firm.length === 0 && asksWhich ? said.latent('extreme').slice(-1) : firm
  const n = others.find(({ found }) => found.n !== undefined)
  said.use(...others)
  return first && n?.found.n && first.found.n === undefined
    ? { ...first, found: { ...first.found, n: n.found.n } }
    : first
}

/** Whether places or indicators are asked for: of one county 哪些 can only ask for indicators. */
function whichOf(said: Said, asks: readonly Told<'ask'>[], grounds: Grounds): { place: boolean; indicator: boolean } {
  const which = asks.filter(({ found }) => found.for === 'which')
  const things = which.filter(({ found }) => found.of === 'thing')
  const who = asks.some(({ found }) => found.for === 'who')
  const isOfOne = said.all('parts').length === 0 && isOfCounty(said, grounds)
  const indicator = which.some(({ found }) => found.of === 'indicator') || (which.length > 0 && isOfOne && !who)
  return { place: who || (which.length > things.length && !indicator), indicator }
}

function isOfCounty(said: Said, grounds: Grounds): boolean {
  const places = placesIn(said, grounds)
  const levels = (places.length > 0 ? places : [grounds.own]).map((key) => grounds.regions.get(key).level)
  return levels.length === 1 && levels[0] === 'county'
}

const owes = (
  bare: Facts['bare'],
  quantity: readonly (Told<'ask'> | Told<'extreme'>)[],
  asksIndicator: boolean,
): boolean =>
  bare.some(
    ({ found: { measure } }) =>
      (measure === 'owed' && (asksIndicator || quantity.length > 0)) ||
      (measure === 'gap' &&
        (asksIndicator || quantity.some(({ found }) => found.kind === 'ask' && found.unit === '项'))),
  )

/** 还差谁: of no figure, who is missing is who has not reported. */
const owesWho = (said: Said, bare: Facts['bare'], asksPlace: boolean): boolean =>
  asksPlace &&
  bare.some(({ found }) => found.measure === 'gap') &&
  bare.length === 1 &&
  said.all('indicator').length + said.all('extreme').length + said.latent('extreme').length === 0

function judgesRank(said: Said, extreme: Facts['extreme'], asksPlace: boolean, grounds: Grounds): boolean {
  const places = placesIn(said, grounds)
  const inner = places.filter((key) => !places.some((one) => one !== key && grounds.regions.within(one, key)))
  const isAsked = said.all('ask').some(({ found }) => found.for === 'whether' && found.of !== 'existence')
  const isRank = extreme !== undefined && extreme.found.measure === undefined
  return isRank && isAsked && !asksPlace && inner.length < 2 && said.all('parts').length === 0
}

function lists(
  said: Said,
  which: { place: boolean; indicator: boolean },
  { extreme, isConditional }: Pick<Facts, 'extreme' | 'isConditional'>,
  grounds: Grounds,
): boolean {
  const asks = said.all('ask')
  const isUnplaced = placesIn(said, grounds).length + said.all('parts').length + said.all('indicators').length === 0
  // 有没有落后的 asks for those of which it holds, 晚了没 whether it does
  const judges = said
    .all('ask')
    .some(
      ({ found }) =>
        found.for === 'why' || found.for === 'when' || (found.for === 'whether' && found.of !== 'existence'),
    )
  return (
    which.place ||
    said.all('parts').some(({ found }) => found.n === undefined) ||
    // 9个县里有几个红灯 asks for some of them
    (isConditional && said.all('parts').length > 0 && asks.some(({ found }) => countsItems(found))) ||
    said.all('sorted').length > 0 ||
    (extreme !== undefined && !which.indicator) ||
    (isConditional && isUnplaced && !judges && !which.indicator && grounds.regions.get(grounds.own).level !== 'county')
  )
}

/** Regions that are asked about in the order said, one's own among them; each once. */
export function placesIn(said: Said, grounds: Grounds): RegionKey[] {
  const spans = [...said.all('region'), ...said.all('own')].filter(({ found }) => !found.versus)
  spans.sort((a, b) => a.at - b.at)
  return [...new Set(spans.map(({ found }) => (found.kind === 'region' ? found.key : selfOf(found, grounds))))]
}

const DEPTH = { province: 0, city: 1, county: 2 }

/** 我们市 of a county's contact is the city that it lies in, of a county that is a city itself that county. */
export function selfOf({ level, whole }: Of<'own'>, { own, regions }: Grounds): RegionKey {
  let region = regions.get(own)
  if (level === 'city' && !whole && region.name.endsWith('市')) return own
  while (level && region.parent && DEPTH[region.level] > DEPTH[level]) region = regions.get(region.parent)
  return region.key
}
