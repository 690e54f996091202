/** What a message puts right of a figure, or adds to it: 不对，是11家; 把10改成11; 亩; 那算9家; 都是累计. */
import { clausesOf, marksIn, type Span, spansIn, tells, tellsNo, type Utterance, unitIn } from '../../language/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Slots } from '../item.ts'
import { modeIn, numberIn } from '../read/part.ts'
import { type Pick, pickIn } from './picked.ts'

/**
 * What a message puts right of a figure, and how it is told which one. A number without a unit has the unit of the
 * number before.
 */
export interface Amended extends Slots {
  /** 后面那个: by its place in the row */
  readonly pick?: Pick
  /** 不是高企，是科小: the right indicator */
  readonly instead?: IndicatorId
  /** the number that was wrong, as typed */
  readonly from?: string
  /** how much was said too much, or too little, in the place of the right number */
  readonly off?: 'over' | 'under'
  /** for whom it is */
  readonly place?: RegionKey
  /** 其他提交: what it does not change is filed */
  readonly files?: true
  /** with no word that corrects: meant only of what is asked, or was just shown */
  readonly isLoose?: true
  /** 没新增: nothing new is told, which puts no number in the place of another */
  readonly isNil?: true
  /** what stands beside it and only tells: why it is put right */
  readonly why?: string
  /** something beside the number was not understood: asked about before it counts */
  readonly isUnsure?: true
}

/**
 * What a message as a whole puts right. Without a word that corrects (不对, 改) it `isLoose`: then it is only of what
 * was asked or just shown. Clauses that only tell stand beside it, as `why`.
 * @returns undefined where a clause says something else, asks, or is a whole report
 */
export function amendmentIn(said: Utterance): Amended | undefined {
  const clauses = clausesOf(said)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const repairs = clauses.flatMap((one) => (tells(one) ? [] : spansIn(one, 'repair'))).map(({ found }) => found.how)
  // 改12: the act is a repair where it says what is right, and of nothing by name
  const isChanged = acts.includes('correct') && tellsNo(said, 'indicator', 'time')
  const isLoose = !isChanged && repairs.length === 0
  if (!isChanged && repairs.some((how) => how === 'only' || how === 'more')) return undefined
  const filling = clauses.filter((one) => fills(one))
  const used = filling.length > 0 ? filling : clauses.filter((one) => tellsNumber(one) && fills(one, 'unread'))
  if (used.length + marksIn(said, 'unit', 'mode').length + spansIn(said, 'measure').length === 0) return undefined
  if (!clauses.every((one) => used.includes(one) || isAside(one))) return undefined
  const told = toldIn(said, used, isLoose)
  const isUnsure = filling.length === 0 && used.length > 0
  const why = whyIn(clauses.filter((one) => !used.includes(one)))
  return (
    told && {
      ...told,
      ...(why && { why }),
      ...(isLoose && { isLoose }),
      ...(isUnsure && { isUnsure }),
    }
  )
}

/** 气死 tells nothing of the figure. */
const SHORTEST_WHY = 5

/**
 * Why a figure is put right: the clauses that only tell, as typed; undefined where they are too short to say
 * anything.
 */
export function whyIn(asides: readonly Utterance[]): string | undefined {
  const told = asides.filter((one) => tells(one)).map(wordsOf)
  return told.filter((words) => words.length >= SHORTEST_WHY).join('，') || undefined
}

const SIGNS: ReadonlySet<string> = new Set(['comma', 'break', 'blank', 'colon'])

/** A clause as it was typed. */
function wordsOf(said: Utterance): string {
  const all = [...(said.readings[0]?.spans ?? []), ...said.small.filter(({ part }) => !SIGNS.has(part.kind))]
  // signs belong to no clause
  const [from, to] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ end }) => end))]
  return said.raw.slice(from, to).trim()
}

/** 其中300吨是虚的, 其他两个没问题: a number of some of it. */
export const isOfSome = (said: Utterance): boolean =>
  spansIn(said, 'amount').some(
    ({ at }) =>
      said.small.some(({ part }) => part.kind === 'filler' && part.as === 'part') ||
      marksIn(said, 'others').some(({ end }) => end === at),
  )

