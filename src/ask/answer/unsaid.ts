/** Which words of a question its answer says nothing of. */
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import { HALF } from '../evidence/scale.ts'
import type { Answer } from '../index.ts'
import { readQuestion } from '../question/question.ts'
import { pathTo } from '../question/sections.ts'
import { TELLING } from '../question/terms.ts'
import { flat } from '../words/normalise.ts'

/**
 * The telling words of a question that stand neither in its answer nor in the titles and headings above the provisions
 * that it quotes; each once, as read. None where the answer speaks of them all.
 */
export function unsaidIn(question: string, { text, citations }: Answer, library: Library): string[] {
  const documents = library.newest.filter(({ title }) => citations.some((one) => one.document === title))
  const above = documents.flatMap((document) => [
    document.title,
    ...document.provisions
      .filter(({ label }) => citations.some((one) => one.document === document.title && one.section === label))
      .flatMap((one) => pathTo(one, document).map(({ heading }) => heading)),
  ])
  const said = flat([text, ...above].join('/'))
  const { terms } = readQuestion(question, library, undefined)
  const left = terms.filter((one) => one.weight >= TELLING && one.from >= 0 && holding(one, said) < HALF)
  return [...new Set(left.map((one) => one.text))]
}
