/** How many, how much: the figure that counts what is asked about, in another unit too where one is named. */

import { type Found, found, quoteOf, quotesOf } from '../answer/outcome.ts'
import { shownIn } from '../claim/reckoned.ts'
import { bestOf, isSure, partOf } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import { matchStatement } from '../evidence/match.ts'
import { type Measured, measuredFor, statementLine } from '../evidence/measured.ts'
import type { Near } from '../evidence/rank.ts'
import { LITTLE, NEARLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import { equalFigures, figuresIn, type PlainFigure, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { leadClause, statement } from './statement.ts'

export function figure(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const [amount] = question.amounts
  // 3万亩合多少公顷: the statement with that very amount
  const given = question.into ? amount : undefined
  const all = measuredFor(given ? { ...question, amounts: [], unit: given.unit } : question, near, library)
  const best = all.find((one) => isSure(one) && (!given || equalFigures(one.figure, given)))
  if (!best || isToldWithoutFigure(question, best, near)) return undefined
  const line = statementLine(best)
  const converted = question.into && conversionOf(best.figure, question.into)
  const answer = found(converted ? `${converted}；${line}` : line, [quoteOf(best.passage)])
  return converted ? { ...answer, computed: true } : answer
}

/** 比重持续提升: the very subject is spoken of, and in no figure; the figure of a neighbour is no answer. */
function isToldWithoutFigure({ terms }: Question, best: Measured, near: readonly Near[]): boolean {
  if (terms.filter((one) => one.weight >= TELLING).length < 2) return false
  return near
    .slice(0, 3)
    .flatMap(({ passage }) => passage.statements.map((one) => ({ passage, one })))
    .some(({ passage, one }) => {
      if (one.figures.length > 0) return false
      const { own } = matchStatement(passage, one, terms)
      return own >= NEARLY && own - best.own >= LITTLE
    })
}

/** No statement is about it alone: a sentence that holds nearly all of what is asked, and a figure of its kind. */
export function heldFigure(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const best = bestOf(question, near, library)
  if (!best) return undefined
  const { passage } = best
  const measured = measuredFor(question, [best], library)
  if (measured.length > 0 && measured.every((one) => isToldWithoutFigure(question, one, [best]))) return undefined
  const part = partOf(passage, question)
  const held = figuresIn(flat(part)).findLast((one) => one.dimension === question.dimension)
  const converted = question.into && held && conversionOf(held, question.into)
  if (!converted) return statement(question, near, library)
  return {
    ...found(`${converted}；${leadClause({ tidy: part }, question.terms)}`, quotesOf(passage)),
    computed: true,
  }
}

/** 8万亩≈5333.33公顷（1公顷＝15亩） @returns undefined where nothing is to be converted, or it stands so already */
function conversionOf(figure: PlainFigure, wanted: string): string | undefined {
  const other = shownIn(figure, wanted)
  if (!other || other.shown === figure.text) return undefined
  const { shown, unit, isExact } = other
  // 1000家 in 家 of a figure without a scale
  if (shown === `${figure.value}${figure.unit}` && !/[十百千万亿]/.test(figure.text)) return undefined
  const both = [sameUnit(unit), sameUnit(figure.unit)]
  const [, , rule] = RULES.find(([a, b]) => both[0] !== both[1] && both.includes(a) && both.includes(b)) ?? []
  return `${figure.text}${isExact ? '＝' : '≈'}${shown}${rule ? `（${rule}）` : ''}`
}

const RULES: readonly (readonly [string, string, string])[] = [
  ['亩', '公顷', '1公顷＝15亩'],
  ['亩', '平方公里', '1平方公里＝1500亩'],
  ['亩', '平方米', '15亩＝10000平方米'],
  ['公顷', '平方米', '1公顷＝10000平方米'],
  ['公顷', '平方公里', '1平方公里＝100公顷'],
  ['平方米', '平方公里', '1平方公里＝1000000平方米'],
]
