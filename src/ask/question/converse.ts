/** What a message means after those before it, and messages that ask two things at once. */

import { answerTo } from '../answer/answer.ts'
import { distinct, type Found, type Outcome, refused } from '../answer/outcome.ts'
import type { Library } from '../evidence/library.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { type Question, readQuestion } from './question.ts'
import { askedIn, asks } from './slots.ts'
import { TELLING } from './terms.ts'

export function outcomeOf(
  raw: string,
  history: readonly string[],
  library: Library,
  base: number | undefined,
): Outcome {
  let before: Question | undefined
  for (const said of history) {
    const question = readQuestion(said, library, base, labelOf(before))
    before = readingsOf(question, before)[0] ?? question
  }
  let shown: Outcome | undefined
  const ask = (said: string): Outcome => {
    const read = readQuestion(said, library, base, labelOf(before))
    if (before && library.lexicon.pointing.some((word) => read.text.includes(word))) shown ??= answerTo(before, library)
    const readings = readingsOf(pointed(read, shown), before)
    const outcomes = readings.map((one) => answerTo(one, library))
    before = readings[outcomes.findIndex((one) => one.status === 'answered')] ?? readings[0]
    return outcomes.find((one) => one.status === 'answered') ?? outcomes[0] ?? refused('off-topic', text.OFF_TOPIC)
  }
  const earlier = before
  const all = allOf(partsOf(raw, library), ask)
  if (all.length > 0) return joined(all)
  before = earlier
  return ask(raw)
}

/** The answers to all of several parts, or none: what is answered by halves is asked as a whole. */
function allOf(parts: readonly string[], ask: (said: string) => Outcome): readonly Found[] {
  if (parts.length < 2 || parts.length > MOST_PARTS) return []
  const all: Found[] = []
  for (const part of parts) {
    const answer = ask(part)
    if (answer.status !== 'answered') return []
    all.push(answer)
  }
  return all
}

/** 这条的目标: the part that the answer before was taken from. */
function pointed(question: Question, shown: Outcome | undefined): Question {
  const quote = shown?.status === 'answered' ? shown.quotes[0] : undefined
  if (!quote || question.sections.length) return question
  const { document, provision } = quote
  return { ...question, sections: [{ text: provision.label, from: 0, to: 0, document, provision }] }
}

const labelOf = (question: Question | undefined): string | undefined =>
  question?.sections.find((one) => one.provision)?.provision?.label

/** A question as short as this may go on about what was asked before, though nothing says so. */
const BRIEF = 12

/**
 * How a message may be meant after another, the likeliest first: one that names nothing of its own is about the
 * same thing; a short one that does stands for itself, or says more of the thing before.
 */
function readingsOf(question: Question, before: Question | undefined): Question[] {
  if (!before) return [question]
  const telling = question.terms.filter((one) => one.weight >= TELLING)
  const isOpen = question.slot === 'open' || (question.slot === 'claim' && question.text.length <= 8)
  const kept = isOpen
    ? { ...(before.unit && { unit: before.unit }), ...(before.dimension && { dimension: before.dimension }) }
    : {}
  const own: Question = {
    ...question,
    slot: isOpen ? before.slot : question.slot,
    years: question.years.length ? question.years : before.years,
  }
  const joined: Question = {
    ...own,
    ...kept,
    terms: telling.length
      ? [...question.terms, ...before.terms.map((one) => ({ ...one, from: -1, to: -1 }))]
      : before.terms,
    places: question.places.length ? question.places : before.places,
    sections: question.sections.length ? question.sections : before.sections,
    numbers: question.numbers.length ? question.numbers : before.numbers,
  }
  if (!telling.length) return [question.sections.length ? question : joined]
  return isOpen ? [{ ...own, ...kept }, own, joined] : question.text.length <= BRIEF ? [question, joined] : [question]
}

/** A comparison is of two things, and a claim is confirmed whole or not at all. */
const WHOLE: ReadonlySet<Question['slot']> = new Set(['compare', 'claim'])

/** Who asks more at once has pasted something. */
const MOST_PARTS = 6

/** 派多少人？面对面是每月几号？ → its parts, where each asks something. */
function partsOf(raw: string, { lexicon }: Library): string[] {
  const pieces = raw
    .split(/[?？;；,，。&+]|(?<=[\u3400-\u9fff]{3})\s+(?=[\u3400-\u9fff]{3})/)
    .filter((one) => one.trim())
  const asking = pieces.filter((one) => asks(one, lexicon.slots))
  if (asking.length < 2 || WHOLE.has(askedIn(flat(raw), lexicon.slots).slot)) return [raw]
  const parts: string[] = []
  let pending = ''
  for (const piece of pieces) {
    pending = pending ? `${pending}，${piece}` : piece
    if (!asks(piece, lexicon.slots)) continue
    parts.push(pending)
    pending = ''
  }
  return pending ? [...parts.slice(0, -1), `${parts.at(-1)}，${pending}`] : parts
}

function joined(answers: readonly Found[]): Found {
  return {
    status: 'answered',
    lead: [...new Set(answers.map((one) => one.lead))].join('；'),
    quotes: distinct(answers.flatMap((one) => one.quotes)),
    computed: answers.some((one) => one.computed),
  }
}
