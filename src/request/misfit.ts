/** What cannot be put into a query: another command, a unit or a time that figures are not kept for. */
import { amount } from '../office/amount.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { Facts } from './facts/facts.ts'
import type { Said, Told } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import { only } from './slots/conditions.ts'
import { isOfItems, isOfReporting, measureOf } from './slots/measures.ts'
import type { QueryParts } from './slots/parts.ts'
import { inBaseUnit } from './slots/unit.ts'

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
export function misfitOf(parts: QueryParts, query: LedgerQuery): Misfit | undefined {
  const { said, facts, conditions, when, given } = parts
  if (asksOfAct(said, facts) || asksSchedule(query, given.today) || isOfOther(facts, query, given))
    return { kind: 'act' }
  if (conditions.misfit !== undefined) return { kind: 'unit', unit: conditions.misfit }
  return when.misfit ? { kind: 'time' } : undefined
}

/** Whether a message is of something that is to be done, or of what was begun: a command's, and no figure's. */
function asksOfAct(said: Said, facts: Facts): boolean {
  const isAsked = said.has('ask')
  // with something said of it, an act is what is asked about and not what is to be done: 哪个县改数改得最多
  const isAbout = said.all('ask').some(({ found }) => OF_FACTS.has(found.for)) && facts.states.length > 0
  // an act beside why is what is to be explained: 为什么改
  const isOfReason = (act: string): boolean => facts.asks.why && act === 'correct'
  const isAct = ({ found: { act } }: Told<'act'>): boolean =>
    !ACTS.has(act) && !isAbout && !isOfReason(act) && !(isAsked && act === 'approve')
  const isDraft = facts.states.some(({ found }) => found.measure === 'state' && found.is === 'draft')
  const isReport = said.has('act') && facts.amounts.length > 0 && !said.has('ask')
  return said.all('act').some(isAct) || isDraft || isReport || said.isMoved
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
