/** Which rows and columns of a table a question means, read from its words, places and unit. */
import {
  type Column,
  columnsOf,
  isPlaceName,
  isTotalName,
  levelsOf,
  nameOf,
  senseOf,
  type Table,
  under,
  unitOf,
  withoutUnit,
  yearsOf,
} from '../../documents/index.ts'
import { dateOf, monthEnd } from '../../office/day.ts'
import { numeralAt } from '../../office/numeral.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { Passage } from '../evidence/paper.ts'
import { type Near, unmetBy } from '../evidence/rank.ts'
import { HALF, MOSTLY, PARTLY, TINY } from '../evidence/scale.ts'
import { datesIn } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { madeOf, TELLING, type Term } from '../question/terms.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { linesOf, notesUnder, type TableLine } from './lines.ts'
import { asksRows, namesOfPlace, type Picked, pickedBy } from './picked.ts'

export interface Meant {
  readonly table: Table
  readonly lines: readonly TableLine[]
  /** the rows that are named; all but sums where none is */
  readonly rows: readonly TableLine[]
  readonly isRowNamed: boolean
  /** what the cells of the rows hold that are meant by it */
  readonly picked?: Picked
  /** sums that hold as much of what is named as the rows */
  readonly totals: readonly TableLine[]
  readonly columns: readonly Column[]
  readonly isColumnNamed: boolean
  /** the question speaks of all: 全省, 合计 */
  readonly isWhole: boolean
  /** share of what is asked that rows and columns hold themselves */
  readonly own: number
}

/** Share of what is asked that rows and columns must hold themselves. */
const OWN = HALF
/** So much of a word a cell must hold to be named by it. */
const NAMED = MOSTLY
/** 企业 names no row. */
const TOLD = PARTLY
/** So long a word names more than a kind of thing: 养老床位. */
const NAMING = 4
const TIE = TINY
const TABLES = 4

/** The tables near a question, as it means them; the one that holds most of it first. */
export function tablesFor(question: Question, near: readonly Near[], library: Library): Meant[] {
  const seen = new Set<Table>()
  const found: Meant[] = []
  const [paper, other] = library.papers
  // Asked for nothing but a column, nothing is near.
  const rows = near.some((one) => one.passage.row) || !paper || other ? near.map((one) => one.passage) : paper.passages
  for (const passage of rows) {
    const table = passage.row?.table
    if (!table || seen.has(table) || seen.size >= TABLES) continue
    seen.add(table)
    const meant = meantIn(table, linesOf(table, passage), question, library)
    if (meant) found.push(meant)
  }
  return found.sort((a, b) => b.own - a.own)
}

