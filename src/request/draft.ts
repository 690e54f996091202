import type { Measure } from '../office/measure.ts'
import { owedFor } from '../office/owed.ts'
import type { Period } from '../office/period.ts'
import { type IndicatorId, indicatorOf } from '../office/plan.ts'
import { monthOver } from '../office/scope.ts'
import type { LedgerQuery, Test } from '../query/index.ts'
import { type Facts, factsOf } from './facts/facts.ts'
import type { Of, Said } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import { type Misfit, misfitOf } from './misfit.ts'
import { askedOf } from './slots/asked.ts'
import { againstTest, amountClaim, isOwnAmong, rankClaim } from './slots/claims.ts'
import { conditionsOf, LAGGING, never, only, quantified, scalarOf } from './slots/conditions.ts'
import { distanceOf } from './slots/distance.ts'
import { type AskedCells, type CellFolding, foldOf, turnoutIn } from './slots/fold.ts'
import { isOfItems, isOfReporting, shown } from './slots/measures.ts'
import { type Ordering, orderOf } from './slots/order.ts'
import { isMean, isRatio, type QueryParts } from './slots/parts.ts'
import { asOf, isOverTime, periodsOf } from './slots/periods.ts'
import { type AskedReach, reachOf } from './slots/reach.ts'
import { relativeOf } from './slots/relative.ts'
import { roleOf, subjects } from './slots/role.ts'
import { isYearEnd, lastMonths, whenOf } from './slots/when.ts'
import { type Where, whomOf } from './slots/whom.ts'

/** The parts of a query: what is measured, of which indicators, of whom, and when. */
export type QuerySlot = 'measures' | 'of' | 'whom' | 'when'

/** A query as a message words it, with what had to be assumed to complete it. */
export interface QueryDraft {
  readonly query: LedgerQuery
  /** what is asked for, without what is shown beside it */
  readonly named: readonly Measure[]
  /** the same by how many of all indicators keep pace, where the message begins with it: of several none is the measure */
  readonly overall?: LedgerQuery
  /** slots that nothing in the message fills */
  readonly assumed: readonly QuerySlot[]
  readonly misfit?: Misfit
  /** no measure is named: 多少 alone asks for the figure */
  readonly isImplied: boolean
}

/**
 * The query that a message asks, slot by slot, with what had to be assumed. The spans that it uses are marked in
 * `said`.
 *
 * @param ids the indicators meant, where a word may mean several
 */
export function draftOf(said: Said, ids: readonly IndicatorId[], given: Standpoint): QueryDraft {
  const facts = factsOf(said, given)
  const isAll = said.has('indicators') || facts.amounts.some(({ found }) => found.unit === '项')
  said.use(
    ...said.all('indicators'),
    ...said.all('indicator'),
    ...said.latent('indicator'),
    ...facts.amounts.filter(({ found }) => isOfItems(found.unit)),
    ...said.all('ask').filter(({ found }) => found.of !== 'thing' || facts.isConditional),
  )
  const parts = partsOf({ said, facts, given }, ids, isAll)
  const { asked, where, when } = parts
  const reach = said.thens.length > 0 ? reachOf(said, facts, parts.conditions) : undefined
  const query = reach ? needing(parts, reach) : (earlier(parts) ?? composed(parts))
  const misfit = misfitOf(parts, query)
  const overall = overallOf(query, parts)
  return {
    query,
    ...(overall && { overall }),
    named: reach ? ['needed'] : asked.measures,
    assumed: [
      ...(asked.isSaid || reach ? [] : ['measures' as const]),
      ...(ids.length > 0 || isAll || asked.measures.some(isOfReporting) ? [] : ['of' as const]),
      ...(where.isSaid || where.isMany ? [] : ['whom' as const]),
      ...(when.periods || when.asOf ? [] : ['when' as const]),
    ],
    isImplied: isImplied(facts),
    ...(misfit && { misfit }),
  }
}

type Begun = Pick<QueryParts, 'said' | 'facts' | 'given'>

