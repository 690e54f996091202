/** Follow-ups: 那土地呢, 第三条呢, 依据什么文. What is left out is taken from what was asked before. */

import { TELLING } from './terms.ts'
import type { Question } from './understand.ts'

const POINTS_BACK =
  /^(?:那|那么|还有|另外|再|其|它|他们|它们|这|该|此|上述|上面|前面|刚才|刚说|同样|也|又|而|至于|对应|具体|然后|接着|换成|如果)|它|这个|这项|该项|那个|其中|呢[?？]?$/
// A question as short as this may go on about what was asked before, though nothing says so.
const BRIEF = 12

/** A question that cannot stand alone, or does not want to. */
function leansBack(question: Question): boolean {
  const telling = question.terms.filter((term) => term.weight >= TELLING)
  return POINTS_BACK.test(question.text) || telling.length === 0
}

/**
 * How a follow-up may be meant, the likeliest first.
 *
 * @param before the question before it, itself already resolved
 */
export function readingsOf(question: Question, before: Question | undefined): Question[] {
  if (!before) return [question]
  if (!leansBack(question))
    return question.text.length <= BRIEF
      ? [question, { ...question, terms: [...before.terms, ...question.terms] }]
      : [question]
  const telling = question.terms.filter((term) => term.weight >= TELLING)
  const open = question.kind === 'any'
  const kind = open ? before.kind : question.kind
  const places = question.places.length ? question.places : before.places
  const years = question.years.length ? question.years : before.years
  if (question.sections.length) return [{ ...question, kind: open ? sectionKind(before) : question.kind }, question]
  // Nothing named: the same thing, asked for another year, place or attribute.
  if (telling.length === 0) {
    const asks = open && question.attributes.length ? 'how' : kind
    return [
      {
        ...question,
        ...withDimension(question, before, open),
        kind: asks,
        terms: before.terms,
        sections: before.sections,
        places,
        years,
        numbers: question.numbers.length ? question.numbers : before.numbers,
      },
    ]
  }
  const named: Question = {
    ...question,
    kind,
    years,
    places: question.places,
    ...withDimension(question, undefined, open),
    attributes: question.attributes.length || !open ? question.attributes : before.attributes,
  }
  const joined: Question = {
    ...question,
    kind,
    years,
    places,
    terms: [...before.terms, ...question.terms],
    sections: before.sections,
  }
  return /它|这个|这项|该|其|上述|刚/.test(question.text) ? [joined, named] : [named, joined]
}

const sectionKind = (before: Question): Question['kind'] =>
  ['meta', 'where', 'number'].includes(before.kind) && before.kind === 'meta' ? 'meta' : 'summary'

function withDimension(question: Question, before: Question | undefined, open: boolean): Partial<Question> {
  const { unit, dimension } = open && before ? before : question
  return { ...(unit && { unit }), ...(dimension && { dimension }) }
}
