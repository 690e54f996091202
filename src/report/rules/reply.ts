/** What a message says to something that is open: to a draft, or to the figures just recorded. */
import {
  answerIn,
  answersWith,
  clausesOf,
  consistsOf,
  marksIn,
  type Span,
  saysOnly,
  spansIn,
  tells,
  type Utterance,
  unitIn,
} from '../../language/index.ts'
import type { Mode } from '../../ledger/index.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { modeIn, type Numbered, numberIn } from '../read/part.ts'
import { filedIn, type Pick, pickIn } from './picked.ts'

export type Reply =
  /** 好, 对, 确认; all: 全部确认; doing: 提交, which says what is done, and so is said to a draft whatever came between */
  | { readonly kind: 'assent'; readonly all: boolean; readonly doing: boolean; readonly sends: boolean }
  /** 取消; weak: 不用了, which takes nothing back that was recorded */
  | { readonly kind: 'cancel'; readonly weak: boolean }
  /** 不对, 报错了: and nothing said of what is right */
  | { readonly kind: 'wrong' }
  /** 撤回刚才的 */
  | { readonly kind: 'undo' }
  /** 不对，是11家；把10改成11；少报了1家 */
  | Amended
  /** 16, 累计的, 是亩: where a draft was just shown, how it is meant */
  | { readonly kind: 'detail'; readonly is: Amended }
  /** 两个都交: as many as wait */
  | { readonly kind: 'each'; readonly n: number }
  /** 高企先报，另一个等等: some of what waits */
  | { readonly kind: 'some'; readonly pick: Pick }

export interface Amended {
  readonly kind: 'amended'
  readonly indicator?: IndicatorId
  /** 后面那个: by its place in the row */
  readonly pick?: Pick
  /** 不是高企，是科小: the right indicator */
  readonly instead?: IndicatorId
  /** the number that was wrong, as typed */
  readonly from?: string
  /** the right one, and its unit */
  readonly to?: Numbered
  /** how much was said too much, or too little, in the place of the right one */
  readonly off?: 'over' | 'under'
  readonly asOf?: Day
  readonly mode?: Mode
  /** the right unit of the number that was said */
  readonly unit?: string
  /** for whom it is */
  readonly place?: RegionKey
  /** 更正5月的: the figure on record of that day is meant */
  readonly corrects?: true
  /** 其他提交: what it does not change is filed */
  readonly files?: true
  /** with no word that corrects: meant only of what is asked, or was just shown */
  readonly isLoose?: true
  /** 没新增: nothing new is told, which puts no number in the place of another */
  readonly isNil?: true
  /** something beside the number was not understood: asked about before it counts */
  readonly isUnsure?: true
}

/** @returns undefined where the message says something of its own, or asks */
export function replyIn(said: Utterance): Reply | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const answer = answerIn(said)
  // 是的，4000: a number beside the yes is what is said
  const isBare = spansIn(said, 'amount').length === 0
  if (answer?.says === 'yes' && isBare)
    return { kind: 'assent', all: answer.all, doing: answer.doing, sends: answer.sends }
  if (answer?.says === 'no') return { kind: 'cancel', weak: answer.weak }
  // 提交全部: what is done, of everything, in words of its own
  // 交; 对，交
  if (marksIn(said, 'reports').length > 0 && isOnlyMarked(said))
    return { kind: 'assent', all: marksIn(said, 'every').length > 0, doing: true, sends: false }
  // 嗯嗯 报, 那就报
  const isYes = spansIn(said, 'polar').every(({ found }) => found.says)
  // 确认更正: of a correction that waits
  const isDone = acts.some((one) => DOING.has(one)) && acts.every((one) => DOING.has(one) || one === 'correct')
  if (isYes && isDone && isBare && consistsOf(said, 'polar', 'act'))
    return { kind: 'assent', all: acts.includes('confirm-all'), doing: true, sends: false }
  // 撤销上一条: the one is the message
  const counted = spansIn(said, 'amount').every(({ found }) => found.value === '1')
  if (acts.includes('undo') && counted && consistsOf(said, 'act', 'polar', 'repair', 'amount')) return { kind: 'undo' }
  const n = eachOf(said)
  if (n !== undefined) return { kind: 'each', n }
  const some = repairs.length === 0 ? filedIn(said) : undefined
  if (some) return { kind: 'some', pick: some }
  // 改12: the act is a repair where it says what is right, and of nothing by name
  const isChanged = acts.includes('correct') && consistsOf(said, 'act', 'amount', 'polar')
  const isRepaired = isChanged || repairs.some((how) => how !== 'only' && how !== 'more')
  const detail = isRepaired ? undefined : detailIn(said)
  if (detail) return { kind: 'detail', is: { ...detail, isLoose: true } }
  const isPlain = saysOnly(
    said,
    ['repair', 'polar', 'amount', 'indicator', 'time', 'own', 'act', 'region', 'measure', 'extreme', 'ask'],
    DETAILS,
  )
  const isAsked = spansIn(said, 'ask').some(({ found }) => found.for !== 'whether' || found.of !== undefined)
  const isDoing = acts.some((one) => one !== 'correct' && one !== 'report')
  if (
    !isRepaired ||
    isAsked ||
    (!isPlain && !isChanged) ||
    isDoing ||
    modesIn(said).length < spansIn(said, 'measure').length
  )
    return undefined
  return amendedIn(said, repairs) ?? (consistsOf(said, ...WRONG) ? { kind: 'wrong' } : undefined)
}

