/** The door of the ask slice: a question to an answer with its sources, or an honest no. */
import type { Document } from '../documents/index.ts'
import { type Day, yearOf } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Citation, compose } from './compose.ts'
import { baseYear } from './constraints.ts'
import { buildCorpus } from './corpus.ts'
import { refused } from './decline.ts'
import { focusOf } from './focus.ts'
import { readingsOf } from './follow.ts'
import { guard, POST_HOLDER, talkOf } from './guard.ts'
import { type Lexicon, usableIn } from './lexicon.ts'
import { cleaned } from './normalise.ts'
import { distinct, type Found, type Outcome, placeName, type Quote, type Reason } from './outcome.ts'
import { answerCompare, partsOf, rivalsOf, subjectsOf } from './pairs.ts'
import { respond } from './respond.ts'
import { buildLibrary, type Library } from './search.ts'
import { buildSpeller } from './spelling.ts'
import * as text from './text.ts'
import { type Question, understand } from './understand.ts'

export { documentCommands, questionCommand } from './commands.ts'
export type { Citation } from './compose.ts'
export { type Lexicon, readLexicon } from './lexicon.ts'
export type { Reason } from './outcome.ts'

export interface Ask {
  /** as typed */
  readonly question: string
  /** earlier messages of the same person in the same conversation, oldest first */
  readonly history?: readonly string[]
  /** the day on which one asks; absent: 今年 is the newest document's year */
  readonly today?: Day
}

export interface Answer {
  readonly status: 'answered' | 'declined' | 'clarify' | 'smalltalk'
  readonly reason: Reason
  /** the answer in the first line (at most 120 characters), then the quoted provisions */
  readonly text: string
  readonly citations: readonly Citation[]
  /** for buttons, when one short question is asked back */
  readonly choices?: readonly string[]
  /** what comes nearest, under a refusal; it supports nothing */
  readonly nearest?: readonly Citation[]
}

export interface Asker {
  readonly ask: (ask: Ask) => Answer
}

/**
 * An assistant that answers from documents alone, without a language model.
 *
 * Building it indexes the documents (tens of milliseconds for one); asking takes a few milliseconds,
 * reads no clock and keeps nothing between questions.
 *
 * @param regions the office's own regions, so that a county is recognised; optional
 */
export function createAsker(options: {
  readonly documents: readonly Document[]
  readonly lexicon: Lexicon
  readonly regions?: Regions
}): Asker {
  const { documents, regions } = options
  const corpus = buildCorpus(documents)
  const lexicon = usableIn(options.lexicon, corpus.holds)
  const speller = buildSpeller({
    vocabulary: corpus.vocabulary,
    firm: [...lexicon.synonyms.keys(), ...lexicon.frames].filter((word) => word.length >= 2),
    loose: [
      ...options.lexicon.synonyms.keys(),
      ...lexicon.frames,
      ...lexicon.attributes.flatMap((one) => one.asked),
      ...lexicon.places.map((one) => one.name),
    ],
  })
  const library = buildLibrary({ corpus, lexicon, speller, regions })
  return { ask: (asked) => answer(asked, library) }
}

function answer(asked: Ask, library: Library): Answer {
  const typed = cleaned(asked.question)
  const bare = typed.toLowerCase().replace(/\s/g, '')
  const guarded = guard(typed.toLowerCase(), library.corpus.holds)
  if (guarded === 'injection') return declined('injection', text.INJECTION)
  const talk = talkOf(bare)
  if (talk) return { status: 'smalltalk', reason: 'smalltalk', text: text.TALK[talk], citations: [] }
  if (guarded === 'privacy') return declined('privacy', text.PRIVACY)
  if (guarded === 'advice' && guard(focusOf(typed).question.toLowerCase(), library.corpus.holds))
    return declined('advice', text.ADVICE)
  const base = asked.today ? yearOf(asked.today) : baseYear(library.corpus)
  const before = context(asked.history ?? [], library, base)
  const outcome = outcomeOf(asked.question, library, base, before)
  if (outcome.status === 'declined' && POST_HOLDER.test(bare)) return declined('privacy', text.PRIVACY)
  return worded(outcome, [asked.question, ...(asked.history ?? [])].join('。'), library.corpus.documents.length > 1)
}

