/** Tables pasted into the chat: where they stand in a text, cut into cells. Tabs, bars, two blanks, commas. */

import type { Names } from '../names/names.ts'
import { columnOf } from './header.ts'

/** A cell with its place in the read text, blanks around it left out. */
export interface Cell {
  readonly text: string
  readonly from: number
  readonly to: number
}

export interface Table {
  readonly from: number
  readonly to: number
  readonly header: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
  /** was lying on its side */
  readonly turned: boolean
}

type Cut = (line: string) => { text: string; from: number }[]

const by =
  (separator: RegExp): Cut =>
  (line) => {
    const cells: { text: string; from: number }[] = []
    let from = 0
    for (const match of line.matchAll(separator)) {
      cells.push({ text: line.slice(from, match.index), from })
      from = match.index + match[0].length
    }
    cells.push({ text: line.slice(from), from })
    return cells
  }

/** | a | b |: the bars at both ends are frame, not separators. */
const byBars: Cut = (line) => {
  const cells = by(/\|/g)(line)
  const from = cells[0]?.text.trim() === '' ? 1 : 0
  const to = cells.length > from + 1 && cells.at(-1)?.text.trim() === '' ? -1 : cells.length
  return cells.slice(from, to)
}

const CUTS: readonly (readonly [RegExp, Cut])[] = [
  [/\t/, by(/\t/g)],
  [/\|/, byBars],
  [/\S {2,}\S/, by(/ {2,}/g)],
  [/[,，]/, by(/[,，]/g)],
  [/\S \S/, by(/ /g)],
]

/** A line as each way of cutting sees it, cut once however many tables it may belong to. */
class Line {
  readonly text: string
  readonly from: number
  readonly isBlank: boolean
  /** |---|---| */
  readonly isRule: boolean
  private readonly signs: boolean[] = []
  private readonly cut: (readonly Cell[])[] = []

  constructor(text: string, from: number) {
    this.text = text
    this.from = from
    this.isBlank = text.trim() === ''
    this.isRule = text.includes('-') && /^[\s|:-]+$/.test(text)
  }

  /** @param way place of a cut among all */
  has(way: number): boolean {
    const known = this.signs[way] ?? CUTS[way]?.[0].test(this.text) ?? false
    this.signs[way] = known
    return known
  }

  cells(way: number): readonly Cell[] {
    const cut = CUTS[way]?.[1]
    const known = this.cut[way] ?? (cut ? cellsOf(this, cut) : [])
    this.cut[way] = known
    return known
  }
}

