/** Questions that claim something: what they claim is held against what the documents state, and only then said yes or no to. */

import type { Document } from '../../documents/index.ts'
import { type Claimed, claimedIn } from '../claim/claimed.ts'
import { compare, type Meaning } from '../claim/compare.ts'
import { type Decision, decide } from '../claim/decide.ts'
import { isEmpty } from '../claim/fit.ts'
import { isComparable } from '../claim/quantity.ts'
import { type Stated, statedIn } from '../claim/stated.ts'
import { statedOfHead } from '../claim/stated-head.ts'
import type { Passage } from '../evidence/corpus.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import { coversPlace, placesIn, speaksFor, yearsIn } from '../question/constraints.ts'
import { within } from '../question/sections.ts'
import { TELLING, type Term } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import * as text from '../text.ts'
import { tidy } from '../words/normalise.ts'
import { exceptionTo } from '../words/polarity.ts'
import { type Detail, detailOf, quoteFor } from './document-metadata.ts'
import { isSure, measuredFor, statementLine } from './number.ts'
import { type Found, found, type Quote, quoteOf } from './outcome.ts'
import { clip, introOf, leadClause } from './passages.ts'
import { answerRow } from './table-answer.ts'
import { answerWho } from './who.ts'

export function answerClaim(question: Question, library: Library): Found | undefined {
  // 由省经信委牵头吗: only a provision that names a body for the task can say so or put it right.
  if (question.attributes.some((one) => one.attribute.who) && !answerWho(question, library)) return undefined
  return judged(question, library) ?? near(question, library)
}

/** Yes or no, where every figure claimed, or the words themselves, agree or plainly differ. */
function judged(question: Question, library: Library): Found | undefined {
  const decisions = decisionsOn(question, library)
  const statements = decisions.flatMap(({ stated }) => stated ?? [])
  const [first] = statements
  if (!first || statements.length < decisions.length) return undefined
  const line = [...new Set(statements.map((one) => lineOf(one, library)))].join('；')
  const quotes = statements.flatMap(quotesOf)
  // 15年的任务数还有吗: of another year than the document's, and so none of its business.
  if (
    question.years.length > 0 &&
    statements.some((one) => !one.figure && !namesOwnYear(one.document, one.years)) &&
    decisions.some(isOfAnotherYear)
  )
    return undefined
  const differing = decisions.find(({ comparison }) => comparison.is === 'differs')?.comparison
  if (decisions.every(({ comparison }) => comparison.is === 'agrees'))
    return found(clip(`${yes(question)}，${line}`), quotes)
  if (differing?.is === 'differs') return found(clip(text.writtenInstead(differing, line)), quotes)
  const isOpen = decisions.some(
    ({ comparison }) => comparison.is === 'unsure' && (comparison.field === 'words' || comparison.field === 'subject'),
  )
  return isOpen ? undefined : found(clip(text.written(line)), quotes)
}

const isOfAnotherYear = ({ comparison }: Decision): boolean =>
  comparison.is !== 'agrees' && comparison.field === 'period'

/** The document's own issuer, number, title or date, claimed: 发文机关是…，对吗. */
export function claimedDetail(
  document: Document,
  detail: Detail,
  question: Question,
  library: Library,
): Found | undefined {
  const stated = statedOf(document, detail)
  if (!stated) return undefined
  const [comparison] = claimsOf(question, library).map((claimed) => compare(claimed, stated, meaningOf(library)))
  const quotes = [{ document, provision: stated.provision, text: stated.sentence }]
  if (comparison?.is === 'agrees') return found(`${text.YES}，${stated.text}`, quotes)
  const isOther = comparison?.is === 'differs'
  return found(isOther ? text.writtenInstead(comparison, stated.text) : text.written(stated.text), quotes)
}

const DETAILS: readonly Detail[] = ['title', 'number', 'issuer', 'issued', 'addressees']
const headOf = (document: Document): Stated[] => DETAILS.flatMap((detail) => statedOf(document, detail) ?? [])

function statedOf(document: Document, detail: Detail): Stated | undefined {
  const value = detailOf(document, detail)
  const quote = value && quoteFor(document, value)
  return value && quote ? statedOfHead(document, tidy(value), quote) : undefined
}

/** Each claim of a question against the statements of the part that it names, or of all documents. */
export function decisionsOn(question: Question, library: Library): Decision[] {
  const statements = library.newest.flatMap((document) =>
    [...statedIn(document), ...headOf(document)].filter((one) => isAsked(one, question)),
  )
  const decided = (claims: readonly Claimed[]): Decision[] =>
    claims.map((claimed) => decide(claimed, statements, meaningOf(library)))
  // 我记得高企那块，今年1500家: the subject may stand in what was taken for the story, which may as well be one.
  const whole = decided(claimsIn(question.whole, question, library))
  return whole.every(({ comparison }) => comparison.is !== 'unsure') ? whole : decided(claimsOf(question, library))
}

/** What a question claims, read with what the reader and the talk before it tell. */
export function claimsOf(question: Question, library: Library): readonly Claimed[] {
  // 那是300家吧: what it is said of was named before.
  const carried = question.terms.map((term) => term.text).filter((term) => !question.text.includes(term))
  return claimsIn(question.text, question, library).map((claimed) =>
    isEmpty(claimed.words) ? { ...claimed, words: [claimed.words, ...carried].join('/') } : claimed,
  )
}

const claimsIn = (words: string, question: Question, library: Library): readonly Claimed[] =>
  claimedIn(words, {
    whole: question.whole,
    years: question.years,
    places: placesIn(question.whole, library.lexicon, library.regions).map(({ text: said, place }) => ({
      text: said,
      ...place,
    })),
    holds: library.corpus.holds,
  })

