/** Rows that a question picks by what their cells hold: a day, a figure or its bound, a body, a kind of thing, or nothing. */
import { type Column, columnsOf, isTotalName, levelsOf, type Table, unitOf } from '../../documents/index.ts'
import type { Question } from '../question/question.ts'
import { equalFigures, figuresIn, type PlainFigure, sameUnit } from '../words/figures.ts'
import { type Interval, intervalOf, intervalsIn, isRange, liesIn } from '../words/interval.ts'
import { flat, hasWhole } from '../words/normalise.ts'
import type { TableLine } from './line.ts'

/** Rows that the question picks by what their cells hold. */
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
  const all = [byDay, byRange, byFigure, byBody, byKind, byNothing].flatMap((by) => by(question, rows, table))
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

/** Conditions of one sort: none where the question sets none of it, or no row meets it. */
type By = (question: Question, lines: readonly TableLine[], table: Table) => readonly Picked[]

/** What of the question a cell meets. */
type Says = (line: TableLine, column: Column) => readonly string[]

function picked(lines: readonly TableLine[], columns: readonly Column[], says: Says): Picked[] {
  const wordsOf = (line: TableLine): string[] => columns.flatMap((one) => says(line, one))
  const rows = lines.filter((line) => wordsOf(line).length > 0)
  return rows.length > 0 ? [{ rows, columns, words: [...new Set(rows.flatMap(wordsOf))] }] : []
}

/** Of several columns that could be meant none is. */
const only = (columns: readonly Column[]): readonly Column[] => (columns.length === 1 ? columns : [])

/** 9月底的有几家: a day is said where none is asked for. */
const byDay: By = ({ days, slot }, lines, table) => {
  const [day, other] = slot === 'time' ? [] : days
  if (!day || other) return []
  const says: Says = ({ cells }, { at }) => (hasWhole(flat(cells[at] ?? ''), day.day) ? [day.text] : [])
  const has = (one: Column): boolean => one.kind === 'time' && lines.some((line) => says(line, one).length > 0)
  return picked(lines, only(columnsOf(table).filter(has)), says)
}

interface Limited {
  readonly amount: PlainFigure
  /** from where to where it reaches: 8公里以上 */
  readonly within: Interval
}

/** The one figure that a question names; 3个以上(含3个) names one. */
function limitIn({ amounts: [amount, ...more], text }: Question): Limited | undefined {
  if (!amount || !more.every((one) => equalFigures(one, amount))) return undefined
  return { amount, within: intervalOf(amount, text.slice(0, amount.from), text.slice(amount.to)) }
}

/** 得85分: the row in whose range it lies, where a column tells a range in each row. */
const byRange: By = (question, lines, table) => {
  const { amount, within } = limitIn(question) ?? {}
  if (!amount || !within || isRange(within)) return []
  const ranges = ({ cells }: TableLine, { at }: Column): Interval[] =>
    intervalsIn(flat(cells[at] ?? '')).filter(({ unit }) => unit === sameUnit(amount.unit))
  const tells = (one: Column): boolean =>
    lines.every((line) => ranges(line, one).length === 1) && lines.some((line) => ranges(line, one).some(isRange))
  const met = picked(lines, only(columnsOf(table).filter(tells)), (line, one) =>
    ranges(line, one).some((it) => liesIn(amount, it)) ? [amount.text] : [],
  )
  return met.filter(({ rows }) => rows.length === 1)
}

/** 低于50%的有几项, 8公里以上的是哪些: of one column that counts so, or that is named. */
const byFigure: By = (question, lines, table) => {
  const { amount, within } = limitIn(question) ?? {}
  if (!amount || !within || !asksRows(question)) return []
  const figures = (line: TableLine, column: Column): PlainFigure[] => {
    const cell = flat(line.cells[column.at] ?? '')
    return figuresIn(/\d$/.test(cell) ? `${cell}${flat(unitOf(table, line.cells, column))}` : cell)
  }
  const counts = (one: Column): boolean =>
    one.kind === 'figure' &&
    lines.some((line) => figures(line, one).some((it) => sameUnit(it.unit) === sameUnit(amount.unit)))
  return picked(lines, mostSaid(columnsOf(table).filter(counts), question.text), (line, one) =>
    figures(line, one).some((it) => liesIn(it, within)) ? question.amounts.map(({ text }) => text) : [],
  )
}

