/** Saying no: what exactly the documents do not say or do not reach, and what comes nearest, shown whole. */
import { sharedBy } from '../evidence/character.ts'
import type { Library } from '../evidence/library.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import { LITTLE, PARTLY } from '../evidence/scale.ts'
import { speaksFor } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { isWhole, type QueryTerm, TELLING, termsOf } from '../question/terms.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { distinct, type Quote, quoteOf, type Refused, refused } from './outcome.ts'

/** From here on a passage is near enough to be shown. */
const NEAR = LITTLE
/** So many places are shown: what a paper says in other words is among them more often than not. */
const PLACES = 3

/**
 * The honest no to a question that nothing answers, with its reason and up to three places to look at: the asked
 * attribute's own reason first, then the first constraint that the nearest passage does not meet, then words that it lacks;
 * where nothing is near, whether the question is of these papers at all.
 * @param near the nearest first
 */
export function decline(question: Question, near: readonly Near[], library: Library): Refused {
  const reason = question.attributes.find((one) => one.attribute.reason)?.attribute.reason
  const [best] = near.filter((one) => one.passage.kind !== 'heading')
  const shared = sharedBy(question, library.papers, library).sort((a, b) => b.held - a.held)
  if (!best || best.coverage < NEAR) {
    if (shared.some((one) => one.worth >= NEAR)) return refused('near-miss', text.nothing, placesOf(shared))
    return question.terms.some((one) => !one.foreign && one.weight >= PARTLY)
      ? refused('not-in-document', text.nothing)
      : refused('off-topic', text.OFF_TOPIC)
  }
  const nearest = placesOf([best, ...shared])
  if (reason) return refused(reason, reason === 'split' ? text.noSplit : text.noResult, nearest)
  const unmet = best.unmet.find((one) => one.kind !== 'year' || !isOfItsYears(one.word, question, library))
  if (unmet?.kind === 'year') return refused('other-year', text.noYear(unmet.word, yearsOf(library)), nearest)
  if (unmet?.kind === 'place') return refused('other-region', text.noPlace(unmet.word, homeName(library)), nearest)
  if (unmet) return refused('near-miss', unwritten(unmet, library), nearest)
  // What stands in another provision, or in a table, is written.
  const missing = best.missing
    .filter((one) => isWhole(one) && !library.holds(one.text))
    .sort((a, b) => b.weight - a.weight)
  const words = missing
    .slice(0, 2)
    .map((one) => one.text)
    .join('”“')
  return refused('near-miss', words ? text.notDirect(words) : text.nothing, nearest)
}

/** Something in the papers is of the year, though what comes nearest is of another: 今年 beside last year's result. */
const isOfItsYears = (word: string, { years }: Question, { papers }: Library): boolean =>
  years.some(
    (one) => word === `${one.year}年` && papers.some(({ passages }) => passages.some((it) => speaksFor(it, one))),
  )

/** 怎么认定: of the words asked by what names something can be lacking; and what the document says elsewhere is not unwritten. */
function unwritten({ kind, word }: Near['unmet'][number], library: Library): string {
  const words =
    kind === 'attribute' ? termsOf(word, library).filter(({ weight }) => weight >= TELLING) : [{ text: word }]
  if (words.length === 0) return text.nothing
  const unheld = words.filter((one) => !library.holds(one.text))
  const said = (unheld.length > 0 ? unheld : words).map((one) => one.text).join('”“')
  return unheld.length > 0 ? text.noAttribute(said) : text.notDirect(said)
}

const placesOf = (near: readonly { readonly passage: EvidencePassage }[]): Quote[] =>
  distinct(near.slice(0, 2 * PLACES).map((one) => quoteOf(one.passage))).slice(0, PLACES)

const yearsOf = (library: Library): string =>
  [...new Set(library.newest.map((one) => (one.year ? `${one.year}年` : '本文件所列事项')))].join('、')

const homeName = (library: Library): string => {
  const home = library.newest[0] && library.homeOf(library.newest[0])
  if (!home) return '全文适用范围内'
  return home.parent || BELOW.some((rank) => home.name.endsWith(rank)) ? home.name : `${home.name}全省`
}

/** Of a city the whole is no province. */
const BELOW = ['市', '县', '区']

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
  const breaks = ({ text: word }: QueryTerm): boolean =>
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
