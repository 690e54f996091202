/** What a message wants to know: which places or indicators, who is missing, whether one has a rank, a line for each. */

import { isOfItems } from '../slots/measures.ts'
import type { Facts } from './facts.ts'
import type { Of, Said, Told } from './said.ts'
import { isOfCounty, placesIn, type Standpoint } from './standpoint.ts'

/** Whether a question word asks for a number of things (几个, 几项), and not for a figure. */
export const countsItems = ({ unit, for: asked }: Of<'ask'>): boolean =>
  isOfItems(unit) || (unit === undefined && asked === 'how-many')

/** Whether places or indicators are asked for. Of a single county 哪些 can only ask for indicators. */
export function whichOf(
  said: Said,
  asks: readonly Told<'ask'>[],
  given: Standpoint,
): { place: boolean; indicator: boolean } {
  const which = asks.filter(({ found }) => found.for === 'which')
  const things = which.filter(({ found }) => found.of === 'thing')
  const who = asks.some(({ found }) => found.for === 'who')
  const isOfOne = !said.has('parts') && isOfCounty(said, given)
  const indicator = which.some(({ found }) => found.of === 'indicator') || (which.length > 0 && isOfOne && !who)
  return { place: who || (which.length > things.length && !indicator), indicator }
}

/**
 * Whether a question asks what is still owed to the office (还欠哪些, 还差几项), and not how far a figure is from its
 * goal.
 */
export const owes = (
  bare: Facts['bare'],
  quantity: readonly (Told<'ask'> | Told<'extreme'>)[],
  asksIndicator: boolean,
): boolean =>
  bare.some(
    ({ found: { measure } }) =>
      (measure === 'owed' && (asksIndicator || quantity.length > 0)) ||
      (measure === 'gap' &&
        bare.length === 1 &&
        (asksIndicator || quantity.some(({ found }) => found.kind === 'ask' && found.unit === '项'))),
  )

/** Whether a question asks who has not reported (还差谁). Of an indicator or with a superlative it asks for a gap. */
export const owesWho = (said: Said, bare: Facts['bare'], asksPlace: boolean): boolean =>
  asksPlace &&
  bare.some(({ found }) => found.measure === 'gap') &&
  bare.length === 1 &&
  said.all('indicator').length + said.all('extreme').length + said.latent('extreme').length === 0

/** Whether a question asks if one place has a certain rank: 长兴是不是第一. */
export function judgesRank(said: Said, extreme: Facts['extreme'], asksPlace: boolean, given: Standpoint): boolean {
  const places = placesIn(said, given)
  const inner = places.filter((key) => !places.some((one) => one !== key && given.regions.within(one, key)))
  const isAsked = said.all('ask').some(({ found }) => found.for === 'whether' && found.of !== 'existence')
  const isRank = extreme !== undefined && extreme.found.measure === undefined
  return isRank && isAsked && !asksPlace && inner.length < 2 && !said.has('parts')
}

/**
 * Whether the answer has a line for each of several places. So it is where places are asked for, counted, put in an
 * order or held to a condition.
 */
export function lists(
  said: Said,
  which: { place: boolean; indicator: boolean },
  { extreme, isConditional }: Pick<Facts, 'extreme' | 'isConditional'>,
  given: Standpoint,
): boolean {
  const parts = said.all('parts')
  if (which.place || said.has('sorted') || parts.some(({ found }) => found.n === undefined)) return true
  // 五个县分别: each of those that are counted; 9个县里有几个红灯: some of them
  const countsSome = isConditional && said.all('ask').some(({ found }) => countsItems(found))
  if (parts.length > 0 && (said.isInTurn || countsSome)) return true
  if (which.indicator) return false
  // a superlative of periods asks for no place: 哪个月最多
  if (extreme && !said.asks('when')) return true
  return isConditional && !isJudged(said) && isOfNoPlace(said, given)
}

/** Whether it is asked if, when or why something is so. Existence asks for those of which it holds: 有没有落后的. */
const isJudged = (said: Said): boolean =>
  said.asks('why', 'when') || said.all('ask').some(({ found }) => found.for === 'whether' && found.of !== 'existence')

/** Whether no place is named, and the asker has several. */
const isOfNoPlace = (said: Said, given: Standpoint): boolean =>
  placesIn(said, given).length === 0 &&
  !said.has('parts', 'indicators') &&
  given.regions.get(given.own).level !== 'county'