/** 园区, where nothing else is named, is one of what was shown, or of nothing. */
export const namesIn = (all: readonly SpanOf<'indicator'>[]): readonly SpanOf<'indicator'>[] => {
  const sure = all.filter(({ latent }) => !latent)
  return sure.length > 0 ? sure : all.filter(({ found }) => found.ids.length === 1)
}

/**
 * What some clauses put right of one figure.
 * @param isLoose no word corrects, so that a whole report is none
 * @param isPicked a language model picked the words: of two numbers the first is wrong
 * @returns undefined where they tell of none, or of several
 */
export function toldIn(
  said: Utterance,
  used: readonly Utterance[],
  isLoose: boolean,
  isPicked = false,
): Amended | undefined {
  const mentions = mentionsIn(used, isPicked)
  if (!mentions || isOfTwo(mentions, said) || (isLoose && isOwnReport(mentions, said))) return undefined
  const { named, right, wrong, time } = mentions
  // 5月报多了: by how much is not said
  const off = right ? offOf(right, wrong, used, said) : time && offIn(said)
  // 多打了个0: no number of anything
  if (off && right && right.found.unit === undefined) return undefined
  const slots = slotsOf(mentions, used, said)
  const isNothing = Object.keys(slots).length === 0
  if (isNothing && !named) return undefined
  const pick = named === undefined ? pickIn(said) : undefined
  return {
    ...indicatorsOf(mentions, isNothing, isLoose),
    ...(pick && (!isLoose || pick.by === 'row') && { pick }),
    ...(wrong && { from: said.raw.slice(wrong.at, wrong.end) }),
    ...slots,
    ...(off && { off }),
    ...(isLoose && right?.found.value === '0' && slots.mode === 'increment' && { isNil: true }),
    ...(right?.found.about && { isUnsure: true }),
  }
}

type SpanOf<K extends Span['found']['kind']> = Span & { readonly found: Extract<Span['found'], { readonly kind: K }> }

/** What clauses mention of one figure, at most one of each kind. */
interface Mentions {
  /** the indicator that is named, and one that is named behind it */
  readonly named: IndicatorId | undefined
  readonly instead: IndicatorId | undefined
  /** how many names there are, those of several indicators counted */
  readonly names: number
  readonly right: Amount | undefined
  readonly wrong: Amount | undefined
  readonly time: SpanOf<'time'> | undefined
  readonly place: SpanOf<'region'> | undefined
}

/** Undefined where several of a kind are mentioned, a wrong number without the right one, or none of a thing (一栋还没竣工). */
function mentionsIn(used: readonly Utterance[], isPicked: boolean): Mentions | undefined {
  const names = namesIn(used.flatMap((one) => spansIn(one, 'indicator')))
  const [named, instead, third] = names.flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const [time, otherTime] = daysIn(used)
  const [place, otherPlace] = used.flatMap((one) => spansIn(one, 'region'))
  const amounts = amountsIn(used, isPicked)
  if (!amounts || otherTime || otherPlace || third !== undefined) return undefined
  const { right, wrong } = amounts
  if (right?.found.none || (wrong && !right)) return undefined
  return { named, instead, names: names.length, right, wrong, time, place }
}

/** Times that may be a figure's day: 今年的, 上周报的 is none; 不是12月 is none either. */
function daysIn(used: readonly Utterance[]): SpanOf<'time'>[] {
  const denied = used
    .flatMap((one) => spansIn(one, 'repair'))
    .flatMap(({ end, found }) => (found.how === 'not-that' ? [end] : []))
  return used
    .flatMap((one) => spansIn(one, 'time'))
    .filter(({ at, latent, found }) => !latent && (!NO_DAY.has(found.grain) || found.edge) && !denied.includes(at))
}

/** 土地是亩，高企改成4家: something of each of two. */
const isOfTwo = ({ instead, right, time }: Mentions, said: Utterance): boolean =>
  instead !== undefined &&
  (right !== undefined || time !== undefined || modeIn(said) !== undefined || marksIn(said, 'unit').length > 0)