/** Whether nothing was read but small words. */
const isOnlyMarked = (said: Utterance): boolean =>
  (said.readings[0]?.spans ?? []).every(({ found, latent }) => latent || found.kind === 'polar')

const DOING: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all'])
const DETAILS = ['mode', 'unit'] as const
const WRONG = ['repair', 'polar', 'indicator', 'time', 'own', 'act'] as const

/** 累计, 新增: alone they are a mark, or the measure of that name. */
function modesIn(said: Utterance): Mode[] {
  const told = said.small.flatMap(({ part }) => (part.kind === 'mode' ? [part.mode] : []))
  const measured = spansIn(said, 'measure').flatMap(({ found: { measure, is } }): Mode[] =>
    is !== undefined ? [] : measure === 'increment' ? ['increment'] : measure === 'value' ? ['cumulative'] : [],
  )
  return [...told, ...measured]
}

function detailIn(said: Utterance): Amended | undefined {
  const [number, another] = spansIn(said, 'amount')
  const pick = pickIn(said)
  if (number && !another && !number.found.none && consistsOf(said, 'amount', 'extreme') && (!pick || pick.by === 'row'))
    return { kind: 'amended', to: numberIn(said, number), isLoose: true, ...modeOf(number), ...(pick && { pick }) }
  const [time, otherTime] = spansIn(said, 'time').filter(({ latent }) => !latent)
  if (time && !otherTime && !number && spansIn(said, 'topic').length === 0 && answersWith(said, ['time'])) {
    // 是当月的: of a month that still runs no figure is, so it says how the one that was reported is counted
    return time.found.current ? { kind: 'amended', mode: 'increment' } : { kind: 'amended', asOf: time.found.to }
  }
  if (!answersWith(said, ['measure'], DETAILS) || number) return undefined
  return alteredIn(said)
}

/** How the number is meant, and in which unit. */
function alteredIn(said: Utterance): Amended | undefined {
  const [mode, otherMode] = modesIn(said)
  const unit = unitIn(said)
  if (
    (!mode && !unit) ||
    otherMode ||
    marksIn(said, 'unit').length > 1 ||
    spansIn(said, 'measure').length > (mode ? 1 : 0)
  )
    return undefined
  return { kind: 'amended', ...(mode && { mode }), ...(unit && { unit }) }
}

/** 是亩, 平方米吧; a unit that the reader of sentences does not know (万方) stands alone. */
function unitsIn(said: Utterance): string | undefined {
  const unit = marksIn(said, 'unit').length > 0 ? unitIn(said) : undefined
  if (unit) return unit
  const told = (said.readings[0]?.spans ?? []).filter(({ found, latent }) => !latent && !UNTOLD.has(found.kind))
  const [only, another] = told.length === 0 ? spansIn(said, 'unread').filter(({ found }) => found.like === 'other') : []
  if (!only || another) return undefined
  const behind = said.small.find(({ at, part }) => at === only.end && part.kind === 'unit')
  return said.raw.slice(only.at, behind?.end ?? only.end)
}
const UNTOLD: ReadonlySet<string> = new Set(['unread', 'ask', 'polar', 'topic'])

