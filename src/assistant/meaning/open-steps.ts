/**
 * What is open comes before what words mean by themselves: a pending question (slot filling), the options shown (selection), the
 * item shown or done last (change, confirmation, cancellation, undo), the topic (ellipsis). The steps, in their order.
 */
import {
  answerIn,
  answersWith,
  consistsOf,
  letsGo,
  marksIn,
  spansIn,
  type Utterance,
  unreadIn,
} from '../../language/index.ts'
import type { Button } from '../../message/card.ts'
import { type Asked, type Command, isCourtesy } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { continued, type Decided, type DialogueTurn, named, press, type ReadAs, say, tooDense } from '../execute.ts'
import * as text from '../text.ts'
import { doubtOfFilling, doubtOfReply } from './confidence.ts'
import { isStale, waitsFor } from './dialogue-state.ts'
import { applyToOpen } from './open-item.ts'
import { dropsAsked, givesUp, namesAnother, putsOff, saysWhatToDo } from './topic-switch.ts'

type Step = (turn: DialogueTurn) => Promise<(Decided & ReadAs) | undefined> | (Decided & ReadAs) | undefined

/**
 * What was asked is answered; asked too long ago, or by another version, it is asked anew. Any words may be a reason, so that
 * they are one only where they say nothing of what lies open.
 */
const fillSlots: Step = async (turn) => {
  const { asked, waits, parts } = turn
  if (!waits) return undefined
  const isAnother = !waits.slots.includes('reason') && isOfAnother(turn, waits)
  const isOther = isAnother || (waits.slots.includes('reason') && saysWhatToDo(asked, parts))
  const isDropped = dropsAsked(asked, waits, parts)
  const isElse = isOther || (isDropped && !waits.slots.includes('reason'))
  const values = isElse ? undefined : named(waits.command, turn)?.fills?.(asked, waits)
  if (!values) return isDropped ? { ...say('declined', text.leftUndone()), command: waits.command } : undefined
  const told = isStale(waits, asked.now) ? waits.values : values
  return { ...(await press(waits.command, told, turn)), doubt: doubtOfFilling(asked, waits) }
}

/** Of what another command left open nothing is meant. */
const isOfAnother = (turn: DialogueTurn, open: { readonly command: string } | undefined): boolean => {
  const before = open && named(open.command, turn)
  return before !== undefined && namesAnother(turn.asked, before, turn.parts.commands)
}

/** 第二个, 另一个: one of the buttons that were shown. */
const selectOption: Step = async (turn) => {
  const { asked } = turn
  const choice = chosen(asked) ?? other(asked) ?? detailed(asked, (name) => named(name, turn))
  if (!choice) return undefined
  const left = (asked.turns.at(-1)?.kept?.options ?? []).filter((one) => one !== choice)
  return { ...(await press(choice.command, choice.values ?? {}, turn)), left }
}

/** 那安吉呢: a command takes it for a reply to what it said (`Command.continues`). */
const continueTopic: Step = async ({ asked, waits, parts }) => {
  const going = await continued(asked, parts.commands)
  return going && { ...going, doubt: doubtOfReply(asked, going.outcome, waits) }
}

/** What is said to what was left open (`applyToOpen`), where that is so. */
const changeOpen =
  (isTurn: (asked: DialogueTurn['asked']) => unknown): Step =>
  (turn) =>
    isTurn(turn.asked) && !isOfAnother(turn, turn.asked.opened) ? applyToOpen(turn) : undefined

/** To what was shown just now and not done it comes before what that lacks: 那就定了 is no reason. */
const changeShown = changeOpen((asked) => asked.opened?.isLast && asked.opened.shown && !chosen(asked))

/** To what was left open last it comes before anything else that waits. */
const changeNewest = changeOpen(({ opened }) => opened?.isLast)

/** To what was left open before something else it comes last. */
const changeOlder = changeOpen(() => true)

