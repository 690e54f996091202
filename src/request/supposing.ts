/** What is only taken to be so, and what is asked with it: 假如我们再报3家，排第几. Read of clauses and spans alone. */
import { type Found, type Span, saysOnly, type Utterance } from '../language/index.ts'
import { isNegative, negate } from '../office/amount.ts'
import { type IndicatorId, indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { monthOver } from '../office/scope.ts'
import type { LedgerQuery, Supposed } from '../query/index.ts'
import type { Of, Told } from './facts/said.ts'
import { type Standpoint, selfOf } from './facts/standpoint.ts'
import { inBaseUnit } from './slots/unit.ts'
import { monthsBetween } from './slots/when.ts'

/** A question with a figure that is only supposed: 要是再报20家，完成率多少. */
export interface Supposing {
  /** the question, as if it had been said without the condition */
  readonly question: Utterance
  readonly supposed: readonly BareAmount[]
}

/** A supposed amount, before it is known of which indicator it is. */
export type BareAmount = Omit<Supposed, 'indicator' | 'value'> & {
  readonly indicator?: IndicatorId | undefined
  readonly amount: Of<'amount'>
}

/**
 * What a message supposes of figures, apart from what it asks.
 * @param last what was asked before: of what that supposed, a figure of nobody is another
 * @returns undefined where nothing is supposed, or nothing is asked with it
 */
export function supposingIn(utterance: Utterance, given: Standpoint, last?: LedgerQuery): Supposing | undefined {
  const [reading] = utterance.readings
  const mark = utterance.small.find(isMark)
  if (!reading || !mark) return undefined
  const spans = withoutOverlaps(reading.spans)
  const end = endOfCondition(spans, mark, utterance)
  if (end === undefined) return undefined
  const from = startOfClause(mark.at, utterance)
  const isInside = (one: { at: number; end: number }): boolean => one.at >= from && one.end <= end
  const condition = spans.filter(isInside)
  const asked = spans.filter((one) => !isInside(one))
  const supposed = supposedIn(condition, utterance, given, onlyOf(last))
  if (supposed.length === 0 || !asked.some(isAsking)) return undefined
  return {
    supposed,
    question: {
      ...utterance,
      readings: [{ ...reading, spans: [...lentBy(condition, asked, supposed), ...asked].sort((a, b) => a.at - b.at) }],
      small: utterance.small.filter((one) => !isInside(one)),
    },
  }
}

/**
 * The question before with another figure supposed, or the same of another place: 那报50呢, 要是长兴呢.
 * @returns undefined where that supposed nothing or several figures, or anything else is said
 */
export function supposedAnew(said: Utterance, last: LedgerQuery, given: Standpoint): LedgerQuery | undefined {
  const before = onlyOf(last)
  const [reading] = said.readings
  const isReport = ({ found }: Span): boolean => found.kind !== 'act' || found.act === 'report'
  if (!before || !reading?.spans.every(isReport) || !saysOnly(said, AGAIN)) return undefined
  const spans = withoutOverlaps(reading.spans)
  if (!(spans.some(({ found }) => asksAgain(found)) || said.small.some(isMark))) return undefined
  const place = placeIn(spans, given)
  const bare = supposedIn(spans, said, given, before)
  const suppose = bare.length > 0 ? supposedOf(bare, last, given) : place && [{ ...before, place }]
  const [one, another] = suppose ?? []
  if (!one || another || isBelowZero(one, given)) return undefined
  const isOfPlace = 'places' in last.whom && last.whom.places.every((key) => key === before.place)
  return {
    ...last,
    suppose: [one],
    ...(one.indicator !== before.indicator && { of: [one.indicator] }),
    ...(isOfPlace && { whom: { places: [one.place] } }),
  }
}

const AGAIN = ['amount', 'region', 'own', 'indicator', 'act', 'topic', 'ask', 'repair', 'polar'] as const
const asksAgain = (found: Found): boolean =>
  found.kind === 'topic' || found.kind === 'repair' || (found.kind === 'ask' && found.for === 'whether')

/** What alone was supposed. */
function onlyOf(last: LedgerQuery | undefined): Supposed | undefined {
  const [only, another] = last?.suppose ?? []
  return another ? undefined : only
}

/** Whether a supposed figure is negative where figures cannot be; only rates can. */
export const isBelowZero = ({ indicator, value, more }: Supposed, { plan }: Standpoint): boolean =>
  isNegative(value) && !more && indicatorOf(plan, indicator).kind !== 'rate'

/**
 * Supposed amounts as figures of the query's indicator, in its base unit; undefined where one does not fit it.
 *
 * @param bare amounts as they were said
 */
export function supposedOf(
  bare: readonly BareAmount[],
  { of }: LedgerQuery,
  given: Standpoint,
): Supposed[] | undefined {
  const only = typeof of !== 'string' && of.length === 1 ? of[0] : undefined
  const all = bare.flatMap(({ amount, indicator = only, ...rest }): Supposed[] => {
    const value = indicator && inBaseUnit(indicatorOf(given.plan, indicator), amount.value, amount.unit)
    return indicator && value !== undefined ? [{ ...rest, indicator, value }] : []
  })
  return all.length === bare.length ? all : undefined
}

const isMark = ({ part }: Utterance['small'][number]): boolean => part.kind === 'filler' && part.as === 'suppose'

const isAmount = (span: Span): span is Told<'amount'> => span.found.kind === 'amount'
/** What asks, or says what is asked for; a state alone (绿灯) does beside 吗. */
const isAsking = ({ found, latent }: Span): boolean => !latent && ASKING.has(found.kind)
const ASKING: ReadonlySet<string> = new Set(['ask', 'measure', 'extreme', 'compare', 'topic'])

/** A number that nothing else explains may be one of a figure: 如果德清报40. */
const withoutOverlaps = (spans: readonly Span[]): Span[] =>
  spans.filter(
    (one) => !one.latent || !spans.some((other) => !other.latent && other.at < one.end && one.at < other.end),
  )

const clauseEnd = (at: number, { breaks, raw }: Utterance): number => breaks.find((one) => one >= at) ?? raw.length
const startOfClause = (at: number, { breaks }: Utterance): number => breaks.findLast((one) => one < at) ?? 0

/**
 * Where the condition ends: behind its last amount that stands before anything is asked, with the name behind that;
 * through the clauses that give a figure and ask nothing. 的话 closes what stands before it.
 */
function endOfCondition(
  spans: readonly Span[],
  mark: { at: number; end: number },
  said: Utterance,
): number | undefined {
  const from = startOfClause(mark.at, said)
  const before = spans.some((one) => isAmount(one) && one.at >= from && one.end <= mark.at)
  if (before) return mark.end
  const asking = spans.find((one) => isAsking(one) && one.at >= mark.end)
  const until = asking?.at ?? said.raw.length
  const last = spans.filter((one) => isAmount(one) && one.at >= mark.end && one.end <= until).at(-1)
  if (!last) return undefined
  const name = spans.find(({ at, found }) => at === last.end && found.kind === 'indicator')
  const end = name?.end ?? last.end
  const close = clauseEnd(end, said)
  return close <= until ? close : end
}

function supposedIn(
  condition: readonly Span[],
  { small }: Utterance,
  given: Standpoint,
  before: Supposed | undefined,
): BareAmount[] {
  const amounts = condition.filter(isAmount)
  let place: RegionKey | undefined
  let from = 0
  return amounts.map((span): BareAmount => {
    const between = condition.filter(({ at, end }) => at >= from && end <= span.at)
    place = placeIn(between, given) ?? place
    const behind = condition.find(({ at, found }) => at === span.end && found.kind === 'indicator')
    const indicator = idIn(between) ?? (behind && idIn([behind])) ?? idIn(condition) ?? before?.indicator
    const repair = between.find(({ found }) => found.kind === 'repair')?.found
    const marks = small.filter(({ at, end }) => at >= from && end <= span.at).map(({ part }) => part)
    const isLess =
      (repair?.kind === 'repair' && repair.how === 'under') ||
      marks.some((part) => part.kind === 'degree' && part.end === 'last')
    const isMore =
      isLess ||
      span.found.mode === 'increment' ||
      (repair?.kind === 'repair' && repair.how === 'over') ||
      marks.some((part) => part.kind === 'filler' && part.as === 'more')
    from = span.end
    return {
      place: place ?? before?.place ?? given.own,
      ...(indicator && { indicator }),
      period: periodIn(condition, given, before),
      amount: isLess ? { ...span.found, value: negate(span.found.value) } : span.found,
      ...(isMore && { more: true }),
    }
  })
}

const placeIn = (spans: readonly Span[], given: Standpoint): RegionKey | undefined =>
  spans
    .flatMap(({ found }) => (found.kind === 'region' ? found.key : found.kind === 'own' ? selfOf(found, given) : []))
    .at(-1)

const idIn = (spans: readonly Span[]): IndicatorId | undefined =>
  spans.flatMap(({ found }) => (found.kind === 'indicator' && found.ids.length === 1 ? found.ids : [])).at(-1)

/** The month that is said, else the last one that is over: of a month to come nothing can be reported. */
function periodIn(
  condition: readonly Span[],
  { plan, today }: Standpoint,
  before: Supposed | undefined,
): Supposed['period'] {
  const time = condition.find(({ found }) => found.kind === 'time' && !found.versus)?.found
  const months = time?.kind === 'time' ? monthsBetween(time.from, time.to) : []
  return months.at(-1) ?? before?.period ?? monthOver(plan, today)
}

/** What the question leaves unsaid of indicator, place and month is that of the condition, where this has one. */
function lentBy(condition: readonly Span[], asked: readonly Span[], supposed: readonly BareAmount[]): Span[] {
  const lacks = (...kinds: readonly string[]): boolean =>
    !asked.some(({ found }) => kinds.includes(found.kind) && !('versus' in found && found.versus))
  const isOne = new Set(supposed.map(({ place }) => place)).size === 1
  const lends = (kind: string): boolean =>
    (kind === 'indicator' && lacks('indicator', 'indicators')) ||
    (isOne && (kind === 'region' || kind === 'own') && lacks('region', 'own', 'parts')) ||
    (kind === 'time' && lacks('time'))
  return condition.filter(({ found }) => lends(found.kind))
}
