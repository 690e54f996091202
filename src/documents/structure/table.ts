/** Tables in plain text: cells parted by bars, tabs or columns of white space, kept whole with caption and header. */
import { type Line, widthOf } from './lines.ts'
import { markerOf } from './marker.ts'

/** A run of lines that is a table. */
export interface Grid {
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

/** The lines in order, tables gathered. A table is two rows or more of the same cut. */
export function blocksOf(lines: readonly Line[]): (Line | Grid)[] {
  const blocks: (Line | Grid)[] = []
  for (let i = 0; i < lines.length; ) {
    const grid = gridAt(lines, i)
    const line = lines[i]
    if (grid) blocks.push(grid)
    else if (line) blocks.push(line)
    i += grid ? grid.lines.length : 1
  }
  return blocks
}

function gridAt(lines: readonly Line[], start: number): Grid | undefined {
  const first = lines[start]
  const cut = first && cutOf(first)
  if (!cut) return undefined
  const taken: Line[] = []
  const rows: GridRow[] = []
  for (let i = start; i < lines.length; i++) {
    const line = lines[i]
    if (!line) break
    const ruler = RULER.test(line.text) && line.text.length > 2
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

export const isGrid = <T extends object>(block: T | Grid): block is Grid => 'rows' in block

/** The number in a caption such as 表2 各市目标任务. */
export const captionNumber = (caption: string): string | undefined =>
  /^表\s?([\d一二三四五六七八九十]{1,3})/.exec(caption)?.[1]
