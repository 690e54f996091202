/** Which rows and columns of a table a question names, by its words, places, years, unit and what it asks for. */
import {
  type Column,
  isTotalName,
  levelsOf,
  senseOf,
  type Table,
  under,
  unitOf,
  withoutUnit,
  yearsOf,
} from '../../documents/index.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { MOSTLY, PARTLY, TINY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { madeOf, type QueryTerm, TELLING } from '../question/terms.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { asksRows, isSum } from './condition.ts'
import { saidIn, type TableLine } from './line.ts'

/** So much of a word a cell must hold to be named by it. */
export const NAMED = MOSTLY
/** 企业 names no row. */
const TOLD = PARTLY
/** So long a word names more than a kind of thing: 养老床位. */
const NAMING = 4
const TIE = TINY

interface Placed {
  readonly rows: readonly TableLine[]
  readonly columns: readonly Column[]
  readonly isNamed: boolean
  /** the place is the one that the whole paper is about */
  readonly isWhole: boolean
}

/** The rows of a place and those named beside it, or the columns of the place; all of them where no place is said, or the paper's own. undefined where the table has neither. */
export function byPlace(
  lines: readonly TableLine[],
  columns: readonly Column[],
  { places, text }: Question,
  library: Library,
): Placed | undefined {
  const all = { rows: lines, columns, isNamed: false, isWhole: false }
  if (places.length === 0) return all
  const names = places.map((one) => one.place.name).filter(Boolean)
  const placed = lines.filter((line) => names.some((name) => line.words.includes(name)))
  // 甲市比乙市: a place that is known and a row that is named beside it
  const rows = placed.length ? lines.filter((line) => placed.includes(line) || saidIn(line, text).length > 0) : []
  if (rows.length) return { ...all, rows, isNamed: true }
  const named = columns.filter((one) => one.kind !== 'figure' || names.some((name) => flat(one.name).includes(name)))
  if (named.some((one) => one.kind === 'figure')) return { ...all, columns: named, isNamed: false }
  const home = lines[0] && library.homeOf(lines[0].passage.document)
  const isHome = places.every((one) => one.place.parent === '' || home?.name === one.place.name)
  return isHome ? { ...all, isWhole: true } : undefined
}

/** Rows that are named, sums apart; all of them where none is. */
export interface Rows {
  readonly all: readonly TableLine[]
  readonly isNamed: boolean
  readonly totals: readonly TableLine[]
}

/** The rows that hold most of what names any; sums are no rows beside others. */
export function namedRows(lines: readonly TableLine[], terms: readonly QueryTerm[], text: string): Rows {
  const telling = terms.filter(
    (one) =>
      one.weight >= (one.text.length >= NAMING ? TELLING : TOLD) &&
      lines.some((line) => holding(one, line.words) >= NAMED),
  )
  const scored = lines.map((line) => ({
    line,
    score:
      telling.reduce((sum, one) => sum + one.weight * holding(one, line.words), 0) +
      saidIn(line, text).reduce((sum, cell) => sum + cell.length / 10, 0),
  }))
  const best = Math.max(0, ...scored.map((one) => one.score))
  const rows = best > 0 ? scored.filter((one) => one.score >= best - TIE).map((one) => one.line) : lines
  const members = rows.filter((line) => line.sum === undefined)
  const isNamed = best > 0 && rows.length < lines.length
  const totals = outermost(rows.filter((line) => line.sum !== undefined && line.sum !== 'mean'))
  return { all: members.length ? members : rows, isNamed, totals }
}

/** Of sub-heads that lie one in the other the one that holds them all: 二、基础设施, and not （一）交通 of it. */
function outermost(totals: readonly TableLine[]): readonly TableLine[] {
  const top = totals.filter(
    (one) => one.sum !== 'over' || !totals.some((other) => other !== one && other.sum === 'over' && lies(one, other)),
  )
  return top.some(({ sum }) => sum === 'over') ? top.filter(({ sum }) => sum === 'over') : top
}

const lies = ({ section }: TableLine, { section: above, cells }: TableLine): boolean =>
  cells.some((cell) => cell !== '' && (section === under(above, cell) || section.startsWith(`${under(above, cell)}/`)))

/** 老旧小区改造: a cell that is said whole takes its letters; of 小区改造 no more than 改造 is left to name a row by. */
export function besideNames(lines: readonly TableLine[], terms: readonly QueryTerm[], text: string): QueryTerm[] {
  const names = [...new Set(lines.flatMap((line) => saidIn(line, text)))].map((name) => {
    const from = text.indexOf(name)
    return { from, to: from + name.length }
  })
  return terms.flatMap((term): QueryTerm[] => {
    const name = names.find(({ from, to }) => from < term.to && term.from < to)
    if (!name || term.from < 0 || (name.from <= term.from && term.to <= name.to)) return [term]
    const [from, to] = name.from <= term.from ? [name.to, term.to] : [term.from, name.from]
    const rest = text.slice(from, to)
    return from < to && to - from < term.text.length
      ? [{ ...term, text: rest, forms: [rest], from, to, weight: (term.weight * rest.length) / term.text.length }]
      : [term]
  })
}

/**
 * The columns of the years that are asked about, of goals where a goal is asked for, of results where what was done is;
 * undefined where a figure is asked for and the table has none of them.
 */
export function timelyColumns(
  table: Table,
  columns: readonly Column[],
  { years, aim, slot, attributes, asking, text }: Question,
  document: EvidencePassage['document'] | undefined,
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

/** Columns that answer: those that are named, else all of the kind that is asked for. */
export interface Columns {
  readonly all: readonly Column[]
  /** by a word; a year alone names none */
  readonly isNamed: boolean
}

/**
 * The columns that hold what is asked, best named first by their words, then by their year and unit; of 合计 the column of sums.
 * @param rows those that are named: what names them names no column
 * @param wholes words for all of them together
 */
export function namedColumns(
  table: Table,
  columns: readonly Column[],
  question: Question,
  rows: readonly TableLine[],
  wholes: readonly string[],
): Columns {
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
  return { all, isNamed: met.some(({ score }) => score.named > 0) }
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

/** How much of a word a column's name holds, 0 to 1: 新修渠道 is 渠道 新修, made of its levels in whatever order. */
export const inHead = (term: QueryTerm, { name }: Column): number =>
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
