/** What a message says to something that is open: to a draft, or to the figures just recorded. */
import { answerIn, consistsOf, spansIn, type Utterance } from '../../language/index.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'

export type Reply =
  /** 好, 对, 确认; all: 全部确认 */
  | { readonly kind: 'assent'; readonly all: boolean }
  /** 取消; weak: 不用了, which takes nothing back that was recorded */
  | { readonly kind: 'cancel'; readonly weak: boolean }
  /** 不对, 报错了: and nothing said of what is right */
  | { readonly kind: 'wrong' }
  /** 撤回刚才的 */
  | { readonly kind: 'undo' }
  /** 不对，是11家；把10改成11；少报了1家 */
  | Amended
  /** 16: the right number, where a draft was just shown */
  | { readonly kind: 'number'; readonly to: string }

export interface Amended {
  readonly kind: 'amended'
  readonly indicator?: IndicatorId
  /** 不是高企，是科小: the right indicator */
  readonly instead?: IndicatorId
  /** the number that was wrong, as typed */
  readonly from?: string
  /** the right one, as typed with its unit */
  readonly to?: string
  /** how much was said too much, or too little, in the place of the right one */
  readonly off?: 'over' | 'under'
  readonly asOf?: Day
}

/** @returns undefined where the message says something of its own, or asks */
export function replyIn(said: Utterance): Reply | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const answer = answerIn(said)
  if (answer?.says === 'yes') return { kind: 'assent', all: answer.all }
  if (answer) return { kind: 'cancel', weak: answer.weak }
  // 撤销上一条: the one is the message
  const counted = spansIn(said, 'amount').every(({ found }) => found.value === '1')
  if (acts.includes('undo') && counted && consistsOf(said, 'act', 'polar', 'repair', 'amount')) return { kind: 'undo' }
  const [number, another] = spansIn(said, 'amount')
  if (number && !another && consistsOf(said, 'amount'))
    return { kind: 'number', to: said.raw.slice(number.at, number.end) }
  const isRepaired = repairs.some((how) => how !== 'only' && how !== 'more')
  const isPlain = consistsOf(said, 'repair', 'polar', 'amount', 'indicator', 'time', 'own', 'act')
  if (!isRepaired || !isPlain || acts.some((one) => one !== 'correct' && one !== 'report')) return undefined
  return amendedIn(said, repairs) ?? { kind: 'wrong' }
}

function amendedIn(said: Utterance, repairs: readonly string[]): Amended | undefined {
  const amounts = spansIn(said, 'amount').map(({ at, end }) => said.raw.slice(at, end))
  const names = spansIn(said, 'indicator').flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const [named, instead] = names
  const [time] = spansIn(said, 'time')
  const [from, to] = amounts.length > 1 ? [amounts[0], amounts.at(-1)] : [undefined, amounts[0]]
  if (amounts.length > 2 || names.length > 2 || (to === undefined && !time && !named)) return undefined
  const off = repairs.find((how) => how === 'over' || how === 'under')
  // 多打了个0: no number of anything
  if (off && spansIn(said, 'amount').some(({ found }) => found.unit === undefined)) return undefined
  return {
    kind: 'amended',
    ...(named && (to !== undefined || instead || time) && { indicator: named }),
    ...(instead ? { instead } : named && to === undefined && !time && { instead: named }),
    ...(from && { from }),
    ...(to && { to }),
    ...(off && { off }),
    ...(time && { asOf: time.found.to }),
  }
}
