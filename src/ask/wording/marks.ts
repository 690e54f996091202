/** Marks: 〔1〕 in what a model writes, by which it names the provisions that it was given, and no other. */

/** Models write other brackets too. */
const MARK = /[〔[【［]\s*(\d{1,2})\s*[〕\]】］]/g
const TRAILING = String.raw`(?:\s*[〔\[【［]\s*\d{1,2}\s*[〕\]】］])*`
const SENTENCE = new RegExp(String.raw`^[\s\S]*?[。！？!?\n]+${TRAILING}`)
/** What may still be the beginning of a mark. */
const OPEN_MARK = /(?<!\s)\s{0,4}(?:[〔[【［]\s{0,4}\d{0,2}\s{0,4})?$/

/** The numbers of the marks, in order, each once. */
export const marksIn = (text: string): number[] => [
  ...new Set([...text.matchAll(MARK)].map(([, number]) => Number(number))),
]

export const withoutMarks = (text: string): string => text.replace(MARK, '')

/** Each mark as the label of its provision; neighbours that name the same once. */
export const withLabels = (text: string, labelOf: (mark: number) => string): string =>
  text
    .replace(MARK, (_, number: string) => `〔${labelOf(Number(number))}〕`)
    .replace(/(〔[^〔〕]{1,60}〕)(?:\s{0,4}\1)+/g, '$1')

/**
 * Cuts what has come so far into finished sentences, each with its marks, and a rest.
 * @param ended nothing more comes
 */
export function sentencesIn(text: string, ended: boolean): { sentences: string[]; rest: string } {
  const sentences: string[] = []
  let rest = text
  for (;;) {
    const found = SENTENCE.exec(rest)?.[0]
    // The marks that belong to a sentence may still be on their way.
    if (!found || (!ended && OPEN_MARK.test(rest.slice(found.length)) && rest.slice(found.length).length < 6)) break
    if (found.trim()) sentences.push(found.trim())
    rest = rest.slice(found.length)
  }
  return { sentences, rest: rest.trimStart() }
}