/** Each slot of a query as the message fills it. @param isAll all indicators are asked about in so many words */
function partsOf(begun: Begun, ids: readonly IndicatorId[], isAll: boolean): QueryParts {
  const { said, facts, given } = begun
  const { plan, today } = given
  const isAhead = said
    .all('time')
    .some(({ found }) => isYearEnd(found) && found.to >= today && found.to.startsWith(String(plan.year)))
  const isRate = ids.length > 0 && ids.every((id) => indicatorOf(plan, id).kind === 'rate')
  const asked = askedOf({ said, facts, isAhead, isRate, today })
  const of = ids.length > 0 ? ids : defaultOf(asked.measures, facts, isAll)
  // of everything, over a stretch, it is asked how it stood at the end: 上半年怎么样
  const isWhole = !asked.isSaid && ids.length === 0
  return {
    ...begun,
    asked,
    of,
    conditions: conditionsOf(said, facts, { of, isAhead, given }),
    when: whenOf(said, given, !isWhole && isEach(asked.measures, facts, said), asked.measures.includes('perMonth')),
    where: whomOf(said, facts, needsOf(asked.measures, said, facts), given),
  }
}

/** 哪个市完成最差, 进度最慢: of several indicators no rate or place is one, so by who has most behind the pace, or at it. */
function overallOf(query: LedgerQuery, { of, facts }: QueryParts): LedgerQuery | undefined {
  const { whom, when, where, order, limit, fold } = query
  const isByOne = facts.bare.some(({ found }) => !AS_A_WHOLE.has(found.measure))
  if (!facts.extreme || !limit || isOfOne({ of }) || isByOne || facts.asks.indicator) return undefined
  if (!order || !AS_A_WHOLE.has(order.measure) || where || fold || ('places' in whom && whom.places.length === 1))
    return undefined
  const to = facts.extreme.found.end === 'first' ? 'green' : LAGGING
  return {
    measures: shown(['light'], true),
    ...{ of, whom, when, limit },
    where: [{ measure: 'light', op: '=', to }],
    by: ['place'],
    fold: 'count',
    order: { measure: 'light', down: true },
  }
}

/** What several indicators stand by together, where one is ranked by it alone. */
const AS_A_WHOLE: ReadonlySet<Measure> = new Set(['rate', 'rank'])

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
  said.has('running') ||
  said.has('series') ||
  facts.asks.how

/** 6月是5月的几倍: the later is held against the earlier. */
function overTimes(parts: QueryParts): QueryParts {
  const [first, second, third] = parts.when.periods ?? []
  const isTimes = parts.facts.quantity.some(({ found }) => found.unit === '倍')
  if (!isTimes || !first || !second || third) return parts
  return { ...parts, when: { ...parts.when, periods: [second], versus: first } }
}

/** 安吉是不是比我们先报的: whether one was before another, with whatever both owe. */
function earlier({ said, facts, of, when, where: { whom, versus } }: QueryParts): LedgerQuery | undefined {
  const [side] = [...said.all('extreme'), ...said.latent('extreme')].filter(
    ({ found }) => found.measure === 'reportedAt',
  )
  if (!side || !(facts.asks.whether || said.isEither) || !('places' in whom)) return undefined
  const isBoth = versus === undefined || whom.places.includes(versus)
  if (isBoth && whom.places.length !== 2) return undefined
  said.use(side)
  const both = {
    measures: ['reportedAt'],
    of: of === 'all' ? 'owed' : of,
    when: when.periods ?? 'latest',
    by: ['place'],
    fold: 'least',
  } as const
  // 长兴先报还是安吉先报: both, in their order
  if (isBoth) return { ...both, whom, order: { measure: 'reportedAt', down: false } }
  return {
    ...both,
    whom: { places: [...whom.places, versus] },
    claim: { measure: 'reportedAt', op: side.found.end === 'first' ? '<' : '>', to: 'versus' },
  }
}

/** What is needed of the places that are named, but for the one that is to be reached. */
function needing({ of, when, where: { whom, among }, given }: QueryParts, { reach, versus }: AskedReach): LedgerQuery {
  const named = 'places' in whom ? whom.places.filter((key) => key !== versus) : []
  return {
    measures: shown(['needed'], false),
    of,
    whom: named.length > 0 ? { places: named } : versus || 'parts' in whom ? { places: [given.own] } : whom,
    when: when.periods ?? 'latest',
    reach,
    ...(among && { among }),
    ...(versus && { versus: { place: versus } }),
  }
}

