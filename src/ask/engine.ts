/** The door of the engine: documents to an asker that answers from them alone, without a language model. */
import type { Document } from '../documents/index.ts'
import type { Told } from '../message/thread.ts'
import { readable } from '../office/bounds.ts'
import { yearOf } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Citation, compose } from './answer/compose.ts'
import { type AskOutcome, placeName, type Quote, type Reason } from './answer/outcome.ts'
import { unsaidIn } from './answer/unsaid.ts'
import { libraryOf } from './evidence/library.ts'
import type { Answer, Asker, AskRequest } from './index.ts'
import { baseYear } from './question/constraints.ts'
import { outcomeOf } from './question/converse.ts'
import { instructs, talkOf } from './question/guard.ts'
import { keyOf } from './question/key.ts'
import type { ToldBefore } from './question/leaning.ts'
import { createGather } from './reader/gather.ts'
import * as text from './text.ts'
import type { QuestionLexicon } from './words/lexicon.ts'
import { cleaned } from './words/normalise.ts'

/** What is asked again is a sentence or two: a page is no question that another is the same as. */
const LONGEST_KEY = 300

/**
 * An assistant that answers from documents alone, without a language model.
 *
 * A document is cut and indexed once (about 5 ms), however many collections hold it; asking takes a few milliseconds,
 * reads no clock and keeps nothing between questions.
 *
 * @param options.regions the office's own, so that a county is recognised
 */
export function createAsker({
  documents,
  lexicon,
  regions,
}: {
  readonly documents: readonly Document[]
  readonly lexicon: QuestionLexicon
  readonly regions?: Regions
}): Asker {
  const library = libraryOf(documents, lexicon, regions)
  const ask = ({ question, history = [], told, today }: AskRequest): Answer => {
    const typed = cleaned(readable(question))
    const bare = typed.toLowerCase().replace(/\s/g, '')
    if (instructs(typed.toLowerCase())) return declined('injection', text.INJECTION)
    const talk = talkOf(bare)
    if (talk) return { status: 'smalltalk', reason: 'smalltalk', text: text.TALK[talk], citations: [] }
    if (lexicon.personal.some((word) => bare.includes(word) && !library.holds(word)))
      return declined('privacy', text.PRIVACY)
    if (lexicon.opinions.some((word) => bare.includes(word))) return declined('advice', text.ADVICE)
    const base = today ? yearOf(today) : baseYear(documents)
    const before = told && resolved(told, documents)
    const { outcome, talk: left } = outcomeOf(readable(question), history.map(readable), before, library, base)
    return {
      ...worded(outcome, [question, ...history].join('。'), documents.length > 1),
      ...(left.told && { told: { line: left.told.line, clauses: left.told.quotes.slice(0, MOST_TOLD).map(citation) } }),
    }
  }
  return {
    ask,
    unsaid: (question, answer) => unsaidIn(readable(question), answer, library),
    key: (question) => (question.length > LONGEST_KEY ? undefined : keyOf(readable(question), lexicon)),
    evidence: createGather(library),
  }
}

/** Provisions of an answer that what follows may stay with. */
const MOST_TOLD = 12

/** @returns null where none of it is held any more */
function resolved({ line, clauses }: Told, documents: readonly Document[]): ToldBefore | null {
  const quotes = clauses.flatMap((one) => quoteAt(one, documents))
  return quotes.length > 0 ? { line, quotes } : null
}

function quoteAt({ document: title, section, quote }: Citation, documents: readonly Document[]): Quote[] {
  const document = documents.find((one) => one.title === title)
  const provision = document?.provisions.find((one) => one.label === section)
  return document && provision ? [{ document, provision, text: quote }] : []
}

function worded(outcome: AskOutcome, asked: string, several: boolean): Answer {
  if (outcome.status === 'answered')
    return { status: 'answered', reason: 'answered', several, ...compose(outcome, asked, several) }
  if (outcome.status === 'clarify')
    return { status: 'clarify', reason: 'ambiguous', text: outcome.lead, citations: [], choices: outcome.choices }
  const { nearest } = outcome
  const places = [...new Set(nearest.map((one) => placeName(one.provision)))].join('、')
  return {
    status: 'declined',
    reason: outcome.reason,
    text: places ? `${outcome.lead}\n${text.nearest}${places}` : outcome.lead,
    citations: [],
    several,
    nearest: nearest.map(citation),
  }
}

const citation = ({ document, provision, text: quote }: Quote): Citation => ({
  document: document.title,
  section: provision.label,
  quote,
})

const declined = (reason: Reason, said: string): Answer => ({ status: 'declined', reason, text: said, citations: [] })
