/** The door of the ask slice: a question to an answer with its sources, or an honest no. */
import type { Document, Provision } from '../documents/index.ts'
import { readable } from '../office/bounds.ts'
import { type Day, yearOf } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Citation, compose, unsupported } from './answer/compose.ts'
import { itemQuotes, type Outcome, placeName, type Quote, type Reason } from './answer/outcome.ts'
import { openEngine } from './engine/index.ts'
import { buildCorpus } from './evidence/corpus.ts'
import { buildLibrary, type Library } from './evidence/search.ts'
import { baseYear } from './question/constraints.ts'
import { outcomeOf } from './question/conversation.ts'
import { focusOf } from './question/focus.ts'
import { guard, NAME_ASKED, NAMED, POST_HOLDER, talkOf } from './question/guard.ts'
import { keyOf } from './question/question-key.ts'
import { buildSpeller } from './question/spelling.ts'
import * as text from './text.ts'
import { type Lexicon, usableIn } from './words/lexicon.ts'
import { cleaned } from './words/normalise.ts'

export type { Citation } from './answer/compose.ts'
export type { Reason } from './answer/outcome.ts'
export { ratingBlock } from './cards.ts'
export { documentCommands, questionCommand } from './commands.ts'
export { pressRating, ratingInput } from './presses.ts'
export { finish, wordingJob } from './wording/finish.ts'
export { type Pending, pendingOf } from './wording/rows.ts'
export { openWording, type Wording, type WordingResult } from './wording/word.ts'
export { type Lexicon, readLexicon } from './words/lexicon.ts'

export interface Ask {
  /** as typed */
  readonly question: string
  /** earlier messages of the same person in the same conversation, oldest first */
  readonly history?: readonly string[]
  /** the day on which one asks; absent: 今年 is the newest document's year */
  readonly today?: Day
}

export interface Answer {
  readonly status: 'answered' | 'declined' | 'clarify' | 'smalltalk'
  readonly reason: Reason
  /** the answer in the first line (at most 120 characters), then the quoted provisions */
  readonly text: string
  readonly citations: readonly Citation[]
  /** more than one document is held: whoever shows a quotation names its document too */
  readonly several?: boolean
  /** for buttons, when one short question is asked back */
  readonly choices?: readonly string[]
  /** what comes nearest, under a refusal; it supports nothing */
  readonly nearest?: readonly Citation[]
}

export interface Asker {
  readonly ask: (ask: Ask) => Answer
  /** what a question says, the same for all that say it; undefined where it leans on what was said before */
  readonly key: (question: string) => string | undefined
}

/** What of somebody's own answer a provision does not hold: figures, document numbers, titles, as written. */
export const lackingIn = (answer: string, document: Document, provision: Provision, question: string): string[] =>
  unsupported(answer, itemQuotes(document, provision), question)

/**
 * An assistant that answers from documents alone, without a language model.
 *
 * Building it indexes the documents (tens of milliseconds for one); asking takes a few milliseconds,
 * reads no clock and keeps nothing between questions.
 *
 * @param regions the office's own regions, so that a county is recognised; optional
 */
export function createAsker(options: {
  readonly documents: readonly Document[]
  readonly lexicon: Lexicon
  readonly regions?: Regions
  /** which of the two engines answers while they are compared */
  readonly engine?: 'old' | 'new'
}): Asker {
  const { documents, regions } = options
  if (options.engine !== 'old') return openEngine(documents, options.lexicon, regions)
  const corpus = buildCorpus(documents)
  const lexicon = usableIn(options.lexicon, corpus.holds)
  const speller = buildSpeller({
    vocabulary: corpus.vocabulary,
    // Two characters sound like too many things; only a longer word, or one that carries a question, is meant.
    firm: [
      ...[...lexicon.synonyms.keys()].filter((word) => word.length >= 3),
      ...[...lexicon.frames].filter((word) => word.length >= 2),
    ],
    loose: [
      ...lexicon.common,
      ...options.lexicon.synonyms.keys(),
      ...lexicon.frames,
      ...lexicon.attributes.flatMap((one) => one.asked),
      ...lexicon.places.map((one) => one.name),
      ...(regions?.all ?? []).map((one) => one.short),
    ],
  })
  const library = buildLibrary({ corpus, lexicon, speller, regions })
  return {
    ask: (asked) => answer(bounded(asked), library),
    key: (question) => keyOf(readable(question), options.lexicon),
  }
}

/** What is read of a message, and of those before it. */
const bounded = (asked: Ask): Ask => ({
  ...asked,
  question: readable(asked.question),
  ...(asked.history && { history: asked.history.map(readable) }),
})

function answer(asked: Ask, library: Library): Answer {
  const typed = cleaned(asked.question)
  const bare = typed.toLowerCase().replace(/\s/g, '')
  const guarded = guard(typed.toLowerCase(), library.corpus.holds)
  if (guarded === 'injection') return declined('injection', text.INJECTION)
  const talk = talkOf(bare)
  if (talk) return { status: 'smalltalk', reason: 'smalltalk', text: text.TALK[talk], citations: [] }
  if (guarded === 'privacy') return declined('privacy', text.PRIVACY)
  if (guarded === 'advice' && guard(focusOf(typed).question.toLowerCase(), library.corpus.holds))
    return declined('advice', text.ADVICE)
  const base = asked.today ? yearOf(asked.today) : baseYear(library.corpus)
  const outcome = outcomeOf(asked.question, asked.history ?? [], library, base)
  if (POST_HOLDER.test(bare) && (outcome.status === 'declined' || asksUnknownName(bare, outcome)))
    return declined('privacy', text.PRIVACY)
  return worded(outcome, [asked.question, ...(asked.history ?? [])].join('。'), library.corpus.documents.length > 1)
}

/** 局长叫什么名字, where the document names the post and nobody in it. */
const asksUnknownName = (asked: string, outcome: Outcome): boolean =>
  NAME_ASKED.test(asked) && outcome.status === 'answered' && !outcome.quotes.some(({ text: said }) => NAMED.test(said))

function worded(outcome: Outcome, asked: string, several: boolean): Answer {
  if (outcome.status === 'answered')
    return { status: 'answered', reason: 'answered', several, ...compose(outcome, asked, several) }
  if (outcome.status === 'clarify')
    return { status: 'clarify', reason: 'ambiguous', text: outcome.lead, citations: [], choices: outcome.choices }
  const nearest = outcome.nearest.slice(0, 1)
  const shown = nearest.map((one) => `${text.nearest}${placeName(one.provision)}`)
  return {
    status: 'declined',
    reason: outcome.reason,
    text: [outcome.lead, ...shown].join('\n'),
    citations: [],
    several,
    nearest: nearest.map(citation),
  }
}

const citation = (quote: Quote): Citation => ({
  document: quote.document.title,
  section: quote.provision.label,
  quote: quote.text,
})

const declined = (reason: Reason, said: string): Answer => ({ status: 'declined', reason, text: said, citations: [] })