function meantIn(table: Table, lines: readonly TableLine[], question: Question, library: Library): Meant | undefined {
  const columns = columnsOf(table)
  const wholes = library.lexicon.rows.whole
  const picked = pickedBy(question, lines, table)
  const spans = (picked?.words ?? []).map((word) => ({ at: question.text.indexOf(word), to: word.length }))
  const terms = rejoined(
    question.terms.filter(
      ({ weight, text, from, to }) =>
        weight > 0 && !wholes.includes(text) && !spans.some((one) => one.at < to && from < one.at + one.to),
    ),
    lines,
  )
  if (isOfOtherDay(question, picked, table, lines[0])) return undefined
  const placed = byPlace(lines, columns, question, library)
  if (!placed) return undefined
  const figures = columns.filter((one) => one.kind === 'figure').map((one) => flat(one.name))
  // 六层住宅 above, 六层 at the side: what names a column names no row.
  const free = besideNames(lines, terms, question.text).filter(
    (term) => !figures.some((name) => holding(term, name) === 1),
  )
  const timely = timelyColumns(table, placed.columns, question, lines[0]?.passage.document)
  if (!timely) return undefined
  const rows: Rows = picked
    ? { all: picked.rows, isNamed: true, totals: [] }
    : namedRows(placed.rows, free, question.text)
  const isRowNamed = rows.isNamed || placed.isNamed
  const isWhole = placed.isWhole || wholes.some((word) => question.text.includes(word))
  const chosen = namedColumns(table, timely, question, isRowNamed ? rows.all : [], wholes)
  const [first] = rows.all
  if (!first || !isMet(question, first.passage, columns, library)) return undefined
  // Of a figure a note is no name of its column: 得分不超过8分 answers itself.
  const notes = KINDS[question.slot]?.includes('figure') ? [] : notesUnder(table, first.passage)
  const heads = flat([...columns.map((one) => one.name), ...notes].join('/'))
  const said = rows.all.slice(0, MOST).map((one) => one.words)
  const top = flat([table.caption, first.passage.heading, first.passage.path, first.passage.title].join('/'))
  const names = isRowNamed ? rows.all.slice(0, MOST).flatMap((line) => saidIn(line, question.text)) : []
  const inCells = (term: Term): number => {
    const inside = names.filter((name) => term.text.includes(name)).reduce((sum, name) => sum + name.length, 0)
    return Math.max(
      inside / term.text.length,
      holding(term, heads),
      ...columns.map((one) => inHead(term, one)),
      ...said.map((one) => holding(term, one)),
    )
  }
  const isPlain = picked
    ? asksRows(question) && !countsOthers(question)
    : names.length > 0 && follows(chosen.all, question, table, first)
  // What nobody here writes is a way of talking, where rows and columns are known without it.
  const told = isPlain ? terms.filter((one) => !one.foreign || inCells(one) >= OWN) : terms
  const lacking = told.filter((one) => one.weight >= TELLING && Math.max(inCells(one), holding(one, top)) < OWN)
  const isUncounted = question.slot === 'number' && !isWhole && !chosen.isNamed
  // 多少残疾人: what is counted is no word of the title alone.
  const isBare = (one: Term): boolean => (one.weight >= TELLING || one.foreign) && inCells(one) < OWN
  if (isUncounted && told.some((one) => one.from >= question.asking.at && isBare(one))) return undefined
  const weight = weightOf(told)
  if (lacking.length > 0) return undefined
  // Of all together nothing but what is counted has to be named.
  const isTold = isWhole && !isRowNamed
  const nearby = (one: Term): number => Math.max(inCells(one), isTold ? holding(one, top) : 0)
  const own = weight === 0 ? 0 : told.reduce((sum, one) => sum + one.weight * nearby(one), 0) / weight
  const isKnown = placed.isNamed || picked !== undefined
  // 拢共多少座: nothing is told but that all are asked for.
  const isAll = isTold && question.unit !== undefined && chosen.isNamed && !told.some((one) => one.weight >= TELLING)
  if (weight > 0 ? own < OWN && !picked && !isAll : !isKnown && !chosen.isNamed) return undefined
  return {
    table,
    lines,
    rows: rows.all,
    isRowNamed,
    totals: rows.totals,
    columns: chosen.all,
    isColumnNamed: chosen.isNamed,
    ...(picked && { picked }),
    isWhole,
    own,
  }
}
const MOST = 40
const weightOf = (terms: readonly Term[]): number => terms.reduce((sum, one) => sum + one.weight, 0)

interface Placed {
  readonly rows: readonly TableLine[]
  readonly columns: readonly Column[]
  readonly isNamed: boolean
  /** the place is the one that the whole paper is about */
  readonly isWhole: boolean
}

