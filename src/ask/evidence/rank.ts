/** The passages near a question, best first, each with what speaks for it and what it fails to meet. */

import { coversPlace, speaksFor, states } from '../question/constraints.ts'
import type { ProvisionScope, Question } from '../question/question.ts'
import { within } from '../question/sections.ts'
import { pairsOf } from '../words/normalise.ts'
import { sharedBy } from './character.ts'
import { type Library, papersFor } from './library.ts'
import { type Match, matchPassage } from './match.ts'
import type { EvidencePassage } from './paper.ts'
import { TINY, TRACE } from './scale.ts'

/** Something that a question pins down and the evidence does not meet. */
export interface Unmet {
  readonly kind: 'year' | 'place' | 'part' | 'attribute'
  readonly word: string
  /** of an attribute */
  readonly reason?: 'split' | 'result'
}

export interface Near extends Match {
  /** what its statements share with the question, character by character, at most */
  readonly shared: number
  readonly unmet: readonly Unmet[]
}

/** So many are read closely: the right provision stands among them in all but 2 % of the sets. */
const READ = 60

export function nearTo(question: Question, library: Library): Near[] {
  const passages = inScope(question, library)
  const shared = sharedIn(question, [...new Set(passages.map((one) => one.paper))], library)
  return passages
    .map((passage) => ({
      ...matchPassage(passage, question.terms),
      shared: shared.get(passage) ?? 0,
      unmet: unmetBy(question, passage, passage.flat, '', library),
    }))
    .sort((a, b) => rank(b, library) - rank(a, library))
}

/** Passages in question: those inside the provisions that are named or were told, else those that share words with it. */
function inScope(question: Question, library: Library): EvidencePassage[] {
  const named = question.sections.flatMap(({ document, provision }) => (provision ? [{ document, provision }] : []))
  const scope = question.scope ?? named
  return scope.length > 0
    ? library.papers.flatMap(({ passages }) => passages.filter((passage) => isWithin(passage, scope)))
    : candidates(question, library)
}

/** What shares most with the words of a question and those that may stand for them, and the headings that share any. */
function candidates(question: Question, library: Library): EvidencePassage[] {
  // A lone character that no paper uses as a word finds nothing.
  const words = question.terms.filter(({ weight, foreign, text }) => weight > 0 && !(foreign && text.length === 1))
  const matter = words.flatMap(({ forms }) => forms).join('/')
  const papers = papersFor(library, matter)
  const shared = sharedBy({ ...question, matter }, papers, library).sort((a, b) => b.held - a.held)
  const pairs = pairsOf(matter).filter((one) => !one.includes('/'))
  const headings = papers.flatMap(({ passages }) =>
    passages.filter(({ kind, flat }) => kind === 'heading' && pairs.some((one) => flat.includes(one))),
  )
  return [...new Set([...headings, ...shared.map(({ passage }) => passage)])].slice(0, READ + headings.length)
}

/** Whether a passage stands in one of these provisions or in a part of it, in the same document; no for an empty scope. */
export const isWithin = ({ document, provision }: EvidencePassage, scope: readonly ProvisionScope[]): boolean =>
  scope.some((one) => one.document === document && within(provision, one.provision, document))

const rank = ({ coverage, own, passage }: Match, library: Library): number =>
  coverage +
  TRACE * own -
  TINY * library.newest.indexOf(passage.document) -
  (passage.provision.label === '印发通知' ? TINY : 0)

/**
 * @param text   flat words that must speak of place and attribute
 * @param period flat words that may name the period which the statement is about
 */
export function unmetBy(
  question: Question,
  passage: EvidencePassage,
  text: string,
  period: string,
  library: Library,
): Unmet[] {
  const home = library.homeOf(passage.document)
  return [
    ...question.years
      .filter((one) => !speaksFor(passage, one))
      .map((one): Unmet => ({ kind: 'year', word: `${one.year}年` })),
    ...question.places
      .filter((one) => !coversPlace(one, `${text}${passage.heading}`, passage, home))
      .map((one): Unmet => ({ kind: 'place', word: one.text })),
    ...(question.aim && passage.past !== undefined ? [{ kind: 'part' as const, word: question.aim }] : []),
    ...question.parts
      .filter((one) => !one.isIn(period || `${text}${passage.heading}`))
      .map((one): Unmet => ({ kind: 'part', word: one.text })),
    ...question.attributes
      .filter(
        (one) =>
          !one.attribute.measure &&
          !(one.attribute.reason === 'result' && passage.past !== undefined) &&
          !(passage.kind === 'row' && question.places.length > 0) &&
          !states(one, `${text}/${passage.heading}/${passage.path}/${passage.provision.label}`),
      )
      .map(({ text: word, attribute: { reason } }): Unmet => ({ kind: 'attribute', word, ...(reason && { reason }) })),
  ]
}

function sharedIn(
  question: Question,
  papers: readonly EvidencePassage['paper'][],
  library: Library,
): ReadonlyMap<EvidencePassage, number> {
  const best = new Map<EvidencePassage, number>()
  for (const { passage, worth } of sharedBy(question, papers, library))
    best.set(passage, Math.max(best.get(passage) ?? 0, worth))
  return best
}
