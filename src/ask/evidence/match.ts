/** How well a passage, or one statement in it, holds what a question asks about. */

import type { QueryTerm } from '../question/terms.ts'
import type { Proposition } from '../words/clauses.ts'
import { keptOf } from '../words/kept.ts'
import { hasWhole } from '../words/normalise.ts'
import type { EvidencePassage } from './paper.ts'
import { HALF, LITTLE, MAINLY, MOSTLY, NEARLY, PARTLY } from './scale.ts'

export interface Match {
  readonly passage: EvidencePassage
  /** share of the question's weight that is met, 0 to 1; words nearby count in part */
  readonly coverage: number
  /** the same, counting only the passage's own words */
  readonly own: number
  /** telling words of the question that neither the passage nor its headings hold */
  readonly missing: readonly QueryTerm[]
}

export interface StatementMatch extends Match {
  readonly statement: Proposition
}

// Less, the farther from the words themselves: heading, headings above, the rest of the provision, the document.
const NEAR = { own: 1, heading: NEARLY, path: MAINLY, around: PARTLY, title: HALF } as const

interface Layer {
  readonly text: string
  readonly worth: number
}

const layersOf = (passage: EvidencePassage): Layer[] => [
  { text: passage.flat, worth: NEAR.own },
  { text: passage.heading, worth: NEAR.heading },
  { text: passage.path, worth: NEAR.path },
  { text: passage.around, worth: NEAR.around },
  { text: passage.title, worth: NEAR.title },
]

export function matchPassage(passage: EvidencePassage, terms: readonly QueryTerm[]): Match {
  return { passage, ...measure(terms, layersOf(passage)) }
}

/** A statement's own words first; what stands beside it in the sentence counts for less than its headings. */
export function matchStatement(
  passage: EvidencePassage,
  statement: Proposition,
  terms: readonly QueryTerm[],
): StatementMatch {
  const layers: Layer[] = [
    { text: statement.flat, worth: 1 },
    { text: statement.subject, worth: NEAR.own },
    { text: statement.clause, worth: NEAR.path },
    { text: passage.heading, worth: NEAR.heading },
    { text: passage.path, worth: NEAR.path },
    { text: passage.flat, worth: NEAR.around },
    { text: passage.around, worth: NEAR.around },
    { text: passage.title, worth: NEAR.around },
  ]
  return { passage, statement, ...measure(terms, layers) }
}

function measure(terms: readonly QueryTerm[], layers: readonly Layer[]): Omit<Match, 'passage'> {
  let whole = 0
  let met = 0
  let own = 0
  const missing: QueryTerm[] = []
  for (const term of terms) {
    if (term.weight === 0) continue
    // What the title names is what the whole document is about: it tells its passages apart less.
    const weight = layers.at(-1)?.text.includes(term.text) ? term.weight / 2 : term.weight
    whole += weight
    let best = 0
    let partly = 0
    for (const layer of layers) {
      if (!layer.text || layer.worth <= best) continue
      const share = holding(term, layer.text)
      best = Math.max(best, share * layer.worth)
      if (layer.worth >= HALF) partly = Math.max(partly, share)
    }
    met += best * weight
    own += holding(term, layers[0]?.text ?? '') * weight
    if (partly < HALF && term.weight >= LITTLE) missing.push(term)
  }
  // Nothing asked for but the place itself: whatever stands there is meant.
  return whole ? { coverage: met / whole, own: own / whole, missing } : { coverage: 1, own: 0, missing }
}

/** A row of digits, or of characters that nobody here knows, is looked for no further. */
const LONGEST_FOREIGN = 40

/** 1: the word itself; a little less: one that may stand for it; less: a part of its characters in the same order. */
export function holding(term: QueryTerm, text: string): number {
  const known = held(term)
  const share = known.get(text) ?? shareOf(term, text)
  known.set(text, share)
  return share
}

/** Headings, titles and what stands around are the same for many passages. */
const held = keptOf((_: QueryTerm) => new Map<string, number>())

function shareOf(term: QueryTerm, text: string): number {
  if (hasWhole(text, term.text)) return 1
  if (term.forms.some((form) => hasWhole(text, form))) return term.used ? MOSTLY : NEARLY
  if (term.foreign) return LITTLE * pairsIn(term.text.slice(0, LONGEST_FOREIGN), text)
  // A name that the documents use is meant whole: 合同能源管理 is not met by 能源管理.
  return term.text.length > 2 ? (term.used ? MOSTLY : NEARLY) * pairsIn(term.text, text) : 0
}

function pairsIn(word: string, text: string): number {
  if (word.length < 3) return [...word].filter((char) => text.includes(char)).length === word.length ? HALF : 0
  let found = 0
  for (let at = 0; at + 2 <= word.length; at++) if (text.includes(word.slice(at, at + 2))) found++
  return found / (word.length - 1)
}