const linesOf = (text: string, start: number): Line[] => {
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

function cellsOf(line: Line, cut: Cut): Cell[] {
  return cut(line.text).map(({ text, from }) => {
    const start = line.from + from + (text.length - text.trimStart().length)
    const trimmed = text.trim()
    return { text: trimmed, from: start, to: start + trimmed.length }
  })
}

/**
 * All tables with a header, of columns or (turned on its side) of rows.
 * @param from where what is reported begins
 */
export function tablesIn(text: string, names: Names, from: number): Table[] {
  const lines = linesOf(text, from)
  const tables: Table[] = []
  for (let at = 0; at < lines.length - 1; at++) {
    const found = tableAt(lines, at, names)
    if (!found) continue
    tables.push(found.table)
    at = found.end - 1
  }
  return tables
}

function tableAt(lines: readonly Line[], at: number, names: Names): { table: Table; end: number } | undefined {
  const first = lines[at]
  if (!first) return undefined
  for (let way = 0; way < CUTS.length; way++) {
    if (!first.has(way)) continue
    const header = first.cells(way)
    const upright = isHeader(header) && !header.some(({ text }) => saysFigure(text, names))
    const lying = !upright && isNameRow(header, names)
    if (!upright && !lying) continue
    const rows: (readonly Cell[])[] = []
    // lines without labels, below names without a corner, make a table only where there is one of them
    const isBare = lying && !isCorner(header[0]) && columnOf(header[0]?.text ?? '').is !== 'region'
    let end = at + 1
    for (; end < lines.length && !(isBare && rows.length > 1 && !isLabel(rows.at(-1)?.[0])); end++) {
      const line = lines[end]
      if (!line || line.isBlank) break
      if (line.isRule) continue
      if (!line.has(way) && header.length > 1) break
      rows.push(line.cells(way))
    }
    const last = lines[end - 1]
    if (rows.length === 0 || !last) continue
    const to = last.from + last.text.length
    if (upright) return { table: { from: first.from, to, header, rows, turned: false }, end }
    const turned = turn([header, ...whole(header, rows)])
    if (turned) return { table: { from: first.from, to, ...turned, turned: true }, end }
  }
  return undefined
}

/** Of towns one under another only the row that sums them up is the sender's. */
function whole(header: readonly Cell[], rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  if (columnOf(header[0]?.text ?? '').is !== 'region') return rows
  return rows.flatMap(([first, ...cells]) =>
    first && SUM.test(first.text) ? [[{ ...first, text: '累计' }, ...cells]] : [],
  )
}

/** 合计, 全县 */
export const SUM = /^(?:合计|总计|全[县市区])$/

/** Nothing but column names, one of which stands for the indicator or its value. */
function isHeader(cells: readonly Cell[]): boolean {
  const columns = cells.map(({ text }) => columnOf(text))
  const isKnown = columns.filter((one) => one.is !== 'unknown' && one.is !== 'blank').length
  return (
    cells.length >= 2 &&
    isKnown >= 2 &&
    isKnown >= cells.length / 2 &&
    (columns.some(({ is }) => is === 'indicator') || columns.filter(({ is }) => is === 'value').length >= 1) &&
    columns.some(({ is }) => is === 'indicator' || is === 'unit' || is === 'skip' || is === 'value')
  )
}

/** A heading names no indicator and has no number but a date's: 去年同期16家 is part of a sentence. */
function saysFigure(cell: string, names: Names): boolean {
  const bare = cell.replace(/\d{1,4}[-~—至到年月日季.]+/g, '').replace(/\([^()]*\)/g, '')
  return /\d/.test(bare) || [...bare].some((_, at) => names.at(bare, at) !== undefined)
}

/** Two names or more, and nothing else but a corner. */
function isNameRow(cells: readonly Cell[], names: Names): boolean {
  const isName = ({ text }: Cell): boolean => {
    const bare = text.replace(/\([^()]*\)$/, '')
    return names.at(bare, 0)?.to === bare.length && bare.length > 0
  }
  const rest = isName(cells[0] ?? { text: '', from: 0, to: 0 }) ? cells : cells.slice(1)
  const corner = cells[0]?.text ?? ''
  const hasCorner =
    rest === cells || corner === '' || ['indicator', 'skip', 'date', 'region'].includes(columnOf(corner).is)
  return hasCorner && rest.length >= 2 && rest.every(isName)
}

const BLANK: Cell = { text: '', from: 0, to: 0 }

const isCorner = (cell: Cell | undefined): boolean => ['', '指标', '项目', '名称'].includes(cell?.text ?? '')
const isLabel = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.text !== '' && columnOf(cell.text).is !== 'unknown'

/** Rows become columns; a table of bare values gets a header. */
function turn(grid: readonly (readonly Cell[])[]): { header: Cell[]; rows: Cell[][] } | undefined {
  const [top] = grid
  if (!top) return undefined
  const isLabelled = isCorner(top[0]) || grid.slice(1).every(([first]) => isLabel(first))
  if (!isLabelled && grid.length !== 2) return undefined
  const labels = grid.map(
    (row, at): Cell => (isLabelled && at > 0 ? (row[0] ?? BLANK) : { ...BLANK, text: at === 0 ? '指标' : '累计' }),
  )
  const width = top.length
  const rows: Cell[][] = []
  for (let column = isLabelled && !isSame(top, grid) ? 1 : 0; column < width; column++) {
    // Where the corner is left out, the labels stand before the names' columns.
    const shift = isLabelled && isSame(top, grid) ? 1 : 0
    rows.push(grid.map((row, at) => row[at === 0 ? column : column + shift] ?? BLANK))
  }
  return { header: labels, rows }
}

/** The names' row has no corner: one cell fewer than the rows below. */
const isSame = (top: readonly Cell[], grid: readonly (readonly Cell[])[]): boolean =>
  grid.slice(1).every((row) => row.length === top.length + 1)
