/** Two things set beside each other: each is answered for itself, then what is more and by how much. */
import { compare } from '../../office/amount.ts'
import { distinct, type Found, found, type Quote, quoteOf } from '../answer/outcome.ts'
import { type Operand, operandOf, reckoned } from '../claim/reckoned.ts'
import { isSure } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import { measuredFor, statementLine } from '../evidence/measured.ts'
import { type Near, nearTo } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { type QueryTerm, TELLING } from '../question/terms.ts'
import { rowFor } from '../table/answer.ts'
import { convert, figuresIn, type PlainFigure } from '../words/figures.ts'
import { flat, placesOf } from '../words/normalise.ts'

/** 甲和乙 */
const AND = ['以及', '和', '与', '跟', '及', '同', '、']
/** Words that set two things beside each other. */
const JOINS = ['相比', '还是', '或者', 'vs', ...AND, '比', '或', ',']

/** 甲是乙的几倍 */
const COPULAS = ['是', '为', '相当于']
const asksRatio = ({ asking }: Question): boolean => asking.word.includes('倍')

/** Words that count things together. */
const ADDS = [...AND, '加上', '加']

/**
 * A question's terms, split at words that count together (和, 加上 …): a list for each thing, in reading order. Parts without
 * a telling term are left out; one list, or none, where nothing is joined.
 */
export function thingsOf({ text, terms }: Question): QueryTerm[][] {
  const cuts = ADDS.flatMap((join) => placesOf(join, text).map((at) => ({ at, to: at + join.length }))).filter(
    ({ at, to }) => !terms.some((one) => one.from < to && at < one.to),
  )
  const ends = [...cuts.map(({ at }) => at).sort((a, b) => a - b), text.length]
  return ends
    .map((end, at) => terms.filter((one) => one.from >= (at === 0 ? 0 : (ends[at - 1] ?? 0)) && one.to <= end))
    .filter(named)
}

/** The two readings of a question, one for each thing or year. */
export function sidesOf(question: Question): Question[][] {
  const asked = { ...question, slot: 'number' as const }
  const years = question.years.filter((one, at, all) => all.findIndex((other) => other.year === one.year) === at)
  if (years.length === 2) return years.map((year) => [{ ...asked, years: [year] }])
  for (const join of asksRatio(question) ? [...COPULAS, ...JOINS] : JOINS) {
    for (const at of placesOf(join, question.text)) {
      const left = question.terms.filter((one) => one.from >= 0 && one.to <= at)
      const right = question.terms.filter((one) => one.from >= at + join.length)
      const inside = question.terms.some((one) => one.from < at && at < one.to)
      if (inside || !named(left) || !named(right)) continue
      // 可办率市里跟县里: what is said once, on the left, is said of both.
      const shared = left.slice(0, -1)
      const [nearest, next] = [left.filter(isNamed).slice(-1), right.filter(isNamed).slice(0, 1)]
      return [
        [left, nearest].map((terms) => ({ ...asked, terms })),
        [right, [...shared, ...right], next].map((terms) => ({ ...asked, terms })),
      ]
    }
  }
  return []
}

const isNamed = (one: QueryTerm): boolean => one.weight >= TELLING && !one.foreign
const named = (terms: Question['terms']): boolean => terms.some(isNamed)

export interface Side {
  readonly line: string
  readonly figure: PlainFigure
  /** where the figure stands */
  readonly statement: string
  readonly quotes: readonly Quote[]
}

/** The figure of one side, by the first of its readings that has one; undefined where none has. */
export function sideOf(readings: readonly Question[], library: Library): Side | undefined {
  for (const question of readings) {
    const near = nearTo(question, library)
    const measured = measuredFor(question, near, library).find(isSure)
    if (measured) {
      const { figure, statement, passage } = measured
      return { line: statementLine(measured), figure, statement: statement.text, quotes: [quoteOf(passage)] }
    }
    const row = rowFor(question, near, library)
    const told = row ? flat(withUnits(row.lead)) : ''
    const figures = figuresIn(told)
    const cell = figures.at(-1)
    // Of two figures of a kind neither is the one that is compared.
    const isOne = figures.filter((one) => one.dimension === cell?.dimension).length === 1
    if (row && cell && isOne) return { line: row.lead, figure: cell, statement: told, quotes: row.quotes }
  }
  return undefined
}

/** 整治数（家）45 → 整治数45家 */
const withUnits = (line: string): string => line.replace(/（([^（）]+)）(-?[\d.]+)(?![\d%])/g, '$2$1')

/** A和B分别多少 */
export const each = (question: Question, near: readonly Near[], library: Library): Found | undefined =>
  question.text.includes('多少') ? compared(question, near, library) : undefined

export function compared(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  const [a, b] = sidesOf(question).map((readings) => sideOf(readings, library))
  if (!a || !b || a.line === b.line) return undefined
  const quotes = distinct([...a.quotes, ...b.quotes])
  if (question.slot !== 'compare') return { ...found(`${a.line}；${b.line}`, quotes), computed: true }
  const ratio = asksRatio(question) ? reckoned('ratio', [operand(a), operand(b)]) : undefined
  return { ...found(ratio ? `${ratio.line}：${a.line}；${b.line}` : verdict(a, b), quotes), computed: true }
}

export const operand = ({ figure, statement }: Side): Operand => operandOf(figure, statement)

function verdict(a: Side, b: Side): string {
  // Things are counted in 家 or in 个.
  const isCount = a.figure.dimension === 'count' && b.figure.dimension === 'count'
  const other = isCount ? { ...b.figure, unit: a.figure.unit } : b.figure
  const value = convert(other, a.figure.unit) ?? (isCount ? other.value : undefined)
  const difference = reckoned('difference', [operand(a), operandOf(other, b.statement)])
  if (value === undefined || !difference) return `${a.line}；${b.line}（单位不同，不能直接比大小）`
  const order = compare(a.figure.value, value)
  if (order === 0) return `一样多：${a.line}；${b.line}`
  const [more, less] = order > 0 ? [a, b] : [b, a]
  return `较多：${more.line}；较少：${less.line}（相差${difference.shown}）`
}
