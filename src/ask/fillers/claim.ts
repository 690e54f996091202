/** Questions that claim something: held against what the documents state, and only then said yes or no to. */

import type { Document } from '../../documents/index.ts'
import { type AskOutcome, clip, type Found, found, LINE, type Quote } from '../answer/outcome.ts'
import { type Claimed, claimedIn } from '../claim/claimed.ts'
import { faultsOf } from '../claim/compare.ts'
import { type Decision, decide } from '../claim/decide.ts'
import { isEmpty } from '../claim/fit.ts'
import { type SourceStatement, statedIn } from '../claim/stated.ts'
import type { Library } from '../evidence/library.ts'
import { statementLine } from '../evidence/measured.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import type { Near, Unmet } from '../evidence/rank.ts'
import { HALF } from '../evidence/scale.ts'
import { placesIn } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { parentOf } from '../question/sections.ts'
import * as text from '../text.ts'
import { figuresIn } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { exceptionTo } from '../words/polarity.ts'
import { leadClause, worded } from './statement.ts'
import { EXISTING } from './whether-written.ts'

/** What is claimed, confirmed or put right; else what the document says nearest to it, without yes or no. */
export function claim(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const decisions = decisionsOn(question, near, library)
  // 厂房1000万平是新建吗: what has the figure that was said is nearer than what has more of the words.
  const isMeant = ({ passage }: Near): boolean =>
    decisions.some(({ stated, isSaid }) => isSaid && stated?.sentence === passage.text)
  const nearest = [...near.filter(isMeant), ...near.filter((one) => !isMeant(one))]
  return judged(question, decisions, near) ?? nearWords(question, nearest, library)
}

/** Yes or no, where every figure claimed, or the words themselves, agree or plainly differ. */
function judged(question: Question, decisions: readonly Decision[], near: readonly Near[]): Found | undefined {
  const statements = decisions.flatMap(({ stated }) => stated ?? [])
  if (!statements.length || statements.length < decisions.length) return undefined
  const line = [...new Set(statements.map((one) => lineOf(one, near)))].join('；')
  const quotes = statements.flatMap(quotesOf)
  const differing = decisions.find(({ comparison }) => comparison.is === 'differs')?.comparison
  if (decisions.every(({ comparison }) => comparison.is === 'agrees')) return found(`${yes(question)}，${line}`, quotes)
  // A no that its own quotation contradicts is none: another statement of the row has what is claimed.
  const isPlain = differing?.is === 'differs' && !flat(line).includes(differing.claimed)
  if (isPlain && (differing.field !== 'period' || question.years.length === 0))
    return found(text.writtenInstead(differing, line), quotes)
  return undefined
}

/** So many passages near the question are read for statements. */
const READ = 20
/** More figures than anybody asks about in one message: none of them is decided. */
const MOST_CLAIMS = 6

/** Each claim of a question against the statements of the provisions near it. */
export function decisionsOn(question: Question, near: readonly Near[], library: Library): Decision[] {
  const provisions = new Set(near.slice(0, READ).map((one) => one.passage.provision))
  const statements = [...new Set(near.slice(0, READ).map((one) => one.passage.document))]
    .flatMap(statedIn)
    .filter((one) => provisions.has(one.provision))
  const meaning = {
    same: (word: string) => library.lexicon.synonyms.get(word) ?? [],
    homeOf: (document: Document) => library.homeOf(document)?.name,
  }
  const decided = (claims: readonly Claimed[]): Decision[] =>
    claims.length > MOST_CLAIMS
      ? []
      : claims.map((claimed) => decide(withSubject(claimed, question), statements, meaning))
  // 我记得高企那块，今年1500家: the subject may stand in what was taken for the story, which may as well be one.
  const whole = claimsIn(question.whole, question, library)
  const asked = claimsIn(question.text, question, library)
  const decisions = decided(whole)
  // Its figure and its subject are claimed too: 人均购置总库容，不低于300立方米，对不对.
  const isStory = counted(asked) === counted(whole) && isNamed(asked) === isNamed(whole)
  return decisions.every(({ comparison }) => comparison.is !== 'unsure') || !isStory ? decisions : decided(asked)
}

const isNamed = (claims: readonly Claimed[]): boolean => claims.some(({ words }) => !isEmpty(words))
/** Figures and small numerals: 连续三个季度末位的，由办公室约谈 claims the three as well. */
const counted = (claims: readonly Claimed[]): number =>
  claims.reduce((sum, { figure, words }) => sum + (figure ? 1 : 0) + figuresIn(words).length, 0)

