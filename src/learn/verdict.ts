/** 评价: 有用 or 没用 under an answer; the card then says so and cannot be pressed again. */

import { pressRating, ratingInput } from '../ask/index.ts'
import type { Block, Card } from '../message/card.ts'
import type { Asked, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Pressed } from '../message/input.ts'
import { shownAs } from '../message/outgoing.ts'
import type { Reader } from '../store/index.ts'
import { keepVerdict, type QuestionId, questionById } from './rows.ts'
import * as text from './text.ts'

const LONGEST_WHY = 200

export const verdictCommand = command({
  name: '评价',
  words: [],
  right: { kind: 'anyone' },
  summary: '说一个答案有没有用',
  input: ratingInput,
  run: rate,
})

async function rate({ message, store, now }: Asked, pressed: Pressed<typeof ratingInput>): Promise<Outcome> {
  const question = pressed.question as QuestionId | undefined
  if (message.kind !== 'action' || !question || (await questionById(store, question)) === undefined)
    return { status: 'stale', writes: [], reply: text.pressUnderAnswer() }
  const good = pressed.good === '1'
  const why = pressed.why?.slice(0, LONGEST_WHY)
  const writes = [keepVerdict({ question, account: message.account, good, why, at: now })]
  // In a group others may still want to press; the platform's own acknowledgement is enough there.
  const shown = message.chat.kind === 'private' ? await cardPressed(store, message.card) : undefined
  if (!shown) return { status: 'rated', writes }
  const answer = shown.blocks.filter((block) => !isRating(block))
  return {
    status: 'rated',
    writes,
    reply: { ...shown, blocks: [...answer, ...after(question, good, why)] },
    replaceCard: true,
  }
}

/** What stands in the place of the buttons: thanks, or what was wrong. */
const after = (question: QuestionId, good: boolean, why: string | undefined): Block[] =>
  good || why
    ? [{ kind: 'note', text: text.rated(good, why) }]
    : [
        { kind: 'note', text: text.WHAT_WAS_WRONG },
        {
          kind: 'buttons',
          buttons: text.WRONGS.map((wrong) => ({
            label: wrong,
            ...pressRating({ question, good: '0', why: wrong }),
          })),
        },
      ]

const isRating = (block: Block): boolean =>
  (block.kind === 'buttons' && block.buttons.some(({ command }) => command === verdictCommand.name)) ||
  (block.kind === 'note' && block.text === text.WHAT_WAS_WRONG)

/** The card as it stands on the screen. */
async function cardPressed(store: Reader, message: string | undefined): Promise<Card | undefined> {
  return (await shownAs(store, message ?? ''))?.card
}
