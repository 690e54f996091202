/** What a paper's text does not reach: where it breaks off, and words that no document has. */

import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { TELLING, type Term } from '../question/terms.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { quoteOf, type Refused, refused } from './outcome.ts'

/** Asked what comes after words that stand at the break, or at the end of the whole. */
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

/** So common a word does not name a subject. */
const COMMON = 0.45

/** What is asked for by name, or what it is asked of, is no word of the documents: 要什么学历, 企业上云. */
export function isStrange({ unknown, slot, terms, sections }: Question, { newest }: Library): boolean {
  if (unknown !== undefined && !['claim', 'how', 'open'].includes(slot)) return true
  const titles = newest.map((one) => flat(`${one.title}${one.issuer ?? ''}`)).join('/')
  const names = (one: Term): boolean =>
    !one.foreign && one.weight >= COMMON && !one.forms.some((form) => titles.includes(form))
  const isForeign = terms.some((one) => one.foreign && one.weight >= TELLING)
  return isForeign && !terms.some(names) && !sections.length
}
