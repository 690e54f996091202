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
  return !saysOnly && (asksWho || said.has(...isAbout))
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
  ((said.has('ask') && said.unused.some(({ found }) => found.kind === 'act')) ||
    (said.asks('whether') && said.all('unread').some(({ found }) => found.like === 'other')))

const OF_REPORTS: ReadonlySet<Measure> = new Set(['state', 'nil', 'lateDays', 'corrections'])

/** A follow-up in the making: what was asked before, what it would ask by itself, and what it says. */
interface Turn {
  readonly last: LedgerQuery
  readonly draft: QueryDraft
  readonly said: Said
  readonly facts: Facts
  readonly given: Standpoint
  /** how many places, indicators and times are named */
  readonly named: number
  /** 人家: the place that was spoken of, to be held against */
  readonly them: LedgerQuery['versus']
  /** what is measured is said anew */
  readonly isMeasured: boolean
  /** it picks from what was told */
  readonly narrows: boolean
  /** a place by name, asked of something else, is no more the first or last of its kind: 哪个市垫底, then 湖州市怎么样 */
  readonly isOfPlace: boolean
  /** no time is said, so that the last one holds */
  readonly isWhenKept: boolean
}

function turnOf(last: LedgerQuery, draft: QueryDraft, said: Said, given: Standpoint): Turn {
  const them = themIn(last, said)
  const begun = { last, draft, said, given, them, facts: factsOf(said, given), named: namesIn(said) }
  const isMeasured = measuresAnew(begun) || isJudged(begun)
  return {
    ...begun,
    isMeasured,
    narrows: narrowsIn(begun),
    isOfPlace: last.limit !== undefined && isMeasured && said.has('region'),
    // a time that no period is of is the latest: 今年呢
    isWhenKept: draft.assumed.includes('when') && !said.has('time'),
  }
}

type Begun = Pick<Turn, 'last' | 'draft' | 'said' | 'facts' | 'given' | 'named'>

function narrowsIn({ last, facts }: Begun): boolean {
  const isConditional = facts.isOwing || facts.isHeld || [...facts.states, ...facts.compares, ...facts.zeros].length > 0
  // of one place all of whose figures were told, those are picked of which it is asked: 红的是哪些
  const picks = typeof last.of === 'string' && (facts.asks.indicator || facts.asks.place)
  return isConditional && (isList(last) || picks)
}

/**
 * The query that a follow-up asks: the last one, with what is said anew in the place of what it replaces.
 *
 * @param draft what the message would ask by itself
 * @param said  that from which it was drafted
 */
export function patched(last: LedgerQuery, draft: QueryDraft, said: Said, given: Standpoint): LedgerQuery {
  const turn = turnOf(last, draft, said, given)
  const { facts, isMeasured, isOfPlace, isWhenKept } = turn
  const { query } = draft
  if (facts.asks.indicator && isOfOne(last) && !said.has('indicator')) return ofAny(turn)
  const when = whenIn(turn)
  const named = isOfPlace ? query.whom : whomIn(turn)
  // a share says itself of what it is one, and in which order: 准时率
  if (query.fold === 'share') return { ...query, whom: named, when: typeof when === 'string' ? query.when : when }
  const peers = peersIn(last, facts, given)
  const whom = peers ?? (isMeasured ? named : countiesOf(named, last, given))
  const measures = measuresIn(turn)
  const where = whereIn(turn, when, measures)
  return {
    measures: shownOf(turn, measures, whom),
    of: said.has('indicator', 'indicators') ? query.of : last.of,
    whom,
    when,
    ...(query.asOf && { asOf: query.asOf }),
    ...(last.fresh && isWhenKept && { fresh: true }),
    ...comparedIn(turn),
    ...(where.length > 0 && { where }),
    ...foldIn(turn, measures, whom),
    ...(!isOfPlace && (isMany(whom) || facts.asks.indicator) && orderIn(turn, measures, peers !== undefined)),
    ...(query.claim && !turn.narrows && { claim: query.claim }),
    ...shapeIn(turn, measures),
  }
}

/** What figures are held against, and among whom. */
function comparedIn(turn: Turn): Pick<LedgerQuery, 'among' | 'versus'> {
  const { last, draft, them } = turn
  const { versus = them ?? last.versus, among = wholeSaid(turn) ?? last.among } = draft.query
  return { ...(among && { among }), ...(versus && { versus }) }
}

/** Month by month goes on for whatever has months: a goal has none. */
function shapeIn({ last, draft: { query } }: Turn, measures: LedgerQuery['measures']): Pick<LedgerQuery, 'as'> {
  const as = query.as ?? (goesThrough(last, measures) ? last.as : undefined)
  return as ? { as } : {}
}

