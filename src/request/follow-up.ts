/** A follow-up: the last query with what is said anew put in the place of what it replaces. */
import type { Measure } from '../office/measure.ts'
import { previousPeriod } from '../office/period.ts'
import { indicatorOf } from '../office/plan.ts'
import { isSized, type LedgerQuery, type Test, type Whom } from '../query/index.ts'
import type { QueryDraft } from './draft.ts'
import { type Facts, factsOf } from './facts/facts.ts'
import type { Said } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import { isOfReporting, shown } from './slots/measures.ts'
import { whenOf } from './slots/when.ts'

/** Whether a message can be asked by itself: it says what is asked, and of which figures or of whom. */
export function hasHead({ assumed }: QueryDraft, said: Said): boolean {
  if (assumed.includes('measures') || assumed.includes('of')) return false
  if (said.firm.some(({ pointed }) => pointed)) return false
  const isAbout = ['indicator', 'indicators', 'region', 'own', 'parts', 'time'] as const
  const asksWho = said
    .all('ask')
    .some((one) => (one.found.for === 'who' || one.found.for === 'which') && !said.shares(one, 'measure'))
  const saysOnly = said.all('repair').some(({ found }) => found.how === 'only')
  return !saysOnly && (asksWho || isAbout.some((kind) => said.all(kind).length > 0))
}

/**
 * Whether a message asks about other cells than the last one did, though it names none: after 谁还没报, 待审核 cannot
 * pick from what did not come in. What was returned counts as not reported.
 */
export function isOfOthers({ where: kept = [] }: LedgerQuery, { query: { where = [], claim } }: QueryDraft): boolean {
  const isUnreported = kept.some(({ measure, to }) => measure === 'reported' && to === false)
  const asked = claim ? [...where, claim] : where
  return isUnreported && asked.some(({ measure, to }) => OF_REPORTS.has(measure) && to !== 'returned')
}
/**
 * Whether a question is of something else than figures: it asks about an act that no query has (等我确认的还有吗), or
 * whether something is so that was not read (比率的是今天吗). What was asked before says nothing of that.
 */
export const isOfAnother = ({ assumed }: QueryDraft, said: Said): boolean =>
  assumed.includes('measures') &&
  said
    .all('ask')
    .some(
      ({ found }) =>
        said.unused.some((one) => one.found.kind === 'act') ||
        (found.for === 'whether' && said.unread.some((one) => one.found.like === 'other')),
    )

const OF_REPORTS: ReadonlySet<Measure> = new Set(['state', 'nil', 'lateDays', 'corrections'])

/** A follow-up in the making: what was asked before, what it would ask by itself, and what it says. */
interface Turn {
  readonly last: LedgerQuery
  readonly draft: QueryDraft
  readonly said: Said
  readonly facts: Facts
  /** how many places, indicators and times are named */
  readonly named: number
}

/**
 * The query that a follow-up asks: the last one, with what is said anew in the place of what it replaces.
 * @param draft what the message would ask by itself
 * @param said  that from which it was drafted
 */