const meaningOf = ({ lexicon, homes, newest }: Library): Meaning => ({
  same: (word) => lexicon.synonyms.get(word) ?? [],
  home: newest.flatMap((document) => homes.get(document)?.name ?? []),
})

const isAsked = ({ document, provision }: Stated, { sections }: Question): boolean => {
  const named = sections.flatMap((one) => (one.provision ? [{ ...one, provision: one.provision }] : []))
  return (
    named.length === 0 || named.some((one) => one.document === document && within(provision, one.provision, document))
  )
}

/** The sentence, below the line that opens its list: 有下列情形之一的，不适用本办法. */
const quotesOf = ({ document, provision, sentence, intro }: Stated): Quote[] => {
  const parent = document.provisions.find((one) => one.label === provision.parent)
  const opening = parent?.sentences.find((one) => one.text.trim() === intro)
  return [
    ...(parent && opening ? [{ document, provision: parent, text: opening.text }] : []),
    { document, provision, text: sentence },
  ]
}

/** The statement in one line, with the period and 力争 that it shares with the row it stands in. */
function lineOf(stated: Stated, library: Library): string {
  const passage = library.corpus.passages.find(
    (one) => one.document === stated.document && one.provision === stated.provision && one.text === stated.sentence,
  )
  const statement = passage && library.statements.get(passage)?.find((one) => one.text === stated.text)
  const line =
    passage && statement && stated.figure
      ? statementLine({ passage, statement, coverage: 1, own: 1, missing: [] })
      : tidy(stated.text)
  return `${tidy(stated.intro ?? '')}${line}`
}

const EXISTING = ['有没有', '有无', '提没提', '提到', '提及', '写没写']

/** 有 for 有没有, 是 for the rest. */
const yes = (question: Question): string =>
  EXISTING.some((word) => question.text.includes(word)) ? text.EXISTS : text.YES

/** What the documents say nearest to the claim, without yes or no. */
function near(question: Question, library: Library): Found | undefined {
  return nearFigure(question, library) ?? nearWords(question, library)
}

function nearFigure(question: Question, library: Library): Found | undefined {
  const claimed = question.amounts.find((one) => one.dimension !== 'time') ?? question.amounts[0]
  if (!claimed) return undefined
  const best = measuredFor({ ...question, dimension: claimed.dimension }, library).find(
    (one) =>
      one.match.unmet.length === 0 &&
      isSure(one) &&
      one.match.statement.figures.some((figure) => isComparable(figure, claimed)),
  )
  if (best) return found(clip(text.written(statementLine(best.match))), [quoteOf(best.match.passage)])
  const row = answerRow({ ...question, kind: 'number' }, library)
  return row && { ...row, lead: text.written(row.lead) }
}

/** Share of the question's weight that a passage must hold to be worth showing. */
const HELD = 0.5

function nearWords(question: Question, library: Library): Found | undefined {
  if (!question.sections.length && question.terms.every((term) => term.weight < TELLING)) return undefined
  const best = findPassages({ ...question, places: [], years: [] }, library).find((one) => one.unmet.length === 0)
  if (!best || best.coverage < HELD || isStrange(question.terms)) return undefined
  const { passage } = best
  if (!putsRight(question, passage, library)) return undefined
  // 有下列情形之一的，不适用本办法：an item says what its opening line makes of it.
  const intro = introOf(passage)
  const lead = `${intro ? tidy(intro.text) : ''}${leadClause(passage, question)}`
  const exception = exceptionTo(passage)
  return found(clip(text.written(exception ? withException(lead, exception) : lead)), [
    ...(intro ? [intro] : []),
    quoteOf(passage),
  ])
}

/** 试点在温州吧, 16年到18年的吧: worth showing only where the sentence has a place or a year of its own to put it right with. */
function putsRight(question: Question, passage: Passage, library: Library): boolean {
  const home = library.homes.get(passage.document)
  const isElsewhere = question.places.some((one) => !coversPlace(one, passage.flat, passage, home))
  const isAnotherYear = question.years.some((one) => !speaksFor(passage, one, ''))
  const places = placesIn(passage.flat, library.lexicon, library.regions).filter((one) => one.place.name !== home?.name)
  return (
    (!isElsewhere || places.length > 0) &&
    (!isAnotherYear ||
      namesOwnYear(
        passage.document,
        yearsIn(passage.flat, undefined).map((one) => one.year),
      ))
  )
}

/** The document's own year in a sentence says no more than that it is of that year. */
const namesOwnYear = ({ year }: Document, years: Iterable<number>): boolean => [...years].some((one) => one !== year)

/** 管水的人要不要买社保: the one word that is known does not tell what is claimed of it. */
function isStrange(terms: readonly Term[]): boolean {
  const weight = (some: readonly Term[]): number => some.reduce((sum, term) => sum + term.weight, 0)
  const strange = terms.filter((term) => term.foreign && term.weight >= TELLING)
  const rest = terms.filter((term) => !strange.includes(term))
  const telling = rest.filter((term) => term.weight >= TELLING)
  return strange.length > 0 && (telling.length < 2 || 5 * weight(strange) > 3 * weight(rest))
}

/** Both in one line, the rule shortened first. */
function withException(lead: string, exception: string): string {
  if (lead.includes(exception)) return lead
  const room = Math.max(40, LINE - exception.length)
  return `${(lead.length <= room ? lead : `${lead.slice(0, room - 2)}……`).replace(/[。；]$/, '')}；${exception}`
}

const LINE = 104
