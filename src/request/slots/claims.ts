/** What is to be judged or held against another: a rank, an amount, what a whole has. */
import { type Amount, amount } from '../../office/amount.ts'
import type { Measure } from '../../office/measure.ts'
import type { Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import { measureMeant, only, scalarOf } from './conditions.ts'
import { isOfItems } from './measures.ts'
import type { QueryParts } from './parts.ts'

/** Whether the asker's own region is asked about beside a whole that it lies in: 我们县在全省. */
export const isOwnAmong = ({ said, where: { whom }, given: { regions } }: QueryParts): boolean =>
  'places' in whom &&
  said.all('region').some(({ found: { key } }) => whom.places.every((one) => one !== key && regions.within(one, key)))

/**
 * The condition by which several places are compared with one that is named beside them: 比全省高的市, 低于平均的县.
 * None where nothing is compared.
 */
export function againstTest({ said, facts, where, asked }: QueryParts): Test[] {
  const span = [...said.all('region'), ...said.all('own')].find(({ found }) => found.versus)
  const [side] = [...said.all('extreme'), ...said.latent('extreme')]
  if (!span || !where.versus || !facts.isHeld) return []
  const op = span.found.op ?? (side && (side.found.end === 'first' ? '>' : '<'))
  const measure = asked.measures.find((one) => one !== 'gap') ?? 'rate'
  return op ? [{ measure, op, to: 'versus' }] : []
}

/** The rank that a question asks to confirm (是不是第一, 在不在前三); undefined where it asks for none. */
export function rankClaim({ isPlaced, extreme }: Facts): Test | undefined {
  const found = extreme?.found
  if (!isPlaced || !found || found.end === 'last' || (found.n ?? found.nth) === undefined) return undefined
  return found.n
    ? { measure: 'rank', op: '<=', to: amount(found.n) }
    : { measure: 'rank', op: '=', to: amount(found.nth ?? 1) }
}

/** The amount that a question asks to confirm (是41.4吗), as a test of the figure; undefined where it states none. */
export function amountClaim({ facts, of, given }: QueryParts, measures: readonly Measure[]): Test | undefined {
  const [amount, ...others] = facts.amounts
    .map(({ found }) => found)
    .filter(({ unit }) => !isOfItems(unit) && unit !== '次')
  // whether a figure was passed is asked of the figure, which the amount only names: 8家审过了吗
  const end = facts.amounts.at(-1)?.end ?? 0
  const isOfReview = facts.states.some(({ at, found }) => found.measure === 'state' && at >= end)
  if (!amount || !facts.asks.whether || isOfReview) return undefined
  const isAhead = measures[0] === 'forecast'
  const indicator = only(of, given)
  const measure = isAhead ? 'forecast' : measureMeant(amount, facts, isAhead, indicator?.kind === 'rate')
  const to = scalarOf(measure, amount, indicator)
  if (to === undefined || (measure === 'gap' && isTarget(to, of, given))) return undefined
  // 41.4还是44.1
  const either = others.flatMap((one) =>
    one.unit === amount.unit ? [scalarOf(measure, one, indicator) ?? []].flat() : [],
  )
  return {
    measure,
    op: isAhead || facts.asks.exists ? '>=' : '=',
    to: isAhead || either.length === 0 ? to : [to, ...either],
  }
}

/** Whether an amount is the goal, from which a distance is measured, and not the distance: 离1500差得远吧. */
const isTarget = (to: Amount, of: QueryParts['of'], { plan }: QueryParts['given']): boolean =>
  plan.indicators.some(({ id, target }) => (typeof of === 'string' || of.includes(id)) && target.value === to)
