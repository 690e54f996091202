/** Which columns of a table a question names, by its words, years, unit and what it asks for. */
import {
  type Column,
  isTotalName,
  levelsOf,
  senseOf,
  type Table,
  unitOf,
  withoutUnit,
  yearsOf,
} from '../../documents/index.ts'
import { holding } from '../evidence/match.ts'
import type { Passage } from '../evidence/paper.ts'
import { TINY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { madeOf, type Term } from '../question/terms.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { asksRows, isSum } from './condition.ts'
import { saidIn, type TableLine } from './line.ts'
import { NAMED } from './row.ts'

const TIE = TINY

/**
 * The columns of the years that are asked about, of goals where a goal is asked for, of results where what was done is;
 * undefined where a figure is asked for and the table has none of them.
 */
export function timelyColumns(
  table: Table,
  columns: readonly Column[],
  { years, aim, slot, attributes, asking, text }: Question,
  document: Passage['document'] | undefined,
): readonly Column[] | undefined {
  const year = document?.year ?? (document?.issued ? Number(document.issued.slice(0, 4)) : undefined)
  // 淘汰了多少: what was done is asked for.
  const isDone = attributes.some((one) => one.attribute.reason === 'result') || text.charAt(asking.at - 1) === '了'
  const other = aim ? 'result' : isDone ? 'goal' : undefined
  const fits = (one: Column): boolean => {
    const of = yearsOf(one, table, year)
    const isOfYear = years.length === 0 || of.length === 0 || years.some((asked) => of.includes(asked.year))
    return one.kind !== 'figure' || (isOfYear && (other === undefined || senseOf(one) !== other))
  }
  const kept = columns.filter(fits)
  const hasFigures = (all: readonly Column[]): boolean => all.some((one) => one.kind === 'figure')
  return hasFigures(kept) || !hasFigures(columns) || !KINDS[slot]?.includes('figure') ? kept : undefined
}

/** 各多少分: of each row a figure. */
export const asksEach = ({ slot, asking }: Question): boolean => slot === 'list' && asking.word.includes('多少')

/** What cells hold that a slot asks for. */
export const KINDS: Partial<Record<Question['slot'], readonly Column['kind'][]>> = {
  body: ['body'],
  person: ['body'],
  time: ['time'],
  length: ['time'],
  number: ['figure'],
  open: ['figure'],
  compare: ['figure'],
}

export function namedColumns(
  table: Table,
  columns: readonly Column[],
  question: Question,
  rows: readonly TableLine[],
  wholes: readonly string[],
): { all: readonly Column[]; isNamed: boolean } {
  const who =
    question.attributes.some((one) => one.attribute.who) && question.slot !== 'list' && question.slot !== 'place'
  const kinds =
    (question.order && asksRows(question)) || asksEach(question)
      ? KINDS.number
      : who
        ? KINDS.body
        : KINDS[question.slot]
  const isSaid = ({ at }: Column): boolean =>
    rows.length > 0 &&
    rows.every(({ cells }) => (cells[at] ?? '').length > 1 && question.text.includes(flat(cells[at] ?? '')))
  const fitting = columns.filter((one) => (kinds ? kinds.includes(one.kind) : one.kind !== 'serial' && !isSaid(one)))
  const unit = (one: Column): string => unitOf(table, rows[0]?.cells ?? [], one)
  const free = question.terms.filter((term) => !rows.length || rows.some((line) => holding(term, line.words) < NAMED))
  const scored = fitting.map((column) => ({
    column,
    score: scoreOf(column, unit(column), { ...question, terms: free }),
  }))
  const best = Math.max(0, ...scored.map(({ score }) => score.named + score.dated))
  const met = scored.filter(({ score }) => best > 0 && score.named + score.dated >= best - TIE)
  const close = best > 0 ? met.map((one) => one.column) : fitting
  const sums = close.filter(isSum)
  const [sum, other] = sums.length > 0 ? sums : fitting.filter(({ name }) => isTotalName(name))
  const asksSum = sum !== undefined && !other && wholes.some((word) => question.text.includes(word))
  if (asksSum && rows.length > 0) return { all: [sum], isNamed: true }
  const names = rows.flatMap((line) => saidIn(line, question.text))
  const beside = names.reduce((text, name) => text.replace(name, '/'), question.text)
  const all = best > 0 ? toldApart(close, beside) : close
  // A year alone names no column.
  return {
    all,
    isNamed: met.some(({ score }) => score.named > 0),
  }
}

/** 省级 and 县级 of one head, where 省里 is asked for: the characters that one has and the others lack. */
function toldApart(columns: readonly Column[], text: string): readonly Column[] {
  const names = columns.map(({ name }) => new Set(flat(withoutUnit(name))))
  const scores = names.map(
    (name) =>
      [...name].filter((char) => text.includes(char) && names.every((one) => one === name || !one.has(char))).length,
  )
  const best = Math.max(0, ...scores)
  return best > 0 && columns.length > 1 ? columns.filter((_, at) => scores[at] === best) : columns
}

/** 新修渠道 is 渠道 新修: a word made of the levels of a column's name, in whatever order. */
export const inHead = (term: Term, { name }: Column): number =>
  madeOf(term.text, levelsOf(name).map(flat)) ? 1 : holding(term, flat(name))

/** How much of a column's name the question says, each level of it, and whether it counts what is asked. */
function scoreOf(column: Column, unit: string, question: Question): { named: number; dated: number } {
  const { terms, text, years } = question
  const { name } = column
  const whole = flat(name)
  // 一 of 一大类 names no 一级指标.
  const words = terms.filter((term) => term.text.length > 1)
  const own = words.reduce((sum, term) => sum + term.weight * inHead(term, column), 0)
  const parts = levelsOf(name).map(flat)
  // What a term says already is not counted twice: 投资 is no more of 2026年投资 where 总投资 is asked for.
  const isTerm = (part: string): boolean => terms.some((term) => term.text.includes(part))
  const said = parts.filter((part) => part.length > 1 && text.includes(part) && !isTerm(part)).length
  const dated = years.some((one) => whole.includes(String(one.year))) ? 1 : 0
  return { named: own + said / 3 + countsIn(flat(unit), question) / 5, dated: dated / 2 }
}

const countsIn = (unit: string, { unit: asked, dimension }: Question): number =>
  unit !== '' && (asked ? sameUnit(asked) === sameUnit(unit) : figuresIn(`1${unit}`)[0]?.dimension === dimension)
    ? 1
    : 0