/** What the conversation is about: the last question before this one, with what it took from those before it. */
function context(history: readonly string[], library: Library, base: number | undefined): Question | undefined {
  let before: Question | undefined
  for (const said of history) {
    const question = understand(said, library, base, labelOf(before))
    before = readingsOf(question, before)[0] ?? question
  }
  return before
}

const labelOf = (question: Question | undefined): string | undefined =>
  question?.sections.find((one) => one.provision)?.provision?.label

function outcomeOf(raw: string, library: Library, base: number | undefined, before: Question | undefined): Outcome {
  const question = understand(raw, library, base, labelOf(before))
  const paired = pairOutcome(question, library, base, before)
  if (paired) return paired
  return firstAnswered(readingsOf(question, before), library)
}

/** Two subjects or two parts: both are answered, or the whole is answered as one. */
function pairOutcome(
  question: Question,
  library: Library,
  base: number | undefined,
  before: Question | undefined,
): Outcome | undefined {
  const read = (part: string): Question => understand(part, library, base, labelOf(before))
  if (question.kind === 'compare') {
    const years = question.years.filter((one, at, all) => all.findIndex((other) => other.year === one.year) === at)
    // 2017年和2018年哪个多: the same thing in two years.
    if (years.length === 2)
      return answerCompare(
        years.map((one) => [{ ...question, years: [one], kind: 'number' as const }]),
        library,
      )
    const rivals = rivalsOf(question.text).map((readings) =>
      readings.map((side): Question => ({ ...read(side), years: question.years, kind: 'number' })),
    )
    return rivals.length === 2 ? answerCompare(rivals, library) : undefined
  }
  const parts = partsOf(question.text)
  const texts = parts.length > 1 ? parts : subjectsOf(question.text)
  if (texts.length < 2) return undefined
  const answers: Outcome[] = []
  let earlier = before
  for (const part of texts) {
    const readings = readingsOf(read(part), earlier)
    answers.push(firstAnswered(readings, library))
    earlier = readings[0]
  }
  const found = answers.filter((one): one is Found => one.status === 'answered')
  if (found.length === answers.length) return joined(found)
  return parts.length > 1 ? answers.find((one) => one.status !== 'answered') : undefined
}

function joined(answers: readonly Found[]): Found {
  const leads = [...new Set(answers.map((one) => one.lead))]
  return {
    status: 'answered',
    lead: leads.join('；'),
    quotes: distinct(answers.flatMap((one) => one.quotes)),
    computed: answers.some((one) => one.computed),
  }
}

function firstAnswered(readings: readonly Question[], library: Library): Outcome {
  const outcomes = readings.map((reading) => respond(reading, library))
  return outcomes.find((one) => one.status === 'answered') ?? outcomes[0] ?? refused('off-topic', text.OFF_TOPIC, [])
}

function worded(outcome: Outcome, asked: string, several: boolean): Answer {
  if (outcome.status === 'answered')
    return { status: 'answered', reason: 'answered', ...compose(outcome, asked, several) }
  if (outcome.status === 'clarify')
    return { status: 'clarify', reason: 'ambiguous', text: outcome.lead, citations: [], choices: outcome.choices }
  const nearest = outcome.nearest.slice(0, 1)
  const shown = nearest.map((one) => `${text.nearest}${placeName(one.provision)}`)
  return {
    status: 'declined',
    reason: outcome.reason,
    text: [outcome.lead, ...shown].join('\n'),
    citations: [],
    nearest: nearest.map(citation),
  }
}

const citation = (quote: Quote): Citation => ({
  document: quote.document.title,
  section: quote.provision.label,
  quote: quote.text,
})

const declined = (reason: Reason, said: string): Answer => ({ status: 'declined', reason, text: said, citations: [] })
