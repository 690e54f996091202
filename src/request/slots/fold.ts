/** How several cells become one: counted, added, averaged, or told by place. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Said } from '../facts/said.ts'
import { isOfReporting } from './measures.ts'
import { isMean, isRatio, type Parts } from './parts.ts'
import type { Where } from './whom.ts'

/** Counted, added, averaged. */
export function foldOf(
  { facts, said, of }: Parts,
  measures: readonly Measure[],
  where: readonly Test[],
  { whom, isMany, byCity, isOfWhole }: Where,
): Pick<LedgerQuery, 'fold' | 'by' | 'where' | 'order'> {
  // a share of those of which something holds: 按时报的县占多少
  if (where.length > 0 && said.all('measure').some(({ found }) => found.measure === 'share')) return { fold: 'share' }
  const isSeveral = typeof of === 'string' || of.length > 1
  const axis = byCity ? 'city' : 'place'
  if (measures[0] === 'reported' && where.length === 0 && isMany && isTurnout(said))
    return { fold: 'share', where: [{ measure: 'reported', op: '=', to: true }], ...(byCity && { by: ['city'] }) }
  if ((facts.asks.count || byCity) && where.length > 0) {
    const isShare = where.some(
      ({ measure, to, holds }) => measure === 'reported' && to === true && holds !== 'not-every',
    )
    const isByPlace = isSeveral && facts.quantity.some((one) => said.shares(one, 'parts'))
    return { fold: isShare && !isByPlace ? 'share' : 'count', ...((isByPlace || byCity) && { by: [axis] }) }
  }
  // the rate of a whole is its average already, that of its parts is not
  if (isMean(said) && (!isRatio(measures[0]) || isMany) && !isOfWhole && measures[0] !== 'perMonth')
    return { fold: 'mean' }
  const isSum = facts.bare
    .concat(said.all('measure'))
    .some(({ found }) => found.measure === 'value' && found.is === undefined)
  if (isSum && 'places' in whom && whom.places.length > 1) return { fold: 'sum' }
  const extreme = facts.extreme?.found
  const [first] = where
  if (first && extreme?.measure === 'value' && (first.op === '=' || isOfReporting(first.measure)) && isMany)
    return { by: [axis], fold: 'count', order: { measure: first.measure, down: extreme.end === 'first' } }
  const isByPlace =
    isMany &&
    isSeveral &&
    where.some(({ measure, over }) => over === 'indicator' || measure === 'reported' || measure === 'lateDays')
  return isByPlace ? { by: [axis] } : {}
}

/** Whether a rate is that of reporting, how many of those that are owed: 上报率. */
export const isTurnout = (said: Said): boolean =>
  said.all('measure').some(({ found }) => found.measure === 'reported' && found.is === 'rate')