export function patched(last: LedgerQuery, draft: QueryDraft, said: Said, given: Standpoint): LedgerQuery {
  const { query, assumed } = draft
  const them = themIn(last, said)
  const facts = factsOf(said, given)
  const turn: Turn = { last, draft, said, facts, named: namesIn(said) }
  if (facts.asks.indicator && isOfOne(last) && !said.has('indicator')) return ofAny(turn)
  const isMeasured = measuresAnew(turn) || isJudged(turn, given)
  // of one place all of whose figures were told, those are picked of which it is asked: 红的是哪些
  const picks = typeof last.of === 'string' && (facts.asks.indicator || facts.asks.place)
  const narrows =
    (facts.isOwing || facts.isHeld || facts.states.length + facts.compares.length + facts.zeros.length > 0) &&
    (isList(last) || picks)
  // a place by name, asked of something else, is no more the first or last of its kind: 哪个市垫底, then 湖州市怎么样
  const isOfPlace = last.limit !== undefined && isMeasured && said.has('region')
  const named = isOfPlace ? query.whom : whomIn(last, query, said, given)
  const peers = peersIn(last, facts, given)
  const whom = peers ?? (isMeasured ? named : countiesOf(named, last, given))
  // a time that no period is of is the latest: 今年呢
  const isWhenKept = assumed.includes('when') && !said.has('time')
  const isSeries = last.as === 'series' && said.has('time')
  const each = isSeries ? whenOf(said, given, true).periods : undefined
  const when = isWhenKept ? last.when : (each ?? whenIn(last, query, turn.named === 1))
  // a share says itself of what it is one, and in which order: 准时率
  if (query.fold === 'share') return { ...query, whom: named, when: typeof when === 'string' ? query.when : when }
  const measures = measuresIn(turn, { isMeasured, narrows, isHeld: them !== undefined })
  // whose and what are said anew: 审核通过的有几项, then 各县差额最大的
  const isOfOwn = isMeasured && !narrows && said.has('parts')
  const where = isOfOwn ? (query.where ?? []) : whereIn(last, query, narrows, when, measures)
  const isFlipped = said.all('sorted').some(({ found }) => found.flip)
  const order =
    placeIn(peers ? { ...last, order: { measure: 'rank', down: false } } : last, facts) ??
    orderIn(last, query, measures, isFlipped)
  const { versus = them ?? last.versus, claim, by = last.by } = query
  const among = query.among ?? wholeSaid(query, last, said, given) ?? last.among
  const isReplaced = measures !== last.measures && (measures === query.measures || measures === STEP)
  const fold = isSummed(turn, whom) ? 'sum' : isReplaced ? undefined : foldIn(turn)
  return {
    measures: shownOf(turn, measures, isReplaced, isMany(whom)),
    of: said.has('indicator', 'indicators') ? query.of : last.of,
    whom,
    when,
    ...(query.asOf && { asOf: query.asOf }),
    ...(last.fresh && isWhenKept && { fresh: true }),
    ...(among && { among }),
    ...(versus && { versus }),
    ...(where.length > 0 && { where }),
    ...(by && { by }),
    ...(fold && { fold }),
    ...((fold === 'count' || fold === 'share') && last.counts && { counts: last.counts }),
    ...(order.order && (isMany(whom) || facts.asks.indicator) && !isOfPlace && order),
    ...(claim && !narrows && { claim }),
    ...((query.as ?? (goesThrough(last, measures) ? last.as : undefined)) && { as: query.as ?? last.as }),
  }
}

/** Which indicators is asked of all of them, whatever one was spoken of: its place and time go on, and nothing else. */
function ofAny({ last: { whom, when }, draft: { query, assumed }, said }: Turn): LedgerQuery {
  const isPlaced = said.has('region', 'own', 'parts')
  const place = 'parts' in whom ? { places: [whom.parts] } : whom
  return {
    ...query,
    ...(!isPlaced && { whom: place }),
    ...(assumed.includes('when') && { when }),
  }
}

const isOfOne = ({ of }: LedgerQuery): boolean => typeof of !== 'string' && of.length === 1

/** 最快的是哪几个, behind how many there are: fast and good are by the rate, as by themselves, and not by that size. */
const isJudged = ({ last, facts: { extreme } }: Turn, { plan }: Standpoint): boolean =>
  extreme !== undefined &&
  (['n', 'nth', 'measure'] as const).every((one) => extreme.found[one] === undefined) &&
  last.order === undefined &&
  last.measures[0] === 'value' &&
  typeof last.of !== 'string' &&
  last.of.every((id) => indicatorOf(plan, id).kind !== 'rate')

/** Month by month goes on for whatever has months: a goal has none. */
const goesThrough = (last: LedgerQuery, [head]: LedgerQuery['measures']): boolean =>
  last.as === 'series' && head !== 'goal' && head !== 'rank' && head !== 'source'

const namesIn = (said: Said): number =>
  (['region', 'own', 'parts', 'indicator', 'time', 'indicators'] as const).flatMap((kind) => said.all(kind)).length