/** 发, 算了, 放弃: what was shown last is answered before what waited before it; 提交 alone may be of figures. */
const settleNewest: Step = (turn) => {
  const { asked, parts } = turn
  const [newest] = asked.open ?? []
  if (!newest?.isLast) return undefined
  const answer = answerIn(asked.said())
  const isOfFigures = answer?.says === 'yes' && answer.doing && !answer.sends
  // 确认, where its button says 确认请假, is of it
  if (answer?.says === 'yes')
    return isOfFigures && !newest.does.label.includes(asked.text.trim()) ? undefined : confirmOffered(turn)
  if (givesUp(asked, newest.command, true, parts))
    return { ...say('declined', text.leftUndone()), command: newest.command }
  return putsOff(asked, newest.command, parts) ? say('clarify', text.heldBack(newest)) : undefined
}

/** 撤了, behind what was done just now and is no figure: it is of that, and of no figure that waits or was recorded before. */
const undoLast: Step = async (turn) => {
  const { asked, parts } = turn
  const last = asked.turns.findLast((turn) => !isCourtesy(turn))
  const ended = endedAs(last?.status ?? '')
  const command = last?.command ? named(last.command, turn) : undefined
  if (!command || ended?.family !== 'done' || ended.ofFigures) return undefined
  const own = await continued(asked, [command])
  if (own) return own
  if (!givesUp(asked, command.name, false, parts)) return undefined
  return command.undoneBy ? press(command.undoneBy, {}, turn) : say('refused', text.notTakenBack())
}

/** 好, 就这样: the one button that was put first is pressed. */
const confirmOffered: Step = (turn) => {
  const button = agreedTo(turn.asked)
  return button && press(button.command, button.values ?? {}, turn)
}

/** 算了: what waits is given up. */
const cancelPending: Step = ({ asked, parts }) => {
  const { options = [], waits } = asked.turns.at(-1)?.kept ?? {}
  const does = options.find(({ style }) => style === 'primary' || style === 'danger')
  const [newest] = asked.open ?? []
  const of = newest?.command ?? does?.command ?? waits?.command
  const isGone = of && (givesUp(asked, of, true, parts) || (newest && letsGo(asked.said())))
  return isGone ? { ...say('declined', text.leftUndone()), command: newest?.command ?? null } : undefined
}

/** A yes to what was shown before something else: seen again first. */
const showAgain: Step = ({ asked }) => {
  const [newest] = asked.open ?? []
  return newest && agrees(asked) ? say('clarify', text.stillOpen(newest)) : undefined
}

/** A yes, a no, 发吧, with nothing to which it could be. */
const answerToNothing: Step = ({ asked }) => {
  if (sendsOnly(asked.said())) return say('talk', text.nothingToSend())
  if (!isAnswer(asked.said())) return undefined
  // 走起, behind an answer, may be a wish
  const isPlain = asked.turns.length === 0 || answerIn(asked.said())
  return { ...say('talk', text.nothingWaits()), doubt: isPlain ? 'none' : 'guess' }
}

/** What is open comes first, in this order. */
const OPEN_FIRST: readonly Step[] = [
  changeShown,
  fillSlots,
  selectOption,
  changeNewest,
  settleNewest,
  undoLast,
  continueTopic,
  changeOlder,
  confirmOffered,
  cancelPending,
  showAgain,
  answerToNothing,
]
/** The bare name of a command (确认) may be said to what is open, too: of figures it is before any button whose words it has. */
const BARE = [changeShown, changeNewest, settleNewest, undoLast, continueTopic, selectOption, confirmOffered, showAgain]

/** What becomes of words by the first of these steps that they are meant for; undefined where they are for none. */
async function firstOf(steps: readonly Step[], turn: DialogueTurn): Promise<(Decided & ReadAs) | undefined> {
  for (const step of steps) {
    const decided = await step(turn)
    if (decided) return decided
  }
  return undefined
}

/**
 * Plain words said to what is open.
 * @returns that they cannot be read, where that took too much; undefined where they mean something by themselves
 */
export const toOpen = async (turn: DialogueTurn): Promise<(Decided & ReadAs) | undefined> =>
  turn.asked.said().isSpent ? tooDense() : firstOf(OPEN_FIRST, turn)

