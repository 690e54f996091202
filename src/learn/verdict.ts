/** 评价: 有用 or 不对 under an answer; the card then says so and cannot be pressed again, and who coordinates is told of a wrong one. */

import { pressRating, ratingInput } from '../ask/index.ts'
import { type Block, below, buttons, type Card, note, partsOf } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Pressed } from '../message/input.ts'
import { cardOf, postOnce, shownAs } from '../message/outgoing.ts'
import type { Calendar } from '../office/calendar.ts'
import { dayOf } from '../office/day.ts'
import { whenOpen } from '../office/hours.ts'
import type { Rule } from '../office/schedule.ts'
import { acting, onPosts } from '../people/index.ts'
import type { Reader, Statement } from '../store/index.ts'
import { keepVerdict, type QuestionId, questionById } from './rows.ts'
import * as text from './text.ts'

const LONGEST_WHY = 200

/** By which rules and calendar the office is open. */
export interface Hours {
  readonly rules: readonly Rule[]
  readonly calendar: Calendar
}

const NAME = '评价'

/**
 * What the buttons under an answer bring: whether it helped, and what was wrong. Reviewers hear of a bad one.
 * @param hours when they are told
 */
export const verdictCommand = (hours: Hours): Command =>
  command({
    name: NAME,
    words: [],
    right: { kind: 'anyone' },
    summary: '说一个答案有没有用',
    input: ratingInput,
    run: (asked, pressed) => rate(asked, pressed, hours),
  })

async function rate(asked: Asked, pressed: Pressed<typeof ratingInput>, hours: Hours): Promise<Outcome> {
  const { message, store, now } = asked
  const question = pressed.question as QuestionId | undefined
  const words = question && (await questionById(store, question))
  if (message.kind !== 'action' || !question || words === undefined)
    return { status: 'stale', writes: [], reply: text.pressUnderAnswer() }
  const good = pressed.good === '1'
  const why = pressed.why?.slice(0, LONGEST_WHY)
  const told = good || why ? [] : await toCoordinators(asked, question, words, hours)
  const writes = [keepVerdict({ question, account: message.account, good, why, at: now }), ...told]
  // In a group others may still want to press; the platform's own acknowledgement is enough there.
  const shown = message.chat.kind === 'private' ? await cardPressed(store, message.card) : undefined
  if (!shown) return { status: 'rated', writes }
  const answer = { ...shown, blocks: shown.blocks.filter((block) => !isRating(block)) }
  return { status: 'rated', writes, reply: below(answer, after(question, good, why)), replaceCard: true }
}

/** Question and answer to those who coordinate the province, once for an answer; who found it wrong is not named. */
async function toCoordinators(
  { store, now, person }: Asked,
  question: QuestionId,
  words: string,
  { rules, calendar }: Hours,
): Promise<Statement[]> {
  const [rule] = rules
  const posts = await onPosts(store, ['provincial-coordinator'], dayOf(now))
  const answered = (await cardOf(store, question))?.title ?? ''
  const due = rule ? whenOpen(rule, now, calendar) : now
  const card = text.foundWrong(question, words, answered)
  return acting(posts)
    .filter(({ id }) => id !== person?.id)
    .map(({ id }) => postOnce({ key: `wrong:${question}:${id}`, to: { kind: 'person', person: id }, card, due }, now))
}

/** What stands in the place of the buttons: thanks, or what was wrong. */
const after = (question: QuestionId, good: boolean, why: string | undefined): Block[] =>
  good || why
    ? [note(text.rated(good, why))]
    : partsOf(
        note(text.WHAT_WAS_WRONG),
        buttons(text.WRONGS.map((wrong) => ({ label: wrong, ...pressRating({ question, good: '0', why: wrong }) }))),
      )

const isRating = (block: Block): boolean =>
  (block.kind === 'buttons' && block.buttons.some(({ command }) => command === NAME)) ||
  (block.kind === 'note' && block.text === text.WHAT_WAS_WRONG)

/** The card as it stands on the screen. */
async function cardPressed(store: Reader, message: string | undefined): Promise<Card | undefined> {
  return (await shownAs(store, message ?? ''))?.card
}
