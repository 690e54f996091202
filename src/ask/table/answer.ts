/** Answers from tables: a cell, a row, a column, the sum, the largest and smallest, which row has a value, how many rows. */
import {
  type Column,
  canAdd,
  columnsOf,
  nameOf,
  type Span,
  saidOf,
  senseOf,
  type Table,
  unitOf,
  withoutUnit,
  wrongSums,
} from '../../documents/index.ts'
import { type Amount, add, amount, compare } from '../../office/amount.ts'
import { withoutTrailing } from '../../office/bounds.ts'
import { type Found, found, type Quote, quoteOf } from '../answer/outcome.ts'
import { isEmpty } from '../claim/fit.ts'
import { BOUND_BEFORE, hitAt } from '../claim/words.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { Near } from '../evidence/rank.ts'
import { HALF } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import { inAll, notTheSum } from '../text.ts'
import { equalFigures, figuresIn, sameUnit } from '../words/figures.ts'
import { intervalsIn, isRange, liesIn } from '../words/interval.ts'
import { flat } from '../words/normalise.ts'
import { asksRows, isSum, type Picked, WHICH } from './condition.ts'
import { nameIn, saidIn, type TableLine, valueIn } from './line.ts'
import { type Meant, tablesFor } from './meant.ts'
import { asksEach } from './named.ts'

/** A row that the question names, the largest or smallest of a column, the rows that have a value, or their number. */
export function rowFor(question: Question, near: readonly Near[], library: Library): Found | undefined {
  for (const meant of tablesFor(question, near, library)) {
    const answer = inRows(meant, question)
    if (answer) return answer
  }
  return undefined
}

function inRows(meant: Meant, question: Question): Found | undefined {
  if (question.order) {
    const best = extreme(meant, question, question.order === 'most' ? 1 : -1)
    // 一家最多补几万: of one row the word belongs to the limit that it sets.
    if (best || meant.rows.length > 1) return best
  }
  const picked = meant.picked && asksRows(question) ? pickedOf(meant, meant.picked, question) : undefined
  if (picked) return picked
  // A figure is said that picks no row and names none: what holds without it is no answer.
  if (!isEachUsed(meant, question)) return meant.isRowNamed ? onCondition(meant, question) : undefined
  const counted = meant.isRowNamed || !meant.isColumnNamed ? countedIn(meant, question) : undefined
  if (counted && (meant.isRowNamed || meant.isWhole)) return countOf(meant, counted, question)
  if (isOfOtherKind(meant, question)) return meant.isRowNamed ? inWords(meant, question) : undefined
  if (!meant.isRowNamed) return meant.isWhole || asksEach(question) ? inColumn(meant, question) : undefined
  const places = question.slot === 'place' ? columnsOf(meant.table).filter((one) => one.kind === 'place') : []
  if (places.length > 0) return cellsOf({ ...meant, columns: places }, meant.rows)
  // Where it is, of a row that is named: no column says it.
  const isNamedWhole = meant.rows.every((line) => question.text.includes(flat(nameIn(meant, line))))
  if (question.slot === 'place' && isNamedWhole) return undefined
  if (NAMES.has(question.slot) && !asksEach(question) && !isNamedWhole) return namesOf(meant, question)
  if (meant.rows.length === 1)
    return onCondition(meant, question) ?? cellsOf(meant, meant.rows) ?? inWords(meant, question)
  const named = question.slot === 'number' ? inName(meant, question) : undefined
  if (named) return named
  const added = question.slot === 'number' && !meant.totals.length ? addedUp(meant, question) : undefined
  if (added) return added
  const [total, another] = meant.totals
  if (total && !another && (question.slot === 'number' || question.slot === 'open'))
    // What is summed is shown with its sum.
    return cellsOf(meant, [total], meant.rows.length <= LONGEST ? [...meant.rows, total] : [total])
  // Who or when, of several rows that only share a word with the question: whose is not known.
  const isLoose = !meant.isColumnNamed && meant.columns.every(({ kind }) => kind !== 'figure')
  if (isLoose && !meant.rows.every((line) => saidIn(line, question.text).length > 0)) return undefined
  return meant.rows.length > LONGEST || !meant.columns.length ? undefined : cellsOf(meant, meant.rows)
}

