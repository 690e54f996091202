/** What a message means after those before it, and messages that ask two things at once. */

import { answerTo } from '../answer/answer.ts'
import { type AskOutcome, distinct, type Found, refused } from '../answer/outcome.ts'
import { staying } from '../answer/staying.ts'
import type { Library } from '../evidence/library.ts'
import { aboutItself } from '../fillers/itself.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { carriedTo, measuredAs, type ToldBefore } from './leaning.ts'
import { orderIn, type Question, readQuestion } from './question.ts'
import { askedIn, asks } from './slots.ts'
import { TELLING } from './terms.ts'

/** A talk so far: what was asked last, as it was meant, and what was told. */
interface Talk {
  readonly before?: Question | undefined
  readonly told?: ToldBefore | undefined
}

/** What a message comes to, and what it leaves for the next. */
interface After {
  readonly outcome: AskOutcome
  readonly talk: Talk
}

/**
 * @param told where the last answer stands; null: nothing was told, undefined: it is found again from the history
 */
export function outcomeOf(
  raw: string,
  history: readonly string[],
  told: ToldBefore | null | undefined,
  library: Library,
  base: number | undefined,
): After {
  const ask = (said: string, talk: Talk): After => askedAfter(said, talk, library, base, history.length > 0)
  let talk: Talk = {}
  for (const said of history)
    talk = told === undefined ? ask(said, talk).talk : { before: meantAfter(said, talk.before, library, base) }
  if (told) talk = { ...talk, told }
  return allOf(partsOf(raw, library), talk, ask) ?? ask(raw, talk)
}

/** What was asked before, without an answer to it. */
function meantAfter(said: string, before: Question | undefined, library: Library, base: number | undefined): Question {
  const question = readQuestion(said, library, base, labelOf(before))
  return readingsOf(question, before)[0] ?? question
}

function askedAfter(
  said: string,
  { before, told }: Talk,
  library: Library,
  base: number | undefined,
  isStrict: boolean,
): After {
  const read = readQuestion(said, library, base, labelOf(before))
  const itself = namesPaper(read, library) ? aboutItself(read, library) : undefined
  if (itself) return { outcome: itself, talk: { before: read, told: toldBy(itself) } }
  const stays = told && staying(read, before, told, library, isStrict)
  if (stays) return { outcome: stays, talk: { before: before ?? read, told: toldBy(stays) ?? told } }
  const readings = readingsOf(read, before)
  const outcomes = readings.map((one) => answerTo(one, library))
  const at = Math.max(
    0,
    outcomes.findIndex((one) => one.status === 'answered'),
  )
  const outcome = outcomes[at] ?? refused('off-topic', text.OFF_TOPIC)
  return { outcome, talk: { before: readings[at], told: toldBy(outcome) } }
}

/** 文件是几号发的: of the paper itself, whatever was spoken of before. */
const namesPaper = ({ text: asked }: Question, { lexicon }: Library): boolean =>
  lexicon.self.some((word) => word.length > 1 && asked.includes(word))

const toldBy = (outcome: AskOutcome): ToldBefore | undefined =>
  outcome.status === 'answered' ? { line: outcome.lead, quotes: outcome.quotes } : undefined

/** The answers to all of several parts, or none: what is answered by halves is asked as a whole. */
function allOf(parts: readonly string[], start: Talk, ask: (said: string, talk: Talk) => After): After | undefined {
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined
  const all: Found[] = []
  let talk = start
  for (const part of parts) {
    const turn = ask(part, talk)
    if (turn.outcome.status !== 'answered') return undefined
    all.push(turn.outcome)
    talk = turn.talk
  }
  const outcome = joined(all)
  return { outcome, talk: { ...talk, told: toldBy(outcome) } }
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
  const isTelling = question.terms.some((one) => one.weight >= TELLING)
  const isOpen = question.slot === 'open'
  const carried = before.terms.map((one) => ({ ...one, from: -1, to: -1 }))
  const joined: Question = {
    ...carriedTo(question, before),
    ...(isOpen && { slot: before.slot }),
    years: question.years.length ? question.years : before.years,
    terms: [...question.terms, ...carried],
  }
  const isNamed = question.sections.length > 0 || question.numbers.length > 0
  if (!isTelling) return isNamed ? [question] : measuredAs(joined, before, question)
  if (isOpen) return [{ ...joined, terms: question.terms }, joined].flatMap((one) => measuredAs(one, before, question))
  return question.text.length <= BRIEF ? [question, joined] : [question]
}

/** A comparison is of two things, and a claim is confirmed whole or not at all. */
const WHOLE: ReadonlySet<Question['slot']> = new Set(['compare', 'claim'])

/** Who asks more at once has pasted something. */
const MOST_PARTS = 6

/** 派多少人？面对面是每月几号？ → its parts, where each asks something. */
function partsOf(raw: string, { lexicon }: Library): string[] {
  const pieces = raw
    .split(/(?<=[?？;；,，。&+、])|(?<=[\u3400-\u9fff]{3})\s+(?=[\u3400-\u9fff]{3})/)
    .filter((one) => one.trim())
  const isAsking = (piece: string): boolean => asks(piece.replace(MARK, ''), lexicon.slots)
  const isOne = WHOLE.has(askedIn(flat(raw), lexicon.slots).slot) && !orderIn(flat(raw), lexicon).order
  if (isOne || pieces.filter(isAsking).length < 2) return [raw]
  const parts: string[] = []
  let pending = ''
  for (const piece of pieces) {
    pending += piece
    if (!isAsking(piece)) continue
    parts.push(pending)
    pending = ''
  }
  const last = `${parts.pop()}${pending}`
  return [...parts, last].map((one) => one.replace(MARK, ''))
}
const MARK = /[?？;；,，。&+、]$/

function joined(answers: readonly Found[]): Found {
  const leads = [...new Set(answers.map((one) => one.lead))]
  return {
    status: 'answered',
    // 3家：甲、乙、丙 says who they are as well.
    lead: leads.filter((lead) => !leads.some((one) => one !== lead && one.includes(lead))).join('；'),
    quotes: distinct(answers.flatMap((one) => one.quotes)),
    computed: answers.some((one) => one.computed),
  }
}
