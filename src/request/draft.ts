/** One reading of a message as a query of the ledger: every slot filled, from spans or from where it is asked. */
import { amount } from '../office/amount.ts'
import type { Measure } from '../office/measure.ts'
import type { Period } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import { monthOver } from '../office/scope.ts'
import type { LedgerQuery, Test } from '../query/index.ts'
import { type Asked, askedOf } from './asked.ts'
import { conditionsOf, measureMeant, only, quantified, scalarOf } from './conditions.ts'
import { distanceOf, isDifference } from './distance.ts'
import { type Facts, factsOf, type Grounds } from './facts.ts'
import { foldOf, isTurnout } from './fold.ts'
import { isOfItems, isOfReporting, shown } from './measures.ts'
import { type Misfit, misfitOf } from './misfit.ts'
import { orderOf } from './order.ts'
import { isMean, isRatio, type Parts } from './parts.ts'
import type { Said } from './said.ts'
import { isYearEnd, lastMonths, whenOf } from './when.ts'
import { type Where, whomOf } from './whom.ts'

export type Slot = 'measures' | 'of' | 'whom' | 'when'

export interface Draft {
  readonly query: LedgerQuery
  /** slots that nothing in the message fills */
  readonly assumed: readonly Slot[]
  readonly misfit?: Misfit
  /** no measure is named: 多少 alone asks for the figure */
  readonly isImplied: boolean
}

/** @param ids the indicators meant, where a word may mean several */
export function draftOf(said: Said, ids: readonly IndicatorId[], grounds: Grounds): Draft {
  const facts = factsOf(said, grounds)
  const isAll = said.take('indicators').length > 0 || facts.amounts.some(({ found }) => found.unit === '项')
  said.use(
    ...said.all('indicator'),
    ...said.latent('indicator'),
    ...facts.amounts.filter(({ found }) => isOfItems(found.unit)),
  )
  said.use(...said.all('ask').filter(({ found }) => found.of !== 'thing' || facts.isConditional))
  const isAhead = said
    .all('time')
    .some(
      ({ found }) => isYearEnd(found) && found.to >= grounds.today && found.to.startsWith(String(grounds.plan.year)),
    )
  const asked = askedOf(said, facts, isAhead, only(ids, grounds)?.kind === 'rate', grounds.today)
  const of = ids.length > 0 ? ids : defaultOf(asked.measures, facts, isAll)
  const conditions = conditionsOf(said, facts, of, isAhead, grounds)
  const when = whenOf(said, grounds, isEach(asked.measures, facts, said))
  const where = whomOf(said, facts, needsOf(asked.measures, facts), grounds)
  const query = composed({ said, facts, asked, of, conditions, when, where, grounds })
  const misfit = misfitOf(said, facts, conditions, when, query, grounds)
  return {
    query,
    assumed: [
      ...(asked.isSaid ? [] : ['measures' as const]),
      ...(ids.length > 0 || isAll || asked.measures.some(isOfReporting) ? [] : ['of' as const]),
      ...(where.isSaid || where.isMany ? [] : ['whom' as const]),
      ...(when.periods || when.asOf ? [] : ['when' as const]),
    ],
    isImplied: isImplied(facts),
    ...(misfit && { misfit }),
  }
}

const isImplied = ({ bare, states, zeros, compares, amounts, extreme, quantity, asks }: Facts): boolean =>
  !(asks.whether && amounts.length > 0) &&
  bare.length + states.length + zeros.length + compares.length === 0 &&
  extreme === undefined &&
  quantity.every(({ found }) => found.unit === undefined)

const defaultOf = (measures: readonly Measure[], facts: Facts, isAll: boolean): LedgerQuery['of'] =>
  !isAll && [...measures, ...facts.states.map(({ found }) => found.measure)].every(isOfReporting) ? 'owed' : 'all'

/** Increments, and what is said of reporting, belong to their period; figures are the last of a stretch. */
const isEach = (measures: readonly Measure[], facts: Facts, said: Said): boolean =>
  measures.some((one) => one === 'increment' || isOfReporting(one)) ||
  facts.states.some(({ found }) => isOfReporting(found.measure) || found.holds === 'every') ||
  said.all('running').length > 0 ||
  said.all('series').length > 0 ||
  facts.asks.how

const needsOf = (measures: readonly Measure[], facts: Facts) => ({
  isAmong: measures.some((one) => one === 'rank' || one === 'share'),
  // 任务还剩多少 of two places is that of each
  isDistance:
    measures.includes('gap') &&
    !facts.asks.place &&
    !facts.extreme &&
    !facts.isRemaining &&
    !facts.bare.some(({ found }) => found.measure === 'goal'),
})