/** The rows of a place, or its column; undefined where the table has neither. */
function byPlace(
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

/**
 * The columns of the years that are asked about, of goals where a goal is asked for, of results where what was done is;
 * undefined where a figure is asked for and the table has none of them.
 */
function timelyColumns(
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

/** Names of the row that the question says whole. */
export const saidIn = ({ words }: TableLine, text: string): string[] =>
  words
    .split('/')
    .flatMap(
      (cell) =>
        [...new Set([...(cell.length > 2 ? [cell] : []), ...namesOfPlace(cell)])].find((name) => text.includes(name)) ??
        [],
    )

/** A day is said that picks no row, and that nothing says of the table. */
function isOfOtherDay({ days, slot }: Question, picked: Picked | undefined, table: Table, line?: TableLine): boolean {
  if (slot === 'time' || slot === 'claim' || !line) return false
  const around = flat(
    [table.caption, ...table.header, ...notesUnder(table, line.passage), line.passage.title].join('/'),
  )
  const said = datesIn(around).map((one) => endOfMonth(one.text))
  return days.some(({ text, day }) => !picked?.words.includes(text) && !said.includes(endOfMonth(day)))
}

const COMMON_YEAR = 2023
/** 6月30日 is 6月底. */
function endOfMonth(day: string): string {
  const [month, at, more] = day.match(/\d+/g) ?? []
  if (at === undefined || more !== undefined) return day
  return dateOf(monthEnd(COMMON_YEAR, Number(month))) === Number(at) ? `${month}月底` : day
}

/** 几个职工: what is counted is named, and nobody here writes of it. */
const countsOthers = ({ slot, terms, asking }: Question): boolean =>
  slot === 'number' && terms.some((one) => one.foreign && one.weight >= TELLING && one.from >= asking.at)

/** The kind of what is asked leaves these columns: the only one of bodies, or of times; figures that count as asked. */
function follows(columns: readonly Column[], { slot, dimension }: Question, table: Table, line: TableLine): boolean {
  const counts = (one: Column): boolean =>
    figuresIn(`1${flat(unitOf(table, line.cells, one))}`)[0]?.dimension === dimension
  if (KINDS[slot]?.includes('figure')) return dimension !== undefined && columns.length > 0 && columns.every(counts)
  return KINDS[slot] !== undefined && columns.length === 1
}

interface Rows {
  readonly all: readonly TableLine[]
  readonly isNamed: boolean
  readonly totals: readonly TableLine[]
}

/** The rows that hold most of what names any; sums are no rows beside others. */
function namedRows(lines: readonly TableLine[], terms: readonly Term[], text: string): Rows {
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
  return { all: members.length ? members : rows, isNamed, totals: totals.length ? totals : sumOf(members, lines) }
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

/** 北关街道 is no 关街道 of 城关街道: a place is meant by its whole name, and a letter that nobody knows belongs to it. */
function rejoined(terms: readonly Term[], lines: readonly TableLine[]): Term[] {
  const isInside = (term: Term, step: -1 | 1): boolean => {
    const held = lines.flatMap(({ words }) => words.split('/')).filter((cell) => cell.includes(term.text))
    const isPart = (cell: string): boolean => (step < 0 ? !cell.startsWith(term.text) : !cell.endsWith(term.text))
    return held.length > 0 && held.every((cell) => isPlaceName(cell) && isPart(cell))
  }
  return terms.map((term) => {
    const [before, after] = [terms.find((one) => one.to === term.from), terms.find((one) => one.from === term.to)]
    const joins = (one: Term | undefined, step: -1 | 1): boolean =>
      one?.foreign === true && one.text.length === 1 && !numeralAt(one.text, 0) && !term.foreign && isInside(term, step)
    const text = `${joins(before, -1) ? before?.text : ''}${term.text}${joins(after, 1) ? after?.text : ''}`
    return text === term.text ? term : { ...term, text, forms: [text], foreign: true }
  })
}

/** 老旧小区改造: a cell that is said whole takes its letters; of 小区改造 no more than 改造 is left to name a row by. */
function besideNames(lines: readonly TableLine[], terms: readonly Term[], text: string): Term[] {
  const names = [...new Set(lines.flatMap((line) => saidIn(line, text)))].map((name) => {
    const from = text.indexOf(name)
    return { from, to: from + name.length }
  })
  return terms.flatMap((term): Term[] => {
    const name = names.find(({ from, to }) => from < term.to && term.from < to)
    if (!name || term.from < 0 || (name.from <= term.from && term.to <= name.to)) return [term]
    const [from, to] = name.from <= term.from ? [name.to, term.to] : [term.from, name.from]
    const rest = text.slice(from, to)
    return from < to && to - from < term.text.length
      ? [{ ...term, text: rest, forms: [rest], from, to, weight: (term.weight * rest.length) / term.text.length }]
      : [term]
  })
}

/** 小计 of all rows of one name, where these are they. */
function sumOf(members: readonly TableLine[], lines: readonly TableLine[]): TableLine[] {
  const [first] = members
  const group = first?.cells.find((cell, at) => cell !== '' && members.every((one) => one.cells[at] === cell))
  const at = first?.cells.indexOf(group ?? '') ?? -1
  const all = lines.filter((line) => at >= 0 && line.cells[at] === group)
  const sums = all.filter((line) => line.sum === 'part')
  return members.length > 1 && all.length === members.length + sums.length ? sums : []
}

/** 各多少分: of each row a figure. */
export const asksEach = ({ slot, asking }: Question): boolean => slot === 'list' && asking.word.includes('多少')

/** What cells hold that a slot asks for. */
const KINDS: Partial<Record<Question['slot'], readonly Column['kind'][]>> = {
  body: ['body'],
  person: ['body'],
  time: ['time'],
  length: ['time'],
  number: ['figure'],
  open: ['figure'],
  compare: ['figure'],
}

function namedColumns(
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
  const aims = kinds?.includes('figure') ? all.filter(({ name }) => AIMS.some((word) => name.includes(word))) : []
  // A year alone names no column.
  return {
    all: aims.length && question.years.length === 0 ? aims : all,
    isNamed: met.some(({ score }) => score.named > 0),
  }
}
const AIMS = ['目标', '计划', '任务', '指标值', '数值', '数量']

/** 补助资金 小计: the sum of the columns beside it. */
export const isSum = ({ name }: Column): boolean => isTotalName(levelsOf(name).at(-1) ?? '')

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
const inHead = (term: Term, { name }: Column): number =>
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

/** What the question pins down besides places: a year is met by a column that names it. */
function isMet(question: Question, passage: Passage, columns: readonly Column[], library: Library): boolean {
  const isDated = columns.some(({ name }) => question.years.some((one) => name.includes(String(one.year))))
  const asksWho = question.attributes.some((one) => one.attribute.who)
  const isCharged = asksWho && columns.some((one) => one.kind === 'body')
  const isPlaced = question.slot === 'place' && columns.some((one) => one.kind === 'place')
  return unmetBy(question, passage, passage.flat, '', library).every(
    (one) =>
      one.kind === 'place' ||
      one.reason === 'split' ||
      (one.kind === 'year' && isDated) ||
      (one.kind === 'attribute' && isPlaced) ||
      (one.kind === 'attribute' &&
        isCharged &&
        question.attributes.some((a) => a.attribute.who && a.text === one.word)),
  )
}

/** The words that name a row: as many levels as tell it from all others; where none do, the sub-head above it, too. */
export function nameIn({ table, lines }: Meant, line: TableLine): string {
  const depth = depthOf(table, lines)
  const name = nameOf(table, line.cells).slice(0, depth).join(' ')
  const isShared = lines.some(
    (one) =>
      one !== line && one.section !== line.section && nameOf(table, one.cells).slice(0, depth).join(' ') === name,
  )
  return isShared && line.section !== '' ? `${line.section} ${name}` : name
}

/** Two levels of a name are said, and more where rows are alike in those. */
function depthOf(table: Table, lines: readonly TableLine[]): number {
  const names = lines.filter(({ sum }) => sum === undefined).map((one) => [one.section, ...nameOf(table, one.cells)])
  const most = Math.max(2, ...names.map((name) => name.length - 1))
  for (let depth = 2; depth < most; depth++)
    if (new Set(names.map((name) => name.slice(0, depth + 1).join('/'))).size === names.length) return depth
  return most
}

/** A figure with its unit, as the cell and its column have them. */
export function valueIn({ table }: Meant, line: TableLine, column: Column): string {
  const cell = (line.cells[column.at] ?? '').trim()
  return cell.replace(BARE, `$1${unitOf(table, line.cells, column)}$2`)
}
const BARE = /^([≥≤><]?\s*-?[\d.,]+)((?:以[上下内]|左右)?)$/