/** Whether a follow-up says itself what is measured; 多少 beside nothing but a name goes on with what was. */
function measuresAnew({ last, draft: { assumed, isImplied }, said, facts, named }: Turn): boolean {
  if (facts.asks.how) return !(isImplied && goesOn())
  const isSaid = facts.bare.length > 0 || (facts.extreme === undefined && facts.compares.length === 0)
  return isSaid && !assumed.includes('measures') && !(isImplied && goesOn())

  function goesOn(): boolean {
    // a goal has no months: 全年多少任务，上半年完成多少
    const isOfYear = last.measures[0] === 'goal' && said.all('time').length === named
    return facts.quantity.length > 0 && named > 0 && !isOfYear && !last.measures.slice(0, 1).some(isOfReporting)
  }
}

/** What is new since the period before. */
const STEP: LedgerQuery['measures'] = ['increment']

function measuresIn(
  { last, draft: { query }, said, facts }: Turn,
  {
    isMeasured,
    narrows,
    isHeld,
  }: { readonly isMeasured: boolean; readonly narrows: boolean; readonly isHeld: boolean },
): LedgerQuery['measures'] {
  // what is compared with the period before is what is new since then: 跟上个月比呢
  const isOfStep =
    !isMeasured &&
    (said.all('base').some(({ found }) => found.of === 'period-before') ||
      (query.measures[0] === 'increment' && said.all('time').some(({ found }) => found.versus)))
  if (isOfStep) return STEP
  // what was corrected is told with its reason: 为什么改
  const isOfReason = facts.asks.why && last.measures[0] === 'corrections'
  const kept = (narrows && !facts.isHeld) || !isMeasured || isOfReason ? last.measures : query.measures
  // a place is held against another by its figure
  return isHeld ? kept.map((one) => (one === 'gap' ? 'value' : one)) : kept
}

function shownOf(
  { draft: { query, named: asked } }: Turn,
  measures: LedgerQuery['measures'],
  isReplaced: boolean,
  isOfMany: boolean,
): LedgerQuery['measures'] {
  if (!isReplaced) return shown(measures.slice(0, 1), isOfMany)
  return shown(isOfMany && measures === query.measures ? asked : measures, isOfMany)
}

/** Figures asked for again behind a list of them are to be one: 合起来呢. */
function isSummed({ last, draft: { query }, said }: Turn, whom: Whom): boolean {
  const isListed = last.measures[0] === 'value' || last.measures[0] === 'share'
  const isAgain = isListed && query.measures[0] === 'value' && isMany(whom)
  const isOrder = said.all('measure').some(({ found }) => found.is === 'size')
  return isAgain && isOfOne(last) && !query.where && !isOrder && said.has('measure') && namesIn(said) === 0
}

/** Groups that were counted are in an order of their counts: 哪个市红灯最多, then 前三名呢. */
const isOfGroups = ({ by, fold }: LedgerQuery): boolean => by !== undefined && (fold === 'count' || fold === 'share')

/** The fold goes on but for what is picked out of what was folded: 平均多少, then 最高最低呢, 是哪几个. */
function foldIn({ last, draft: { query }, facts }: Turn): LedgerQuery['fold'] {
  const isPicked =
    (query.order !== undefined && !isOfGroups(last)) ||
    ((facts.asks.place || facts.asks.indicator) && !facts.asks.count)
  return query.fold ?? (isPicked ? undefined : last.fold)
}

/** A period named again as the one before is the one before that, since nobody asks the same twice: 上个月呢. */
function whenIn(last: LedgerQuery, { when }: LedgerQuery, isAlone: boolean): LedgerQuery['when'] {
  const [period, another] = typeof when === 'string' ? [] : when
  const isSame = isAlone && period !== undefined && !another && JSON.stringify(when) === JSON.stringify(last.when)
  return isSame ? [previousPeriod(period)] : when
}

/** 人家 beside one's own or another place is the place that was spoken of, to be held against: 我们差人家几家. */
function themIn({ whom }: LedgerQuery, said: Said): LedgerQuery['versus'] {
  const isOther = said.take('them').length > 0 && said.has('own', 'region')
  const [place] = 'places' in whom ? whom.places : []
  return isOther && place ? { place } : undefined
}

