/** The best statement that fills the slot, in one line, with what it hangs on. */

import { type Found, found, placeName, quoteOf } from '../answer/outcome.ts'
import { bestOf, partOf } from '../evidence/best.ts'
import { fillerOf } from '../evidence/fill.ts'
import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import { PARTLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { worded } from './item.ts'
import { leadClause } from './lead.ts'

export function statement(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const best = bestOf(question, near, library)
  if (!best) return undefined
  const { passage } = best
  const fills = fillerOf(question, library)
  const line = leadClause(
    { tidy: partOf(passage, question) },
    question.terms,
    (clause) => fills?.(clause, passage) ?? false,
  )
  return worded(passage, line)
}

/** Where in the document something stands. */
export function place(_question: Question, near: readonly Near[]): Found | undefined {
  const one = near.find(({ unmet, own }) => unmet.length === 0 && own >= PARTLY)
  return one && found(placeName(one.passage.provision), [quoteOf(one.passage)])
}
