/** Rows that a question picks by what their cells hold: a day, a figure or its bound, a body that has them, or nothing. */
import {
  type Column,
  columnsOf,
  isPlaceName,
  isTotalName,
  levelsOf,
  type Table,
  unitOf,
} from '../../documents/index.ts'
import { compare } from '../../office/amount.ts'
import type { Bound } from '../claim/words.ts'
import { worthOf } from '../claim/worth.ts'
import type { Question } from '../question/question.ts'
import { equalFigures, figuresIn, type PlainFigure, sameUnit } from '../words/figures.ts'
import { type Interval, intervalsIn, isRange, liesIn } from '../words/interval.ts'
import { flat, hasWhole } from '../words/normalise.ts'
import type { TableLine } from './lines.ts'

export interface Picked {
  readonly rows: readonly TableLine[]
  /** whose cells picked them */
  readonly columns: readonly Column[]
  /** what of the question picked them */
  readonly words: readonly string[]
}

/** 补助资金 小计: the sum of the columns beside it. */
export const isSum = ({ name }: Column): boolean => isTotalName(levelsOf(name).at(-1) ?? '')

/** The rows that meet each condition that the question sets; undefined where it sets none that any row meets. */
export function pickedBy(question: Question, lines: readonly TableLine[], table: Table): Picked | undefined {
  const rows = lines.filter(({ sum }) => sum === undefined)
  const all = [byDay, byRange, byFigure, byBody, byNothing].flatMap((by) => by(question, rows, table) ?? [])
  const [first] = all
  if (!first) return question.under && pickedBy(question.under, lines, table)
  const met = first.rows.filter((line) => all.every((one) => one.rows.includes(line)))
  if (met.length === 0 || met.length === rows.length) return undefined
  return {
    rows: met,
    columns: [...new Set(all.flatMap((one) => one.columns))],
    words: all.flatMap((one) => one.words),
  }
}

type By = (question: Question, lines: readonly TableLine[], table: Table) => Picked | undefined

const picked = (
  rows: readonly TableLine[],
  columns: readonly Column[],
  words: readonly string[],
): Picked | undefined => (rows.length > 0 ? { rows, columns, words } : undefined)

/** 9月底的有几家: a day is said where none is asked for. */
const byDay: By = ({ days, slot }, lines, table) => {
  const [day, other] = slot === 'time' ? [] : days
  if (!day || other) return undefined
  const has = (line: TableLine, { at }: Column): boolean => hasWhole(flat(line.cells[at] ?? ''), day.day)
  const columns = columnsOf(table).filter((one) => one.kind === 'time' && lines.some((line) => has(line, one)))
  const rows = lines.filter((line) => columns.some((one) => has(line, one)))
  return columns.length === 1 ? picked(rows, columns, [day.text]) : undefined
}

/** The one figure that a question names; 3个以上(含3个) names one. */
function amountOf({ amounts }: Question): PlainFigure | undefined {
  const [amount, ...more] = amounts
  return amount && more.every((one) => equalFigures(one, amount)) ? amount : undefined
}

const boundOf = ({ text }: Question, { from, to, text: said }: PlainFigure): Bound =>
  worthOf(text.slice(0, from), text.slice(to), said).bound

/** 得85分: the row in whose range it lies, where a column tells a range in each row. */
const byRange: By = (question, lines, table) => {
  const amount = amountOf(question)
  if (!amount || boundOf(question, amount) !== 'exact') return undefined
  const ranges = ({ cells }: TableLine, { at }: Column): Interval[] =>
    intervalsIn(flat(cells[at] ?? '')).filter(({ unit }) => unit === sameUnit(amount.unit))
  const columns = columnsOf(table).filter(
    (one) =>
      lines.every((line) => ranges(line, one).length === 1) && lines.some((line) => ranges(line, one).some(isRange)),
  )
  const rows = lines.filter((line) => columns.some((one) => ranges(line, one).some((it) => liesIn(amount, it))))
  return columns.length === 1 && rows.length === 1 ? picked(rows, columns, [amount.text]) : undefined
}

/** 低于50%的有几项, 8公里以上的是哪些: of one column that counts so, or that is named. */
const byFigure: By = (question, lines, table) => {
  const amount = amountOf(question)
  if (!amount || !asksRows(question)) return undefined
  const figures = (line: TableLine, column: Column): PlainFigure[] => {
    const cell = flat(line.cells[column.at] ?? '')
    return figuresIn(/\d$/.test(cell) ? `${cell}${flat(unitOf(table, line.cells, column))}` : cell)
  }
  const counting = columnsOf(table).filter(
    (one) =>
      one.kind === 'figure' &&
      lines.some((line) => figures(line, one).some((it) => sameUnit(it.unit) === sameUnit(amount.unit))),
  )
  const column = mostSaid(counting, question.text)
  if (!column) return undefined
  const bound = boundOf(question, amount)
  const rows = lines.filter((line) => figures(line, column).some((it) => isMet(it, amount, bound)))
  return picked(
    rows,
    [column],
    question.amounts.map(({ text }) => text),
  )
}

