/** Names that a sentence takes from the document: its numbers, titles, quoted words and bodies, as they stand there. */
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'

const QUOTED = /“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"]*)"/g
const TITLED = /《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3}》/g
const DOCUMENT_NUMBER = /([\u3400-\u9fff]{2})[〔[【［(（](\d{4})[〕\]】］)）]\s*(\d+)\s*号/g
/** The office of a group is not the group. */
const BODY = /[\u3400-\u9fff]{2}(?:小组|委员会|指挥部|联席会议)(?!办公室)/g
const PAIRS = ['“”', '「」', '『』', '《》', '（）'] as const

/** @returns the first name that the evidence does not have as it is said */
export function wrongName(sentence: string, cited: readonly Cited[]): string | undefined {
  const source = cited.map(({ whole }) => whole).join('。')
  // The document's own title stands among the heads without its brackets.
  const holds = (text: string): boolean =>
    source.includes(flat(text)) || source.includes(flat(text.replace(/^《|》$/g, '')))
  const unbalanced = PAIRS.find(
    ([open = '', close = '']) => sentence.split(open).length !== sentence.split(close).length,
  )
  return (
    unbalanced ??
    numbersIn(sentence).find((number) => !source.includes(flat(number))) ??
    [...titlesIn(sentence), ...quotationsIn(sentence)].find((name) => !holds(name)) ??
    shortenedIn(flat(sentence), source)
  )
}

const numbersIn = (words: string): string[] =>
  [...words.matchAll(DOCUMENT_NUMBER)].map(([, name, year, number]) => `${name}〔${year}〕${number}号`)

const titlesIn = (words: string): string[] => words.match(TITLED) ?? []

const quotationsIn = (words: string): string[] =>
  [...words.matchAll(QUOTED)].map((match) => match.slice(1).find((one) => one !== undefined) ?? '')

const shortenedIn = (said: string, source: string): string | undefined =>
  (said.match(BODY) ?? []).find((name) => !source.replaceAll(`${name}办公室`, '／').includes(name))
