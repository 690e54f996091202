/** What a message that is understood as a whole says to something that is open: to a draft, or to the figures just recorded. */
import {
  answerIn,
  changeIn,
  clausesOf,
  consistsOf,
  marksIn,
  spansIn,
  tellsNo,
  type Utterance,
} from '../../language/index.ts'
import type { Command } from '../../message/command.ts'
import type { Act } from '../said/act.ts'
import { amendmentIn, tellsWrongNumber } from './amendment.ts'
import { droppedIn, FILES, filedIn } from './picked.ts'
import { reasonGiven } from './reason.ts'

/**
 * What a message says to figures that wait or were just recorded: an act with its slots, or that they are taken back.
 */
export type Reply = Act | { readonly act: 'undo' }

/**
 * What a message says to figures, where it can be read as a whole by rules.
 * @returns undefined where a word is left over, or it asks
 */
export function replyIn(said: Utterance): Reply | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const answer = answerIn(said)
  // 是的，4000: a number beside the yes is what is said
  const isBare = spansIn(said, 'amount').length === 0
  if (speaksOfChange(said) && givesUpChange(said)) return { act: 'drop', weak: true, change: true }
  if (answer?.says === 'yes' && isBare)
    return { act: 'agree', all: answer.all, doing: answer.doing, sends: answer.sends }
  if (answer?.says === 'no') return { act: 'drop', ...(answer.weak && { weak: true }) }
  // 交; 对，交; 提交全部
  if (marksIn(said, 'reports').length > 0 && isOnlyMarked(said)) return filing(marksIn(said, 'every').length > 0)
  // 嗯嗯 报, 那就报
  const isYes = spansIn(said, 'polar').every(({ found }) => found.says)
  // 确认更正: of a correction that waits
  const isDone = acts.some((one) => FILES.has(one)) && acts.every((one) => FILES.has(one) || one === 'correct')
  if (isYes && isDone && isBare && consistsOf(said, 'polar', 'act')) return filing(acts.includes('confirm-all'))
  // 撤销上一条: the one is the message
  const counted = spansIn(said, 'amount').every(({ found }) => found.value === '1')
  if (acts.includes('undo') && !deniesUndo(said) && counted && consistsOf(said, 'act', 'polar', 'repair', 'amount'))
    return { act: 'undo' }
  const n = eachOf(said)
  if (n !== undefined) return { ...filing(false), n }
  if (isEach(said) && consistsOf(said, 'measure', 'polar', 'act')) return filing(true)
  const some = repairs.length === 0 ? filedIn(said) : undefined
  if (some) return { act: 'only', pick: some }
  const why = reasonGiven(said)
  if (why) return { act: 'reason', why }
  const is = amendmentIn(said)
  if (is) return { act: 'set', is }
  const isRepaired = repairs.some((how) => how !== 'only' && how !== 'more')
  const isWrong = consistsOf(said, ...WRONG) || (consistsOf(said, ...WRONG, 'amount') && tellsWrongNumber(said))
  return isRepaired && isWrong ? { act: 'disagree' } : withoutIn(said)
}

const speaksOfChange = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => found.act === 'correct') ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'corrections')

/** Said to be done. */
const filing = (all: boolean) => ({ act: 'agree', all, doing: true, sends: false }) as const

/** As `replyIn`; undefined also where something beside a number was not understood. */
export function wholeAct(said: Utterance): Reply | undefined {
  const reply = replyIn(said)
  return reply?.act === 'set' && reply.is.isUnsure ? undefined : reply
}

const WRONG = ['repair', 'polar', 'indicator', 'time', 'own', 'act'] as const

/** Whether nothing was read but small words. */
const isOnlyMarked = (said: Utterance): boolean =>
  (said.readings[0]?.spans ?? []).every(({ found, latent }) => latent || found.kind === 'polar')

