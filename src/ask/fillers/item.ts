/** Lists and ways: the whole item whose heading says what is asked, else the best sentence among its neighbours. */

import { type Found, found, itemQuotes, type Quote, quoteOf, quotesOf } from '../answer/outcome.ts'
import { bestOf } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import type { Passage } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { parentOf } from '../question/sections.ts'
import { tidy } from '../words/normalise.ts'
import { leadClause } from './lead.ts'
import { isUnexplained } from './meaning.ts'

/** A whole item is quoted up to so many characters. */
const AROUND = 520

export function wholeItem(question: Question, near: readonly Near[], library: Library): Found | undefined {
  if (question.slot === 'list' && isUnexplained(question, near)) return undefined
  const best = bestOf(question, near, library)
  if (!best) return undefined
  if (opens(best.passage)) return worded(best.passage, '')
  const lead = leadClause(best.passage, question.terms)
  const intro = introOf(best.passage)
  return found(intro ? `${tidy(intro.text)}${lead}` : lead, [...(intro ? [intro] : []), ...around(best.passage)])
}

const lengthOf = (quotes: readonly Quote[]): number => quotes.reduce((sum, one) => sum + one.text.length, 0)

/** A statement below a line that opens its items says nothing without that line, and such a line nothing without its items. */
export function worded(passage: Passage, lead: string): Found {
  if (opens(passage)) {
    const [, ...items] = itemQuotes(passage.document, passage.provision)
    return found(
      `${tidy(passage.tidy)}${items.map((one) => tidy(one.text)).join('')}`,
      itemQuotes(passage.document, passage.provision).slice(0, 12),
    )
  }
  const intro = introOf(passage)
  return intro ? found(`${tidy(intro.text)}${lead}`, [intro, ...quotesOf(passage)]) : found(lead, quotesOf(passage))
}

const opens = ({ kind, flat: text, document, provision }: Passage): boolean =>
  kind === 'sentence' && text.endsWith(':') && itemQuotes(document, provision).length > 1

/** 有下列情形之一的，取消资格：what an item below it is an item of. */
function introOf({ kind, document, provision }: Passage): Quote | undefined {
  const parent = parentOf(provision, document)
  const intro = parent?.sentences.findLast((one) => /[:：]\s*$/.test(one.text))
  return kind === 'sentence' && parent && intro ? { document, provision: parent, text: intro.text } : undefined
}

/** The whole numbered item where it is short, else the sentence. */
function around(passage: Passage): Quote[] {
  if (passage.kind !== 'sentence') return quotesOf(passage)
  const quotes = itemQuotes(passage.document, passage.provision)
  return lengthOf(quotes) <= AROUND ? quotes : [quoteOf(passage)]
}
