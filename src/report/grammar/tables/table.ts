/** Tables pasted into the chat: where they stand in a text, cut into cells. Tabs, bars, commas, blanks. */
import type { Said } from '../said/said.ts'
import { columnOf } from './header.ts'

/** A cell with its place in the read text, blanks around it left out. */
export interface PastedCell {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A pasted table; offsets in the message. Lying on its side it is turned, so that `rows` are entries. */
export interface Table {
  readonly from: number
  readonly to: number
  readonly header: readonly PastedCell[]
  readonly rows: readonly (readonly PastedCell[])[]
  /** was lying on its side */
  readonly turned: boolean
}

/** What parts cells, in the order in which it is tried; the bars at both ends of | a | b | are frame, as blanks are. */
const CUTS = [/\t/g, /\|/g, /[,，]/g, / +/g]
const FRAMES: ReadonlySet<string> = new Set([CUTS[1]?.source ?? '', CUTS[3]?.source ?? ''])

/** A line as each way of cutting sees it, cut once however many tables it may belong to. */
class Line {
  readonly text: string
  readonly from: number
  readonly isBlank: boolean
  /** |---|---| */
  readonly isRule: boolean
  private readonly cut: (readonly PastedCell[])[] = []

  constructor(text: string, from: number) {
    this.text = text
    this.from = from
    this.isBlank = text.trim() === ''
    this.isRule = text.includes('-') && /^[\s|:-]+$/.test(text)
  }

