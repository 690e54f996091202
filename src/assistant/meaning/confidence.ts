/** How far the reader's own reading of a message is to be trusted: whether somebody who understands more is asked. */
import type { Likely } from '../../intent/index.ts'
import { answerIn, consistsOf, marksIn, spansIn, tellsNo, unreadIn } from '../../language/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import type { Waits } from '../../message/thread.ts'
import { isGuess, isUnsure, type Meaning } from './intent-resolution.ts'

/**
 * `little`: read surely, and what is told may still be the answer to another question, as whoever sees both can say;
 * `guess`: it may as well be talk
 */
export type Doubt = 'none' | 'little' | 'some' | 'guess'

const LONGEST = 500

/** Whether no model is asked, however unsure it is: a page is said by itself, and costs more to show than it is worth. */
export const isTooLong = ({ text }: Pick<Asked, 'text'>): boolean => text.length > LONGEST

/**
 * What was taken for said to what stands open: certain where it is a plain yes or no, answers what was asked, or is a
 * value alone.
 */
export function doubtOfReply(asked: Asked, outcome: Outcome, waits: Waits | undefined): Doubt {
  if (answerIn(asked.said())) return 'none'
  if (outcome.isDoubtful || isLost(outcome) || isPartlyRead(asked)) return 'guess'
  return waits || isValue(asked) ? 'none' : 'little'
}

/**
 * A reason takes whatever words there are: what names a place, a time or a figure besides may have been no reason. Of
 * anything else what was not read may be all that was said: 先放着，我请示一下主任, where a place was asked for.
 */
export function doubtOfFilling(asked: Asked, { slots }: Waits): Doubt {
  const { said } = asked
  const mayBeElse = slots.includes('reason')
    ? marksIn(said(), 'because').length === 0 &&
      !tellsNo(said(), 'region', 'parts', 'indicator', 'time', 'amount', 'compare')
    : isPartlyRead(asked)
  return mayBeElse ? 'some' : 'none'
}

/**
 * Of plain words, `little` where they were read surely and only told something, stand in a talk, or were taken for talk
 * while something stands open: what is asked of the papers is read by a model of their own. More where they are not
 * surely meant; come to nothing that was asked for; or partly unread, where reading them is all that there is to go by,
 * or where what was not read may be of what was said before; or short of what the talk named.
 */
export function doubtOf(meant: Meaning, likely: readonly Likely[], asked: Asked, outcome: Outcome): Doubt {
  const isHalfRead = isPartlyRead(asked) && meant.kind === 'command' && (isReadByWords(meant) || isTalk(asked))
  const isSure =
    !outcome.isDoubtful &&
    !isUnsure(meant, likely, asked.person !== undefined) &&
    (worth(outcome) > 1 || isKnown(meant, asked, outcome)) &&
    !isHalfRead &&
    !leavesOut(meant, asked)
  if (isSure) return isJudged(meant, asked) ? 'little' : 'none'
  // 科小是科技局管的，我哪有数: names what the ledger has, and asks nothing
  const isTold = isHalfRead && isRead(meant) && spansIn(asked.said(), 'ask').length === 0
  return isGuess(meant) || isTold ? 'guess' : 'some'
}

/** Whatever is told, or said in a talk, and what is taken for talk while something stands open. */
function isJudged(meant: Meaning, asked: Asked): boolean {
  if (meant.kind !== 'command') return meant.kind === 'documents' && meant.idle !== undefined && isOpen(asked)
  return isRead(meant) || (isTalk(asked) && !isValue(asked))
}

const isOpen = ({ open = [] }: Asked): boolean => open.length > 0

/** 进度呢, when it is of one figure that was spoken: answered is the question as it stands, and that may be too much. */
const leavesOut = (meant: Meaning, { said, turns }: Asked): boolean =>
  isRead(meant) &&
  isReadByWords(meant) &&
  tellsNo(said(), 'indicator', 'indicators') &&
  turns.some(({ kept }) => (kept?.topic?.indicators.length ?? 0) > 0)

/** It came to nothing done, told or shown, for lack of something: whatever was meant, it may be that it was not understood. */
export const isLost = ({ status }: Outcome): boolean => endedAs(status)?.family === 'lacking' || LOST.has(status)
const LOST: ReadonlySet<string> = new Set(['asked', 'asked-back', 'unread'])

/** Talk; or a wish that is asked about or may not be; in a talk one that lacks something may be something else. */
const isKnown = (meant: Meaning, asked: Asked, outcome: Outcome): boolean =>
  meant.kind === 'command' ? !isTalk(asked) || !isLost(outcome) : meant.kind === 'documents' && meant.idle !== undefined

const isTalk = ({ turns }: Asked): boolean => turns.length > 0

const isValue = ({ said }: Asked): boolean => consistsOf(said(), 'amount', 'indicator', 'region', 'time')

const isPartlyRead = ({ said }: Asked): boolean => unreadIn(said()).length > 0

const isRead = (meant: Meaning): boolean => meant.kind === 'command' && meant.command.effect === 'reads'

const isReadByWords = (meant: Meaning): boolean => meant.kind === 'command' && meant.command.claims !== undefined

/** What a person has of it: 3 done or told, 2 shown to be agreed to, 1 asked back, 0 nothing. */
export function worth({ status }: Outcome): 0 | 1 | 2 | 3 {
  const ended = endedAs(status)
  if (ended?.family === 'done' || ended?.family === 'told') return 3
  if (ended?.family !== 'waits' || status === 'unread') return 0
  return status === 'draft' || status === 'previewed' ? 2 : 1
}
