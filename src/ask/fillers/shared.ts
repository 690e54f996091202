/** What the words of a question did not find, its characters may: the statement that shares most and fills the slot. */

import { type Found, found } from '../answer/outcome.ts'
import { sharedBy } from '../evidence/character.ts'
import { fillerOf } from '../evidence/fill.ts'
import type { Library } from '../evidence/library.ts'
import { isWithin, type Near, unmetBy } from '../evidence/rank.ts'
import { MAINLY, NEARLY, PARTLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { worded } from './item.ts'
import { leadClause } from './lead.ts'

/** From here on a statement is about what is asked. */
const SURE = PARTLY
/** A claim leaves no slot to fill, so that more must be shared. */
const CLAIMED = MAINLY
/** Of what the best statement shares so much: where another says more of the matter and fills no slot, it is not written. */
const BESIDE_BEST = NEARLY
const MOST = 20

export function secondLook(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const isClaim = question.slot === 'claim'
  const fills = fillerOf(question, library)
  if (!fills && !isClaim) return undefined
  const papers = library.papers.length > 1 ? [...new Set(near.map((one) => one.passage.paper))] : library.papers
  const { scope } = question
  const all = sharedBy(question, papers, library)
    // A row is told by its columns, or not at all.
    .filter(({ passage }) => passage.kind !== 'row' && (!scope || isWithin(passage, scope)))
    .slice(0, MOST)
  const best = all.find((one) => !fills || fills(one.text, one.passage))
  if (
    !best ||
    best.worth < (isClaim ? CLAIMED : SURE) ||
    best.held < BESIDE_BEST * Math.max(...all.map((one) => one.held))
  )
    return undefined
  const { passage } = best
  if (unmetBy(question, passage, passage.flat, flat(best.text), library).length > 0) return undefined
  const answer = worded(
    passage,
    leadClause(passage, question.terms, (clause) => fills?.(clause, passage) ?? false),
  )
  return isClaim ? found(text.written(answer.lead), answer.quotes) : answer
}
