/** Which rows of a table a question names, by its words and places. */
import { type Column, under } from '../../documents/index.ts'
import type { Library } from '../evidence/library.ts'
import { holding } from '../evidence/match.ts'
import { MOSTLY, PARTLY, TINY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { TELLING, type Term } from '../question/terms.ts'
import { flat } from '../words/normalise.ts'
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

/** The rows of a place, or its column; undefined where the table has neither. */
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

export interface Rows {
  readonly all: readonly TableLine[]
  readonly isNamed: boolean
  readonly totals: readonly TableLine[]
}

/** The rows that hold most of what names any; sums are no rows beside others. */
export function namedRows(lines: readonly TableLine[], terms: readonly Term[], text: string): Rows {
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
export function besideNames(lines: readonly TableLine[], terms: readonly Term[], text: string): Term[] {
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
