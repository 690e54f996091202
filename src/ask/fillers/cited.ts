/** Documents that a paper cites: their names and numbers, never their contents. */

import { type AskOutcome, type Found, found, quoteOf, type Refused, refused } from '../answer/outcome.ts'
import { bestOf } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import { LITTLE, MAINLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { madeOf, TELLING } from '../question/terms.ts'
import * as text from '../text.ts'
import { flat, tidy } from '../words/normalise.ts'
import { detailsAsked, titleOf } from './itself.ts'

interface Reference {
  readonly passage: EvidencePassage
  /** 《…》（文号）as written */
  readonly text: string
  readonly title: string
  readonly number: string | undefined
}

const CITED =
  /《([^《》]{1,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3})》(?:[（(]([^（）()号令]{0,60}[号令][^（）()]{0,60})[）)])?/g

const referencesIn = (passage: EvidencePassage): Reference[] =>
  [...passage.tidy.matchAll(CITED)].map(([whole, title = '', number]) => ({ passage, text: whole, title, number }))

/** A title that speaks of what is asked counts so much beside its sentence. */
const TITLE = MAINLY
/** How far behind the best reference another may be. */
const SEVERAL = LITTLE

/** The document, with its number, that the provision on the subject cites; undefined where it cites none. */
export function cited(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const best = bestOf(question, near, library)
  if (!best) return undefined
  const share = (title: string): number =>
    question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(title)), 0)
  const ranked = near
    .filter((one) => one.unmet.length === 0)
    .flatMap(({ passage, coverage }) =>
      referencesIn(passage).map((one) => ({ one, score: coverage + TITLE * share(one.title) })),
    )
    .sort((a, b) => b.score - a.score)
  const [first] = ranked
  if (!first) return undefined
  const within = ranked.filter(({ score }) => score >= first.score - SEVERAL).map(({ one }) => one)
  const isSeveral = question.text.includes('些') || question.text.includes('几')
  const asked = question.text.includes('号') ? within.find((one) => one.number) : first.one
  return asked && told(isSeveral ? within : [asked])
}

const told = (references: readonly Reference[]): Found =>
  found(
    [...new Set(references.map((one) => tidy(one.text)))].join('、'),
    references.map((one) => quoteOf(one.passage)),
  )

/**
 * The document of which a number is named, and nothing else: its title, as a paper that is held bears it or as one cites it.
 * @returns undefined where no document number is named, or more than that is asked
 */
export function numbered(question: Question, { newest, papers, lexicon }: Library): AskOutcome | undefined {
  const { slot, numbers, terms } = question
  const [number] = numbers
  if (!number || slot === 'claim' || terms.some((one) => one.weight >= TELLING)) return undefined
  if (detailsAsked(question, lexicon).includes('number')) return undefined
  const bears = (of = ''): boolean => of !== '' && inYears(number.text).endsWith(inYears(of))
  const held = newest.find((one) => bears(one.number))
  const own = held && titleOf(held)
  if (own) return own
  const references = papers.flatMap(({ passages }) => passages.flatMap(referencesIn))
  const meant = references.find((one) => bears(one.number))
  return meant ? told([meant]) : refused('not-in-document', text.noNumber(number.text))
}

/** 〔2017〕1号, 2017年第1号 → 2017年1号 */
const inYears = (number: string): string => flat(number).replace(/[([]?(\d{4})[)\]年]?第?/, '$1年')

/** What the document itself rests on: what its first sentence with references names. */
export function groundsOf({ slot, terms }: Question, { papers, newest, lexicon }: Library): Found | undefined {
  if (slot !== 'document' || !terms.every((one) => one.weight < TELLING || madeOf(one.text, lexicon.grounds)))
    return undefined
  const own = papers.find((one) => one.document === newest[0])?.passages ?? []
  const opening = own
    .filter(({ kind, provision }) => kind === 'sentence' && provision.label !== '印发通知')
    .map(referencesIn)
    .find((one) => one.length > 0)
  return opening && told(opening)
}

/** The contents, day or author of a document that is cited, and not held. */
export function contentsElsewhere(
  question: Question,
  near: readonly Near[],
  { lexicon, newest, papers: all }: Library,
): Refused | undefined {
  if (['document', 'where', 'claim'].includes(question.slot)) return undefined
  if (!lexicon.contents.some((word) => question.text.includes(word))) return undefined
  const papers = near.length ? new Set(near.map((one) => one.passage.paper)) : all
  for (const { passages } of papers)
    for (const one of passages.flatMap(referencesIn)) {
      const title = flat(one.title).replace(/\([^()]*\)/g, '')
      const isNamed =
        (title.length >= 6 && question.text.includes(title)) ||
        question.numbers.some((number) => flat(one.number ?? '').includes(number.text))
      if (isNamed && !newest.some((held) => flat(held.title).includes(title)))
        return refused('near-miss', text.notHeld(tidy(one.text)), [quoteOf(one.passage)])
    }
  return undefined
}
