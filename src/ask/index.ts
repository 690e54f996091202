/** The door of the ask slice: a question to an answer with its sources, or an honest no. */
import type { Document, Provision } from '../documents/index.ts'
import type { Told } from '../message/thread.ts'
import type { Day } from '../office/day.ts'
import { type Citation, unsupported } from './answer/compose.ts'
import { itemQuotes, type Reason } from './answer/outcome.ts'
import type { Gather } from './reader/gather.ts'

export type { Citation } from './answer/compose.ts'
export type { Reason } from './answer/outcome.ts'
export { ratingBlock } from './cards.ts'
export { documentCommands, questionCommand, statusOf } from './commands.ts'
export { createAsker } from './engine.ts'
export { pressRating, ratingInput } from './presses.ts'
export { finish, readingJob } from './reader/finish.ts'
export { type Judge, type Judgement, type Judging, judged } from './reader/judge.ts'
export { isForModel, type ModelReader, openModelReader, type ReadingResult } from './reader/read.ts'
export { type PendingAnswer, pendingOf } from './reader/rows.ts'
export { goalsIn } from './told.ts'
export { type QuestionLexicon, readLexicon } from './words/lexicon.ts'

export interface AskRequest {
  /** as typed */
  readonly question: string
  /** earlier messages of the same person in the same conversation, oldest first */
  readonly history?: readonly string[]
  /** where the answer before stands; null: there was none, absent: it is found again from the history */
  readonly told?: Told | null | undefined
  /** the day on which one asks; absent: 今年 is the newest document's year */
  readonly today?: Day
}

export interface Answer {
  readonly status: 'answered' | 'declined' | 'clarify' | 'smalltalk'
  readonly reason: Reason
  /** the answer in the first line (at most 120 characters), then the quoted provisions */
  readonly text: string
  readonly citations: readonly Citation[]
  /** the lines above the quotations, where a model worded them; they were verified */
  readonly said?: readonly string[]
  /** more than one document is held: whoever shows a quotation names its document too */
  readonly several?: boolean
  /** where it stands, for what follows; of an answer before, where what followed is declined by that clause */
  readonly told?: Told
  /** for buttons, when one short question is asked back */
  readonly choices?: readonly string[]
  /** what comes nearest, under a refusal; it supports nothing */
  readonly nearest?: readonly Citation[]
}

export interface Asker {
  readonly ask: (ask: AskRequest) => Answer
  /** what a question says, the same for all that say it; undefined where it leans on what was said before */
  readonly key: (question: string) => string | undefined
  /** words of a question, as read, that an answer to it says nothing of */
  readonly unsaid: (question: string, answer: Answer) => readonly string[]
  /** what a model may answer it from */
  readonly evidence: Gather
}

/** What of somebody's own answer a provision does not hold: figures, document numbers, titles, as written. */
export const lackingIn = (answer: string, document: Document, provision: Provision, question: string): string[] =>
  unsupported(answer, itemQuotes(document, provision), question)
