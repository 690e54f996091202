/** The best statement that fills the slot, in one line, with what it hangs on. */

import { type Found, found, placeName, quoteOf } from '../answer/outcome.ts'
import { bestOf, partOf } from '../evidence/best.ts'
import { fillerOf } from '../evidence/fill.ts'
import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import { HALF, LITTLE, MAINLY, PARTLY } from '../evidence/scale.ts'
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

/** From here on a heading, or a sentence, is what is looked for. */
const HEADED = MAINLY
const SAID = { coverage: HALF, own: PARTLY }
/** A heading says it in fewer words than a sentence below it. */
const AHEAD = LITTLE

/** Where in the document something stands. */
export function place(_question: Question, near: readonly Near[]): Found | undefined {
  const met = near.filter((one) => one.unmet.length === 0)
  const heading = met.find((one) => one.passage.kind === 'heading')
  const sentence = met.find((one) => one.passage.kind !== 'heading')
  if (heading && heading.own >= HEADED && heading.own >= (sentence?.own ?? 0) - AHEAD)
    return found(placeName(heading.passage.provision), [quoteOf(heading.passage)])
  if (!sentence || sentence.coverage < SAID.coverage || sentence.own < SAID.own) return undefined
  return found(placeName(sentence.passage.provision), [quoteOf(sentence.passage)])
}
