/** The statement that answers: near enough, meeting every constraint, and filling the slot with words of its own. */

import type { Question } from '../question/question.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import { fillerOf } from './fill.ts'
import type { Library } from './library.ts'
import { holding } from './match.ts'
import type { Passage } from './paper.ts'
import { type Near, unmetBy } from './rank.ts'
import { MAINLY, PARTLY, TRACE } from './scale.ts'

/** Of what is asked so much may stand neither in a passage nor in its headings. Set on the development sets: .38 loses 10 answers, .52 four refusals. */
const LACKING = PARTLY
/** Share of a question's weight that a sentence must hold itself before a figure anywhere in it answers: .7 loses 6 answers, .5 two refusals. */
const HELD = MAINLY
/** From here on a passage is about what is asked. */
const ABOUT = PARTLY

export const isSure = (one: Pick<Near, 'unmet' | 'coverage' | 'missing'>): boolean =>
  one.unmet.length === 0 && one.coverage >= ABOUT && lacking(one) < LACKING

/** Share of the question's weight that nothing at or above the passage holds. */
function lacking({ missing, coverage }: Pick<Near, 'missing' | 'coverage'>): number {
  const weight = missing.reduce((sum, term) => sum + term.weight, 0)
  return weight === 0 ? 0 : (1 - coverage) * (weight / (weight + MAINLY)) * 2
}

export function bestOf(question: Question, near: readonly Near[], library: Library): Near | undefined {
  const fills = fillerOf(question, library)
  const sure = near
    .filter((one) => one.passage.kind === 'sentence' && isSure(one))
    .map((one) => ({
      ...one,
      worth: one.coverage + TRACE * (one.own + one.shared),
    }))
    .sort((a, b) => b.worth - a.worth)
  if (!fills) return sure[0]
  return sure.find(({ passage, own }) => {
    const part = partOf(passage, question)
    if (!fills(part, passage)) return false
    return (
      question.slot !== 'number' ||
      (own >= HELD && unmetBy(question, passage, flat(part), flat(part), library).length === 0)
    )
  })
}

/** Of several statements in one sentence the one that speaks most of what is asked. */
export function partOf(passage: Passage, { terms }: Question): string {
  if (passage.kind === 'row') return passage.tidy
  const parts = cutAt(passage.tidy, '；;。')
  const scores = parts.map((part) => terms.reduce((sum, term) => sum + term.weight * holding(term, flat(part)), 0))
  return parts[scores.indexOf(Math.max(...scores))] ?? passage.tidy
}
