/** Tables in plain text: cells parted by bars, tabs or columns of white space, kept whole with caption and header. */
import type { Shape } from '../table/shape.ts'
import type { RowPlace, Span, Table } from './document.ts'
import { type Line, widthOf } from './lines.ts'
import { annexMarkOf, markerOf } from './marker.ts'

/** A run of lines that is a table. */
export interface LineGrid {
  readonly rows: readonly GridRow[]
  /** the lines that it takes, rulers included */
  readonly lines: readonly Line[]
}

interface GridRow {
  readonly line: Line
  readonly cells: readonly string[]
}

type Cut = 'bar' | 'tab' | 'columns'

const RULER = /^[\s|+:\-—─═┼├┤┬┴┌┐└┘│]+$/
const CAPTION = /^表\s?[\d一二三四五六七八九十]{1,3}/

/**
 * The lines in order, those of a table gathered into one grid. A table is two consecutive rows or more that are cut
 * into cells alike.
 */
export function blocksOf(lines: readonly Line[]): (Line | LineGrid)[] {
  const blocks: (Line | LineGrid)[] = []
  for (let i = 0; i < lines.length; ) {
    const grid = gridAt(lines, i)
    const line = lines[i]
    if (grid) blocks.push(...parted(grid))
    else if (line) blocks.push(line)
    i += grid ? grid.lines.length : 1
  }
  return blocks
}

const isRuler = (line: Line | undefined): boolean => line !== undefined && line.text.length > 2 && RULER.test(line.text)

function gridAt(lines: readonly Line[], start: number): LineGrid | undefined {
  const first = lines[start]
  const cut = first && cutOf(first)
  if (!cut || (isRuler(first) && isRuler(lines[start + 1]))) return undefined
  const taken: Line[] = []
  const rows: GridRow[] = []
  for (let i = start; i < lines.length; i++) {
    const line = lines[i]
    if (!line) break
    const ruler = isRuler(line)
    if (!ruler && cutOf(line) !== cut) break
    taken.push(line)
    if (!ruler)
      rows.push({
        line,
        cells:
          cut === 'tab' ? [...Array<string>(line.tabs).fill(''), ...cellsOf(line.text, cut)] : cellsOf(line.text, cut),
      })
  }
  return isTable(rows, cut) ? { rows: cut === 'columns' ? aligned(rows) : rows, lines: taken } : undefined
}

/** One below the other without a line of text between them: an annex's name in a row of its own, or a head after a gap, begins a table. */
function parted(grid: LineGrid): (Line | LineGrid)[] {
  const { rows, lines } = grid
  const starts = rows.flatMap((row, at) => (isNamed(row) || (at > 0 && isHeadAfterGap(rows, at)) ? [at] : []))
  if (starts.length === 0) return [grid]
  const cuts = [...new Set([0, ...starts])]
  return cuts.flatMap((from, index) => {
    const to = cuts[index + 1] ?? rows.length
    const first = rows[from]
    const title = first && isNamed(first) ? [titleOf(first)] : []
    const own = rows.slice(from + title.length, to)
    const [begins, ends] = [own[0]?.line.from ?? 0, rows[to]?.line.from ?? Number.POSITIVE_INFINITY]
    const held = lines.filter((line) => line.from >= begins && line.from < ends)
    return own.length ? [...title, { rows: own, lines: held }] : title
  })
}

const onlyCell = ({ cells }: GridRow): string => {
  const filled = cells.filter(Boolean)
  return cells.length > 1 && filled.length === 1 ? (filled[0] ?? '') : ''
}

/** 附件2 任务分工表, 表3 …: names what begins below it. */
function isNamed(row: GridRow): boolean {
  const name = onlyCell(row)
  const mark = annexMarkOf(name)
  return name.length <= 60 && (CAPTION.test(name) || (mark !== undefined && !/[。；，]/.test(mark.rest)))
}

const hasFigure = (cell: string): boolean => /^[≥≤><约+-]?\s?\d/.test(cell)

function isHeadAfterGap(rows: readonly GridRow[], at: number): boolean {
  const row = rows[at]
  const before = rows[at - 1]
  const next = rows[at + 1]
  if (!row?.line.apart || !before || !next) return false
  if (row.cells.length !== before.cells.length) return true
  const name = onlyCell(row)
  if (name) return markerOf(name) === undefined
  return (
    !row.cells.some(hasFigure) &&
    before.cells.some(hasFigure) &&
    next.cells.some(hasFigure) &&
    row.cells.join() !== rows[0]?.cells.join()
  )
}

