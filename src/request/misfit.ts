/** What cannot be put into a query: another command, a unit or a time that figures are not kept for. */
import { amount } from '../office/amount.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { Facts } from './facts/facts.ts'
import type { Said } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import { type Conditions, only } from './slots/conditions.ts'
import { isOfItems, isOfReporting, measureOf } from './slots/measures.ts'
import { inBaseUnit } from './slots/unit.ts'
import type { AskedTimes } from './slots/when.ts'

/** Something in a message that no query can express; it is asked about. */
export type Misfit =
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'time' }
  /** a figure that can be none is supposed */
  | { readonly kind: 'below-zero' }
  | { readonly kind: 'act' }

/** What a question on the ledger may hold besides: 列个表, and the verb of reporting. */
const ACTS: ReadonlySet<string> = new Set(['progress', 'report'])

const OF_FACTS: ReadonlySet<string> = new Set(['which', 'who', 'how-many', 'when'])

/**
 * What of a message no query can express: an act, a unit or time that no figures are kept in. Undefined where
 * everything has its place.
 */
export function misfitOf(
  said: Said,
  facts: Facts,
  { misfit }: Conditions,
  when: AskedTimes,
  query: LedgerQuery,
  given: Standpoint,
): Misfit | undefined {
  const { today } = given
  const isAsked = said.has('ask')
  // with something said of it, an act is what is asked about and not what is to be done: 哪个县改数改得最多
  const isAbout = said.all('ask').some(({ found }) => OF_FACTS.has(found.for)) && facts.states.length > 0
  // an act beside why is what is to be explained: 为什么改
  const isOfReason = (act: string): boolean => facts.asks.why && act === 'correct'
  const act = said
    .all('act')
    .find(
      ({ found }) =>
        !ACTS.has(found.act) && !isAbout && !isOfReason(found.act) && !(isAsked && found.act === 'approve'),
    )
  const isDraft = facts.states.some(({ found }) => found.measure === 'state' && found.is === 'draft')
  const isReport = said.has('act') && facts.amounts.length > 0 && !said.has('ask')
  if (act || isDraft || isReport || asksSchedule(query, today) || isOfOther(facts, query, given)) return { kind: 'act' }
  if (misfit !== undefined) return { kind: 'unit', unit: misfit }
  return when.misfit ? { kind: 'time' } : undefined
}

/** A unit in which neither the indicator nor the measure is counted asks of something else: 多少钱, 几天. */
function isOfOther(
  { quantity, amounts, bare, states }: Facts,
  { of, measures }: LedgerQuery,
  given: Standpoint,
): boolean {
  const indicator = only(of, given)
  return quantity.some(({ found: { unit } }) => {
    if (unit === undefined || isOfItems(unit) || unit === '%' || unit === '家' || unit === '倍') return false
    if (unit === '天') return ![...bare, ...states].some(({ found }) => found.measure === 'lateDays')
    if (measureOf(unit) !== undefined || measures.some(isOfReporting) || amounts.length > 0) return false
    return indicator !== undefined && inBaseUnit(indicator, amount(1), unit) === undefined
  })
}

/** When a period that is not over is to be reported is a matter of its deadline. */
const asksSchedule = ({ measures, when }: LedgerQuery, today: string): boolean =>
  measures[0] === 'reportedAt' && typeof when !== 'string' && when.every((period) => period > today.slice(0, 7))
