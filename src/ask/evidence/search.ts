/** Candidates for a question: passages and statements with what speaks for them and what they fail to meet. */
import type { Document } from '../../documents/index.ts'
import { coversPlace, homeOf, speaksFor, states } from '../question/constraints.ts'
import { within } from '../question/sections.ts'
import type { Knowledge, Question } from '../question/understand.ts'
import { type Statement, statementsOf, unelided } from '../words/clauses.ts'
import type { Place } from '../words/lexicon.ts'
import { flat } from '../words/normalise.ts'
import type { Passage } from './corpus.ts'
import { type Match, matchPassage, matchStatement, type StatementMatch } from './match.ts'

/** Something that a question pins down and the evidence does not meet. */
export type Unmet =
  | { readonly kind: 'year'; readonly word: string }
  | { readonly kind: 'place'; readonly word: string }
  | { readonly kind: 'detail'; readonly word: string }
  | { readonly kind: 'attribute'; readonly word: string; readonly name: string }

export type Candidate<M extends Match = Match> = M & { readonly unmet: readonly Unmet[] }

export interface Library extends Knowledge {
  readonly homes: ReadonlyMap<Document, Place | undefined>
  readonly statements: ReadonlyMap<Passage, readonly Statement[]>
  /** newest first: where two documents say the same, the newer one speaks */
  readonly newest: readonly Document[]
}

export function buildLibrary(knowledge: Knowledge): Library {
  const { corpus, lexicon, regions } = knowledge
  const age = (document: Document): string => String(document.year ?? document.issued ?? '')
  return {
    ...knowledge,
    homes: new Map(corpus.documents.map((document) => [document, homeOf(document, lexicon, regions)])),
    statements: new Map(
      corpus.passages
        .filter((one) => one.kind === 'sentence')
        .map((one) => [
          one,
          statementsOf(one.tidy).map((statement) => ({ ...statement, flat: flat(unelided(statement, one)) })),
        ]),
    ),
    newest: [...corpus.documents].sort((a, b) => age(b).localeCompare(age(a))),
  }
}

/** Passages in question: those inside the named section, or all. */
function inScope(question: Question, library: Library): readonly Passage[] {
  if (!question.terms.length && !question.sections.length) return []
  const sections = question.sections.flatMap((one) => (one.provision ? [{ ...one, provision: one.provision }] : []))
  if (!sections.length) return library.corpus.passages.filter((passage) => !isTitle(passage))
  return library.corpus.passages.filter((passage) =>
    sections.some(
      (one) => one.document === passage.document && within(passage.provision, one.provision, passage.document),
    ),
  )
}

/** The title as printed says nothing that the title itself does not. */
const isTitle = ({ flat, title, document }: Passage): boolean =>
  flat.length >= 6 &&
  (title.includes(flat) || flat.includes(title)) &&
  flat.length <= title.length + 24 &&
  flat !== document.brokenOff

/** Passages, best first. */
export const findPassages = once(rankPassages)

/** Statements, best first. */
export const findStatements = once(rankStatements)

/** Several answerers look at the same candidates of one question. */
function once<T>(find: (question: Question, library: Library) => T): (question: Question, library: Library) => T {
  const kept = new WeakMap<Question, T>()
  return (question, library) => {
    const known = kept.get(question) ?? find(question, library)
    kept.set(question, known)
    return known
  }
}

function rankPassages(question: Question, library: Library): Candidate[] {
  return inScope(question, library)
    .filter((passage) => passage.kind !== 'heading')
    .map((passage) => matchPassage(passage, question.terms))
    .filter((match) => match.coverage > 0.2 || (question.terms.length === 0 && question.sections.length > 0))
    .map((match) => ({ ...match, unmet: unmetBy(question, match.passage, match.passage.flat, '', library) }))
    .sort((a, b) => rank(b, library) - rank(a, library))
}

function rankStatements(question: Question, library: Library): Candidate<StatementMatch>[] {
  return inScope(question, library)
    .flatMap((passage) =>
      (library.statements.get(passage) ?? []).map((statement) => matchStatement(passage, statement, question.terms)),
    )
    .filter((match) => match.coverage > 0.2 || (question.terms.length === 0 && question.sections.length > 0))
    .map((match) => ({
      ...match,
      unmet: unmetBy(
        question,
        match.passage,
        match.statement.partFlat,
        match.statement.subject + match.statement.clause,
        library,
      ),
    }))
    .sort((a, b) => rank(b, library) - rank(a, library))
}

function rank(match: Match, library: Library): number {
  const age = library.newest.indexOf(match.passage.document)
  return match.coverage + 0.15 * match.own - 0.02 * age - (match.passage.provision.label === '印发通知' ? 0.05 : 0)
}

export const unmetOf = (question: Question, passage: Passage, library: Library): Unmet[] =>
  unmetBy(question, passage, passage.around, '', library)

/**
 * @param text   flat words that must speak of place and attribute
 * @param period   flat words that may name the period which the statement is about
 */
function unmetBy(question: Question, passage: Passage, text: string, period: string, library: Library): Unmet[] {
  const home = library.homes.get(passage.document)
  return [
    ...question.years
      .filter((one) => !speaksFor(passage, one, period))
      .map((one): Unmet => ({ kind: 'year', word: `${one.year}年` })),
    ...question.places
      .filter((one) => !coversPlace(one, `${text}${passage.heading}`, passage, home))
      .map((one): Unmet => ({ kind: 'place', word: one.text })),
    ...question.details
      .filter((one) => !one.agrees(one.strict && period ? period : `${text}${passage.heading}`))
      .map((one): Unmet => ({ kind: 'detail', word: one.text })),
    ...question.attributes
      .filter(
        (one) =>
          !one.attribute.measure &&
          !states(one, `${text}/${passage.heading}/${passage.path}/${passage.provision.label}`),
      )
      .map((one): Unmet => ({ kind: 'attribute', word: one.text, name: one.attribute.name })),
  ]
}