const isEachUsed = ({ table, picked, rows, columns }: Meant, { amounts }: Question): boolean =>
  amounts.every(
    ({ text }) =>
      picked?.words.includes(text) ||
      [...rows.map((line) => namesIn(table, line)), ...columns.map(({ name }) => flat(name))].some((one) =>
        one.includes(text),
      ),
  )

/** 几个 of a column in 亿元, a share of one that gives marks. */
function isOfOtherKind(meant: Meant, { slot, dimension, into }: Question): boolean {
  if (slot !== 'number' || dimension === undefined || into !== undefined) return false
  const figures = meant.columns.flatMap((one) =>
    meant.rows.flatMap((line) => figuresIn(flat(valueIn(meant, line, one)))),
  )
  return figures.length > 0 && figures.every((one) => one.dimension !== dimension)
}

/** Names, and where it is asked how many they are their number before them. */
const listed = (
  meant: Meant,
  names: readonly string[],
  { slot, unit = '' }: Question,
  rows = meant.rows,
  behind = '',
): Found => told(meant, `${slot === 'number' ? `${names.length}${unit}：` : ''}${names.join('、')}${behind}`, rows)

/** Which rows were picked, or how many, with what picked them; undefined where something of them is counted. */
function pickedOf(meant: Meant, { columns }: Picked, question: Question): Found | undefined {
  if (question.slot === 'number' && !countsRows(meant, question)) return undefined
  const [column, other] = columns
  const values = column && !other ? meant.rows.map((line) => cellWords(meant, line, column)) : []
  const isAlike = new Set(values).size === 1
  const names = distinctNames(meant, question.text).map((name, at) =>
    isAlike || !values[at] ? name : `${name}（${values[at]}）`,
  )
  return listed(meant, names, question, meant.rows, isAlike ? `（${values[0]}）` : '')
}

/** 几个乡镇 of 乡镇(街道), 几项措施 of 措施: the one column that what is counted is called by. */
function countedIn({ table }: Meant, { slot, unit = '', asking, text }: Question): Column | undefined {
  const from = asking.at + asking.word.length
  const [noun = ''] = HAN.exec(text.slice(from + (text.startsWith(unit, from) ? unit.length : 0))) ?? []
  const bare = ({ name }: Column): string => withoutTrailing(flat(name).replace(/[()]/g, ''), ['名称'])
  const called = columnsOf(table).filter((one) => bare(one).includes(noun))
  const whole = called.filter((one) => bare(one) === noun)
  const [column, other] = whole.length > 0 ? whole : called
  const isNoun = noun.length > 1 || (noun !== '' && unit !== '')
  return slot === 'number' && isNoun && column && !other && column.kind !== 'figure' ? column : undefined
}
const HAN = /^[\u3400-\u9fff]{1,2}/

/** How many of a column the rows have, and which. */
function countOf(meant: Meant, { at }: Column, question: Question): Found | undefined {
  const rows = meant.rows.filter(({ sum, cells }) => sum === undefined && cells[at])
  const names = [...new Set(rows.map(({ cells }) => cells[at] ?? ''))]
  return rows.length > 0 ? listed(meant, names, question, rows) : undefined
}

/** 几项, 几家: the rows are counted; or nothing in them is counted so, and nothing of them is named. */
const countsRows = (meant: Meant, question: Question): boolean =>
  countedIn(meant, question) !== undefined || countsNothingElse(meant, question)

const countsNothingElse = ({ table, rows }: Meant, { unit, terms }: Question): boolean =>
  unit !== undefined &&
  !columnsOf(table).some((one) => rows.some(({ cells }) => sameUnit(unitOf(table, cells, one)) === sameUnit(unit))) &&
  !terms.some((one) => one.weight >= TELLING && rows.some((line) => holding(one, namesIn(table, line)) >= HALF))

const namesIn = (table: Table, { cells }: TableLine): string => flat(nameOf(table, cells).join('/'))

