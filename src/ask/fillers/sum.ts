/** What several stated figures come to together: each is found for itself, and the reckoning is shown with them. */
import { distinct, type Found, found } from '../answer/outcome.ts'
import { reckoned } from '../claim/reckoned.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { Near } from '../evidence/rank.ts'
import { HALF } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { flat } from '../words/normalise.ts'
import { operand, type Side, sideOf, thingsOf } from './compare.ts'

/** Who names more at once has pasted something. */
const MOST_OPERANDS = 6

/** Whether it is asked what several things that the question names come to: no single figure is the answer. */
const asksSum = (question: Question, { lexicon }: Library): boolean =>
  lexicon.rows.sum.some((word) => question.text.includes(word)) && thingsOf(question).length > 1

/** Whether an answer is but one addend: it speaks of fewer things than are to be counted together. */
export const isAddend = ({ computed, lead, quotes }: Found, question: Question, library: Library): boolean => {
  if (computed || !asksSum(question, library)) return false
  const said = flat([lead, ...quotes.map(({ text }) => text)].join('/'))
  return !thingsOf(question).every((terms) => terms.some((term) => holding(term, said) >= HALF))
}

/**
 * 甲和乙一共多少: each found for itself, and their sum.
 * @returns undefined where one of them has no figure, or they are of several kinds
 */
export function sum(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  if (!asksSum(question, library)) return undefined
  const things = thingsOf(question)
  if (things.length > MOST_OPERANDS) return undefined
  const sides = things.flatMap((terms) => sideOf([{ ...question, slot: 'number', terms }], library) ?? [])
  const lines = new Set(sides.map(({ line, figure }) => `${line}/${figure.from}`))
  if (sides.length < things.length || lines.size < sides.length) return undefined
  const made = reckoned('sum', sides.map(operand))
  return (
    made && {
      ...found(`${made.line}：${told(sides)}`, distinct(sides.flatMap(({ quotes }) => quotes))),
      computed: true,
    }
  )
}

const told = (sides: readonly Side[]): string => [...new Set(sides.map(({ line }) => line))].join('；')