  /** @param way place of a cut among all; a line that it does not cut is one cell */
  cells(way: number): readonly PastedCell[] {
    const known = this.cut[way] ?? cellsOf(this, CUTS[way] ?? /\t/g)
    this.cut[way] = known
    return known
  }
}

function linesOf(text: string, start: number): Line[] {
  let from = start
  return text
    .slice(start)
    .split('\n')
    .map((line) => {
      const at = from
      from += line.length + 1
      return new Line(line, at)
    })
}

function cellsOf({ text, from }: Line, separator: RegExp): PastedCell[] {
  const cells: PastedCell[] = []
  const add = (begin: number, end: number): void => {
    const typed = text.slice(begin, end)
    const at = from + begin + (typed.length - typed.trimStart().length)
    const trimmed = typed.trim()
    cells.push({ text: trimmed, from: at, to: at + trimmed.length })
  }
  let begin = 0
  for (const match of text.matchAll(separator)) {
    add(begin, match.index)
    begin = match.index + match[0].length
  }
  add(begin, text.length)
  const isFramed = FRAMES.has(separator.source) && cells.length > 1
  return isFramed ? cells.slice(cells[0]?.text === '' ? 1 : 0, cells.at(-1)?.text === '' ? -1 : cells.length) : cells
}

/**
 * All tables with a header, of columns or (turned on its side) of rows.
 * @param said all that is said in the message, in order
 * @param from where what is reported begins
 */
export function tablesIn(text: string, said: readonly Said[], from: number): Table[] {
  const lines = linesOf(text, from)
  const tables: Table[] = []
  let tried = 0
  for (let at = 0; at < lines.length - 1 && tried < MOST_TRIED; at++) {
    const found = tableAt(lines, at, said)
    if (found === 'none') tried++
    if (typeof found !== 'object') continue
    tables.push(found.table)
    at = found.end - 1
  }
  return tables
}

/** So many lines that look like a head and head nothing are no page of tables; each is held against all that follow. */
const MOST_TRIED = 30

/** @returns `none`: it looks like a head, and what follows is no table */
function tableAt(
  lines: readonly Line[],
  at: number,
  said: readonly Said[],
): { table: Table; end: number } | 'none' | undefined {
  const first = lines[at]
  if (!first) return undefined
  let isHead = false
  for (let way = 0; way < CUTS.length; way++) {
    const header = first.cells(way)
    if (header.length < 2) continue
    const upright = isHeader(header) && !header.some((cell) => saysFigure(cell, said))
    if (!upright && !isNameRow(header, said)) continue
    isHead = true
    let end = at + 1
    while (lines[end]?.isRule || isRow(lines[end], way)) end += 1
    const last = lines[end - 1]
    const rows = lines.slice(at + 1, end).flatMap((line) => (line.isRule ? [] : [line.cells(way)]))
    const table = upright ? { header, rows } : turned([header, ...whole(header, rows)])
    if (rows.length === 0 || !last || !table) continue
    return { table: { from: first.from, to: last.from + last.text.length, ...table, turned: !upright }, end }
  }
  return isHead ? 'none' : undefined
}

/** What is read within a cell, in order. */
export function saidIn({ from, to }: PastedCell, said: readonly Said[]): readonly Said[] {
  const first = firstFrom(said, from)
  return said.slice(first, Math.max(first, firstFrom(said, to)))
}

/** The first of what is said that begins at a position or behind it. */
function firstFrom(said: readonly Said[], from: number): number {
  let [low, high] = [0, said.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((said[middle]?.at ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

const isRow = (line: Line | undefined, way: number): boolean =>
  line !== undefined && !line.isBlank && line.cells(way).length > 1

/** Of towns one under another only the row that sums them up is the sender's. */
function whole(
  header: readonly PastedCell[],
  rows: readonly (readonly PastedCell[])[],
): readonly (readonly PastedCell[])[] {
  if (columnOf(header[0]?.text ?? '').is !== 'region') return rows
  return rows.flatMap(([first, ...cells]) =>
    first && SUM.test(first.text) ? [[{ ...first, text: '累计' }, ...cells]] : [],
  )
}

/** A cell that heads a row of sums: 合计, 全县. */
export const SUM = /^(?:合计|总计|全[县市区])$/

/** Nothing but column names, one of which stands for the indicator or its value. */
function isHeader(cells: readonly PastedCell[]): boolean {
  const columns = cells.map(({ text }) => columnOf(text))
  const isKnown = columns.filter((one) => one.is !== 'unknown' && one.is !== 'blank').length
  return isKnown >= 2 && isKnown >= cells.length / 2 && columns.some(({ is }) => is === 'indicator' || is === 'value')
}

/** A heading names no indicator and has no number: 去年同期16家 is part of a sentence. */
const saysFigure = (cell: PastedCell, said: readonly Said[]): boolean =>
  saidIn(cell, said).some(({ is }) => is === 'name' || is === 'amount')

/** Two names or more, and nothing else but a corner. */
function isNameRow(cells: readonly PastedCell[], said: readonly Said[]): boolean {
  const [corner, ...rest] = cells
  if (!corner || rest.length === 0 || !rest.every((one) => isName(one, said))) return false
  return isName(corner, said) || (isCorner(corner) && rest.length >= 2)
}

/** With its unit in brackets, perhaps. */
function isName(cell: PastedCell, said: readonly Said[]): boolean {
  const [name, ...rest] = saidIn(cell, said)
  return name?.is === 'name' && rest.every(({ is }) => is === 'open' || is === 'close' || is === 'unit')
}

const CORNERS: ReadonlySet<string> = new Set(['blank', 'indicator', 'skip', 'date', 'region'])
const isCorner = ({ text }: PastedCell): boolean => CORNERS.has(columnOf(text).is)

const BLANK: PastedCell = { text: '', from: 0, to: 0 }

/** Rows become columns. Bare values below names are what was reached. */
function turned(grid: readonly (readonly PastedCell[])[]): { header: PastedCell[]; rows: PastedCell[][] } | undefined {
  const [top, ...below] = grid
  if (!top) return undefined
  const isLabelled = below.every(([first]) => first && columnOf(first.text).is !== 'unknown' && first.text !== '')
  if (!isLabelled && below.length !== 1) return undefined
  // the names' row has no corner: one cell fewer than the rows below
  const shift = isLabelled && below.every((row) => row.length === top.length + 1) ? 1 : 0
  const labels = below.map(([first = BLANK]) => (isLabelled ? first : { ...BLANK, text: '累计' }))
  const names = top.slice(isLabelled && !shift ? 1 : 0)
  const from = isLabelled ? 1 : 0
  return {
    header: [{ ...BLANK, text: '指标' }, ...labels],
    rows: names.map((name, at) => [name, ...below.map((row) => row[at + from] ?? BLANK)]),
  }
}
