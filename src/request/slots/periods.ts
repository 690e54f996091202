/** For which periods a query is, and in which shape it is shown. */
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'
import type { AskedMeasures } from './asked.ts'
import { isDifference } from './distance.ts'
import { isOfReporting } from './measures.ts'
import type { QueryParts } from './parts.ts'
import type { ConditionRole } from './role.ts'

/**
 * The periods that a query is of: those said, else all that were owed or the latest, by what is asked.
 *
 * @param role what the conditions of the question do
 * @param last the latest of those said, or the month that is over
 * @param isOfAll a condition is counted over all periods
 */
export function periodsOf(
  { when, where, facts, asked, said, of }: QueryParts,
  role: ConditionRole,
  last: Period | undefined,
  isOfAll: boolean,
): LedgerQuery['when'] {
  const isRunning = said.all('running').some(({ found }) => found.n === undefined)
  if (isRunning && !when.periods) return 'owed'
  if (when.periods) {
    if (role === 'where' && facts.states.length > 0 && last && said.all('running').length + holdsOver(facts) > 0)
      return [last]
    return isIncrementOfStretch(asked, said) ? when.periods.slice(-1) : when.periods
  }
  // what waits for review is of whichever period: 还压着几条没审
  const isCounted = said.all('ask').some(({ found }) => found.for === 'how-many')
  const isWaiting =
    facts.states.some(({ found }) => found.measure === 'state') && (where.isMany || role === 'claim' || isCounted)
  const isOfYear = said.all('time').some(({ found }) => found.grain === 'year') && asked.measures.some(isOfReporting)
  // how far review has come, of nothing by its name, is asked of all that was sent to it: 我报的审了没
  const isOfReview = asked.measures[0] === 'state' && role === 'subject' && typeof of === 'string'
  // how reliably somebody reports is told by all that was due
  const isOfHabit = asked.measures[0] === 'onTime'
  if (isOfHabit || said.all('series').length > 0 || isOfAll || isOfYear || isOfReview) return 'owed'
  return isWaiting ||
    isOfHistory(facts, role) ||
    (facts.asks.when && facts.states.some(({ found }) => found.measure === 'light'))
    ? 'owed'
    : 'latest'
}

/** What happened to figures is asked of all that was owed: 哪些县改过数, 为什么被退回. */
const isOfHistory = ({ states, asks, extreme, quantity }: Facts, role: ConditionRole): boolean => {
  const is = (measure: Measure): boolean => states.some(({ found }) => found.measure === measure)
  const isCounted = quantity.some(({ found }) => found.unit === '次') || extreme?.found.measure === 'value'
  return (
    (is('corrections') && !isCounted) ||
    (is('state') && asks.why) ||
    (is('lateDays') && (isCounted || role === 'where'))
  )
}

/** Whether a condition is counted over all periods of the past, where the question names none: 迟报过两次. */
export const isOverTime = ({ said }: QueryParts, where: readonly Test[]): boolean =>
  where.some(({ over, holds }) => over === 'period' && typeof holds === 'object' && 'atLeast' in holds) ||
  (said.all('time').some(({ found }) => found.grain === 'year') && where.some(({ measure }) => isOfReporting(measure)))

const holdsOver = ({ states }: Facts): number => states.filter(({ found }) => found.holds === 'every').length

const isIncrementOfStretch = (asked: AskedMeasures, said: Said): boolean =>
  asked.measures.includes('increment') && isDifference(said)

/**
 * How an answer is shown where the question says so: period by period (`series`: 每个月), as a table, or with reasons
 * (`why`). Empty where it says nothing of it.
 */
export function asOf({ facts, when, said }: QueryParts, claim: Test | undefined): Pick<LedgerQuery, 'as'> {
  const series = said.take('series')
  if (facts.asks.why && claim) return { as: 'why' }
  if (series.length > 0 || (facts.asks.how && (when.periods?.length ?? 0) > 1)) return { as: 'series' }
  const table = said.all('act').filter(({ found }) => found.act === 'progress')
  said.use(...table)
  return table.length > 0 ? { as: 'table' } : {}
}