/** Without a word that corrects: a figure with its name, of a place, or several names are a report of their own. */
const isOwnReport = ({ named, instead, names, right, wrong, place }: Mentions, said: Utterance): boolean =>
  wrong !== undefined ||
  (named !== undefined && right !== undefined) ||
  place !== undefined ||
  instead !== undefined ||
  names > 1 ||
  spansIn(said, 'own').some(({ found }) => found.level !== undefined)

/** The slots that are told; 本月的, with no number, says that what is meant was added. */
function slotsOf({ right, time, place }: Mentions, used: readonly Utterance[], said: Utterance) {
  const isRunning = time?.found.current === true && !right
  const mode = right?.found.mode ?? modeIn(said) ?? (isRunning ? ('increment' as const) : undefined)
  const unit = right ? undefined : unitOf(used.length > 0 ? used : [said])
  const asOf = isRunning ? undefined : time?.found.to
  return {
    ...(right ? numberIn(said, right) : unit && { typedUnit: unit }),
    ...(asOf && { asOf }),
    ...(place && { place: place.found.key }),
    ...(mode && { mode }),
  }
}

/** Of two names the second is the right one; so is a single name, with a word that corrects and nothing else. */
function indicatorsOf({ named, instead }: Mentions, isNothing: boolean, isLoose: boolean) {
  if (named !== undefined && instead === undefined && isNothing && !isLoose) return { instead: named }
  return { ...(named && { indicator: named }), ...(instead && { instead }) }
}

/**
 * Whether the number says by how much it was wrong: 多报了2家; 园区说多了 两个. In another clause it is the right one, where it is said
 * to be (报多了，应该是4; 6家报多了，按5家算).
 */
function offOf(
  right: Amount,
  wrong: Amount | undefined,
  used: readonly Utterance[],
  said: Utterance,
): 'over' | 'under' | undefined {
  const own = used.find((one) => spansIn(one, 'amount').includes(right)) ?? said
  const isBare = !wrong && tellsNo(own, 'repair') && marksIn(own, 'is').length === 0
  return offIn(own) ?? (isBare ? offIn(said) : undefined)
}

/** 吨标煤吗，应该是万吨标煤: the one beside the word that corrects; two that differ are none. */
function unitOf(used: readonly Utterance[]): string | undefined {
  const repaired = used.filter((one) => !tellsNo(one, 'repair') && unitsIn(one) !== undefined)
  const [unit, ...others] = (repaired.length > 0 ? repaired : used).flatMap((one) => unitsIn(one) ?? [])
  return others.every((one) => one === unit) ? unit : undefined
}

const NO_DAY: ReadonlySet<string> = new Set(['year', 'week'])

const offIn = (said: Utterance): 'over' | 'under' | undefined =>
  spansIn(said, 'repair').flatMap(({ found: { how } }) => (how === 'over' || how === 'under' ? [how] : []))[0]

/** 是亩, 平方米吧; a unit that the reader of sentences does not know (万方) stands alone. */
function unitsIn(said: Utterance): string | undefined {
  const unit = unitIn(said)
  if (unit) return unit
  const told = (said.readings[0]?.spans ?? []).filter(({ found, latent }) => !latent && !UNTOLD.has(found.kind))
  const [only, another] = told.length === 0 ? spansIn(said, 'unread').filter(({ found }) => found.like === 'other') : []
  if (!only || another) return undefined
  return said.raw.slice(only.at, only.end)
}
const UNTOLD: ReadonlySet<string> = new Set(['unread', 'ask', 'polar', 'topic'])

type Amount = SpanOf<'amount'>