/** What is said of reporting is said of counties: 我县迟报几次, then 全市呢. */
function countiesOf(whom: Whom, { measures: [head], where = [] }: LedgerQuery, { regions }: Standpoint): Whom {
  const [only, another] = 'places' in whom ? whom.places : []
  const isOfCounties =
    where.some(({ measure }) => isOfReporting(measure)) || (head !== undefined && isOfReporting(head))
  const isWhole = only !== undefined && another === undefined && regions.get(only).level !== 'county'
  return isWhole && isOfCounties ? { parts: only, level: 'county' } : whom
}

const isMany = (whom: Whom): boolean => !('places' in whom) || whom.places.length > 1
/** Several places, or several indicators that were picked. */
const isList = ({ whom, of, where = [] }: LedgerQuery): boolean =>
  isMany(whom) || (typeof of === 'string' && where.length > 0)

/** A region in the place of a list's whole is a whole again, of single places a place. */
function whomIn(last: LedgerQuery, query: LedgerQuery, said: Said, given: Standpoint): Whom {
  const named = said.all('region').length + said.all('own').length + said.all('parts').length
  if (named === 0) return wholeBy(last, query, said, given) ?? last.whom
  const { whom } = query
  // a whole beside a rank says among whom the one that was spoken of stands: 全省排第几
  if (wholeSaid(query, last, said, given)) return last.whom
  if ('parts' in whom)
    return said.all('parts').every(({ found }) => found.whole === 'own') && !said.has('region')
      ? within(last.whom, whom, given)
      : whom
  const [only, ...others] = whom.places
  if (!only || others.length > 0 || !('parts' in last.whom)) return whom
  return given.regions.get(only).level === 'county' ? whom : { ...last.whom, parts: only }
}

/** After a list of parts, a distance to the whole's goal (离300还差多少) and a sum of everything are of the whole. */
function wholeBy(last: LedgerQuery, { measures }: LedgerQuery, said: Said, { plan }: Standpoint): Whom | undefined {
  const isTotal = said.all('measure').some(({ found }) => found.measure === 'value' && found.is === undefined)
  const isWhole = last.of === 'all' || (last.measures[0] === 'value' && !last.where)
  if ('parts' in last.whom && isWhole && measures[0] === 'value' && isTotal) return { places: [last.whom.parts] }
  const [id, another] = typeof last.of === 'string' ? [] : last.of
  if (!('parts' in last.whom) || measures[0] !== 'gap' || !id || another) return undefined
  const goal = plan.allocation.goals.get(last.whom.parts)?.get(id)
  const isGoal = [...said.all('amount'), ...said.latent('amount')].some(({ found }) => found.value === goal)
  return isGoal ? { places: [last.whom.parts] } : undefined
}

/** Among whom the one that was spoken of stands, where it is ranked or a share of it: 全省排第几. */
const wholeSaid = (query: LedgerQuery, last: LedgerQuery, said: Said, given: Standpoint): LedgerQuery['among'] =>
  (query.measures[0] === 'rank' || query.measures[0] === 'share') && liesIn(last.whom, said, given)
    ? said.all('region')[0]?.found.key
    : undefined

const liesIn = (whom: Whom, said: Said, { regions }: Standpoint): boolean =>
  'places' in whom &&
  said.has('region') &&
  said.all('region').every(({ found: { key } }) => whom.places.every((one) => one !== key && regions.within(one, key)))

/** Counties after one city was spoken of are that city's: 各县. */
function within(last: Whom, whom: Extract<Whom, { parts: unknown }>, { regions }: Standpoint): Whom {
  const [only] = 'places' in last ? last.places : [last.parts]
  const isAbove = only !== undefined && regions.get(only).level === 'city' && whom.level === 'county'
  return isAbove && ('parts' in last || last.places.length === 1) ? { ...whom, parts: only } : whom
}

