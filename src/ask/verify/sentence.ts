/** One sentence against what it rests on: it says what its evidence says, or it is not said. */

import type { Calculated } from '../claim/reckoned.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import type { VerificationFault } from './objection.ts'
import { wrongClaim } from './told.ts'

const LONGEST = 400
const ALLOWED =
  /^[\u3400-\u9fff\dA-Za-z\s，,。.、；;：:！!？?“”"‘’「」『』（）()《》〈〉〔〕[\]【】［］|—…·%％‰＋+\-－–~～≈＝=≥≤×∶÷/㎡@_]*$/u
/** Links and mailboxes: what the document prints may be said. */
const ADDRESS = /https?|www\.|\.(?:com|cn|net|org)|\]\(|@/i
/** What is printed without a break. */
const RUN = /[\x21-\x7e]+/g

/**
 * @param known figures that were worked out from the evidence
 * @returns the first thing that is wrong; undefined where nothing is
 */
export function wrongIn(
  sentence: string,
  cited: readonly Cited[],
  known: Calculated['figures'],
): VerificationFault | undefined {
  if (cited.length === 0) return { objection: 'unknown-source', at: sentence }
  if (sentence.length > LONGEST) return { objection: 'long', at: '' }
  if (!ALLOWED.test(sentence) || strayAddress(sentence, cited)) return { objection: 'markup', at: sentence }
  const name = wrongName(sentence, cited)
  if (name !== undefined) return { objection: 'name', at: name }
  const bare = withoutLabels(sentence, cited)
  return wrongClaim(bare, cited, known)
}

const strayAddress = (sentence: string, cited: readonly Cited[]): boolean =>
  (sentence.match(RUN) ?? [])
    .filter((run) => ADDRESS.test(run))
    .some((address) => !cited.some(({ whole }) => whole.includes(flat(address))))

/** 二（三）1 would fall apart into clauses and figures. */
const withoutLabels = (words: string, cited: readonly Cited[]): string =>
  cited
    .map(({ provision }) => provision.label)
    .filter((label) => /[（）\d]/.test(label))
    .sort((a, b) => b.length - a.length)
    .reduce((text, label) => text.replaceAll(label, ''), words)

const QUOTED = /“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"]*)"/g
const TITLED = /《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3}》/g
const DOCUMENT_NUMBER = /([\u3400-\u9fff]{2})[〔[【［(（](\d{4})[〕\]】］)）]\s*(\d+)\s*号/g
/** The office of a group is not the group. */
const BODY = /[\u3400-\u9fff]{2}(?:小组|委员会|指挥部|联席会议)(?!办公室)/g
const PAIRS = ['“”', '「」', '『』', '《》', '（）'] as const

/** @returns the first name that the evidence does not have as it is said; undefined where it has all */
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