/** The column of whose name most is said; of several under one head that is said their sum. */
function mostSaid(columns: readonly Column[], text: string): Column | undefined {
  const said = columns.map(({ name }) =>
    levelsOf(name).reduce((sum, level) => sum + (text.includes(flat(level)) ? level.length : 0), 0),
  )
  const most = columns.filter((_, at) => said[at] === Math.max(...said))
  const [column, other] = most.length > 1 ? most.filter(isSum) : most
  return other ? undefined : column
}

function isMet(figure: PlainFigure, amount: PlainFigure, bound: Bound): boolean {
  if (sameUnit(figure.unit) !== sameUnit(amount.unit)) return false
  const order = compare(figure.value, amount.value)
  return { exact: order === 0, least: order >= 0, above: order > 0, most: order <= 0, below: order < 0 }[
    bound === 'about' || bound === 'more' ? 'exact' : bound
  ]
}

const ROWS: ReadonlySet<Question['slot']> = new Set(['place', 'list', 'what', 'body', 'person', 'compare', 'open'])
/** Which rows they are is asked, or how many. */
export const asksRows = ({ slot, dimension }: Question): boolean =>
  ROWS.has(slot) || (slot === 'number' && dimension === 'count')

/** 民政厅 of 省民政厅: who speaks of a body leaves out of what it is. */
const RANKS = '省市县区'
const SHORTEST = 3
/** A cell's bodies and people, as a question may say them: 何敏 whole, 民政厅 without its rank. */
const bodiesOf = (cell: string): string[] =>
  flat(cell)
    .split(/[、,，;；]/)
    .flatMap((body) => {
      const short = RANKS.includes(body.charAt(0)) ? body.slice(1) : ''
      return [...(body.length > 1 ? [body] : []), ...(short.length >= SHORTEST ? [short] : [])]
    })

/** 民政厅牵头的有几件: in the column that the question names, else in any that holds bodies. */
const byBody: By = (question, lines, table) => {
  if (question.slot === 'body' || question.slot === 'person') return undefined
  const { text } = question
  const columns = columnsOf(table).filter((one) => one.kind === 'body')
  const said = (line: TableLine, { at }: Column): string[] =>
    bodiesOf(line.cells[at] ?? '').filter((body) => text.includes(body))
  const named = columns.filter(({ name }) => levelsOf(name).some((level) => saysCharge(level, text)))
  const meant = named.length > 0 && named.length < columns.length ? named : columns
  const rows = lines.filter((line) => meant.some((one) => said(line, one).length > 0))
  const words = rows.flatMap((line) => meant.flatMap((one) => said(line, one)))
  return picked(rows, meant, [...new Set(words)])
}

/** 牵头 of 牵头单位 */
const saysCharge = (level: string, text: string): boolean => {
  const charge = flat(level).slice(0, 2)
  return charge.length === 2 && text.includes(charge)
}

/** 没有县道的是哪几个: right behind the negation the column is named. */
const byNothing: By = (question, lines, table) => {
  const { lacking } = question
  if (lacking === undefined || !asksRows(question)) return undefined
  const behind = question.text.slice(lacking, lacking + FARTHEST)
  const named = columnsOf(table).filter(
    ({ kind, name }) =>
      kind === 'figure' &&
      levelsOf(name).some((level) => {
        const at = behind.indexOf(flat(level))
        return level.length > 1 && at >= 0 && at <= BETWEEN
      }),
  )
  const [column, other] = named
  if (!column || other) return undefined
  const rows = lines.filter(({ cells }) => isBlank((cells[column.at] ?? '').trim()))
  return picked(rows, [column], [])
}
const FARTHEST = 12
const BETWEEN = 3
const isBlank = (cell: string): boolean => cell === '' || /^[-—–/／]+$/.test(cell)

/** 枫林 of 枫林乡: names that a place goes by without what it is. */
export const namesOfPlace = (cell: string): string[] =>
  isPlaceName(cell) ? [cell, cell.slice(0, cell.endsWith('街道') ? -2 : -1)].filter((name) => name.length > 1) : []
