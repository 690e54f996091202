/** Lists and ways: the whole item whose heading says what is asked, else the best sentence among its neighbours. */
import { type Found, found, itemQuotes, type Quote, quoteOf, quotesOf } from '../answer/outcome.ts'
import { bestOf } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { tidy } from '../words/normalise.ts'
import { isUnexplained } from './meaning.ts'
import { introOf, leadClause, opens, worded } from './statement.ts'

/** A whole item is quoted up to so many characters. */
const AROUND = 520

export function wholeItem(question: Question, near: readonly Near[], library: Library): Found | undefined {
  if (question.slot === 'list' && isUnexplained(question, near)) return undefined
  const passage = bestOf(question, near, library)?.passage
  if (!passage) return undefined
  if (opens(passage)) return worded(passage, '')
  const lead = leadClause(passage, question.terms)
  const intro = introOf(passage)
  return found(intro ? `${tidy(intro.text)}${lead}` : lead, [...(intro ? [intro] : []), ...around(passage)])
}

/** The whole numbered item where it is short, else the sentence. */
function around(passage: EvidencePassage): Quote[] {
  if (passage.kind !== 'sentence') return quotesOf(passage)
  const quotes = itemQuotes(passage.document, passage.provision)
  return quotes.reduce((sum, one) => sum + one.text.length, 0) <= AROUND ? quotes : [quoteOf(passage)]
}