/** The number that is right, and the one that was wrong; undefined where several are told and none is set against another. */
function amountsIn(
  used: readonly Utterance[],
  isPicked: boolean,
): { readonly right?: Amount; readonly wrong?: Amount } | undefined {
  const asks = (one: Utterance): boolean => !tellsNo(one, 'ask') && tellsNo(one, 'repair')
  // 多报了1家，应该是7: where what is right is said, by how much it was wrong is told beside it
  const isRight = (one: Utterance): boolean => spansIn(one, 'repair').some(({ found }) => found.how === 'instead')
  const telling = used.some(isRight) ? used.filter((one) => offIn(one) === undefined) : used
  const plain = telling.filter((one) => !asks(one)).flatMap((one) => spansIn(one, 'amount'))
  // 应该是12000吨，是不是一回事
  const [first, last, another] = plain.length > 0 ? plain : used.flatMap((one) => spansIn(one, 'amount'))
  if (!first || !last || another)
    return another ? undefined : first ? { [used.some((one) => isWrong(one, first)) ? 'wrong' : 'right']: first } : {}
  const repairs = used.flatMap((one) => spansIn(one, 'repair'))
  // 是5个，不是4个
  const denied = [first, last].find(({ at }) =>
    repairs.some(({ end, found }) => found.how === 'not-that' && end === at),
  )
  if (denied) return { wrong: denied, right: denied === first ? last : first }
  // 把10改成11; 5家里有一家重复了 sets neither against the other
  const isOpposed = repairs.some(({ at, end }) => at >= first.end && end <= last.at)
  return isOpposed || isPicked ? { wrong: first, right: last } : undefined
}

/** 有两家说重了, 10家写错了, 不是9: what the word that says so stands behind or just before is wrong, or by how much. */
const isWrong = (clause: Utterance, amount: Amount): boolean =>
  spansIn(clause, 'amount').includes(amount) &&
  spansIn(clause, 'repair').some(
    ({ at, end, found }) => found.how === 'not-that' && (at >= amount.end || end === amount.at),
  )

/** Whether the message has one number, and says that it is wrong: 10家写错了. */
export function tellsWrongNumber(said: Utterance): boolean {
  const [only, another] = spansIn(said, 'amount')
  return only !== undefined && !another && clausesOf(said).some((one) => isWrong(one, only))
}

const OF_OTHERS = ['parts', 'compare', 'topic', 'for', 'document', 'section', 'reason'] as const

const tellsNumber = (said: Utterance): boolean =>
  spansIn(said, 'amount').some(({ latent, found }) => !latent && found.unit)

/** Says a part of a figure, and nothing that is left over. */
function fills(said: Utterance, over?: 'unread'): boolean {
  const isUnit = unitsIn(said) !== undefined
  const isTold = isUnit || TOLD_PARTS.some((kind) => spansIn(said, kind).length > 0)
  const isRead = ({ at, end, found }: Span): boolean =>
    (end - at < 2 && found.kind === 'unread' && found.like === 'other') ||
    said.small.some((one) => PARTS_OF.has(one.part.kind) && one.at < end && one.end > at)
  return (
    isTold &&
    !isOfSome(said) &&
    spansIn(said, 'ask').every(({ found }) => found.for === 'whether' && found.of === undefined) &&
    spansIn(said, 'act').every(({ found }) => found.act === 'report' || found.act === 'correct') &&
    OF_OTHERS.every((kind) => spansIn(said, kind).length === 0) &&
    spansIn(said, 'measure').every(({ found }) => found.is === undefined && MODES.has(found.measure)) &&
    (isUnit || over !== undefined || spansIn(said, 'unread').every(isRead))
  )
}
const PARTS_OF: ReadonlySet<string> = new Set(['unit', 'others', 'mode'])
const TOLD_PARTS = ['amount', 'indicator', 'time', 'extreme', 'region'] as const
const MODES: ReadonlySet<string> = new Set(['increment', 'value'])

/** Tells something beside, agrees, or only says that something is wrong: 有一家算半年的; 收到; 我说错了. */
const isAside = (said: Utterance): boolean =>
  (tells(said) || spansIn(said, 'amount').length === 0) &&
  // 4月底的能补不: of when what is told beside it is
  spansIn(said, 'time').every(({ found }) => !found.edge) &&
  tellsNo(said, ...OF_OTHERS, 'region', 'indicator') &&
  // 能改吗
  spansIn(said, 'ask').every(({ found }) => found.for === 'whether' && found.of === undefined) &&
  spansIn(said, 'act').every(({ found }) => found.act === 'correct') &&
  spansIn(said, 'polar').every(({ found }) => found.says)