/** 都报 */
const isEach = (said: Utterance): boolean =>
  spansIn(said, 'measure').some(
    ({ found }) => found.measure === 'reported' && found.holds === 'every' && found.is !== false,
  )

function eachOf(said: Utterance): number | undefined {
  const [only, another] = spansIn(said, 'amount')
  const n = only && !another ? Number(only.found.value) : Number.NaN
  const isYes = spansIn(said, 'polar').some(({ found }) => found.says)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  // 那两个先交上去
  const isDone = (acts.length > 0 && acts.every((one) => FILES.has(one))) || marksIn(said, 'reports').length > 0
  const isAll = isEach(said) || isDone || (isYes && marksIn(said, 'every').length > 0)
  return isAll && n > 1 && consistsOf(said, 'amount', 'measure', 'polar', 'act') ? n : undefined
}

function withoutIn(said: Utterance): Act | undefined {
  const dropped = droppedIn(said)
  if (dropped) return { act: 'without', pick: dropped }
  const change = changeIn(said)
  if (!change || change.how === 'in' || change.places.length + change.times.length > 0) return undefined
  // 除了低小散 多了5家: not only left out
  if (spansIn(said, 'amount').some(({ latent, found }) => !latent && !found.none)) return undefined
  const pick = { by: 'name', ids: change.indicators } as const
  return { act: 'without', pick, ...(change.how === 'only' && { others: true }) }
}

/** Whether a message takes back what was recorded or waits: 撤回刚才的; 取消; 高企那个撤掉. */
export function takesBack(said: Utterance): boolean {
  const reply = replyIn(said)
  const isReply = reply?.act === 'undo' || (reply?.act === 'drop' && !reply.weak)
  return isReply || (spansIn(said, 'act').some(({ found }) => found.act === 'undo') && !deniesUndo(said))
}

/** 别撤: nothing is taken back, least of all what was asked about just before. */
const deniesUndo = (said: Utterance): boolean => isDenied(said, 'undo')

/** Whether nothing new is told of the other indicators: 其他的都没有. */
export const tellsNoneOfOthers = (said: Utterance): boolean =>
  marksIn(said, 'others').length > 0 && spansIn(said, 'amount').some(({ found }) => found.value === '0')

/** Goes on only with messages that may be of figures: for others nothing is read from the store. */
export const where =
  (may: (said: Utterance) => boolean, goOn: NonNullable<Command['continues']>): NonNullable<Command['continues']> =>
  async (asked) =>
    may(asked.said()) ? goOn(asked) : undefined

/** 算了不改了; 不更正了，80没错: in one clause, where no other says what is to be done, or that it is right as it was shown. */
function givesUpChange(said: Utterance): boolean {
  const clauses = clausesOf(said)
  const isAside = (one: Utterance): boolean =>
    tellsNo(one, 'ask', 'repair') &&
    marksIn(one, 'reports').length === 0 &&
    spansIn(one, 'act').every(({ found }) => !FILES.has(found.act)) &&
    (tellsNo(one, 'polar') || !tellsNo(one, 'amount'))
  return clauses.some(deniesChange) && clauses.every((one) => deniesChange(one) || isAside(one))
}

const deniesChange = (said: Utterance): boolean =>
  (isDenied(said, 'correct') ||
    spansIn(said, 'measure').some(
      ({ at, found }) =>
        found.measure === 'corrections' &&
        (found.is === false || marksIn(said, 'forbid', 'not').some(({ end }) => end === at)),
    )) &&
  marksIn(said, 'reports').length === 0 &&
  tellsNo(said, 'ask', 'polar') &&
  spansIn(said, 'amount').every(({ found }) => found.none)

/** 别撤: the act stands right behind what denies it. */
const isDenied = (said: Utterance, act: 'undo' | 'correct'): boolean =>
  spansIn(said, 'act').some(
    ({ at, found }) => found.act === act && marksIn(said, 'forbid', 'not').some(({ end }) => end === at),
  )
