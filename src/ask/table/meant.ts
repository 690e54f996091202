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
import { besideNames, byPlace, inHead, KINDS, namedColumns, namedRows, type Rows, timelyColumns } from './named.ts'

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

function meantIn(table: Table, lines: readonly TableLine[], question: Question, library: Library): Meant | undefined {
  const columns = columnsOf(table)
  const wholes = library.lexicon.rows.whole
  const picked = pickedBy(question, lines, table)
  const spans = (picked?.words ?? []).map((word) => ({ at: question.text.indexOf(word), to: word.length }))
  const isPicking = ({ from, to }: QueryTerm): boolean =>
    spans.some((one) => one.at >= 0 && one.at < to && from < one.at + one.to)
  // 收工期限写的是九月底的: of rows that are picked what nobody here writes is a way of talking, but not what is asked for.
  const isTalk = ({ foreign, weight, from }: QueryTerm): boolean =>
    picked !== undefined && foreign && asksRows(question) && (weight < TELLING || from < question.asking.at)
  const terms = question.terms.filter(
    (one) => one.weight > 0 && !wholes.includes(one.text) && !isPicking(one) && !isTalk(one),
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
    ? { all: narrowed(picked, question.text), isNamed: true, totals: [] }
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
  const asksPlace = question.slot === 'place' && columns.some((one) => one.kind === 'place')
  const isUnstated = (one: AttributeRef): boolean =>
    !isStated(one, rows.all.slice(0, MOST), [...chosen.all, ...(picked?.columns ?? [])], top)
  if (!asksPlace && question.attributes.some(isUnstated)) return undefined
  const names = isRowNamed ? rows.all.slice(0, MOST).flatMap((line) => saidIn(line, question.text)) : []
  const isKnown = isRowNamed || question.order !== undefined
  const inCells = (term: QueryTerm): number => {
    const inside = names.filter((name) => term.text.includes(name)).reduce((sum, name) => sum + name.length, 0)
    return Math.max(
      inside / term.text.length,
      isKnown && isMeasure(term, chosen.all, table, first, library) ? 1 : 0,
      holding(term, heads),
      ...columns.map((one) => inHead(term, one)),
      ...said.map((one) => holding(term, one)),
    )
  }
  const lacking = terms.filter((one) => one.weight >= TELLING && Math.max(inCells(one), holding(one, top)) < OWN)
  const isUncounted = question.slot === 'number' && !isWhole && !chosen.isNamed
  // 多少残疾人: what is counted is no word of the title alone.
  const isBare = (one: QueryTerm): boolean => (one.weight >= TELLING || one.foreign) && inCells(one) < OWN
  if (isUncounted && terms.some((one) => one.from >= question.asking.at && isBare(one))) return undefined
  const weight = weightOf(terms)
  if (lacking.length > 0) return undefined
  // Of all together nothing but what is counted has to be named.
  const isTold = isWhole && !isRowNamed
  const nearby = (one: QueryTerm): number => Math.max(inCells(one), isTold ? holding(one, top) : 0)
  const own = weight === 0 ? 0 : terms.reduce((sum, one) => sum + one.weight * nearby(one), 0) / weight
  if (weight > 0 ? own < OWN && !picked : !placed.isNamed && !picked && !chosen.isNamed) return undefined
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

/** 丹阳县8月底要完工的: of rows that are picked those that are named beside it, if any are. */
function narrowed({ rows, words }: Picked, text: string): readonly TableLine[] {
  const beside = words.reduce((so, word) => (word ? so.replaceAll(word, '/') : so), text)
  const named = rows.filter((line) => saidIn(line, beside).length > 0)
  return named.length > 0 ? named : rows
}
const weightOf = (terms: readonly QueryTerm[]): number => terms.reduce((sum, one) => sum + one.weight, 0)

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