/** The bare name of a command (撤回, 确认) said to what is open. @param isOfFigures whether it is one that acts on figures */
export const bareToOpen = (turn: DialogueTurn, isOfFigures: boolean): Promise<(Decided & ReadAs) | undefined> =>
  firstOf(isOfFigures ? BARE : BARE.filter((step) => step !== continueTopic), turn)

/** 好, 不用了: an answer, and nothing else. */
function isAnswer(said: Utterance): boolean {
  return spansIn(said, 'polar').length > 0 && consistsOf(said, 'polar')
}

/** Whether the words say yes; to what is not asked here. */
const agrees = ({ said }: Asked): boolean => answerIn(said())?.says === 'yes'

/** 发吧, and nothing else. */
function sendsOnly(said: Utterance): boolean {
  const answer = answerIn(said)
  return answer?.says === 'yes' && answer.sends
}

/** A label holds what was said in answer to it: 僵尸企业 for 是“僵尸企业”. */
const SHORTEST_ANSWER = 2

/** Which of the buttons of the last question a message means: 第二个, or words of one label alone. */
function chosen({ turns, said, text }: Asked): Button | undefined {
  const options = turns.at(-1)?.kept?.options ?? []
  if (options.length === 0) return undefined
  const words = text.trim()
  const exact = options.find(({ label }) => label === words)
  if (exact) return exact
  const within = words.length >= SHORTEST_ANSWER ? options.filter(({ label }) => label.includes(words)) : []
  if (within.length === 1) return within[0]
  return options.length > 1 ? byNumber(said(), options) : undefined
}

/** 另一个: what was not chosen before, where that is one. */
function other({ turns, said }: Asked): Button | undefined {
  const [only, another] = turns.at(-1)?.kept?.left ?? []
  return only && !another && answersWith(said(), [], ['others']) ? only : undefined
}

/** 周三到下周一, behind 请假 that was only offered: what was offered, with what it would have asked for. */
function detailed(asked: Asked, named: (name: string) => Command | undefined): Button | undefined {
  const last = asked.turns.at(-1)
  const filled = (last?.command === null ? (last.kept?.options ?? []) : []).flatMap((option) => {
    // the words that were guessed at are not to be read again
    const { text: _, ...values } = option.values ?? {}
    const waits = waitsFor({ slots: [], values }, option.command, asked.now)
    const filled = named(option.command)?.fills?.(asked, waits)
    return filled ? [{ ...option, values: filled }] : []
  })
  const [only, another] = filled
  return another ? undefined : only
}

/** What agreement does, in whatever words: the one button that was put first on the card shown last, and no older one's. */
function agreedTo({ turns, open = [], said }: Asked): Button | undefined {
  const answer = answerIn(said())
  if (answer?.says !== 'yes') return undefined
  const [first, another] = (turns.at(-1)?.kept?.options ?? []).filter(({ style }) => style === 'primary')
  const [newest] = open
  // what cannot be taken back is pressed by itself
  if (newest?.isLast) return newest.does.style === 'danger' ? undefined : newest.does
  // 发吧, behind an answer that only offers a form: what stands open to be sent is seen again
  const isOther = answer.sends && newest && newest.does.command !== first?.command
  return first && !another && !isOther ? first : undefined
}

/** 第一个, 后一个, 2 */
function byNumber(said: ReturnType<Asked['said']>, options: readonly Button[]): Button | undefined {
  const spans = said.readings[0]?.spans ?? []
  const [only, another] = spans.filter(({ found }) => found.kind !== 'unread')
  // 交第二个 is to be done with one of the figures, and chooses no button
  if (!only || another || marksIn(said, 'reports').length > 0) return undefined
  // 不确定那家先不算: 先 is no first of anything, and what is not understood chooses nothing
  if (unreadIn(said).length > 0) return undefined
  const [extreme] = spansIn(said, 'extreme').filter(({ found }) => found.measure === undefined)
  if (extreme)
    return extreme.found.end === 'first' ? options[(extreme.found.nth ?? 1) - 1] : options.at(-(extreme.found.nth ?? 1))
  const [number] = spansIn(said, 'amount')
  return number?.latent ? options[Number(number.found.value) - 1] : undefined
}
