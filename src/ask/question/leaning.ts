/** A question after an answer: whether it speaks of something of its own, or stays with the clause that was told. */

import type { Quote } from '../answer/outcome.ts'
import { fitOf, isEmpty } from '../claim/fit.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { flat } from '../words/normalise.ts'
import { speaksFor } from './constraints.ts'
import type { ProvisionScope, Question } from './question.ts'
import { parentOf } from './sections.ts'
import { type QueryTerm, TELLING } from './terms.ts'

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
  if (question.years.some((year) => !passagesOf(told, library).some((one) => speaksFor(one, year)))) return 'apart'
  const nouns = nounsOf(question)
  if (nouns.length === 0) return 'lone'
  return nouns.every(({ text }) => isOf(text)) ? 'inside' : 'apart'
}

const passagesOf = ({ quotes }: ToldBefore, { papers }: Library): EvidencePassage[] =>
  papers.flatMap(({ passages }) =>
    passages.filter((one) => quotes.some(({ provision }) => provision === one.provision)),
  )

/** Words that name something: none that ask for an attribute (谁负责), bind a figure (力争, 以上) or only carry a question. */
const nounsOf = ({ terms, attributes }: Question): QueryTerm[] =>
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
    ...(before ? carriedTo(question, before) : question),
    scope: scopeOf(told),
    slot: isOpen ? before.slot : question.slot,
  }
  const isNamed = own.some((one) => one.weight >= TELLING)
  return [
    ...measuredAs({ ...inside, terms: [...own, ...carried] }, before, question),
    // 危险货物的呢, behind a figure: what is said of it
    ...(isNamed && isOpen ? measuredAs({ ...inside, terms: own }, before, question) : []),
    ...(isNamed && isOpen ? [{ ...inside, slot: question.slot, terms: own }] : []),
    // nothing but what is asked for: any statement of the clause may say it
    ...(isNamed ? [] : [{ ...inside, terms: [] }]),
  ]
}

/** What still is asked for where a question does not say it anew: 县道呢 after 补多少钱, 是多少 after 哪个最高. */
export function carriedTo(question: Question, before: Question): Question {
  const isBare = question.unit === undefined && !question.terms.some((one) => one.weight >= TELLING)
  const order = question.order ?? (isBare ? before.order : undefined)
  return {
    ...question,
    ...(order && { order }),
    ...(question.days.length === 0 && { days: before.days }),
    ...(isBare && question.amounts.length === 0 && { under: before.under ?? before }),
  }
}

/** As it counts what was asked before; what is named anew may count otherwise: 处置多少家, then 那土地呢. */
export function measuredAs(question: Question, before: Question | undefined, asked: Question): Question[] {
  const isSame = asked.slot === 'open' || asked.slot === before?.slot
  if (!before?.dimension || asked.dimension || !isSame) return [question]
  const measured = { ...question, dimension: before.dimension, ...(before.unit && { unit: before.unit }) }
  return asked.terms.some((one) => one.weight >= TELLING) ? [measured, question] : [measured]
}

/** The provisions themselves; an item without a heading says nothing without those beside it. */
function scopeOf({ quotes }: ToldBefore): ProvisionScope[] {
  const all = quotes.map(({ document, provision }): ProvisionScope => {
    const parent = parentOf(provision, document)
    return { document, provision: provision.heading === '' && parent ? parent : provision }
  })
  return [...new Map(all.map((one) => [`${one.document.id}\n${one.provision.label}`, one])).values()]
}
