/** Which of what was offered a message means: a yes or no, one of several options by number or words, details for the only one. */
import { answerIn, answersWith, consistsOf, marksIn, spansIn, type Utterance, unreadIn } from '../../language/index.ts'
import type { Button } from '../../message/card.ts'
import type { Asked, Command } from '../../message/command.ts'
import { waitsFor } from './dialogue-state.ts'

/** 好, 不用了: an answer, and nothing else. */
export function isAnswer(said: Utterance): boolean {
  return spansIn(said, 'polar').length > 0 && consistsOf(said, 'polar')
}

/** Whether the words say yes; to what is not asked here. */
export const agrees = ({ said }: Asked): boolean => answerIn(said())?.says === 'yes'

/** 发吧, and nothing else. */
export function sendsOnly(said: Utterance): boolean {
  const answer = answerIn(said)
  return answer?.says === 'yes' && answer.sends
}

/** A label holds what was said in answer to it: 僵尸企业 for 是“僵尸企业”. */
const SHORTEST_ANSWER = 2

/** Which of the buttons of the last question a message means: 第二个, or words of one label alone. */
export function chosen({ turns, said, text }: Asked): Button | undefined {
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
export function other({ turns, said }: Asked): Button | undefined {
  const [only, another] = turns.at(-1)?.kept?.left ?? []
  return only && !another && answersWith(said(), [], ['others']) ? only : undefined
}

/** 周三到下周一, behind 请假 that was only offered: what was offered, with what it would have asked for. */
export function detailed(asked: Asked, named: (name: string) => Command | undefined): Button | undefined {
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
export function agreedTo({ turns, open = [], said }: Asked): Button | undefined {
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