/** 甲、乙、丙加起来, 城管局评的共几分: what rows that are meant one by one come to in a column that can be added. */
function addedUp(meant: Meant, { text }: Question): Found | undefined {
  const { table, rows, columns, picked, isWhole } = meant
  const [column, other] = columns
  const isMeant = picked !== undefined || isWhole || rows.every((line) => saidIn(line, text).length > 0)
  if (!column || other || rows.length < 2 || rows.length > LONGEST || !isMeant || !canAdd(table, column))
    return undefined
  const values = rows.map((line) => figureIn(meant, line, column))
  const numbers = values.flatMap((one) => (one ? [one.number] : []))
  const [[first], [line]] = [values, rows]
  if (!first || !line || numbers.length < rows.length || values.some((one) => one?.unit !== first.unit))
    return undefined
  const names = distinctNames(meant, '').map((name, at) => `${name}${valueIn(meant, rows[at] ?? line, column)}`)
  const sum = `${numbers.reduce((so, one) => add(so, one))}${first.unit}`
  return told(meant, inAll(saidOf(column.name), sum, names), rows)
}

/**
 * 少1家扣几分, 83%得几分, 迟到扣几分: where a figure of the question lies in what one clause of a cell tells, or a word stands
 * in it that no column is called by, beside what counts as asked, that clause answers, and not the row's figure.
 */
function onCondition(meant: Meant, { amounts: [amount], slot, unit, terms }: Question): Found | undefined {
  const [line, another] = meant.rows
  if (!line || another || slot !== 'number') return undefined
  const columns = columnsOf(meant.table)
  const known = flat([...nameOf(meant.table, line.cells), ...columns.map(({ name }) => name)].join('/'))
  const words = columns.filter(({ kind, at }) => kind !== 'figure' && !known.includes(flat(line.cells[at] ?? '')))
  if (!amount) {
    const says = terms.filter(({ text, weight }) => !known.includes(text) && (unit !== undefined || weight >= TELLING))
    return cellWith(meant, words, unit, (cell) => says.some(({ text }) => cell.includes(text)))
  }
  // 不得分 tells no figure. Of 不够30人 the clause that says 少于30人 speaks, too.
  const clauses = /[;；。]/
  const lies = (clause: string): boolean =>
    intervalsIn(clause).some((it) => liesIn(amount, it) && (isRange(it) || counts(clause, unit)))
  const names = (clause: string): boolean =>
    counts(clause, unit) && figuresIn(clause).some((it) => equalFigures(it, amount))
  return cellWith(meant, words, null, lies, clauses) ?? cellWith(meant, words, null, names, clauses)
}

const counts = (text: string, unit: string | undefined): boolean =>
  figuresIn(text).some((it) => unit === undefined || sameUnit(it.unit) === sameUnit(unit))

/**
 * What the only cell of a row says that holds something, or its only clause.
 * @param unit in which it has to count something; null: in none
 */
function cellWith(
  meant: Meant,
  columns: readonly Column[],
  unit: string | undefined | null,
  holds: (words: string) => boolean = () => true,
  marks = /$/,
): Found | undefined {
  const [line, other] = meant.rows
  if (!line || other) return undefined
  const said = columns.flatMap((column) =>
    (line.cells[column.at] ?? '').split(marks).flatMap((words) => {
      const text = flat(words)
      return (unit === null || counts(text, unit)) && holds(text) ? [`${saidOf(column.name)}：${words}`] : []
    }),
  )
  const [only, more] = said
  return only && !more ? told(meant, `${nameIn(meant, line)}，${only}`, [line]) : undefined
}

/** 产业发展（40分）: the figure that a name has in brackets is of all rows under it. */
function inName(meant: Meant, { unit, text }: Question): Found | undefined {
  const [first] = meant.rows
  const cell = first?.cells.find(
    (one) => text.includes(flat(withoutUnit(one))) && meant.rows.every(({ cells }) => cells.includes(one)),
  )
  const figures = cell === undefined ? [] : figuresIn(flat(cell.slice(withoutUnit(cell).length)))
  const isAsked =
    unit !== undefined && figures.length === 1 && figures.every((one) => sameUnit(one.unit) === sameUnit(unit))
  return cell !== undefined && isAsked ? told(meant, cell, meant.rows) : undefined
}

/** 口袋公园（6处）, 包村5个: the only cell of a row that counts what is asked, among its words. */
const inWords = (meant: Meant, { unit }: Question): Found | undefined =>
  unit === undefined ? undefined : cellWith(meant, columnsOf(meant.table), unit)

