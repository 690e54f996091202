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
  parts: QueryParts,
  role: ConditionRole,
  last: Period | undefined,
  isOfAll: boolean,
): LedgerQuery['when'] {
  const { periods } = parts.when
  if (!periods) return isOfAll || OF_ALL_OWED.some((holds) => holds(parts, role)) ? 'owed' : 'latest'
  if (last && role === 'where' && endsRun(parts)) return [last]
  return isIncrementOfStretch(parts.asked, parts.said) ? periods.slice(-1) : periods
}

/** What of several periods holds of each, or so many times running, is asked of the last of them. */
const endsRun = ({ facts: { states }, said }: QueryParts): boolean =>
  states.length > 0 && (said.has('running') || states.some(({ found }) => found.holds === 'every'))

/** Signs that a question without a period is of all that was owed, and not of the latest period alone. */
const OF_ALL_OWED: readonly ((parts: QueryParts, role: ConditionRole) => boolean)[] = [
  ({ said }) => said.has('series') || said.all('running').some(({ found }) => found.n === undefined),
  // how reliably somebody reports is told by all that was due
  ({ asked }) => asked.measures[0] === 'onTime',
  ({ asked, said }) =>
    asked.measures.some(isOfReporting) && said.all('time').some(({ found }) => found.grain === 'year'),
  // how far review has come, of nothing by its name, is asked of all that was sent to it: 我报的审了没
  ({ asked, of }, role) => asked.measures[0] === 'state' && role === 'subject' && typeof of === 'string',
  // what waits for review is of whichever period: 还压着几条没审
  ({ facts, said, where }, role) => says(facts, 'state') && (where.isMany || role === 'claim' || said.asks('how-many')),
  ({ facts }, role) => isOfHistory(facts, role),
  ({ facts }) => facts.asks.when && says(facts, 'light'),
]

const says = ({ states }: Facts, measure: Measure): boolean => states.some(({ found }) => found.measure === measure)

/** What happened to figures is asked of all that was owed: 哪些县改过数, 为什么被退回. */
function isOfHistory(facts: Facts, role: ConditionRole): boolean {
  const isCounted = facts.quantity.some(({ found }) => found.unit === '次') || facts.extreme?.found.measure === 'value'
  if (says(facts, 'corrections') && !isCounted) return true
  if (says(facts, 'state') && facts.asks.why) return true
  return says(facts, 'lateDays') && (isCounted || role === 'where')
}

/** Whether a condition is counted over all periods of the past, where the question names none: 迟报过两次. */
export const isOverTime = ({ said }: QueryParts, where: readonly Test[]): boolean =>
  where.some(({ over, holds }) => over === 'period' && typeof holds === 'object' && 'atLeast' in holds) ||
  (said.all('time').some(({ found }) => found.grain === 'year') && where.some(({ measure }) => isOfReporting(measure)))

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
