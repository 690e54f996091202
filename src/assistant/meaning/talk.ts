/** A talk: what was said before in a chat by the same person, and what of it is still open. */

import type { Utterance } from '../../language/index.ts'
import { answerIn, answersWith, consistsOf, marksIn, spansIn, unreadIn } from '../../language/index.ts'
import type { Button, Card } from '../../message/card.ts'
import { type Asked, type Command, isCourtesy, type Outcome, type Turn } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { type Past, pastOf } from '../../message/inbox.ts'
import type { Incoming } from '../../message/incoming.ts'
import { type Kept, type Open, type Opened, readKept, WAITS_VERSION, type Waits } from '../../message/thread.ts'
import { DAY_MS, type Instant, instant, MINUTE_MS } from '../../office/day.ts'
import type { Reader } from '../../store/index.ts'
import { topicOf } from './topic.ts'

const TURNS = 5
/** What was shown stays open however much is said in between; more than this in half an hour is no talk. */
const ROWS = 40
const CONVERSATION_MS = 30 * MINUTE_MS

export interface Talk {
  /** oldest first: at most five within the last 30 minutes, presses among them */
  readonly turns: readonly Turn[]
  /** what was asked last, however long ago up to a day: an answer that comes too late is asked anew */
  readonly waits?: Waits
  readonly open: readonly Open[]
  readonly opened?: Opened
}

export const NO_TALK: Talk = { turns: [], open: [] }

/** What the same person said and pressed in the chat before; nobody else's. */
export async function talkBefore(message: Incoming, store: Reader): Promise<Talk> {
  const rows = await pastOf(store, message, message.at - DAY_MS, ROWS)
  const all = rows.map(turnOf).reverse()
  const waits = all.at(-1)?.kept?.waits
  const recent = all.filter(({ at = 0 }) => at > message.at - CONVERSATION_MS)
  const opened = openedIn(recent)
  return { turns: recent.slice(-TURNS), open: openIn(recent), ...(waits && { waits }), ...(opened && { opened }) }
}

/** The newest that its command did not settle since without leaving anything. */
function openedIn(turns: readonly Turn[]): Opened | undefined {
  const at = turns.findLastIndex(({ kept }) => kept?.opens !== undefined)
  const { command = null, kept } = turns[at] ?? {}
  const owner = kept?.opens?.command ?? command
  const since = turns.slice(at + 1)
  const isSettled = since.some((later) => later.command === owner && later.status !== 'declined')
  if (!kept?.opens || owner === null || isSettled) return undefined
  const isGivenUp = since.at(-1)?.status === 'declined'
  if (!isGivenUp && since.some(({ status }) => status === 'declined')) return undefined
  // what was only said again has its button from before
  const before = command === null ? turns.slice(0, at).findLast((one) => one.command === owner) : undefined
  const shown = kept.shown ?? before?.kept?.shown
  return {
    command: owner,
    values: kept.opens.values,
    isLast: since.every(isCourtesy),
    ...(shown && { shown }),
    ...(isGivenUp && { isGivenUp }),
  }
}

/** A later turn of the same command has sent it, let it go, or put another in its place. */
function openIn(turns: readonly Turn[]): Open[] {
  const open = turns.flatMap(({ command, at, kept }, index) => {
    const since = turns.slice(index + 1)
    const isSettled = since.some((later) => later.command === command)
    if (!kept?.shown || command === null || at === undefined || isSettled) return []
    return [{ ...kept.shown, command, request: kept.request, at, isLast: since.every(isCourtesy) }]
  })
  return open.reverse()
}

/** A press is a turn without words. */
const turnOf = ({ id, kind, text, at, command, status, kept }: Past): Turn => ({
  id,
  text: kind === 'text' ? (text ?? '') : '',
  at,
  command,
  status,
  ...(kept !== null && { kept: readKept(kept) }),
})

/** Whether a question waits no more, or was asked by another version of the program. */
export const isStale = ({ until, version }: Waits, now: Instant): boolean => now > until || version !== WAITS_VERSION

/** How a message was understood, beside what came of it. */
export interface Understood {
  readonly command: string | null
  /** the words, where they were plain and so have been read */
  readonly said?: Utterance
  /** what could have been chosen besides */
  readonly left?: readonly Button[]
}

/** What a turn leaves for the next, kept with its inbox row. @returns undefined where that is nothing */
export function keptBy(
  { status, reply, request, asks, opens, listed = [], told }: Outcome,
  { command, said, left = [] }: Understood,
  now: Instant,
): Kept | undefined {
  const shown = (reply?.blocks ?? []).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  // the buttons of a card that asks back are what can be answered, as they are where one is put first
  const isOpen = endedAs(status)?.asksBack || shown.some(({ style }) => style === 'primary')
  const options = (isOpen ? shown : []).map(optionOf)
  const topic = said && topicOf(said)
  const does = isPreview({ status, ...(reply && { reply }) }) ? shown.find(isDoing) : undefined
  const kept: Kept = {
    ...(reply && does && { shown: { title: reply.title, text: textOf(reply), does: optionOf(does) } }),
    ...(options.length > 0 && { options }),
    ...(left.length > 0 && { left }),
    ...(request !== undefined && { request }),
    ...(opens && { opens }),
    ...(asks && command !== null && { waits: waitsFor(asks, command, now) }),
    ...(topic && { topic }),
    ...(listed.length > 0 && { listed }),
    ...(told && { told }),
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

const isDoing = ({ style }: Button): boolean => style === 'primary' || style === 'danger'

/** Whether it shows what one press will do: nothing is done yet, and there is one button that does it. */
export function isPreview({ status, reply }: Pick<Outcome, 'status' | 'reply'>): boolean {
  const shown = (reply?.blocks ?? []).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const [does, another] = shown.filter(isDoing)
  return (status === 'previewed' || status === 'asked') && does !== undefined && !another && !does.confirm
}

/** A button that asks before it does is not what a mere 好 means. */
const optionOf = ({ label, command, values, style, confirm }: Button): Button => ({
  label,
  command,
  ...(values && { values }),
  ...(style && { style: confirm && style === 'primary' ? 'plain' : style }),
})

const textOf = ({ blocks }: Card): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')

const waitsFor = (asks: NonNullable<Outcome['asks']>, command: string, now: Instant): Waits => ({
  command,
  ...asks,
  until: instant(now + CONVERSATION_MS),
  version: WAITS_VERSION,
})

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
