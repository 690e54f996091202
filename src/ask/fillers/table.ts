/** Which rows and columns of a table a question means, read from its words, places and unit. */
import { type Column, columnsOf, isTotal, nameOf, type Table, unitOf, withoutUnit } from '../../documents/index.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { Passage } from '../evidence/paper.ts'
import { type Near, unmetBy } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { TELLING, type Term } from '../question/terms.ts'
import { sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'

export interface Line {
  readonly passage: Passage
  readonly cells: readonly string[]
  readonly isTotal: boolean
  /** flat words of the row: names, bodies, times, the sub-head above */
  readonly words: string
}

export interface Meant {
  readonly table: Table
  readonly lines: readonly Line[]
  /** the rows that are named; all but sums where none is */
  readonly rows: readonly Line[]
  readonly isRowNamed: boolean
  readonly columns: readonly Column[]
  readonly isColumnNamed: boolean
  /** the question speaks of all: 全省, 合计 */
  readonly isWhole: boolean
  /** share of what is asked that rows and columns hold themselves */
  readonly own: number
}

/** Share of what is asked that rows and columns must hold themselves. */
const OWN = 0.5
/** So much of a word a cell must hold to be named by it. */
const NAMED = 0.7
/** 企业 names no row. */
const TOLD = 0.45
const TIE = 0.02
const TABLES = 4

/** The tables near a question, as it means them; the one that holds most of it first. */
export function tablesFor(question: Question, near: readonly Near[], library: Library): Meant[] {
  const seen = new Set<Table>()
  const found: Meant[] = []
  for (const { passage } of near) {
    const table = passage.row?.table
    if (!table || seen.has(table) || seen.size >= TABLES) continue
    seen.add(table)
    const meant = meantIn(table, linesOf(table, passage), question, library)
    if (meant) found.push(meant)
  }
  return found.sort((a, b) => b.own - a.own)
}

function linesOf(table: Table, of: Passage): Line[] {
  const columns = columnsOf(table)
  return of.paper.passages.flatMap((passage): Line[] => {
    if (passage.row?.table !== table) return []
    const cells = table.rows[passage.row.at] ?? []
    const section = table.places[passage.row.at]?.section ?? ''
    const words = columns
      .filter((one) => one.kind !== 'figure' && one.kind !== 'serial')
      .map((one) => cells[one.at] ?? '')
    return [{ passage, cells, isTotal: isTotal(cells), words: flat([section, ...words].join('/')) }]
  })
}

function meantIn(table: Table, lines: readonly Line[], question: Question, library: Library): Meant | undefined {
  const columns = columnsOf(table)
  const terms = question.terms.filter((one) => one.weight > 0)
  const placed = byPlace(lines, columns, question, library)
  if (!placed) return undefined
  const rows = namedRows(placed.rows, terms)
  const picked = namedColumns(table, placed.columns, question, rows.all)
  const [first] = rows.all
  if (!first || !isMet(question, first.passage, columns, library)) return undefined
  const heads = picked.all.map((one) => flat(one.name)).join('/')
  const said = rows.all.map((one) => one.words)
  const top = flat([table.caption, first.passage.heading, first.passage.path, first.passage.title].join('/'))
  const inCells = (term: Term): number =>
    Math.max(holding(term, heads), ...said.slice(0, MOST).map((one) => holding(term, one)))
  if (terms.some((one) => one.weight >= TELLING && Math.max(inCells(one), holding(one, top)) < 0.5)) return undefined
  const weight = terms.reduce((sum, one) => sum + one.weight, 0)
  const own = weight === 0 ? 0 : terms.reduce((sum, one) => sum + one.weight * inCells(one), 0) / weight
  if (weight > 0 ? own < OWN : !placed.isNamed) return undefined
  return {
    table,
    lines,
    rows: rows.all,
    isRowNamed: rows.isNamed || placed.isNamed,
    columns: picked.all,
    isColumnNamed: picked.isNamed,
    isWhole: placed.isWhole || library.lexicon.rows.whole.some((word) => question.text.includes(word)),
    own,
  }
}
const MOST = 40

interface Placed {
  readonly rows: readonly Line[]
  readonly columns: readonly Column[]
  readonly isNamed: boolean
  /** the place is the one that the whole paper is about */
  readonly isWhole: boolean
}

/** The rows of a place, or its column; undefined where the table has neither. */
function byPlace(
  lines: readonly Line[],
  columns: readonly Column[],
  { places }: Question,
  library: Library,
): Placed | undefined {
  const all = { rows: lines, columns, isNamed: false, isWhole: false }
  if (places.length === 0) return all
  const names = places.map((one) => one.place.name).filter(Boolean)
  const rows = lines.filter((line) => names.some((name) => line.words.includes(name)))
  if (rows.length) return { ...all, rows, isNamed: true }
  const named = columns.filter((one) => one.kind !== 'figure' || names.some((name) => flat(one.name).includes(name)))
  if (named.some((one) => one.kind === 'figure')) return { ...all, columns: named, isNamed: false }
  const home = lines[0] && library.homeOf(lines[0].passage.document)
  const isHome = places.every((one) => one.place.parent === '' || home?.name === one.place.name)
  return isHome ? { ...all, isWhole: true } : undefined
}

/** The rows that hold most of what names any; sums are no rows beside others. */
function namedRows(lines: readonly Line[], terms: readonly Term[]): { all: readonly Line[]; isNamed: boolean } {
  const telling = terms.filter((one) => one.weight >= TOLD && lines.some((line) => holding(one, line.words) >= NAMED))
  const scored = lines.map((line) => ({
    line,
    score: telling.reduce((sum, one) => sum + one.weight * holding(one, line.words), 0),
  }))
  const best = Math.max(0, ...scored.map((one) => one.score))
  const rows = best > 0 ? scored.filter((one) => one.score >= best - TIE).map((one) => one.line) : lines
  const members = rows.filter((line) => !line.isTotal)
  const isNamed = best > 0 && rows.length < lines.length
  return { all: members.length ? members : rows, isNamed }
}

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
  rows: readonly Line[],
): { all: readonly Column[]; isNamed: boolean } {
  const who =
    question.attributes.some((one) => one.attribute.who) && question.slot !== 'list' && question.slot !== 'place'
  const kinds = who ? KINDS.body : KINDS[question.slot]
  const fitting = kinds
    ? columns.filter((one) => kinds.includes(one.kind))
    : columns.filter((one) => one.kind !== 'serial')
  const unit = (one: Column): string => unitOf(table, rows[0]?.cells ?? [], one)
  const scored = fitting.map((column) => ({ column, score: scoreOf(column, unit(column), question) }))
  const best = Math.max(0, ...scored.map((one) => one.score))
  if (best > 0) return { all: scored.filter((one) => one.score >= best - TIE).map((one) => one.column), isNamed: true }
  const aims = kinds?.includes('figure') ? fitting.filter(({ name }) => AIMS.some((word) => name.includes(word))) : []
  return { all: aims.length ? aims : fitting, isNamed: false }
}
const AIMS = ['目标', '计划', '任务', '指标值', '数值', '数量']