/** Which indicators is asked of all of them, whatever one was spoken of: its place and time go on, and nothing else. */
function ofAny({ last: { whom, when }, draft: { query, assumed }, said }: Turn): LedgerQuery {
  const isPlaced = said.has('region', 'own', 'parts')
  const place = 'parts' in whom ? { places: [whom.parts] } : whom
  return { ...query, ...(!isPlaced && { whom: place }), ...(assumed.includes('when') && { when }) }
}

const isOfOne = ({ of }: LedgerQuery): boolean => typeof of !== 'string' && of.length === 1

/** 最快的是哪几个, behind how many there are: fast and good are by the rate, as by themselves, and not by that size. */
const isJudged = ({ last, facts: { extreme }, given }: Begun): boolean =>
  extreme !== undefined &&
  (['n', 'nth', 'measure'] as const).every((one) => extreme.found[one] === undefined) &&
  last.order === undefined &&
  last.measures[0] === 'value' &&
  typeof last.of !== 'string' &&
  last.of.every((id) => indicatorOf(given.plan, id).kind !== 'rate')

const goesThrough = (last: LedgerQuery, [head]: LedgerQuery['measures']): boolean =>
  last.as === 'series' && head !== 'goal' && head !== 'rank' && head !== 'source'

const namesIn = (said: Said): number =>
  (['region', 'own', 'parts', 'indicator', 'time', 'indicators'] as const).flatMap((kind) => said.all(kind)).length

