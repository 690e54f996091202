/** How several cells become one: counted, added, averaged, or told by place. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'
import { isOfReporting } from './measures.ts'
import { isMean, isRatio, type QueryParts } from './parts.ts'
import type { Where } from './whom.ts'

/**
 * How the cells asked for are told as fewer: `share` of how many, `count`, `mean` or `sum`, grouped `by` place, city
 * or period. The first that the words ask for; empty where each cell stands for itself.
 *
 * @param where what cells have to pass
 * @param periods how many are asked about
 */
export function foldOf(
  { facts, said, of }: QueryParts,
  measures: readonly Measure[],
  where: readonly Test[],
  { whom, isMany, byCity, isOfWhole }: Where,
  periods: number,
): Pick<LedgerQuery, 'fold' | 'by' | 'where' | 'order' | 'counts'> {
  // a share of those of which something holds: 按时报的县占多少
  if (where.length > 0 && said.all('measure').some(({ found }) => found.measure === 'share')) return { fold: 'share' }
  const isSeveral = typeof of === 'string' || of.length > 1
  const axis = byCity ? 'city' : 'place'
  const order = orderOfGroups(facts, said, where[0])
  const turnout = where.length === 0 && measures[0] === turnoutIn(said) ? measures[0] : undefined
  if (turnout && (isMany || turnout === 'onTime'))
    return {
      fold: 'share',
      where: [{ measure: turnout, op: '=', to: true }],
      ...((byCity || order || said.all('parts').length > 0) && { by: [axis] }),
      ...(order && { order }),
    }
  // counties of cities, or of months, are counted and not what each has: 哪个市没报的县最多, 5月和6月各报了几个县
  const isOfCounties = said.all('parts').some(({ found }) => found.level === 'county' && !found.but)
  const counts = isOfCounties && isMany ? ({ counts: 'places' } as const) : {}
  const isOverPeriod = where.some(({ over }) => over === 'period')
  const countsParts = facts.quantity.some((one) => said.shares(one, 'parts'))
  if (countsParts && where.length > 0 && periods > 1 && !isOverPeriod)
    return { fold: 'count', by: ['period'], ...counts }
  if ((facts.asks.count || byCity) && where.length > 0) {
    const isShare = where.some(
      ({ measure, to, holds }) => measure === 'reported' && to === true && holds !== 'not-every',
    )
    const isByPlace = isSeveral && countsParts
    return {
      fold: isShare && !isByPlace ? 'share' : 'count',
      ...((isByPlace || byCity) && { by: [axis] }),
      ...(byCity && { ...counts, ...(order && { order }) }),
    }
  }
  // the rate of a whole is its average already, that of its parts is not
  if (isMean(said) && (!isRatio(measures[0]) || isMany) && !isOfWhole && measures[0] !== 'perMonth')
    return { fold: 'mean' }
  const isSum = facts.bare
    .concat(said.all('measure'))
    .some(({ found }) => found.measure === 'value' && found.is === undefined)
  if (isSum && 'places' in whom && whom.places.length > 1) return { fold: 'sum' }
  if (order && isMany) return { by: [axis], fold: 'count', order }
  const isByPlace =
    isMany &&
    isSeveral &&
    where.some(({ measure, over }) => over === 'indicator' || measure === 'reported' || measure === 'lateDays')
  return isByPlace ? { by: [axis] } : {}
}

/** Groups are in the order of how many there are of what is said: 红灯最多的市, 各县红灯数排一下. */
function orderOfGroups(facts: Facts, said: Said, first: Test | undefined): LedgerQuery['order'] {
  const extreme = facts.extreme?.found
  const sorted = said.all('sorted')[0]?.found
  const turnout = turnoutIn(said)
  const isOfTurnout = first === undefined && turnout !== undefined
  if (!isOfTurnout && !(first && (first.op === '=' || isOfReporting(first.measure)))) return undefined
  const measure = first?.measure ?? turnout ?? 'reported'
  if (extreme?.measure === 'value' || (extreme && isOfTurnout)) return { measure, down: extreme.end === 'first' }
  if (isOfTurnout && said.all('measure').some(({ found }) => found.measure === 'rank')) return { measure, down: true }
  // figures that are named are what is put in order, and not how many there are
  return sorted && facts.bare.every(({ found }) => found.measure === measure) && !sorted.flip
    ? { measure, down: sorted.down }
    : undefined
}

/**
 * The measure of which a rate of reporting is asked: 上报率 is of `reported`, 准时率 of `onTime`; undefined where no
 * such rate is asked for.
 */
export const turnoutIn = (said: Said): Measure | undefined =>
  said.all('measure').find(({ found }) => found.is === 'rate')?.found.measure
