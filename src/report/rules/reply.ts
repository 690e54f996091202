/** What a message says to something that is open: to a draft, or to the figures just recorded. */
import {
  answerIn,
  answersWith,
  clausesOf,
  consistsOf,
  marksIn,
  saysOnly,
  spansIn,
  type Utterance,
  unitIn,
} from '../../language/index.ts'
import type { Mode } from '../../ledger/index.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
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
  /** the right one, as typed with its unit */
  readonly to?: string
  /** how much was said too much, or too little, in the place of the right one */
  readonly off?: 'over' | 'under'
  readonly asOf?: Day
  readonly mode?: Mode
  /** the right unit of the number that was said */
  readonly unit?: string
  /** for whom it is */
  readonly place?: RegionKey
}

/** @returns undefined where the message says something of its own, or asks */
export function replyIn(said: Utterance): Reply | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const answer = answerIn(said)
  if (answer?.says === 'yes') return { kind: 'assent', all: answer.all, doing: answer.doing, sends: answer.sends }
  if (answer) return { kind: 'cancel', weak: answer.weak }
  // 提交全部: what is done, of everything, in words of its own
  if (marksIn(said, 'reports').length > 0 && marksIn(said, 'every').length > 0 && isOnlyMarked(said))
    return { kind: 'assent', all: true, doing: true, sends: false }
  // 嗯嗯 报, 那就报
  const isYes = spansIn(said, 'polar').every(({ found }) => found.says)
  if (isYes && acts.length > 0 && acts.every((one) => DOING.has(one)) && consistsOf(said, 'polar', 'act'))
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
  if (detail) return { kind: 'detail', is: detail }
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
const WRONG = ['repair', 'polar', 'amount', 'indicator', 'time', 'own', 'act'] as const

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
  if (number && !another && consistsOf(said, 'amount', 'extreme') && (!pick || pick.by === 'row'))
    return { kind: 'amended', to: said.raw.slice(number.at, number.end), ...(pick && { pick }) }
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

function eachOf(said: Utterance): number | undefined {
  const [only, another] = spansIn(said, 'amount')
  const isEach = spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.holds === 'every')
  const n = only && !another ? Number(only.found.value) : Number.NaN
  const isDone = spansIn(said, 'act').length > 0 || marksIn(said, 'reports').length > 0
  const isAll = isEach || (isDone && marksIn(said, 'every').length > 0)
  return isAll && n > 1 && consistsOf(said, 'amount', 'measure', 'polar', 'act') ? n : undefined
}

function amendedIn(said: Utterance, repairs: readonly string[]): Amended | undefined {
  const amounts = spansIn(said, 'amount').map(({ at, end }) => said.raw.slice(at, end))
  const names = spansIn(said, 'indicator').flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const [named, instead] = names
  const [time] = spansIn(said, 'time')
  const [from, to] = amounts.length > 1 ? [amounts[0], amounts.at(-1)] : [undefined, amounts[0]]
  const [place, otherPlace] = spansIn(said, 'region')
  if (otherPlace) return undefined
  const altered = to === undefined ? alteredIn(said) : undefined
  if (amounts.length > 2 || names.length > 2 || (to === undefined && !time && !named && !place && !altered))
    return undefined
  const pick = named === undefined ? pickIn(said) : undefined
  const off = repairs.find((how) => how === 'over' || how === 'under')
  // 多打了个0: no number of anything
  if (off && spansIn(said, 'amount').some(({ found }) => found.unit === undefined)) return undefined
  return {
    kind: 'amended',
    ...(named && (to !== undefined || instead || time || altered || place) && { indicator: named }),
    ...(instead ? { instead } : named && to === undefined && !time && !altered && !place && { instead: named }),
    ...(pick && { pick }),
    ...(from && { from }),
    ...(to && { to }),
    ...(off && { off }),
    ...(time && { asOf: time.found.to }),
    ...(place && { place: place.found.key }),
    ...(altered?.mode && { mode: altered.mode }),
    ...(altered?.unit && { unit: altered.unit }),
  }
}

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