/** How much of a column's name the question says, each level of it, and whether it counts what is asked. */
function scoreOf({ name }: Column, unit: string, { terms, text, years, unit: asked }: Question): number {
  const whole = flat(name)
  const own = terms.reduce((sum, term) => sum + term.weight * holding(term, whole), 0)
  const parts = withoutUnit(name)
    .split(' ')
    .map((part) => flat(part.replace(/(?:19|20)\d\d年?/g, '')))
  const said = parts.filter((part) => part.length > 1 && text.includes(part)).length
  const dated = years.some((one) => whole.includes(String(one.year))) ? 1 : 0
  const counted = asked !== undefined && unit !== '' && sameUnit(asked) === sameUnit(flat(unit)) ? 1 : 0
  return own + 0.3 * said + 0.5 * dated + 0.2 * counted
}

/** What the question pins down besides places: a year is met by a column that names it. */
function isMet(question: Question, passage: Passage, columns: readonly Column[], library: Library): boolean {
  const isDated = columns.some(({ name }) => question.years.some((one) => name.includes(String(one.year))))
  return unmetBy(question, passage, passage.flat, '', library).every(
    (one) => one.kind === 'place' || one.reason === 'split' || (one.kind === 'year' && isDated),
  )
}

/** The words that name a row. */
export const nameIn = ({ table }: Meant, line: Line): string => nameOf(table, line.cells).slice(0, 2).join(' ')

/** A figure with its unit, as the cell and its column have them. */
export function valueIn({ table }: Meant, line: Line, column: Column): string {
  const cell = (line.cells[column.at] ?? '').trim()
  return BARE.test(cell) ? `${cell}${unitOf(table, line.cells, column)}` : cell
}
const BARE = /^[≥≤><]?\s*-?[\d.,]+$/