/** A row of one cell as the line of text that it is. */
function titleOf(row: GridRow): Line {
  const text = onlyCell(row)
  const from = row.line.from + row.line.text.indexOf(text)
  return { ...row.line, text, from, to: from + text.length, row: { from: row.line.from, to: row.line.to } }
}

/** A row with empty cells: each cell belongs to the column that it stands under. */
function aligned(rows: readonly GridRow[]): GridRow[] {
  const header = rows[0]
  const columns = header ? startsOf(header) : []
  return rows.map((row) => {
    if (row.cells.length >= columns.length) return row
    const places = startsOf(row).map((start) => {
      const near = columns.map((column) => Math.abs(column - start))
      const least = Math.min(...near)
      return least <= ASKEW ? near.indexOf(least) : -1
    })
    if (places.some((place, at) => place < 0 || place <= (places[at - 1] ?? -1))) return row
    return { ...row, cells: columns.map((_, column) => row.cells[places.indexOf(column)] ?? '') }
  })
}

/** How far a cell may stand from its column's start, in Chinese characters. */
const ASKEW = 2

/** Where each cell begins, in columns of the page. */
function startsOf({ line, cells }: GridRow): number[] {
  let at = 0
  return cells.map((cell) => {
    const from = line.text.indexOf(cell, at)
    at = from + cell.length
    return line.indent + widthOf(line.text.slice(0, from))
  })
}

function cutOf(line: Line): Cut | undefined {
  if (CAPTION.test(line.text)) return undefined
  if ((line.text.match(/[|│]/g)?.length ?? 0) >= 2) return 'bar'
  if (line.text.includes('\t')) return 'tab'
  if (line.text.length > 200 || /[。；]$/.test(line.text)) return undefined
  const columns = cellsOf(line.text, 'columns').length
  return columns > 1 && !isHeadingLike(line.text, columns) ? 'columns' : undefined
}

/** 第五条　本办法…, 一、  总体要求: white space after a number makes no table. */
function isHeadingLike(text: string, columns: number): boolean {
  const marker = markerOf(text)
  return marker !== undefined && (columns === 2 || marker.printed.startsWith('第'))
}

function isTable(rows: readonly GridRow[], cut: Cut): boolean {
  if (rows.length < 2) return false
  if (cut === 'bar') return true
  const widths = rows.map((row) => row.cells.length)
  const most = Math.max(...widths)
  const regular = widths.filter((width) => width === most).length >= rows.length * 0.6
  return cut === 'tab' ? most > 1 : regular && (most > 2 || rows.length > 2)
}

function cellsOf(text: string, cut: Cut): string[] {
  if (cut === 'columns') return text.split(/\s{2,}|　+/).map((cell) => cell.trim())
  if (cut === 'tab') return text.split('\t').map((cell) => cell.trim())
  return text
    .replace(/^[|│]|[|│]$/g, '')
    .split(/[|│]/)
    .map((cell) => cell.trim())
}

/** Whether a block of a text is a table. */
export const isGrid = <T extends object>(block: T | LineGrid): block is LineGrid => 'rows' in block

/** The number in a caption such as 表2 各市目标任务, as it is printed: 2, 二; undefined without one. */
export const captionNumber = (caption: string): string | undefined =>
  /^表\s?([\d一二三四五六七八九十]{1,3})/.exec(caption)?.[1]

/**
 * Header and rows of a table with their places in the original, from the grid of its lines and the shape that was
 * found in it.
 */
export function tableOf(
  { rows }: LineGrid,
  { header, head, body, notes }: Shape,
): Pick<Table, 'header' | 'rows' | 'head' | 'notes' | 'places'> {
  const spanAt = (at: number): Span => cellsSpan(rows[at])
  const [first, last] = [spanAt(head[0] ?? 0), spanAt(head.at(-1) ?? 0)]
  return {
    header,
    rows: body.map((row) => row.cells),
    head: { from: first.from, to: last.to },
    notes: notes.map(spanAt),
    places: body.map(
      ({ at, printed, section, heads, sum }): RowPlace => ({
        span: spanAt(at),
        above: [...new Set([...heads, ...printed])].filter((one) => one !== at).map(spanAt),
        section,
        ...(sum && { sum }),
      }),
    ),
  }
}

/** From the first filled cell of a row to the end of the last. */
function cellsSpan(row: GridRow | undefined): Span {
  if (!row) return { from: 0, to: 0 }
  const { from, text } = row.line
  const bare = text.replace(/(?<![\s|│])[\s|│]+$/, '')
  return { from: from + Math.max(0, text.search(/[^\s|│]/)), to: from + bare.length }
}
