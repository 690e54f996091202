/** A sentence as what it claims, held against what the lines that it rests on state, as a person's claim is. */

import { type Document, readDocument } from '../../documents/index.ts'
import { type Claimed, claimedIn } from '../claim/claimed.ts'
import { decide } from '../claim/decide.ts'
import { isEqual, isSameUnit, type Quantity, quantitiesIn } from '../claim/quantity.ts'
import type { Calculated } from '../claim/reckoned.ts'
import type { SourceStatement } from '../claim/stated.ts'
import { statedInSentence } from '../claim/stated-sentence.ts'
import { yearsNamed } from '../claim/time.ts'
import type { ClaimField } from '../claim/verdict.ts'
import { hitsOf, MODALITY } from '../claim/words.ts'
import { cutAt } from '../words/clauses.ts'
import { keptOf } from '../words/kept.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import type { Objection, VerificationFault } from './objection.ts'

/** What is said of a sentence in which a field is another, or open. */
const OBJECTION: Readonly<Record<ClaimField, Objection>> = {
  subject: 'object',
  number: 'figure',
  unit: 'figure',
  bound: 'qualifier',
  direction: 'qualifier',
  basis: 'qualifier',
  modality: 'qualifier',
  period: 'date',
  place: 'object',
  level: 'object',
  share: 'object',
  condition: 'qualifier',
  polarity: 'negation',
  words: 'words',
}

/** Of a figure that the evidence has. */
const WHERE_SAID: typeof OBJECTION = { ...OBJECTION, number: 'object', unit: 'object' }

interface HeldAgainst {
  /** the sentence, flat */
  readonly said: string
  readonly statements: readonly SourceStatement[]
  /** all figures of the evidence, of whatever subject */
  readonly figures: readonly Quantity[]
  /** figures that were worked out from the evidence */
  readonly known: Calculated['figures']
}

/** Models say five figures in a sentence at most, in half as many clauses; each is held against all that is stated. */
const MOST_FIGURES = 12
const MOST_CLAUSES = 24

/** @returns what the evidence does not state, of the sentence as a whole or else of its clauses; the first of it */
export function wrongClaim(
  sentence: string,
  cited: readonly Cited[],
  known: HeldAgainst['known'],
): VerificationFault | undefined {
  const said = flat(sentence)
  if (cited.some(({ line }) => flat(line.text) === said)) return undefined
  const clauses = cutAt(said, ',;:。')
  if (clauses.length > MOST_CLAUSES || quantitiesIn(said).length > MOST_FIGURES) return { objection: 'long', at: '' }
  const held = {
    said,
    statements: cited.flatMap(statedBy),
    figures: cited.flatMap(({ whole }) => quantitiesIn(whole)),
    known,
  }
  const [whole] = faultsIn(said, said, held)
  if (!whole || clauses.length < 2) return whole
  // The year of a clause stands in it or before it.
  return clauses.flatMap((clause) => faultsIn(clause, said.slice(0, said.indexOf(clause) + clause.length), held))[0]
}

const faultsIn = (words: string, whole: string, held: HeldAgainst): VerificationFault[] =>
  claimedIn(words, { whole }).flatMap((claimed) => faultOf(claimed, held) ?? [])

function faultOf(said: Claimed, held: HeldAgainst): VerificationFault | undefined {
  const { figure, ...words } = said
  const isKnown = figure && held.known.some((one) => one.value === figure.value && one.dimension === figure.dimension)
  const claimed: Claimed = isKnown ? words : said
  const { comparison } = decide(claimed, held.statements, { telling: true })
  const at = claimed.figure?.text ?? claimed.text
  if (comparison.is === 'agrees') return bindsLate(claimed, held) ? { objection: 'qualifier', at } : undefined
  if (claimed.figure)
    return { objection: isWritten(claimed.figure, held) ? WHERE_SAID[comparison.field] : 'figure', at }
  return { objection: OBJECTION[comparison.field], at }
}

const isWritten = (figure: Quantity, { figures }: HeldAgainst): boolean =>
  figures.some((one) => isSameUnit(one, figure) && isEqual(one, figure))

/** 1500家，力争2017年: what binds a figure stands before it. */
const bindsLate = ({ figure, modality }: Claimed, { said }: HeldAgainst): boolean =>
  figure !== undefined &&
  modality !== undefined &&
  !hitsOf(said.slice(0, said.indexOf(figure.text)), MODALITY).some(({ value }) => value === modality)

const statedBy = keptOf(statementsOf)

/** The line is read as a paper of its own, so that its facts are known: the 6000家 of a row are 新认定 too. */
function statementsOf({ line, quote, heads, paper, provision }: Cited): SourceStatement[] {
  const text = line.told ?? quote
  const read = readDocument(`${paper.title}\n${text}`, { id: line.id })
  const { year, issuer } = paper
  const document: Document = { ...read, ...(year && { year }), ...(issuer && { issuer }) }
  // A statement without a year is for that of its headings, or of its paper.
  const given = [...yearsNamed(heads.join('/')), ...(year ? [year] : [])]
  return document.provisions.flatMap((own) => {
    const place = { document, provision: { ...own, heading: provision.heading } }
    const sentences = line.told ? [text] : own.sentences.map((one) => one.text)
    const stated = sentences.flatMap((sentence) => statedInSentence({ ...place, sentence }, heads.join('/')))
    return stated
      .map((one) => (line.told ? inRow(one, text) : one))
      .map((one) => ({ ...one, years: one.years.length > 0 ? one.years : given }))
  })
}

/** A cell is named by any other of its row. */
function inRow(stated: SourceStatement, row: string): SourceStatement {
  const cells = cutAt(row, '；').flatMap((cell) => cutAt(cell, '：').slice(-1))
  const named = stated.subjects.flatMap((subject) => cells.map((cell) => `${flat(cell)}/${subject}`))
  return { ...stated, subjects: [...stated.subjects, ...named] }
}