const NAMES: ReadonlySet<Question['slot']> = new Set(['place', 'list', 'what'])
/** So many rows are told one by one. */
const LONGEST = 14

/** Header, the lines that print merged cells, and the rows themselves; those that stand one below the other as one. */
function quotesOf({ table }: Meant, lines: readonly TableLine[]): Quote[] {
  const [first] = lines
  if (!first) return []
  const { document } = first.passage
  const own = lines.flatMap((line) => {
    const place = table.places[line.passage.row?.at ?? -1]
    return place ? [...place.above, place.span] : []
  })
  return [table.head, ...blocksOf(own, document.text)].map(({ from, to }) => ({
    ...quoteOf(first.passage),
    text: document.text.slice(from, to),
  }))
}

const BETWEEN = /^[\s|│+\-—─]*$/
const LONGEST_BLOCK = 600

function blocksOf(spans: readonly Span[], text: string): Span[] {
  const blocks: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = blocks.at(-1)
    if (last && span.from <= last.to) continue
    const joins = last && BETWEEN.test(text.slice(last.to, span.from)) && span.to - last.from <= LONGEST_BLOCK
    if (joins) blocks[blocks.length - 1] = { from: last.from, to: span.to }
    else blocks.push(span)
  }
  return blocks
}

const told = (meant: Meant, lead: string, lines: readonly TableLine[]): Found => ({
  ...found(lead, quotesOf(meant, lines)),
  computed: true,
})

const cellWords = (meant: Meant, line: TableLine, column: Column): string =>
  `${saidOf(column.name)}${column.kind === 'figure' ? '' : '：'}${qualifierOf(meant, line, column)}${valueIn(meant, line, column)}${doubtOf(meant, line, column)}`

/** 不低于, 力争达到: in a column of its own, how a row's goal is to be held. */
function qualifierOf({ table }: Meant, { cells }: TableLine, column: Column): string {
  if (senseOf(column) !== 'goal' || column.kind !== 'figure') return ''
  const qualifies = ({ at }: Column): boolean => {
    const said = table.rows.map((row) => flat(row[at] ?? '')).filter(Boolean)
    return said.length > 0 && said.every(isEmpty) && said.some((one) => hitAt(one, BOUND_BEFORE, 'end'))
  }
  const [own, other] = columnsOf(table).filter((one) => one.kind === 'name' && qualifies(one))
  return own && !other ? (cells[own.at] ?? '').trim() : ''
}

/** A sum that is none is told with what its rows come to. */
function doubtOf({ table }: Meant, line: TableLine, { at, name }: Column): string {
  if (line.sum === undefined) return ''
  const wrong = wrongSums(table).find((one) => one.column === name && one.printed === (line.cells[at] ?? '').trim())
  return wrong ? notTheSum(String(wrong.sum)) : ''
}

function cellsOf(meant: Meant, lines: readonly TableLine[], quoted = lines): Found | undefined {
  const said = lines.map((line) => {
    const name = nameIn(meant, line)
    const cells = meant.columns.filter(
      (one) => line.cells[one.at] && one.name && !name.includes((line.cells[one.at] ?? '').trim()),
    )
    return { name, words: cells.map((one) => cellWords(meant, line, one)) }
  })
  if (said.every((one) => one.words.length === 0)) return undefined
  const isWordy = meant.columns[0]?.kind !== 'figure'
  const lead = said.map(({ name, words }) => `${name}${isWordy ? '，' : '：'}${words.join('，')}`).join('；')
  return told(meant, `${lead}${unitsBeside(meant, lines)}`, quoted)
}

/** 单位：万元、亩 names several, and not which is whose: it is said with figures that have none of their own. */
function unitsBeside({ table, columns }: Meant, lines: readonly TableLine[]): string {
  const isBare = (one: Column): boolean =>
    one.kind === 'figure' &&
    lines.some(({ cells }) => /^[\d.,]+$/.test(cells[one.at] ?? '') && !unitOf(table, cells, one))
  return table.unit && columns.some(isBare) ? `（${table.unit.replace(/^[（(]|[）)]$/g, '')}）` : ''
}