/** The column of whose name most is said; of several under one head that is said their sum. */
function mostSaid(columns: readonly Column[], text: string): readonly Column[] {
  const said = columns.map(({ name }) =>
    levelsOf(name).reduce((sum, level) => sum + (text.includes(flat(level)) ? level.length : 0), 0),
  )
  const most = columns.filter((_, at) => said[at] === Math.max(...said))
  return only(most.length > 1 ? most.filter(isSum) : most)
}

/** Slots that ask which row it is. */
export const WHICH: ReadonlySet<Question['slot']> = new Set([
  'place',
  'list',
  'what',
  'body',
  'person',
  'compare',
  'open',
])
/** Which rows they are is asked, or how many. */
export const asksRows = ({ slot, dimension }: Question): boolean =>
  WHICH.has(slot) || (slot === 'number' && dimension === 'count')

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
const byBody: By = ({ slot, text }, lines, table) => {
  if (slot === 'body' || slot === 'person') return []
  const columns = columnsOf(table).filter((one) => one.kind === 'body')
  const named = columns.filter(({ name }) => levelsOf(name).some((level) => saysCharge(level, text)))
  return picked(lines, named.length > 0 && named.length < columns.length ? named : columns, ({ cells }, { at }) =>
    bodiesOf(cells[at] ?? '').filter((body) => text.includes(body)),
  )
}

/** 牵头 of 牵头单位 */
const saysCharge = (level: string, text: string): boolean => {
  const charge = flat(level).slice(0, 2)
  return charge.length === 2 && text.includes(charge)
}

/** 拆除重建的有几座, 四类的是哪些: a column sorts the rows, a few of them under each word, and such a word is said. */
const byKind: By = (question, lines, table) => {
  // Which of two rows is more: neither is picked.
  if (!asksRows(question) || question.slot === 'compare') return []
  const columns = columnsOf(table)
  const beside = columns.reduce((so, { name }) => so.replaceAll(flat(name) || '/', '/'), question.text)
  const sorts = ({ kind, at }: Column): boolean => {
    const cells = lines.map((line) => line.cells[at] ?? '').filter(Boolean)
    return (kind === 'name' || kind === 'place') && cells.length > 3 && new Set(cells).size * 2 <= cells.length
  }
  const kinds = ({ cells }: TableLine, { at }: Column): string[] =>
    [flat(cells[at] ?? '')].filter((one) => one.length > 1 && beside.includes(one))
  return columns.filter(sorts).flatMap((one) => picked(lines, [one], kinds))
}

/** 没有县道的是哪几个: right behind the negation the column is named. */
const byNothing: By = (question, lines, table) => {
  const { lacking } = question
  if (lacking === undefined || !asksRows(question)) return []
  const behind = question.text.slice(lacking, lacking + FARTHEST)
  const isMeant = ({ kind, name }: Column): boolean =>
    kind === 'figure' &&
    levelsOf(name).some((level) => {
      const at = behind.indexOf(flat(level))
      return level.length > 1 && at >= 0 && at <= BETWEEN
    })
  const met = picked(lines, only(columnsOf(table).filter(isMeant)), ({ cells }, { at }) =>
    isBlank((cells[at] ?? '').trim()) ? [''] : [],
  )
  return met.map((one) => ({ ...one, words: [] }))
}
const FARTHEST = 12
const BETWEEN = 3
const isBlank = (cell: string): boolean => cell === '' || /^[-—–/／]+$/.test(cell)