const needsOf = (measures: readonly Measure[], said: Said, facts: Facts) => ({
  isAmong: measures.some((one) => one === 'rank' || one === 'share'),
  // beside the goal a distance is to each one's own, and not between them: 任务还剩多少
  isDistance:
    (measures.includes('gap') || said.all('ask').some(({ found }) => found.unit === '倍')) &&
    !facts.asks.place &&
    !facts.extreme &&
    !facts.isRemaining &&
    !facts.bare.some(({ found }) => found.measure === 'goal'),
})

/** The query of cells that a message asks for: which ones, which of them pass, and how they are told. */
function composed(whole: QueryParts): LedgerQuery {
  const parts = overTimes(whole)
  const last = parts.when.periods?.at(-1) ?? monthOver(parts.given.plan, parts.given.today)
  const ever = everIn(parts, last)
  const [running] = parts.said.all('running')
  const periods = running?.found.n ? lastMonths(running.found.n, last) : (ever ?? parts.when.periods ?? [])
  const tests = [...quantified(parts.conditions, parts, periods), ...againstTest(parts)]
  const role = roleOf(parts, tests)
  const { measures, isBySize, ...held } = heldIn(parts, last)
  const places = placesIn(parts, measures, tests)
  const where = role === 'where' ? tests : []
  const cells: AskedCells = { parts, measures, where, places, periods: parts.when.periods?.length ?? 0 }
  const order = orderIn(cells, isBySize)
  const claim =
    rankClaim(parts.facts) ??
    (role === 'claim' ? tests[0] : role === 'where' ? undefined : amountClaim(parts, measures))
  // 几个红几个黄: how many of each is told by all of them
  if (role === 'where' && asksEach(parts, tests))
    return { ...eachOf(parts, places), when: parts.when.periods ?? 'latest' }
  const fold = measures[0] === 'asOf' && isOfSeveral(cells) ? LATEST_OF_EACH : foldOf(cells)
  const isRun = running !== undefined && running.found.n === undefined && where.some(({ over }) => over === 'period')
  const when = periodsOf(parts, role, isRun ? undefined : last, ever === undefined && isOverTime(parts, where))
  const passing =
    when === 'owed' && isOfSeveral(cells) ? where.map((one) => never(one, parts.conditions.isEver)) : where
  const all = [...passing, ...(order.where ?? []), ...(fold.where ?? []), ...named(parts, measures)]
  return {
    measures: shown(subjects(measures, tests, claim, role), places.isMany),
    of: parts.of,
    whom: places.whom,
    when,
    ...(parts.when.asOf && { asOf: parts.when.asOf }),
    ...(places.among && { among: places.among }),
    ...held,
    ...(all.length > 0 && { where: all }),
    ...rowsOf(cells, fold, order, held.versus !== undefined),
    ...(claim && { claim: ofAny(claim) }),
    ...asOf(parts, claim),
  }
}

const isOfOne = ({ of }: Pick<QueryParts, 'of'>): boolean => typeof of !== 'string' && of.length === 1

const isOfSeveral = ({ parts, places }: AskedCells): boolean => places.isMany && !isOfOne(parts)

/** The last twelve months in which anything was owed, where whatever period is asked about: 从没报过. */
const everIn = ({ conditions, when, given }: QueryParts, last: Period): Period[] | undefined =>
  conditions.isEver && !when.periods
    ? lastMonths(12, last).filter((one) => owedFor(given.plan, one).length > 0)
    : undefined

/** What the figures are held against, and the measures that this asks for. */
function heldIn(parts: QueryParts, last: Period) {
  const { facts, asked, where } = parts
  const distance = distanceOf(parts, last)
  const isInRelation = facts.quantity.some(({ found }) => found.unit === '倍' || found.unit === '%')
  const relative = isInRelation ? relativeOf(parts, distance?.versus) : undefined
  const measures = relative?.measures ?? distance?.measures ?? asked.measures
  // 按家数排名: by what is named beside it, and not by the rate
  const isBySize = measures[0] === 'rank' && where.isMany && facts.bare.some(({ found }) => isFigure(found))
  return {
    measures: isBySize ? (['value'] as const) : measures,
    isBySize,
    ...(distance?.versus && { versus: distance.versus }),
    ...(relative && { relative: relative.as }),
  }
}

