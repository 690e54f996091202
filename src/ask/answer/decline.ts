/** Saying no: what exactly the documents do not say, and what comes nearest. */

import { type Candidate, findPassages, findStatements, type Library, type Unmet } from '../evidence/search.ts'
import { childrenOf } from '../question/sections.ts'
import { isWhole, type Term } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { contentsAsked } from './cited-documents.ts'
import { type Quote, quoteOf, type Refused } from './outcome.ts'

const NEAR = 0.34

/** Refusals that no evidence can lift: checked before an answer is looked for. */
export function refuseOutright(question: Question, library: Library): Refused | undefined {
  return beyondTheText(question, library) ?? contentsElsewhere(question, library) ?? otherYear(question, library)
}

/** A year that no document is about and no passage on the subject names. */
function otherYear(question: Question, library: Library): Refused | undefined {
  if (question.kind === 'yesno') return undefined
  const asked = question.years.find(
    (one) =>
      !library.corpus.documents.some(
        (document) => document.year === one.year || String(document.issued).startsWith(String(one.year)),
      ),
  )
  if (!asked) return undefined
  const named = library.corpus.passages.some((passage) => passage.flat.includes(String(asked.year)))
  if (named && question.kind !== 'number' && question.kind !== 'conversion' && question.kind !== 'compare')
    return undefined
  const only = { ...question, years: [asked] }
  const told = [
    ...findStatements(only, library),
    ...findPassages(only, library).filter((one) => one.passage.kind === 'row'),
  ]
  if (
    told.some((one) => one.unmet.length === 0 && one.coverage >= 0.5 && one.passage.flat.includes(String(asked.year)))
  )
    return undefined
  return refused('other-year', text.noYear(`${asked.year}年`, ownYears(library)), nearestTo(question, library))
}

const ownYears = (library: Library): string =>
  [...new Set(library.newest.map((one) => (one.year ? `${one.year}年` : '本文件所列事项')))].join('、')

/** Parts that the document does not have, and what follows where its text breaks off. */
function beyondTheText(question: Question, library: Library): Refused | undefined {
  const missing = question.sections.find((one) => !one.provision)
  const document = missing?.document ?? library.newest[0]
  if (!document) return undefined
  if (missing && !question.sections.some((one) => one.provision)) {
    const parts = childrenOf(document)
      .map((one) => one.label)
      .join('、')
    return document.brokenOff && /部分|大点|块/.test(missing.text)
      ? refused('cut-off', text.cutOff(document.brokenOff.slice(-12)), [])
      : refused('near-miss', text.noPart(missing.text, parts), [])
  }
  if (!document.brokenOff || !question.after) return undefined
  const last = document.provisions.at(-1)
  const tail = flatTail(document.brokenOff)
  const atEnd =
    question.sections.some((one) => one.provision === last) ||
    question.terms.some(
      (term) => term.text.length >= 3 && (tail.includes(term.text) || breaksInside(term.text, tail)),
    ) ||
    /最后|末尾|结尾|断|没写完|截断|缺|下文/.test(question.text)
  return atEnd ? refused('cut-off', text.cutOff(document.brokenOff.slice(-12)), lastQuote(library)) : undefined
}

/** …要素市场化配: the text ends in the middle of the word. */
const breaksInside = (word: string, tail: string): boolean =>
  [...word].some((_, at) => at >= 3 && tail.endsWith(word.slice(0, at + 1)))

const flatTail = (words: string): string => flat(words)

function lastQuote(library: Library): Quote[] {
  const last = library.corpus.passages.filter((one) => one.document === library.newest[0]).at(-1)
  return last ? [quoteOf(last)] : []
}

function contentsElsewhere(question: Question, library: Library): Refused | undefined {
  const reference = contentsAsked(question, library)
  return reference && refused('near-miss', text.notHeld(reference.text), [quoteOf(reference.passage)])
}

/** Why there is no answer, when none was found. */
export function refuse(question: Question, library: Library): Refused {
  const near = findPassages(question, library)
  const best = near[0]
  const nearest = best && best.coverage >= NEAR ? [quoteOf(best.passage)] : []
  if (question.result) return refused('result', text.noResult, nearest)
  const unmet = best?.unmet[0]
  if (question.split && best && best.coverage >= NEAR) return refused('split', text.noSplit, nearest)
  if (unmet && best && best.coverage >= NEAR) return byUnmet(unmet, best, nearest, library)
  const missing = [...(best?.missing ?? question.terms)].sort((a, b) => b.weight - a.weight)
  if (best && best.coverage >= NEAR) return refused('near-miss', lacking(question, missing), nearest)
  const asked = question.attributes[0]
  const known = question.terms.filter((term) => !term.foreign && term.weight >= 0.4)
  if (asked && known.length) return refused('near-miss', text.noAttribute(asked.text), nearest)
  if (question.places.length && known.length)
    return refused('other-region', text.noPlace(question.places[0]?.text ?? '', homeName(library)), nearest)
  return known.length
    ? refused('not-in-document', missing.length ? lacking(question, missing) : text.nothing, [])
    : refused('off-topic', text.OFF_TOPIC, [])
}

function byUnmet(unmet: Unmet, best: Candidate, nearest: readonly Quote[], library: Library): Refused {
  if (unmet.kind === 'year')
    return refused(
      'other-year',
      text.noYear(unmet.word, best.passage.document.year ? `${best.passage.document.year}年` : ownYears(library)),
      nearest,
    )
  if (unmet.kind === 'place') return refused('other-region', text.noPlace(unmet.word, homeName(library)), nearest)
  if (unmet.kind === 'detail') return refused('near-miss', text.noDetail(unmet.word), nearest)
  return refused('near-miss', text.noAttribute(unmet.word), nearest)
}

const homeName = (library: Library): string => {
  const home = library.newest[0] && library.homes.get(library.newest[0])
  return home ? (home.parent ? home.name : `${home.name}全省`) : '全文适用范围内'
}

function lacking(question: Question, missing: readonly Term[]): string {
  const whole = missing.filter(isWhole)
  const unknown = whole.filter((term) => term.foreign)
  const words = (terms: readonly Term[]): string =>
    terms
      .slice(0, 2)
      .map((term) => term.text)
      .join('”“')
  if (unknown.length) return text.lacks(words(unknown))
  if (whole.length) return text.apart(words(whole))
  const subject = question.terms.map((term) => term.text).join('')
  if (question.kind === 'definition') return text.noExplanation(subject)
  if (question.kind === 'number' || question.kind === 'conversion') return text.noFigure(subject)
  return text.nothing
}

function nearestTo(question: Question, library: Library): Quote[] {
  const best = findPassages({ ...question, years: [] }, library)[0]
  return best && best.coverage >= 0.5 ? [quoteOf(best.passage)] : []
}

export const refused = (reason: Refused['reason'], lead: string, nearest: readonly Quote[]): Refused => ({
  status: 'declined',
  reason,
  lead,
  nearest,
})
