/** What a document says in so many words: targets, cited documents, lists, pilots, bodies. */
import { citationsIn } from './citation.ts'
import type { Document, Fact } from './document.ts'
import { targetsIn } from './target.ts'

export function factsOf(document: Document): Fact[] {
  return document.provisions.flatMap(({ label, sentences }) =>
    sentences.flatMap((sentence): Fact[] => [
      ...targetsIn(sentence.text).map((target) => ({ ...target, kind: 'target' as const, label, sentence })),
      ...citationsIn(sentence.text).map((cited) => ({ ...cited, kind: 'cited' as const, label, sentence })),
    ]),
  )
}
