/** The clause that speaks most of what is asked, as the first line of an answer. */

import { clip } from '../answer/outcome.ts'
import { holding } from '../evidence/match.ts'
import type { Passage } from '../evidence/paper.ts'
import { LITTLE } from '../evidence/scale.ts'
import type { Term } from '../question/terms.ts'
import { cutAt } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'

const LINE = 110

/**
 * The line of a passage that leads an answer: the whole where it has 110 characters at most, else the clause that holds
 * most of the terms, by their weight, with as many behind and then before it as fit; one clause of more than 118 is cut off with ……
 * @param fills whether a clause holds what is asked for; those that do come first
 */
export function leadClause(
  { tidy: shown }: Pick<Passage, 'tidy'>,
  terms: readonly Term[],
  fills: (clause: string) => boolean = () => false,
): string {
  const text = tidy(shown)
  if (text.length <= LINE) return text
  const clauses = cutAt(text, '，；。')
  const scores = clauses.map((clause) =>
    terms.reduce((sum, term) => sum + term.weight * holding(term, flat(clause)), fills(clause) ? LITTLE : 0),
  )
  const best = scores.indexOf(Math.max(...scores))
  let last = 0
  const places = clauses.map((clause) => (last = Math.max(last, text.indexOf(clause, last))))
  const at = (index: number): number => places[index] ?? 0
  const length = (from: number, to: number): number => at(to - 1) + (clauses[to - 1] ?? '').length - at(from)
  let from = best
  let to = best + 1
  while (to < clauses.length && length(from, to + 1) <= LINE) to++
  while (from > 0 && length(from - 1, to) <= LINE) from--
  return clip(text.slice(at(from), at(from) + length(from, to)))
}