function claimsIn(words: string, question: Question, library: Library): readonly Claimed[] {
  return claimedIn(words, {
    whole: question.whole,
    isSaid: true,
    years: question.years,
    places: placesIn(question.whole, library.lexicon, library.regions).map(({ text: said, place }) => ({
      text: said,
      ...place,
    })),
    holds: library.holds,
  })
}

/** 那是300家吧: what it is said of was named before. */
function withSubject(claimed: Claimed, { terms }: Question): Claimed {
  const carried = terms.filter((one) => one.from < 0).map((one) => one.text)
  return isEmpty(claimed.words) ? { ...claimed, words: [claimed.words, ...carried].join('/') } : claimed
}

/** 有 for 有没有, 是 for the rest. */
const yes = (question: Question): string =>
  EXISTING.some((word) => question.text.includes(word)) ? text.EXISTS : text.YES

/** The sentence, below the line that opens its list: 有下列情形之一的，不适用本办法. */
function quotesOf({ document, provision, sentence, intro }: SourceStatement): Quote[] {
  const parent = parentOf(provision, document)
  const opening = parent?.sentences.find((one) => one.text.trim() === intro)
  return [
    ...(parent && opening ? [{ document, provision: parent, text: opening.text }] : []),
    { document, provision, text: sentence },
  ]
}

/** The statement in one line, with the period and 力争 that it shares with the row it stands in. */
function lineOf(stated: SourceStatement, near: readonly Near[]): string {
  const passage = near.find(
    ({ passage: one }) => one.provision === stated.provision && one.text === stated.sentence,
  )?.passage
  const statement = passage?.statements.find((one) => one.text === stated.text)
  const line =
    passage && statement && stated.figure
      ? statementLine({ passage, statement, coverage: 1, own: 1, missing: [] })
      : tidy(stated.text)
  return `${tidy(stated.intro ?? '')}${line}`
}

/** Share of the question's weight that a passage must hold to be worth showing. */
const HELD = HALF

function nearWords(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const one = near.find(
    ({ passage, unmet, coverage }) =>
      passage.kind !== 'heading' &&
      coverage >= HELD &&
      unmet.every((each) => putsRight(each, passage, question, library)),
  )
  if (!one) return undefined
  const answer = worded(one.passage, leadClause(one.passage, question.terms))
  const exception = exceptionTo(one.passage)
  return { ...answer, lead: text.written(exception ? withException(answer.lead, exception) : answer.lead) }
}

/** 试点在温州吧, 16年到18年的吧: worth showing only where the sentence names another place or year itself. */
function putsRight({ kind }: Unmet, { flat: said }: EvidencePassage, { places }: Question, library: Library): boolean {
  if (kind === 'place')
    return (
      !places.some((one) => one.place.parent === undefined) &&
      placesIn(said, library.lexicon, library.regions).length > 0
    )
  return kind === 'year' && /20\d\d年/.test(said)
}

/** The first clauses of the rule, and what it excepts, where both are too long for a line. */
const withException = (lead: string, exception: string): string =>
  lead.includes(exception) ? lead : `${clip(lead, LINE - exception.length).replace(/[。；]$/, '')}；${exception}`

/** A figure that answers is said of what was asked, else it is shown as the document's: 全市要处置多少家 of a province's paper. */
export function pinned(outcome: AskOutcome, question: Question, library: Library): AskOutcome {
  if (outcome.status !== 'answered' || question.slot === 'claim') return outcome
  const shown = flat(outcome.lead)
  const statements = outcome.quotes.flatMap(({ document, text: quote }) => {
    // a sentence of many figures is looked for once
    const sentences = new Set(statedIn(document).map((one) => one.sentence))
    const quoted = new Set([...sentences].filter((one) => quote.includes(one)))
    return statedIn(document).filter((one) => one.figure && shown.includes(one.figure.text) && quoted.has(one.sentence))
  })
  const [asked] = claimsIn(question.text, question, library)
  const isOther = asked && !asked.figure && statements.length > 0 && statements.every((one) => isPinned(asked, one))
  return isOther ? { ...outcome, lead: text.written(outcome.lead) } : outcome
}

/** How far it reaches, or that it is of each, is said of another: 全市 in a province's paper, a sum for all. */
const isPinned = (asked: Claimed, stated: SourceStatement): boolean =>
  faultsOf({ ...asked, ...(stated.figure && { figure: stated.figure }) }, stated).some(
    ({ field }) => field === 'level' || (field === 'basis' && asked.basis.includes('each')),
  )