function composed(parts: Parts): LedgerQuery {
  const { said, facts, of, conditions, grounds } = parts
  const last = parts.when.periods?.at(-1) ?? monthOver(grounds.plan, grounds.today)
  const running = said.all('running')[0]?.found
  const periods = running?.n ? lastMonths(running.n, last) : (parts.when.periods ?? [])
  const tests = [...quantified(conditions, said, facts, of, periods), ...againstTest(parts)]
  const role = roleOf(parts, tests)
  const where = role === 'where' ? tests : []
  const distance = distanceOf(parts, last)
  const measures = distance?.measures ?? parts.asked.measures
  const many = manyOf(parts, measures, tests)
  const isOne = typeof of !== 'string' && of.length === 1
  const order = orderOf(said, facts, measures, {
    isNamed: 'places' in many.whom && many.whom.places.length > 1,
    isMany: many.isMany,
    isOne,
    isFalling: only(of, grounds)?.better === 'lower',
    isAmong: facts.asks.indicator && isOwnAmong(parts),
  })
  const claim =
    rankClaim(facts) ?? (role === 'claim' ? tests[0] : role === 'where' ? undefined : amountClaim(parts, measures))
  const fold = foldOf(parts, measures, where, many)
  const ranking = fold.order ?? order.order
  const isOverPeriod = where.some(({ over }) => over === 'period')
  const all = [...where, ...(order.where ?? []), ...(fold.where ?? [])]
  return {
    measures: shown(subjects(measures, tests, claim, role), many.isMany),
    of,
    whom: many.whom,
    when: periodsOf(
      parts,
      role,
      isOverPeriod && running && running.n === undefined ? undefined : last,
      isOverTime(parts, where),
    ),
    ...(parts.when.asOf && { asOf: parts.when.asOf }),
    ...(many.among && { among: many.among }),
    ...(distance?.versus && { versus: distance.versus }),
    ...(all.length > 0 && { where: all }),
    ...((fold.by ?? order.by) && { by: fold.by ?? order.by }),
    ...((fold.fold ?? order.fold) && !distance?.versus && { fold: fold.fold ?? order.fold }),
    ...(ranking && { order: fold.fold === 'share' && measures[0] ? { ...ranking, measure: measures[0] } : ranking }),
    ...(order.limit !== undefined && { limit: order.limit }),
    ...(claim && { claim }),
    ...asOf(parts, claim),
  }
}

/** 我们县在全省: one's own, and a whole that it lies in. */
const isOwnAmong = ({ said, where: { whom }, grounds: { regions } }: Parts): boolean =>
  'places' in whom &&
  said.all('region').some(({ found: { key } }) => whom.places.every((one) => one !== key && regions.within(one, key)))

/** 哪些市比全省高, 低于平均的县: those of which it holds, held against what is named. */
function againstTest({ said, facts, where, asked }: Parts): Test[] {
  const span = [...said.all('region'), ...said.all('own')].find(({ found }) => found.versus)
  const [side] = [...said.all('extreme'), ...said.latent('extreme')]
  if (!span || !where.versus || !facts.isHeld) return []
  const op = span.found.op ?? (side && (side.found.end === 'first' ? '>' : '<'))
  const measure = asked.measures.find((one) => one !== 'gap') ?? 'rate'
  return op ? [{ measure, op, to: 'versus' }] : []
}

type Role = 'where' | 'claim' | 'subject'

/** What is said picks those of which it holds, or is to be judged, or is itself what is asked for. */
function roleOf({ said, facts, conditions, where }: Parts, tests: readonly Test[]): Role {
  const [first] = tests
  if (!first) return 'subject'
  const isClaim = facts.asks.why ? WHY.has(first.measure) : facts.asks.whether && CLAIMED.has(first.measure)
  if (facts.asks.exists) return 'where'
  const isOfEach = facts.asks.whether && facts.isListing && !facts.asks.place && !facts.asks.count
  if (isOfEach && said.all('parts').length > 0 && conditions.holds !== 'every' && first.measure === 'reported')
    return 'subject'
  const isRun = said.all('running').length > 0 || tests.some(({ over }) => over === 'period')
  // 几月份能完成 asks for more than whether
  if (facts.asks.when && first.to === 'goal') return 'subject'
  if (isClaim && (!facts.isListing || (conditions.holds === 'every' && !isRun)))
    return facts.asks.indicator ? 'where' : 'claim'
  const picks =
    said.all('running').length > 0 || facts.isListing || facts.asks.indicator || facts.asks.count || where.isMany
  return picks ? 'where' : facts.compares.length > 0 ? 'claim' : 'subject'
}