/** The row of the sum; else every row of the column. */
function inColumn(meant: Meant, question: Question): Found | undefined {
  if (!meant.isColumnNamed || meant.isRowNamed) return undefined
  const total = meant.lines.find(
    (line) => !asksEach(question) && line.sum === 'all' && meant.columns.some((one) => line.cells[one.at]),
  )
  if (total) return cellsOf(meant, [total])
  return meant.rows.length > 1 && meant.rows.length <= LONGEST && meant.columns.length === 1
    ? cellsOf(meant, meant.rows)
    : undefined
}

interface Valued {
  /** as the cell has it, multiplied out of nothing: compared within one column */
  readonly number: Amount
  readonly unit: string
}

const NUMBER = /^[≥≤><]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(\D{0,8})$/
function figureIn(meant: Meant, line: TableLine, column: Column): Valued | undefined {
  const match = NUMBER.exec(valueIn(meant, line, column))
  return match?.[1] ? { number: amount(match[1].replaceAll(',', '')), unit: match[2] ?? '' } : undefined
}

/** The row, or of one row the column, with the largest figure or the smallest. @param sign 1 for the largest */
function extreme(meant: Meant, { slot }: Question, sign: 1 | -1): Found | undefined {
  const figures = meant.columns.filter((one) => one.kind === 'figure')
  const across = meant.rows.length === 1
  const sums = across ? [] : figures.filter(isSum)
  const [column, other] = sums.length === 1 ? sums : figures
  if (!column || (across ? !WHICH.has(slot) : other)) return undefined
  const all = (across ? figures.filter((one) => !isSum(one)) : [column]).flatMap((one) =>
    meant.rows.flatMap((line) => {
      const value = figureIn(meant, line, one)
      return value ? [{ line, column: one, value }] : []
    }),
  )
  const units = new Set(all.map((one) => one.value.unit))
  if (all.length < 2 || units.size > 1) return undefined
  const best = all.reduce((so, one) => (compare(one.value.number, so.value.number) * sign > 0 ? one : so))
  const winners = all.filter((one) => compare(one.value.number, best.value.number) === 0)
  const lead = winners.map((one) => `${nameIn(meant, one.line)}：${cellWords(meant, one.line, one.column)}`).join('；')
  const shown =
    all.length <= 10 ? [...new Set(all.map((one) => one.line))] : [...new Set(winners.map((one) => one.line))]
  return told(meant, lead, shown)
}

const NAME = '名称'
/** The rows by what tells them apart: the first words that are not the same in all of them. */
function distinctNames({ table, rows, lines }: Meant, text: string): string[] {
  const tells = ({ at }: Column): boolean => {
    const cells = lines.filter(({ sum }) => sum === undefined).map((line) => line.cells[at] ?? '')
    return new Set(cells).size === cells.length
  }
  const worth = (one: Column): number => (one.name.includes(NAME) ? 2 : tells(one) ? 1 : 0)
  const columns = [...columnsOf(table)].sort((a, b) => worth(b) - worth(a))
  for (const column of columns) {
    const { at } = column
    const cells = rows.map((line) => (line.cells[at] ?? '').trim())
    const isWordy = cells.every((cell) => /[\u3400-\u9fff]{2}/.test(cell))
    // 东校区 of one school is no 东校区 of another.
    const isAlike = new Set(rows.map((line) => nameOf(table, line.cells)[0])).size === 1
    if (
      isWordy &&
      (worth(column) > 0 || isAlike) &&
      new Set(cells).size === cells.length &&
      !cells.some((cell) => text.includes(flat(cell)))
    )
      return cells
  }
  return rows.map((line) => nameOf(table, line.cells).join(' '))
}

/** Which rows they are, or what a column holds. */
function namesOf(meant: Meant, question: Question): Found | undefined {
  const { terms } = question
  const [column, other] = meant.columns
  const values = column && !other && meant.isColumnNamed ? meant.rows.map((line) => valueIn(meant, line, column)) : []
  const names = values.length ? [...new Set(values.filter(Boolean))] : distinctNames(meant, question.text)
  const [name = '', second] = names
  const isSaid =
    !values.length &&
    second === undefined &&
    terms.some((one) => one.weight >= TELLING && holding(one, flat(name)) >= HALF)
  // 扩大到哪6个市 is not answered by the name of the row that it asks about.
  return name && !isSaid ? listed(meant, names, question) : undefined
}