function orderIn({ parts, measures, places }: AskedCells, isBySize: boolean): Ordering {
  const { said, facts, of, given } = parts
  const order = orderOf(said, facts, measures, {
    isNamed: 'places' in places.whom && places.whom.places.length > 1,
    isMany: places.isMany,
    isOne: isOfOne(parts),
    isFalling: only(of, given)?.better === 'lower',
    isAmong: facts.asks.indicator && isOwnAmong(parts),
  })
  return isBySize ? { ...order, order: { measure: 'value', down: true } } : order
}

/** How the rows are made of the cells, and in which order they stand; what is held against something is not folded. */
function rowsOf(
  { measures: [head] }: AskedCells,
  fold: CellFolding,
  { order, by, fold: ordered, limit, alone }: Ordering,
  isHeld: boolean,
): Pick<LedgerQuery, 'by' | 'fold' | 'counts' | 'order' | 'limit' | 'alone'> {
  const ranking = fold.order ?? order
  const axis = fold.by ?? by
  const folded = fold.fold ?? ordered
  return {
    ...(axis && { by: axis }),
    ...(folded && !isHeld && { fold: folded }),
    ...(fold.counts && { counts: fold.counts }),
    ...(ranking && { order: fold.fold === 'share' && head ? { ...ranking, measure: head } : ranking }),
    ...(limit !== undefined && { limit }),
    ...(alone && { alone }),
  }
}

/** 我那个60是几号的数: the amount is that of the figure that is meant. */
function named({ said, facts, of, given }: QueryParts, [head]: readonly Measure[]): Test[] {
  const [one] = head === 'asOf' ? [...facts.amounts, ...said.latent('amount')] : []
  const to = one && scalarOf('value', one.found, only(of, given))
  if (one) said.use(one)
  return to === undefined ? [] : [{ measure: 'value', op: '=', to }]
}

const isFigure = ({ measure, is }: Of<'measure'>): boolean => measure === 'value' && (is === undefined || is === 'size')

/** Up to when each has reported, with whatever it was. */
const LATEST_OF_EACH: CellFolding = { by: ['place'], fold: 'most' }

/** Several states of one measure, and of each it is asked how many there are. */
const asksEach = ({ facts }: QueryParts, [test, another]: readonly Test[]): boolean =>
  test?.measure === 'light' &&
  another === undefined &&
  Array.isArray(test.to) &&
  facts.quantity.length >= test.to.length

const eachOf = ({ of }: QueryParts, { whom }: Where): Pick<LedgerQuery, 'measures' | 'of' | 'whom'> => ({
  measures: shown(['light'], 'parts' in whom),
  of,
  whom,
})

/** 6月的数晚了没: whether any of them was, and not each. */
const ofAny = (claim: Test): Test =>
  ANY.has(claim.measure) && claim.op === '>' && claim.over === undefined ? { holds: 'some', ...claim } : claim
const ANY: ReadonlySet<Measure> = new Set(['lateDays', 'corrections'])

/** The places of a query: what is reported, and what holds of parts, is asked of the counties and not of their whole. */
function placesIn(parts: QueryParts, measures: readonly Measure[], tests: readonly Test[]): Where {
  const { where, given, facts, said } = parts
  const { whom } = where
  // cities do not report, so what holds of reporting is counted in counties: 报送率最低的市
  // of a city all that is owed is what its counties owe
  const isReported = where.isMany && tests.some(({ measure, over }) => isOfReporting(measure) && over !== 'all')
  if ((isReported || turnoutIn(said) !== undefined) && 'parts' in whom && whom.level === 'city')
    return { ...where, whom: { ...whom, level: 'county' }, byCity: true }
  const only = 'places' in whom && whom.places.length === 1 ? whom.places[0] : undefined
  if (!only || given.regions.get(only).level === 'county' || facts.asks.why) return where
  const isRanked = measures[0] === 'rank' && only === given.regions.province.key
  return isRanked || isOfCounties(parts, measures, tests)
    ? { ...where, whom: { parts: only, level: 'county' }, isMany: true }
    : where
}

/** Whether a whole is asked about by its counties: reporting, what holds of each, a mean that it has none of itself. */
const isOfCounties = (
  { conditions, said, where }: QueryParts,
  [head]: readonly Measure[],
  tests: readonly Test[],
): boolean =>
  tests.some(({ measure }) => isOfReporting(measure)) ||
  (head !== undefined && isOfReporting(head)) ||
  (conditions.holds === 'every' && tests.length > 0) ||
  (isMean(said) && !isRatio(head) && !where.isOfWhole)
