/** What no paper here holds: the text after its break, and the contents of documents that it only cites. */

import * as text from '../text.ts'
import { flat, tidy } from '../words/normalise.ts'
import type { Library } from './library.ts'
import { quoteOf, type Refused, refused } from './outcome.ts'
import type { Passage } from './paper.ts'
import type { Question } from './question.ts'
import type { Near } from './rank.ts'

/** Asked what comes after words that stand at the break, or at the end of the whole. */
export function beyondTheText(
  question: Question,
  near: readonly Near[],
  { lexicon, newest }: Library,
): Refused | undefined {
  const document = near[0]?.passage.document ?? newest[0]
  if (!document?.brokenOff || question.slot === 'parts' || !lexicon.after.some((word) => question.text.includes(word))) return undefined
  const last = document.provisions.at(-1)
  const tail = flat(document.brokenOff)
  const atEnd =
    question.terms.some((one) => [...one.text].some((_, at) => at >= 3 && tail.endsWith(one.text.slice(0, at + 1)))) ||
    near.length === 0 ||
    near[0]?.passage.provision === last ||
    question.sections.some((one) => one.provision === last) ||
    lexicon.after.some((word) => word.startsWith('文件') && question.text.includes(word))
  return atEnd
    ? refused(
        'cut-off',
        text.cutOff(document.brokenOff.slice(-12)),
        near.slice(0, 1).map((one) => quoteOf(one.passage)),
      )
    : undefined
}

const CITED =
  /《([^《》]{1,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3})》(?:[（(]([^（）()号令]{0,60}[号令][^（）()]{0,60})[）)])?/g

interface Reference {
  readonly passage: Passage
  readonly text: string
  readonly title: string
  readonly number: string | undefined
}

/** Documents that a passage cites, with the number behind the title. */
export const referencesIn = (passage: Passage): Reference[] =>
  [...passage.tidy.matchAll(CITED)].map(([whole, title = '', number]) => ({ passage, text: whole, title, number }))

/** The contents, day or author of a document that is cited, and not held. */
export function contentsElsewhere(question: Question, library: Library): Refused | undefined {
  if (['document', 'where', 'claim'].includes(question.slot)) return undefined
  if (!library.lexicon.contents.some((word) => question.text.includes(word))) return undefined
  for (const { passages, document } of library.papers)
    for (const passage of passages)
      for (const one of referencesIn(passage)) {
        const title = flat(one.title)
        const named =
          (title.length >= 6 && question.text.includes(title)) ||
          (one.number !== undefined && question.numbers.some((number) => flat(one.number ?? '').includes(number.text)))
        if (named && !flat(document.title).includes(title))
          return refused('near-miss', text.notHeld(tidy(one.text)), [quoteOf(passage)])
      }
  return undefined
}