/** Whether a follow-up says itself what is measured; 多少 beside nothing but a name goes on with what was. */
function measuresAnew({ last, draft: { assumed, isImplied }, said, facts, named }: Begun): boolean {
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

function measuresIn(turn: Turn): LedgerQuery['measures'] {
  const { last, draft, facts, isMeasured } = turn
  if (!isMeasured && isOfStep(turn)) return STEP
  // what was corrected is told with its reason: 为什么改
  const isOfReason = facts.asks.why && last.measures[0] === 'corrections'
  const isKept = (turn.narrows && !facts.isHeld) || !isMeasured || isOfReason
  const measures = isKept ? last.measures : draft.query.measures
  // a place is held against another by its figure
  return turn.them ? measures.map((one) => (one === 'gap' ? 'value' : one)) : measures
}

/** What is compared with the period before is what is new since then: 跟上个月比呢. */
const isOfStep = ({ draft: { query }, said }: Turn): boolean =>
  said.all('base').some(({ found }) => found.of === 'period-before') ||
  (query.measures[0] === 'increment' && said.all('time').some(({ found }) => found.versus))

/** Whether other measures than the last ones are asked for. */
const isReplaced = ({ last, draft: { query } }: Turn, measures: LedgerQuery['measures']): boolean =>
  measures !== last.measures && (measures === query.measures || measures === STEP)

function shownOf(turn: Turn, measures: LedgerQuery['measures'], whom: Whom): LedgerQuery['measures'] {
  const { query, named } = turn.draft
  if (!isReplaced(turn, measures)) return shown(measures.slice(0, 1), isMany(whom))
  return shown(isMany(whom) && measures === query.measures ? named : measures, isMany(whom))
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
function foldIn(
  turn: Turn,
  measures: LedgerQuery['measures'],
  whom: Whom,
): Pick<LedgerQuery, 'by' | 'fold' | 'counts'> {
  const { last, draft, facts } = turn
  const { by = last.by, order, fold: own } = draft.query
  const isPicked =
    (order !== undefined && !isOfGroups(last)) || ((facts.asks.place || facts.asks.indicator) && !facts.asks.count)
  const kept = own ?? (isPicked ? undefined : last.fold)
  const fold = isSummed(turn, whom) ? 'sum' : isReplaced(turn, measures) ? undefined : kept
  const isCounted = fold === 'count' || fold === 'share'
  return { ...(by && { by }), ...(fold && { fold }), ...(isCounted && last.counts && { counts: last.counts }) }
}

/** A period named again as the one before is the one before that, since nobody asks the same twice: 上个月呢. */
function whenIn({ last, draft, said, given, named, isWhenKept }: Turn): LedgerQuery['when'] {
  if (isWhenKept) return last.when
  const each = last.as === 'series' && said.has('time') ? whenOf(said, given, true).periods : undefined
  if (each) return each
  const { when } = draft.query
  const [period, another] = typeof when === 'string' ? [] : when
  const isSame = named === 1 && period !== undefined && !another && JSON.stringify(when) === JSON.stringify(last.when)
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
function whomIn(turn: Turn): Whom {
  const { last, draft, said, given } = turn
  if (!said.has('region', 'own', 'parts')) return wholeBy(turn) ?? last.whom
  const { whom } = draft.query
  // a whole beside a rank says among whom the one that was spoken of stands: 全省排第几
  if (wholeSaid(turn)) return last.whom
  if ('parts' in whom)
    return said.all('parts').every(({ found }) => found.whole === 'own') && !said.has('region')
      ? within(last.whom, whom, given)
      : whom
  const [only, ...others] = whom.places
  if (!only || others.length > 0 || !('parts' in last.whom)) return whom
  return given.regions.get(only).level === 'county' ? whom : { ...last.whom, parts: only }
}

/** After a list of parts, a distance to the whole's goal (离300还差多少) and a sum of everything are of the whole. */
function wholeBy({ last, draft, said, given }: Turn): Whom | undefined {
  const { measures } = draft.query
  const isTotal = said.all('measure').some(({ found }) => found.measure === 'value' && found.is === undefined)
  const isWhole = last.of === 'all' || (last.measures[0] === 'value' && !last.where)
  if ('parts' in last.whom && isWhole && measures[0] === 'value' && isTotal) return { places: [last.whom.parts] }
  const [id, another] = typeof last.of === 'string' ? [] : last.of
  if (!('parts' in last.whom) || measures[0] !== 'gap' || !id || another) return undefined
  const goal = given.plan.allocation.goals.get(last.whom.parts)?.get(id)
  const isGoal = [...said.all('amount'), ...said.latent('amount')].some(({ found }) => found.value === goal)
  return isGoal ? { places: [last.whom.parts] } : undefined
}

/** Among whom the one that was spoken of stands, where it is ranked or a share of it: 全省排第几. */
const wholeSaid = ({ last, draft: { query }, said, given }: Turn): LedgerQuery['among'] =>
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
  { last, draft: { query }, said, isMeasured, narrows }: Turn,
  when: LedgerQuery['when'],
  [head]: LedgerQuery['measures'],
): readonly Test[] {
  // whose and what are said anew: 审核通过的有几项, then 各县差额最大的
  if (isMeasured && !narrows && said.has('parts')) return query.where ?? []
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

/** The order of a follow-up's rows, and how many are meant. @param isOfPeers the last one's peers are asked about */
function orderIn(turn: Turn, measures: LedgerQuery['measures'], isOfPeers: boolean): Range {
  const { last, draft, facts, said } = turn
  const range =
    placeIn(isOfPeers ? { measure: 'rank', down: false } : last.order, facts) ??
    (last.order && said.all('sorted').some(({ found }) => found.flip) ? flipped(last, last.order) : undefined) ??
    (draft.query.order ? orderAnew(last, draft.query, draft.query.order, measures) : orderKept(last, measures))
  return range.order ? range : {}
}

type Order = NonNullable<LedgerQuery['order']>

/** 第二名 behind a ranking is the second of that one, from its other end the last but one. */
function placeIn(order: LedgerQuery['order'], { extreme }: Facts): Range | undefined {
  const { nth, end } = extreme?.found ?? {}
  if (!order || nth === undefined) return undefined
  return { order: { ...order, down: order.down === (end === 'first') }, limit: nth, ...(nth > 1 && { alone: true }) }
}

const flipped = (last: LedgerQuery, order: Order): Range => ({
  order: { ...order, down: !order.down },
  ...keptOf(last),
})

/** An order without its measure keeps what is ranked by (前两名); a new measure is ranked by itself. */
function orderAnew(last: LedgerQuery, query: LedgerQuery, order: Order, [head]: LedgerQuery['measures']): Range {
  if (isOfGroups(last)) {
    const measure = last.order?.measure ?? last.where?.[0]?.measure ?? order.measure
    return { order: { measure, down: order.down }, ...rangeOf(query) }
  }
  // what was or was not reported has no size to be ordered by, and who has most to do is not the last
  const sized = head && isSized(head) && head !== 'gap' ? head : undefined
  const measure = order.measure === 'reportedAt' ? 'reportedAt' : (last.order?.measure ?? sized ?? order.measure)
  // the first by rank is the lowest
  const down = measure === 'rank' && order.measure !== 'rank' ? !order.down : order.down
  return { order: { down, measure }, ...rangeOf(query) }
}

function orderKept(last: LedgerQuery, [head]: LedgerQuery['measures']): Range {
  const { order } = last
  // what is asked of reporting is in no order of figures: 增得最多的三个, then 还有多少待审
  if (!order || (head && isOfReporting(head) && !isOfReporting(order.measure))) return {}
  // what was ranked by itself is ranked by what takes its place: 按完成率
  const isByHead = order.measure === last.measures[0] && head && isSized(head)
  // the first by rank is the lowest, and by what it takes the place of the highest
  const down = (order.measure === 'rank') === (head === 'rank') ? order.down : !order.down
  return { order: isByHead ? { measure: head, down } : order, ...keptOf(last) }
}

const rangeOf = ({ limit, alone }: LedgerQuery): Range => ({ ...(limit && { limit }), ...(alone && { alone }) })

/** As many as were meant go on to be; one place alone that was asked for was asked for once: 第二名呢, then 5月的呢. */
const keptOf = (last: LedgerQuery): Range => (last.alone ? {} : rangeOf(last))
