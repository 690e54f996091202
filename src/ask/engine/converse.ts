/** What a message means after those before it, and messages that ask two things at once. */
import { answerTo } from './answer.ts'
import type { Library } from './library.ts'
import { distinct, type Found, type Outcome } from './outcome.ts'
import { type Question, readQuestion } from './question.ts'
import { asks } from './slots.ts'
import { TELLING } from './terms.ts'

export function outcomeOf(raw: string, history: readonly string[], library: Library, base: number | undefined): Outcome {
  let before: Question | undefined
  for (const said of history) before = inherited(readQuestion(said, library, base, labelOf(before)), before)
  const read = (text: string): Question => inherited(readQuestion(text, library, base, labelOf(before)), before)
  const parts = partsOf(raw, library)
  if (parts.length > 1) {
    const answers: Outcome[] = []
    const earlier = before
    for (const part of parts) {
      const question = inherited(readQuestion(part, library, base, labelOf(before)), before)
      answers.push(answerTo(question, library))
      before = question
    }
    before = earlier
    const all = answers.filter((one): one is Found => one.status === 'answered')
    if (all.length === answers.length) return joined(all)
  }
  return answerTo(read(raw), library)
}

const labelOf = (question: Question | undefined): string | undefined =>
  question?.sections.find((one) => one.provision)?.provision?.label

/** A message that names nothing of its own goes on about what was asked before; one that does stands for itself. */
function inherited(question: Question, before: Question | undefined): Question {
  if (!before) return question
  const telling = question.terms.filter((one) => one.weight >= TELLING && !one.foreign)
  const slot = question.slot === 'open' ? before.slot : question.slot
  const measure =
    question.slot === 'open' ? { ...(before.unit && { unit: before.unit }), ...(before.dimension && { dimension: before.dimension }) } : {}
  const years = question.years.length ? question.years : before.years
  if (telling.length && question.slot !== 'open' && question.text.length > BRIEF) return question
  const places = question.places.length ? question.places : before.places
  const terms = telling.length
    ? [...question.terms, ...before.terms.map((one) => ({ ...one, weight: one.weight * FADED, from: -1, to: -1 }))]
    : before.terms
  return {
    ...question,
    ...measure,
    slot,
    years,
    places,
    terms,
    sections: question.sections.length ? question.sections : before.sections,
    numbers: question.numbers.length ? question.numbers : before.numbers,
  }
}

const BRIEF = 12
/** What was asked before tells less than what is asked now. */
const FADED = 0.5

/** 派多少人？面对面是每月几号？ → its parts, where each asks something. */
function partsOf(raw: string, { lexicon }: Library): string[] {
  const pieces = raw.split(/[?？;；,，。&+]|(?<=[\u3400-\u9fff]{3})\s+(?=[\u3400-\u9fff]{3})/).filter((one) => one.trim())
  const asking = pieces.filter((one) => asks(one, lexicon.slots))
  if (asking.length < 2) return [raw]
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
