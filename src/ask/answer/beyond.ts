/** What a paper's text does not reach: where it breaks off, and words that no document has. */

import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import type { Term } from '../question/terms.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { quoteOf, type Refused, refused } from './outcome.ts'

/**
 * Asked what comes next, where the paper as it was published breaks off: told so, with its last words and the nearest
 * passage. undefined where the paper is whole, where nothing is asked after, or where what is named stands before its end.
 * @param near passages by how well they match, the best first; it is the best one's paper that is meant
 */
export function beyondTheText(
  question: Question,
  near: readonly Near[],
  { lexicon, newest }: Library,
): Refused | undefined {
  const document = near[0]?.passage.document ?? newest[0]
  const asked = lexicon.after.filter((word) => question.text.includes(word))
  if (!document?.brokenOff || question.slot === 'parts' || !asked.length) return undefined
  const last = document.provisions.at(-1)
  const tail = flat(document.brokenOff)
  const breaks = ({ text: word }: Term): boolean =>
    [...word].some((_, at) => at >= 3 && tail.endsWith(word.slice(0, at + 1)))
  const isAtEnd =
    question.terms.some(breaks) ||
    near.length === 0 ||
    near[0]?.passage.provision === last ||
    question.sections.some((one) => one.provision === last) ||
    asked.some((word) => word.startsWith('文件'))
  const nearest = near.slice(0, 1).map((one) => quoteOf(one.passage))
  return isAtEnd ? refused('cut-off', text.cutOff(document.brokenOff.slice(-12)), nearest) : undefined
}
