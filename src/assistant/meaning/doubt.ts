/** How far the reader's own reading of a message is to be trusted: whether somebody who understands more is asked. */
import type { Likely } from '../../intent/index.ts'
import { answerIn, spansIn, unreadIn } from '../../language/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { isGuess, isUnsure, type Meaning } from './meant.ts'

/** `guess`: it may as well be talk */
export type Doubt = 'none' | 'some' | 'guess'

/** A page is said by itself, and costs more to show than it is worth. */
const LONGEST = 500

export const isTooLong = ({ text }: Pick<Asked, 'text'>): boolean => text.length > LONGEST

/** What was taken for an answer to what stands open: sure where it says so, is a plain yes or no, or was read to the last word. */
export function doubtOfReply(asked: Asked, outcome: Outcome): Doubt {
  const isRead = outcome.status !== 'unread' && unreadIn(asked.said()).length === 0
  return answerIn(asked.said()) || !(outcome.isDoubtful ?? !isRead) ? 'none' : 'guess'
}

/**
 * Of plain words: not surely meant; come to a menu, a refusal or a no in place of an answer; or partly unread, where
 * reading them is all that there is to go by.
 * @param waits something stands open that the words may be of
 */
export function doubtOf(
  meant: Meaning,
  likely: readonly Likely[],
  asked: Asked,
  outcome: Outcome,
  waits: boolean,
): Doubt {
  const unread = unreadIn(asked.said()).length
  const isPartlyRead = unread > 0 && isReadByWords(meant)
  const isSure =
    !outcome.isDoubtful &&
    !isUnsure(meant, likely, asked.person !== undefined) &&
    isAnswered(meant, outcome, unread, asked.turns.length > 0) &&
    !waits &&
    !isPartlyRead
  if (isSure) return 'none'
  // 科小是科技局管的，我哪有数: names what the ledger has, and asks nothing
  const isTold = isPartlyRead && isRead(meant) && spansIn(asked.said(), 'ask').length === 0
  return isGuess(meant) || isTold ? 'guess' : 'some'
}

/** A wish that came to a question or a refusal is what it is by itself, and may be something else in a talk. */
function isAnswered(meant: Meaning, outcome: Outcome, unread: number, isTalk: boolean): boolean {
  if (worth(outcome) > 1) return true
  if (meant.kind === 'command') return unread === 0 || !isTalk
  return meant.kind === 'documents' && meant.idle !== undefined
}

const isRead = (meant: Meaning): boolean => meant.kind === 'command' && meant.command.effect === 'reads'

const isReadByWords = (meant: Meaning): boolean => meant.kind === 'command' && meant.command.claims !== undefined

/** What a person has of it: 3 done or told, 2 shown to be agreed to, 1 asked back, 0 nothing. */
export function worth({ status }: Outcome): 0 | 1 | 2 | 3 {
  const ended = endedAs(status)
  if (ended?.family === 'done' || ended?.family === 'told') return 3
  if (ended?.family !== 'waits' || status === 'unread') return 0
  return status === 'draft' || status === 'previewed' ? 2 : 1
}