function eachOf(said: Utterance): number | undefined {
  const [only, another] = spansIn(said, 'amount')
  const isEach = spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.holds === 'every')
  const n = only && !another ? Number(only.found.value) : Number.NaN
  const isDone = spansIn(said, 'act').length > 0 || marksIn(said, 'reports').length > 0
  const isAll = isEach || (isDone && marksIn(said, 'every').length > 0)
  return isAll && n > 1 && consistsOf(said, 'amount', 'measure', 'polar', 'act') ? n : undefined
}

function amendedIn(said: Utterance, repairs: readonly string[]): Amended | undefined {
  const amounts = amountsIn(said)
  const names = spansIn(said, 'indicator').flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const [named, instead] = names
  const [time] = spansIn(said, 'time')
  const { wrong, right } = amounts ?? {}
  const to = right && numberIn(said, right)
  const [place, otherPlace] = spansIn(said, 'region')
  if (otherPlace || !amounts) return undefined
  const altered = to === undefined ? alteredIn(said) : undefined
  if (names.length > 2 || (to === undefined && !time && !named && !place && !altered)) return undefined
  const pick = named === undefined ? pickIn(said) : undefined
  const off = repairs.find((how) => how === 'over' || how === 'under')
  // 多打了个0: no number of anything
  if (off && spansIn(said, 'amount').some(({ found }) => found.unit === undefined)) return undefined
  return {
    kind: 'amended',
    ...(named && (to !== undefined || instead || time || altered || place) && { indicator: named }),
    ...(instead ? { instead } : named && to === undefined && !time && !altered && !place && { instead: named }),
    ...(pick && { pick }),
    ...(wrong && { from: said.raw.slice(wrong.at, wrong.end) }),
    ...(to && { to }),
    ...(right && modeOf(right)),
    ...(off && { off }),
    ...(time && { asOf: time.found.to }),
    ...(place && { place: place.found.key }),
    ...(altered?.mode && { mode: altered.mode }),
    ...(altered?.unit && { unit: altered.unit }),
    ...(time && spansIn(said, 'act').some(({ found }) => found.act === 'correct') && { corrects: true }),
  }
}

const modeOf = ({ found }: Span): { readonly mode?: Mode } =>
  found.kind === 'amount' && found.mode ? { mode: found.mode } : {}

/** The number that is right, and the one that was wrong; undefined where several are told and none is set against another. */
function amountsIn(said: Utterance): { readonly right?: Span; readonly wrong?: Span } | undefined {
  const asking = clausesOf(said).filter((one) => spansIn(one, 'ask').length > 0 && spansIn(one, 'repair').length === 0)
  const asked = new Set(asking.flatMap((one) => spansIn(one, 'amount').map(({ at }) => at)))
  const all = spansIn(said, 'amount')
  // 应该是12000吨，是不是一回事
  const told = all.some(({ at }) => !asked.has(at)) ? all.filter(({ at }) => !asked.has(at)) : all
  const [first, last, another] = told
  if (!first || !last) return first ? { right: first } : {}
  const repairs = spansIn(said, 'repair')
  // 是5个，不是4个
  const denied = told.find(({ at }) => repairs.some(({ end, found }) => found.how === 'not-that' && end === at))
  if (denied && !another) return { wrong: denied, right: denied === first ? last : first }
  // 把10改成11; 5家里有一家重复了 sets neither against the other
  const isOpposed = repairs.some(({ at, end }) => at >= first.end && end <= last.at)
  return isOpposed && !another ? { wrong: first, right: last } : undefined
}

const OF_OTHERS = ['act', 'region', 'parts', 'compare', 'topic', 'for', 'document', 'section', 'reason'] as const

/**
 * 那算9家; 亩啊，当然是亩; 都是累计: said with no word that corrects, so meant only of what was just shown or asked.
 * Clauses that only tell stand beside it. What is whole by itself, asks or does something is no such answer.
 */
