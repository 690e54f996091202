/** A question after an answer: whether it speaks of something of its own, or stays with the clause that was told. */

import type { Quote } from '../answer/outcome.ts'
import { fitOf, isEmpty } from '../claim/fit.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import { flat } from '../words/normalise.ts'
import type { Question, Scope } from './question.ts'
import { parentOf } from './sections.ts'
import { TELLING, type Term } from './terms.ts'

/** What was told: its line, and the provisions that it rests on. */
export interface ToldBefore {
  readonly line: string
  readonly quotes: readonly Quote[]
}

/** `lone`: no noun of its own; `inside`: only such as the clause has; `apart`: of something else. */
export type Leaning = 'lone' | 'inside' | 'apart'

/** How a question stands to what was told just before it. */
export function leaningOf(question: Question, told: ToldBefore, library: Library): Leaning {
  const words = wordsOf(told)
  const isOf = (text: string): boolean =>
    fitOf(text, words, '', (word) => library.lexicon.synonyms.get(word) ?? [], true).missing.length === 0
  if (question.sections.length > 0 || question.numbers.length > 0) return 'apart'
  if (question.places.some((one) => !isOf(one.text))) return 'apart'
  const nouns = nounsOf(question)
  if (nouns.length === 0) return 'lone'
  return nouns.every(({ text }) => isOf(text)) ? 'inside' : 'apart'
}

/** Words that name something: none that ask for an attribute (谁负责), bind a figure (力争, 以上) or only carry a question. */
const nounsOf = ({ terms, attributes }: Question): Term[] =>
  terms.filter(
    ({ weight, text, from, to }) =>
      weight >= TELLING && !isEmpty(text) && !attributes.some((one) => one.from < to && from < one.to),
  )

const wordsOf = ({ quotes }: ToldBefore): string =>
  flat(
    [...new Set(quotes.map(({ document, provision }) => document.text.slice(provision.span.from, provision.span.to)))]
      .concat(quotes.map(({ provision, text }) => `${provision.heading}/${text}`))
      .join('/'),
  )

/**
 * What a question may mean inside the clause that was told, the likeliest first.
 * @param before the question that the clause answered
 */
export function readingsInside(question: Question, before: Question | undefined, told: ToldBefore): Question[] {
  const words = wordsOf(told)
  const isOpen = before !== undefined && question.slot === 'open'
  const own = question.terms.filter((one) => !one.foreign && holding(one, words) > 0)
  const carried = (before?.terms ?? [])
    .filter((one) => !one.foreign && holding(one, words) > 0)
    .map((one) => ({ ...one, from: -1, to: -1 }))
  const inside: Question = {
    ...question,
    scope: scopeOf(told),
    slot: isOpen ? before.slot : question.slot,
  }
  const isNamed = own.some((one) => one.weight >= TELLING)
  return [
    { ...inside, terms: [...own, ...carried] },
    // 危险货物的呢, behind a figure: what is said of it
    ...(isNamed && isOpen ? [{ ...inside, slot: question.slot, terms: own }] : []),
    // nothing but what is asked for: any statement of the clause may say it
    ...(isNamed ? [] : [{ ...inside, terms: [] }]),
  ]
}

/** The provisions themselves; an item without a heading says nothing without those beside it. */
function scopeOf({ quotes }: ToldBefore): Scope[] {
  const all = quotes.map(({ document, provision }): Scope => {
    const parent = parentOf(provision, document)
    return { document, provision: provision.heading === '' && parent ? parent : provision }
  })
  return [...new Map(all.map((one) => [`${one.document.id}\n${one.provision.label}`, one])).values()]
}
