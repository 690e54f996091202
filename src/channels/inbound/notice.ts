/** What whoever pressed a button is told at once, by how the press ended. */

import { type Card, plainText } from '../../message/card.ts'
import { ENDINGS, type Ended, type Ending } from '../../message/ending.ts'
import { type Incoming, inboxId } from '../../message/incoming.ts'
import { cardOf } from '../../message/outgoing.ts'
import { type Reader, StoreUnavailable } from '../../store/index.ts'
import type { Toast } from './arrival.ts'
import { NOTICE } from './text.ts'

const LONGEST = 60

/**
 * What whoever pressed is shown for a moment, beside the card.
 * @param status how the press ended
 * @param unstored what its sender is told where nothing could be stored
 * @returns in at most 60 characters
 */
export async function noticeOf(
  press: Incoming,
  status: Ending,
  unstored: Card | undefined,
  store: Reader,
): Promise<Toast> {
  if (unstored) return { tone: 'error', text: short(plainText(unstored)) || NOTICE.failed }
  const { tone, toast }: Ended = ENDINGS[status]
  if (toast) return { tone, text: toast }
  const answer = await answerTo(press, store)
  const words = answer && (tone === 'success' ? answer.title : plainText(answer))
  return { tone, text: (words && short(words)) || NOTICE.done }
}

/** Undefined also where the store can not be read now: what was pressed for is done, whatever it says. */
async function answerTo(press: Incoming, store: Reader): Promise<Card | undefined> {
  try {
    return await cardOf(store, inboxId(press))
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined
    throw error
  }
}

function short(words: string): string {
  const characters = [...words.replace(/\s+/g, ' ').trim()]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('')
}