/** Whose value somebody may be asked to confirm; a state of review goes on, so that it is shown as it is. */
const CLAIMED: ReadonlySet<Measure> = new Set([
  ...(['reported', 'nil', 'light', 'lateDays', 'value', 'rate', 'gap', 'goal', 'share', 'forecast'] as const),
  ...(['increment', 'ahead', 'perMonth', 'expected'] as const),
])
const WHY: ReadonlySet<Measure> = new Set(['light', 'rate', 'ahead'])

/** With what is picked by; and whoever remembers another figure may remember one that was corrected. */
const subjects = (
  measures: readonly Measure[],
  tests: readonly Test[],
  claim: Test | undefined,
  role: Role,
): readonly Measure[] => [
  ...measures,
  ...(role === 'subject' ? [] : tests.map(({ measure }) => measure).filter((one) => one === 'light')),
  ...(claim?.measure === 'value' ? (['corrections'] as const) : []),
]

/** What is reported and what holds of parts is asked of the counties, and not of their whole. */
function manyOf(
  { where, grounds, facts, conditions, said }: Parts,
  measures: readonly Measure[],
  tests: readonly Test[],
): Where {
  const { whom } = where
  // 报送率最低的市: cities do not report
  const isReported = tests.some(({ measure }) => isOfReporting(measure) && measure !== 'state')
  if ((isTurnout(said) || (isReported && where.isMany)) && 'parts' in whom && whom.level === 'city')
    return { ...where, whom: { ...whom, level: 'county' }, byCity: true }
  const only = 'places' in whom && whom.places.length === 1 ? whom.places[0] : undefined
  if (!only || grounds.regions.get(only).level === 'county') return where
  const isOfCounties =
    tests.some(({ measure }) => isOfReporting(measure)) ||
    (measures[0] !== undefined && isOfReporting(measures[0])) ||
    (measures[0] === 'rank' && only === grounds.regions.province.key) ||
    (conditions.holds === 'every' && tests.length > 0) ||
    (isMean(said) && !isRatio(measures[0]) && !where.isOfWhole)
  if (!isOfCounties || facts.asks.why) return where
  return { ...where, whom: { parts: only, level: 'county' }, isMany: true }
}

/** 是不是第一, 在不在前三 */
function rankClaim({ isPlaced, extreme }: Facts): Test | undefined {
  const found = extreme?.found
  if (!isPlaced || !found || found.end === 'last' || (found.n ?? found.nth) === undefined) return undefined
  return found.n
    ? { measure: 'rank', op: '<=', to: amount(found.n) }
    : { measure: 'rank', op: '=', to: amount(found.nth ?? 1) }
}

/** An amount in a question is held against the figure: 是41.4吗. */
function amountClaim({ facts, of, grounds }: Parts, measures: readonly Measure[]): Test | undefined {
  const [amount, ...others] = facts.amounts
    .map(({ found }) => found)
    .filter(({ unit }) => !isOfItems(unit) && unit !== '次')
  if (!amount || !facts.asks.whether) return undefined
  const isAhead = measures[0] === 'forecast'
  const indicator = only(of, grounds)
  const measure = isAhead ? 'forecast' : measureMeant(amount, facts, isAhead, indicator?.kind === 'rate')
  const to = scalarOf(measure, amount, indicator)
  if (to === undefined) return undefined
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

function periodsOf(
  { when, where, facts, asked, said }: Parts,
  role: Role,
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
  const isWaiting = role === 'where' && facts.states.some(({ found }) => found.measure === 'state') && where.isMany
  if (said.all('series').length > 0 || isOfAll) return 'owed'
  return isWaiting || (facts.asks.when && facts.states.some(({ found }) => found.measure === 'light'))
    ? 'owed'
    : 'latest'
}

/** 迟报过两次, 今年迟报的: of every period, which each count by themselves. */
const isOverTime = ({ said }: Parts, where: readonly Test[]): boolean =>
  where.some(({ over, holds }) => over === 'period' && typeof holds === 'object' && 'atLeast' in holds) ||
  (said.all('time').some(({ found }) => found.grain === 'year') && where.some(({ measure }) => isOfReporting(measure)))
const holdsOver = ({ states }: Facts): number => states.filter(({ found }) => found.holds === 'every').length
const isIncrementOfStretch = (asked: Asked, said: Said): boolean =>
  asked.measures.includes('increment') && isDifference(said)

function asOf({ facts, when, said }: Parts, claim: Test | undefined): Pick<LedgerQuery, 'as'> {
  const series = said.take('series')
  if (facts.asks.why && claim) return { as: 'why' }
  if (series.length > 0 || (facts.asks.how && (when.periods?.length ?? 0) > 1)) return { as: 'series' }
  const table = said.all('act').filter(({ found }) => found.act === 'progress')
  said.use(...table)
  return table.length > 0 ? { as: 'table' } : {}
}