export function looseIn(said: Utterance): Amended | undefined {
  const clauses = clausesOf(said)
  const filling = clauses.filter((one) => fills(one))
  const unsure = clauses.filter((one) => !filling.includes(one) && tellsNumber(one) && fills(one, 'unread'))
  const beside = clauses.filter((one) => !filling.includes(one))
  const used = filling.length > 0 ? filling : unsure
  if (!beside.every((one) => used.includes(one) || isAside(one))) return undefined
  const of = <K extends 'amount' | 'indicator' | 'time'>(kind: K) => used.flatMap((one) => spansIn(one, kind))
  const [amount, other] = of('amount')
  const [name, otherName] = of('indicator').filter(({ latent }) => !latent)
  const [time, otherTime] = of('time').filter(({ latent }) => !latent)
  const own = spansIn(said, 'own').some(({ found }) => found.level !== undefined)
  const many = other ?? otherName ?? otherTime
  if (many || own || (name && name.found.ids.length > 1) || (name && amount)) return undefined
  // 一栋还没竣工: none of a thing is no figure
  if (amount?.found.none) return undefined
  const mode = (amount?.found.mode ?? modeIn(said)) || (time?.found.current && !amount ? 'increment' : undefined)
  const unit = amount ? undefined : unitsIn(said)
  const pick = name ? undefined : pickIn(said)
  const asOf = time && !time.found.current ? time.found.to : undefined
  const [id] = name?.found.ids ?? []
  if (!amount && !mode && !unit && !asOf && !id) return undefined
  return {
    kind: 'amended',
    isLoose: true,
    ...(id && { indicator: id }),
    ...(pick?.by === 'row' && { pick }),
    ...(amount && { to: numberIn(said, amount) }),
    ...(amount?.found.value === '0' && mode === 'increment' && { isNil: true }),
    ...(mode && { mode }),
    ...(unit && { unit }),
    ...(asOf && { asOf }),
    ...((filling.length === 0 && unsure.length > 0) || amount?.found.about ? { isUnsure: true } : {}),
  }
}

const tellsNumber = (said: Utterance): boolean =>
  spansIn(said, 'amount').some(({ latent, found }) => !latent && found.unit)

/** Says a part of a figure, and nothing that is left over. */
function fills(said: Utterance, over?: 'unread'): boolean {
  const isTold = TOLD_PARTS.some((kind) => spansIn(said, kind).length > 0) || unitsIn(said) !== undefined
  const unread = spansIn(said, 'unread').filter(
    ({ at, end, found }) =>
      !(end - at < 2 && found.like === 'other') &&
      !said.small.some((one) => PARTS_OF.has(one.part.kind) && one.at < end && one.end > at),
  )
  const asks = spansIn(said, 'ask').every(({ found }) => found.for === 'whether' && found.of === undefined)
  const acts = spansIn(said, 'act').every(({ found }) => found.act === 'report')
  const others = OF_OTHERS.filter((kind) => kind !== 'act').every((kind) => spansIn(said, kind).length === 0)
  const measures = spansIn(said, 'measure').every(({ found }) => found.is === undefined)
  return isTold && asks && acts && others && measures && (over !== undefined || unread.length === 0)
}
const PARTS_OF: ReadonlySet<string> = new Set(['unit', 'others', 'mode'])
const TOLD_PARTS = ['amount', 'indicator', 'time', 'extreme'] as const

/** Tells something beside, or agrees: 有一家算半年的; 收到; 不过. */
const isAside = (said: Utterance): boolean =>
  (tells(said) || spansIn(said, 'amount').length === 0) &&
  [...OF_OTHERS, 'ask', 'repair', 'indicator'].every((kind) =>
    spansIn(said, kind as 'ask').every(({ latent }) => latent),
  ) &&
  spansIn(said, 'polar').every(({ found }) => found.says)

/** 先别报，我问下镇里: what was shown is not to be reported now; whether ever, is not said. */
export const isPutOff = (said: Utterance): boolean =>
  clausesOf(said).some(
    (one) =>
      saysOnly(one, ['act', 'measure', 'polar'], ['forbid', 'not']) &&
      spansIn(one, 'act').every(({ found }) => DOING.has(found.act)) &&
      spansIn(one, 'polar').every(({ found }) => !found.says) &&
      spansIn(one, 'measure').every(({ found }) => found.measure === 'reported' && found.is === false) &&
      (marksIn(one, 'forbid', 'not').length > 0 || spansIn(one, 'measure').length > 0),
  ) && SUBJECTS.every((kind) => spansIn(said, kind).length === 0)
const SUBJECTS = ['ask', 'amount', 'indicator', 'region', 'parts'] as const
