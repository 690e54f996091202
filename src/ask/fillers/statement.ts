/** The best statement that fills the slot, in one line, with what it hangs on. */

import { type Found, found, placeName, quoteOf } from '../answer/outcome.ts'
import { bestOf, isSure, partOf } from '../evidence/best.ts'
import { fillerOf, isOfHead } from '../evidence/fill.ts'
import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import { states } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { flat, tidy } from '../words/normalise.ts'
import { worded } from './item.ts'
import { leadClause } from './lead.ts'

export function statement(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const best = bestOf(question, near, library)
  if (!best) return undefined
  const { passage } = best
  const fills = fillerOf(question, library)
  const line = leadClause(
    { tidy: partOf(passage, question) },
    question.terms,
    (clause) => fills?.(clause, passage) ?? false,
  )
  return worded(passage, line)
}

/** 哪家牵头: the line that says so for the whole item comes before a sentence that only names a body. */
export function body(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const asked = question.attributes.some((one) => one.attribute.who)
  return (
    (asked ? inCharge(question, near) : undefined) ?? statement(question, near, library) ?? inCharge(question, near)
  )
}

/** （责任单位：甲局牵头，乙局配合） at the end of an item answers for all of it. */
function inCharge(question: Question, near: readonly Near[]): Found | undefined {
  const asked = question.attributes.filter((one) => one.attribute.who)
  const isRole = (word: string): boolean => asked.some((one) => one.text === word)
  const best = near.find(
    (one) => one.passage.kind !== 'heading' && isSure({ ...one, unmet: one.unmet.filter(({ word }) => !isRole(word)) }),
  )
  if (!best) return undefined
  const { document, provision } = best.passage
  const sentences = new Set(provision.sentences.map((one) => one.text))
  for (const fact of document.facts) {
    if (fact.kind !== 'body' || !sentences.has(fact.sentence.text)) continue
    if (!asked.every((one) => states(one, flat(fact.role + fact.body)))) continue
    if (!isOfHead(fact.body, question.asking.head)) continue
    const quote = { document, provision, text: fact.sentence.text }
    return found(`${fact.role}：${tidy(fact.body)}`, [quote, quoteOf(best.passage)])
  }
  return undefined
}

/** From here on a heading, or a sentence, is what is looked for. */
const HEADED = 0.6
const SAID = { coverage: 0.5, own: 0.4 }
/** A heading says it in fewer words than a sentence below it. */
const AHEAD = 0.25

/** Where in the document something stands. */
export function place(_question: Question, near: readonly Near[]): Found | undefined {
  const met = near.filter((one) => one.unmet.length === 0)
  const heading = met.find((one) => one.passage.kind === 'heading')
  const sentence = met.find((one) => one.passage.kind !== 'heading')
  if (heading && heading.own >= HEADED && heading.own >= (sentence?.own ?? 0) - AHEAD)
    return found(placeName(heading.passage.provision), [quoteOf(heading.passage)])
  if (!sentence || sentence.coverage < SAID.coverage || sentence.own < SAID.own) return undefined
  return found(placeName(sentence.passage.provision), [quoteOf(sentence.passage)])
}
