/** Which rows and columns of a table a question means, and whether they hold all that it asks. */
import { type Column, columnsOf, type Table, unitOf } from '../../documents/index.ts'
import { sameDate } from '../claim/time.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { type Near, unmetBy } from '../evidence/rank.ts'
import { HALF } from '../evidence/scale.ts'
import { type AttributeRef, datesIn, states } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { type QueryTerm, TELLING } from '../question/terms.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { asksRows, type Picked, pickedBy } from './condition.ts'
import { linesOf, notesUnder, saidIn, type TableLine, type TableLines } from './line.ts'
import {
  besideNames,
  byPlace,
  type Columns,
  inHead,
  KINDS,
  namedColumns,
  namedRows,
  type Rows,
  timelyColumns,
} from './named.ts'

/** A table as a question means it. */
export interface Meant extends TableLines {
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

/** A table that a question may mean, and what of the question is left to name its rows and columns by. */
interface Reading extends TableLines {
  readonly head: readonly Column[]
  readonly question: Question
  readonly library: Library
  readonly picked: Picked | undefined
  readonly terms: readonly QueryTerm[]
}

interface RowsMeant extends Rows {
  readonly first: TableLine
  /** columns that are left: of a place, where places are columns, and of the time that is asked about */
  readonly columns: readonly Column[]
  readonly isPlaced: boolean
  readonly isWhole: boolean
}

/** What a question means of a table: its rows, then its columns; undefined where these do not say all that it asks. */
function meantIn(table: Table, lines: readonly TableLine[], question: Question, library: Library): Meant | undefined {
  const picked = pickedBy(question, lines, table)
  if (isOfOtherDay(question, picked, table, lines[0])) return undefined
  const terms = namingTerms(question, picked, library)
  const reading: Reading = { table, lines, head: columnsOf(table), question, library, picked, terms }
  const rows = rowsMeant(reading)
  if (!rows || !isMet(question, rows.first.passage, reading.head, library)) return undefined
  const wholes = library.lexicon.rows.whole
  const chosen = namedColumns(table, rows.columns, question, rows.isNamed ? rows.all : [], wholes)
  if (!areStated(reading, rows, chosen.all)) return undefined
  const own = shareSaid(reading, rows, chosen)
  if (own === undefined) return undefined
  return {
    table,
    lines,
    rows: rows.all,
    isRowNamed: rows.isNamed,
    totals: rows.totals,
    columns: chosen.all,
    isColumnNamed: chosen.isNamed,
    ...(picked && { picked }),
    isWhole: rows.isWhole,
    own,
  }
}

/** The words that may name a row or a column: none that picked rows by their cells, or that say 全省 or 合计. */
function namingTerms(question: Question, picked: Picked | undefined, library: Library): QueryTerm[] {
  const spans = (picked?.words ?? []).map((word) => ({ at: question.text.indexOf(word), to: word.length }))
  const isPicking = ({ from, to }: QueryTerm): boolean =>
    spans.some((one) => one.at >= 0 && one.at < to && from < one.at + one.to)
  // 收工期限写的是九月底的: of rows that are picked what nobody here writes is a way of talking, but not what is asked for.
  const isTalk = ({ foreign, weight, from }: QueryTerm): boolean =>
    picked !== undefined && foreign && asksRows(question) && (weight < TELLING || from < question.asking.at)
  return question.terms.filter(
    (one) => one.weight > 0 && !library.lexicon.rows.whole.includes(one.text) && !isPicking(one) && !isTalk(one),
  )
}

/** The rows of what is named, of a place or picked by their cells; undefined where the table has no such place, time or row. */
function rowsMeant({ table, lines, head, question, library, picked, terms }: Reading): RowsMeant | undefined {
  const placed = byPlace(lines, head, question, library)
  const columns = placed && timelyColumns(table, placed.columns, question, lines[0]?.passage.document)
  if (!placed || !columns) return undefined
  const figures = head.filter((one) => one.kind === 'figure').map((one) => flat(one.name))
  // 六层住宅 above, 六层 at the side: what names a column names no row.
  const free = besideNames(lines, terms, question.text).filter(
    (term) => !figures.some((name) => holding(term, name) === 1),
  )
  const rows: Rows = picked
    ? { all: narrowed(picked, question.text), isNamed: true, totals: [] }
    : namedRows(placed.rows, free, question.text)
  const [first] = rows.all
  const isWhole = placed.isWhole || library.lexicon.rows.whole.some((word) => question.text.includes(word))
  return (
    first && { ...rows, isNamed: rows.isNamed || placed.isNamed, first, columns, isPlaced: placed.isNamed, isWhole }
  )
}

/** Whether each attribute that is asked for is said of the columns that answer; a place is told by any column of places. */
function areStated({ head, question, table, picked }: Reading, rows: RowsMeant, columns: readonly Column[]): boolean {
  const asksPlace = question.slot === 'place' && head.some((one) => one.kind === 'place')
  const telling = [...columns, ...(picked?.columns ?? [])]
  const above = aboveOf(table, rows.first)
  return asksPlace || question.attributes.every((one) => isStated(one, rows.all.slice(0, MOST), telling, above))
}

/** Flat: what stands above a table. */
const aboveOf = ({ caption }: Table, { passage: { heading, path, title } }: TableLine): string =>
  flat([caption, heading, path, title].join('/'))

/**
 * The share of what is asked that rows and columns say themselves.
 * @returns undefined where a telling word stands neither there nor above the table, or they say too little
 */
function shareSaid(reading: Reading, rows: RowsMeant, chosen: Columns): number | undefined {
  const { question, table, picked, terms } = reading
  const inCells = sayingOf(reading, rows, chosen.all)
  const above = aboveOf(table, rows.first)
  if (terms.some((one) => one.weight >= TELLING && Math.max(inCells(one), holding(one, above)) < OWN)) return undefined
  // 多少残疾人: what is counted is no word of the title alone.
  const isBare = (one: QueryTerm): boolean => (one.weight >= TELLING || one.foreign) && inCells(one) < OWN
  const isUncounted = question.slot === 'number' && !rows.isWhole && !chosen.isNamed
  if (isUncounted && terms.some((one) => one.from >= question.asking.at && isBare(one))) return undefined
  const weight = terms.reduce((sum, one) => sum + one.weight, 0)
  if (weight === 0) return rows.isPlaced || picked || chosen.isNamed ? 0 : undefined
  // Of all together nothing but what is counted has to be named.
  const isTold = rows.isWhole && !rows.isNamed
  const nearby = (one: QueryTerm): number => Math.max(inCells(one), isTold ? holding(one, above) : 0)
  const own = terms.reduce((sum, one) => sum + one.weight * nearby(one), 0) / weight
  return own >= OWN || picked ? own : undefined
}

/** How much of a word rows and columns say: in a name that is said whole, a cell, a head, or as the kind of figure asked for. */
function sayingOf(
  { table, head, question, library }: Reading,
  { all, first, isNamed }: RowsMeant,
  columns: readonly Column[],
): (term: QueryTerm) => number {
  // Of a figure a note is no name of its column: 得分不超过8分 answers itself.
  const notes = KINDS[question.slot]?.includes('figure') ? [] : notesUnder(table, first.passage)
  const heads = flat([...head.map((one) => one.name), ...notes].join('/'))
  const rows = all.slice(0, MOST)
  const names = isNamed ? rows.flatMap((line) => saidIn(line, question.text)) : []
  const isKnown = isNamed || question.order !== undefined
  return (term) => {
    const inside = names.filter((name) => term.text.includes(name)).reduce((sum, name) => sum + name.length, 0)
    return Math.max(
      inside / term.text.length,
      isKnown && isMeasure(term, columns, table, first, library) ? 1 : 0,
      holding(term, heads),
      ...head.map((one) => inHead(term, one)),
      ...rows.map(({ words }) => holding(term, words)),
    )
  }
}
const MOST = 40

/** 丹阳县8月底要完工的: of rows that are picked those that are named beside it, if any are. */
function narrowed({ rows, words }: Picked, text: string): readonly TableLine[] {
  const beside = words.reduce((so, word) => (word ? so.replaceAll(word, '/') : so), text)
  const named = rows.filter((line) => saidIn(line, beside).length > 0)
  return named.length > 0 ? named : rows
}

/** A day is said that picks no row, and that nothing says of the table. */
function isOfOtherDay({ days, slot }: Question, picked: Picked | undefined, table: Table, line?: TableLine): boolean {
  if (slot === 'time' || slot === 'claim' || !line) return false
  const around = flat(
    [table.caption, ...table.header, ...notesUnder(table, line.passage), line.passage.title].join('/'),
  )
  const said = datesIn(around)
  return days.some(({ text, day }) => !picked?.words.includes(text) && !said.some((one) => sameDate(one.text, day)))
}

/** 花钱, 笔钱 of a column in 万元: a word that nobody here writes says no more than what kind of figure is asked for. */
function isMeasure(
  { text, foreign }: QueryTerm,
  columns: readonly Column[],
  table: Table,
  line: TableLine,
  { lexicon: { slots } }: Library,
): boolean {
  const dimensions = columns.map((one) => figuresIn(`1${flat(unitOf(table, line.cells, one))}`)[0]?.dimension)
  return (
    foreign &&
    dimensions.length > 0 &&
    slots.measures.some(
      ([of, words]) => dimensions.every((one) => one === of) && words.some((word) => text.includes(word)),
    )
  )
}

/** What the question pins down besides places and attributes: a year is met by a column that names it. */
function isMet(question: Question, passage: EvidencePassage, columns: readonly Column[], library: Library): boolean {
  const isDated = columns.some(({ name }) => question.years.some((one) => name.includes(String(one.year))))
  return unmetBy(question, passage, passage.flat, '', library).every(
    ({ kind, reason }) =>
      kind === 'place' || (kind === 'attribute' && reason !== 'result') || (kind === 'year' && isDated),
  )
}

/** 施工单位, 联系人: what is asked for must be said of the columns that answer, in their cells, or be in a row's name. */
function isStated(ref: AttributeRef, rows: readonly TableLine[], columns: readonly Column[], above: string): boolean {
  const { who, same, measure, reason } = ref.attribute
  const cells = columns.flatMap(({ at, name }) => [name, ...rows.map((line) => line.cells[at] ?? '')])
  return (
    measure !== undefined ||
    reason !== undefined ||
    (who && !same && columns.some((one) => one.kind === 'body')) ||
    rows.some(({ words }) => words.includes(ref.text)) ||
    states(ref, `${flat(cells.join('/'))}/${above}`)
  )
}
