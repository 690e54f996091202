/** Conversations: what a message means after those before it, and messages that ask two things at once. */
import { refused } from '../answer/decline.ts'
import { distinct, type Found, type Outcome } from '../answer/outcome.ts'
import { respond } from '../answer/respond.ts'
import { confirmed } from '../answer/verdict.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import * as text from '../text.ts'
import { answerCompare, claimsOf, partsOf, rivalsOf, subjectsOf } from './compound-question.ts'
import { ASKS } from './focus.ts'
import { readingsOf } from './follow-up.ts'
import { type Question, understand } from './understand.ts'

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

/**
 * What a message comes to, in the light of those before it.
 *
 * @param raw     as typed
 * @param history earlier messages, oldest first
 * @param base    the year that 今年 means
 */
export function outcomeOf(
  raw: string,
  history: readonly string[],
  library: Library,
  base: number | undefined,
): Outcome {
  const before = context(history, library, base)
  const question = understand(parted(raw), library, base, labelOf(before))
  const readings = readingsOf(pointed(question, before, library), before)
  const outcome = pairOutcome(question, library, base, before) ?? firstAnswered(readings, library)
  return confirmed(outcome, readings, library)
}

/** 派多少人 面对面是每月几号: blanks between two questions, as people type them without a mark. */
const parted = (raw: string): string =>
  raw.replace(
    /(?<=[\u3400-\u9fff]{2})[ \u3000]+(?=[\u3400-\u9fff]{2})|(?<=[\u3400-\u9fff?？]) ?\+ ?(?=[\u3400-\u9fff])/g,
    (blank, at: number) => (isQuestion(raw.slice(0, at)) && isQuestion(raw.slice(at)) ? '，' : blank),
  )

const isQuestion = (words: string): boolean => ASKS.test(words) && words.replace(/[^\u3400-\u9fff]/g, '').length >= 5

const POINTS_AT_PART = /(?:这|该|那|此|本)(?:一)?(?:条|部分|项|点|段|款)/

/** 这条的目标: the part that the answer before was taken from. */
function pointed(question: Question, before: Question | undefined, library: Library): Question {
  if (!before || question.sections.length || !POINTS_AT_PART.test(question.text)) return question
  const earlier = firstAnswered([before], library)
  const quote = earlier.status === 'answered' ? earlier.quotes[0] : undefined
  if (!quote) return question
  const section = { text: quote.provision.label, from: 0, to: 0, document: quote.document, provision: quote.provision }
  return { ...question, sections: [section] }
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
    const [here, there, more] = question.places
    // 汉中和安康哪个多: the same thing in two places.
    if (here && there && !more) {
      const at = (place: typeof here, other: typeof here): Question[] => [
        {
          ...question,
          kind: 'number',
          places: [place],
          terms: question.terms.filter((term) => term.text !== other.text && term.text !== place.text),
        },
      ]
      const compared = answerCompare([at(here, there), at(there, here)], library)
      if (compared) return compared
    }
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
  const claims = question.kind === 'yesno' && question.amounts.length > 1 ? claimsOf(question.text) : []
  if (claims.length > 1) {
    const checked = claims.map((claim) => respond({ ...read(claim), kind: 'yesno' }, library))
    const found = checked.filter((one): one is Found => one.status === 'answered')
    if (found.length === checked.length) return joined(found)
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
  // 分成几大块，分别叫什么: a part that names nothing of its own is answered along with the first.
  const [first] = answers
  const rest = texts.slice(1).map(read)
  if (
    first?.status === 'answered' &&
    rest.every(
      (part) =>
        part.terms.length === 0 &&
        part.attributes.length === 0 &&
        ['any', 'definition', 'list', 'how', 'meta'].includes(part.kind),
    )
  )
    return first
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

/** Both what is asked now and what was asked before stand in one passage: then they belong together. */
const belongsTogether = (reading: Question, library: Library): boolean =>
  findPassages(reading, library).some((one) => one.unmet.length === 0 && one.own >= 0.8)

function firstAnswered(all: readonly Question[], library: Library): Outcome {
  const [named, joined] = all
  const readings =
    named &&
    joined &&
    joined.terms.length > named.terms.length &&
    named.kind === joined.kind &&
    belongsTogether(joined, library)
      ? [joined, named]
      : all
  const outcomes = readings.map((reading) => respond(reading, library))
  return outcomes.find((one) => one.status === 'answered') ?? outcomes[0] ?? refused('off-topic', text.OFF_TOPIC, [])
}