/** A condition takes the place of one on the same measure; one that picks from a list comes beside the others. */
function whereIn(
  last: LedgerQuery,
  query: LedgerQuery,
  narrows: boolean,
  when: LedgerQuery['when'],
  [head]: LedgerQuery['measures'],
): Test[] {
  const kept = (last.where ?? []).map(
    (test): Test => (test.at && typeof when !== 'string' ? { ...test, at: when } : test),
  )
  // what was not reported has no figures to ask for: 哪些没报, then 涨了多少
  const isOfFigures = head !== undefined && !isOfReporting(head)
  const holding = isOfFigures ? kept.filter(({ measure, to }) => measure !== 'reported' || to === true) : kept
  if (!narrows) return query.measures[0] === last.measures[0] || isList(last) ? holding : []
  const added = query.where ?? (query.claim ? [query.claim] : [])
  // nor any that a condition before could hold of: 只看红灯的, then 没报的
  const isUnreported = added.some(({ measure, to }) => measure === 'reported' && to === false)
  if (isUnreported) return [...kept.filter(({ measure }) => measure !== 'reported' && isOfReporting(measure)), ...added]
  return [...kept.filter(({ measure }) => !added.some((one) => one.measure === measure)), ...added]
}

/** 第二名 behind the rank of one place is the second of those among whom it stands. */
function peersIn(last: LedgerQuery, { extreme }: Facts, { regions }: Standpoint): Whom | undefined {
  const [only, another] = 'places' in last.whom ? last.whom.places : []
  if (last.measures[0] !== 'rank' || !only || another || extreme?.found.nth === undefined) return undefined
  const { level } = regions.get(only)
  return level === 'province' ? undefined : { parts: last.among ?? regions.province.key, level }
}

type Range = Pick<LedgerQuery, 'order' | 'limit' | 'alone'>

/** 第二名 behind a ranking is the second of that one, from its other end the last but one. */
function placeIn({ order }: LedgerQuery, { extreme }: Facts): Range | undefined {
  const { nth, end } = extreme?.found ?? {}
  if (!order || nth === undefined) return undefined
  return { order: { ...order, down: order.down === (end === 'first') }, limit: nth, ...(nth > 1 && { alone: true }) }
}

/** An order without its measure keeps what is ranked by (前两名); a new measure is ranked by itself. */
function orderIn(last: LedgerQuery, query: LedgerQuery, measures: LedgerQuery['measures'], isFlipped: boolean): Range {
  const [head] = measures
  if (isFlipped && last.order) return { order: { ...last.order, down: !last.order.down }, ...keptOf(last) }
  if (query.order && isOfGroups(last)) {
    const measure = last.order?.measure ?? last.where?.[0]?.measure ?? query.order.measure
    return { order: { measure, down: query.order.down }, ...rangeOf(query) }
  }
  if (query.order) {
    // what was or was not reported has no size to be ordered by, and who has most to do is not the last
    const sized = head && isSized(head) && head !== 'gap' ? head : undefined
    const measure =
      query.order.measure === 'reportedAt' ? 'reportedAt' : (last.order?.measure ?? sized ?? query.order.measure)
    // the first by rank is the lowest
    const down = measure === 'rank' && query.order.measure !== 'rank' ? !query.order.down : query.order.down
    return { order: { down, measure }, ...rangeOf(query) }
  }
  // what is asked of reporting is in no order of figures: 增得最多的三个, then 还有多少待审
  if (!last.order || (head && isOfReporting(head) && !isOfReporting(last.order.measure))) return {}
  // what was ranked by itself is ranked by what takes its place: 按完成率
  const isByHead = last.order.measure === last.measures[0] && head && isSized(head)
  // the first by rank is the lowest, and by what it takes the place of the highest
  const down = (last.order.measure === 'rank') === (head === 'rank') ? last.order.down : !last.order.down
  return { order: isByHead ? { measure: head, down } : last.order, ...keptOf(last) }
}

const rangeOf = ({ limit, alone }: LedgerQuery): Range => ({ ...(limit && { limit }), ...(alone && { alone }) })

/** As many as were meant go on to be; one place alone that was asked for was asked for once: 第二名呢, then 5月的呢. */
const keptOf = (last: LedgerQuery): Range => (last.alone ? {} : rangeOf(last))
