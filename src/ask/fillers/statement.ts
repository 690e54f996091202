/** The statement that answers, in one line, with what it hangs on: found by the words of a question, else by its characters. */
import { clip, type Found, found, itemQuotes, placeName, type Quote, quoteOf, quotesOf } from '../answer/outcome.ts'
import { bestOf, fillerOf, partOf } from '../evidence/best.ts'
import { sharedBy } from '../evidence/character.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { isWithin, type Near, unmetBy } from '../evidence/rank.ts'
import { LITTLE, MAINLY, NEARLY, PARTLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { parentOf } from '../question/sections.ts'
import type { QueryTerm } from '../question/terms.ts'
import * as text from '../text.ts'
import { cutAt } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'

export function statement(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const best = bestOf(question, near, library)
  return best && worded(best.passage, lineOf(best.passage, partOf(best.passage, question), question, library))
}

/** Where in the document something stands. */
export function place(_question: Question, near: readonly Near[]): Found | undefined {
  const one = near.find(({ unmet, own }) => unmet.length === 0 && own >= PARTLY)
  return one && found(placeName(one.passage.provision), [quoteOf(one.passage)])
}

/** From here on a statement is about what is asked. */
const SURE = PARTLY
/** A claim leaves no slot to fill, so that more must be shared. */
const CLAIMED = MAINLY
/** Of what the best statement shares so much: where another says more of the matter and fills no slot, it is not written. */
const BESIDE_BEST = NEARLY
const MOST = 20

/** What the words of a question did not find, its characters may: the statement that shares most and fills the slot. */
export function secondLook(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const isClaim = question.slot === 'claim'
  const fills = fillerOf(question, library)
  if (!fills && !isClaim) return undefined
  const papers = library.papers.length > 1 ? [...new Set(near.map((one) => one.passage.paper))] : library.papers
  const { scope } = question
  const all = sharedBy(question, papers, library)
    // A row is told by its columns, or not at all.
    .filter(({ passage }) => passage.kind !== 'row' && (!scope || isWithin(passage, scope)))
    .slice(0, MOST)
  const best = all.find((one) => !fills || fills(one.text, one.passage))
  if (!best || best.worth < (isClaim ? CLAIMED : SURE)) return undefined
  if (best.held < BESIDE_BEST * Math.max(...all.map((one) => one.held))) return undefined
  const { passage } = best
  if (unmetBy(question, passage, passage.flat, flat(best.text), library).length > 0) return undefined
  const answer = worded(passage, lineOf(passage, passage.tidy, question, library))
  return isClaim ? found(text.written(answer.lead), answer.quotes) : answer
}

/** A statement below a line that opens its items says nothing without that line, and such a line nothing without its items. */
export function worded(passage: EvidencePassage, lead: string): Found {
  if (opens(passage)) {
    const all = itemQuotes(passage.document, passage.provision)
    const items = all.slice(1).map((one) => tidy(one.text))
    return found(`${tidy(passage.tidy)}${items.join('')}`, all.slice(0, 12))
  }
  const intro = introOf(passage)
  return intro ? found(`${tidy(intro.text)}${lead}`, [intro, ...quotesOf(passage)]) : found(lead, quotesOf(passage))
}

export const opens = ({ kind, flat: text, document, provision }: EvidencePassage): boolean =>
  kind === 'sentence' && text.endsWith(':') && itemQuotes(document, provision).length > 1

/** 有下列情形之一的，取消资格：what an item below it is an item of; undefined where nothing leads to it. */
export function introOf({ kind, document, provision }: EvidencePassage): Quote | undefined {
  const parent = parentOf(provision, document)
  const intro = parent?.sentences.findLast((one) => /[:：]\s*$/.test(one.text))
  return kind === 'sentence' && parent && intro ? { document, provision: parent, text: intro.text } : undefined
}

/** The line of some words of a passage; its clauses that hold what is asked for come first. */
function lineOf(passage: EvidencePassage, words: string, question: Question, library: Library): string {
  const fills = fillerOf(question, library)
  return leadClause({ tidy: words }, question.terms, (clause) => fills?.(clause, passage) ?? false)
}

const LINE = 110

/**
 * The line of a passage that leads an answer: the whole where it has 110 characters at most, else the clause that holds
 * most of the terms, by their weight, with as many behind and then before it as fit; one clause of more than 118 is cut off with ……
 * @param fills whether a clause holds what is asked for; those that do come first
 */
export function leadClause(
  { tidy: shown }: Pick<EvidencePassage, 'tidy'>,
  terms: readonly QueryTerm[],
  fills: (clause: string) => boolean = () => false,
): string {
  const text = tidy(shown)
  if (text.length <= LINE) return text
  const clauses = cutAt(text, '，；。')
  const scores = clauses.map((clause) =>
    terms.reduce((sum, term) => sum + term.weight * holding(term, flat(clause)), fills(clause) ? LITTLE : 0),
  )
  const best = scores.indexOf(Math.max(...scores))
  let last = 0
  const places = clauses.map((clause) => (last = Math.max(last, text.indexOf(clause, last))))
  const at = (index: number): number => places[index] ?? 0
  const length = (from: number, to: number): number => at(to - 1) + (clauses[to - 1] ?? '').length - at(from)
  let from = best
  let to = best + 1
  while (to < clauses.length && length(from, to + 1) <= LINE) to++
  while (from > 0 && length(from - 1, to) <= LINE) from--
  return clip(text.slice(at(from), at(from) + length(from, to)))
}
