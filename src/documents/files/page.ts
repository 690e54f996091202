/** Pieces of text put back into lines by where they stand on their page; the document reader heals the lines into paragraphs. */

import { raised } from './raised.ts'

/** A piece of text on a page with its place, in points. */
export interface TextRun {
  readonly text: string
  readonly x: number
  /** from the bottom upwards */
  readonly y: number
  readonly width: number
  /** of the letters, in the page's unit */
  readonly size: number
  /** which way the line runs, in degrees: 0 from left to right */
  readonly turn: number
}

/** What stands between two columns of a line in the text that is made of a page. */
export const COLUMNS = '   '

/**
 * Lines of text from the pieces of a page, top to bottom. Pieces of one height make a line; a gap wider than a letter
 * parts columns, one at the left is an indent of full-width spaces, a large gap above is an empty line.
 *
 * @param margin x at which the page's lines begin, in points
 */
export function linesOf(pieces: readonly TextRun[], margin: number): string[] {
  const rows: TextRun[][] = []
  for (const piece of [...pieces].filter((one) => one.text.trim()).sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(first.y - piece.y) < reach(first.size, piece.size) * 0.5) row.push(piece)
    else rows.push([piece])
  }
  const lines: Cell[][] = []
  for (const row of rows) {
    const cells = cellsOf(interleaved(levelled(row)))
    const above = lines.at(-1)
    if (above && liesBetween(cells, above)) {
      above.push(...cells)
      above.sort((a, b) => a.x - b.x)
    } else if (above && wraps(cells, above)) {
      for (const cell of cells) append(above, cell)
    } else lines.push(cells)
  }
  return lines.flatMap((cells, at) => {
    const first = cells[0]
    const above = lines[at - 1]?.[0]
    if (!first) return []
    const apart = above && above.y - first.y > Math.max(above.size, first.size) * 3
    const indent = '　'.repeat(Math.max(0, Math.min(40, Math.round((first.x - margin) / first.size))))
    return [...(apart ? [''] : []), indent + cells.map((cell) => cell.text).join(COLUMNS)]
  })
}

/** Letters so much smaller than their line's are marks beside it. */
const SMALL = 0.75

const reach = (one: number, other: number): number =>
  Math.min(one, other) < Math.max(one, other) * SMALL ? Math.max(one, other) : Math.min(one, other)

/** A mark above the line, on the line: 36家¹. */
function levelled(row: readonly TextRun[]): TextRun[] {
  const size = Math.max(...row.map((piece) => piece.size))
  const base = row.find((piece) => piece.size === size)?.y ?? 0
  return row.map((piece) =>
    piece.size < size * SMALL && piece.y > base + size * 0.15 ? { ...piece, text: raised(piece.text), y: base } : piece,
  )
}

/** Cells set in the middle beside others of two lines: nearer than a line is high, and in columns of their own. */
function liesBetween(cells: readonly Cell[], above: readonly Cell[]): boolean {
  const [first, upper] = [cells[0], above[0]]
  if (!first || !upper || upper.y - first.y >= Math.min(first.size, upper.size) * 0.9) return false
  return cells.every((cell) => above.every((one) => cell.x >= one.x + one.width || one.x >= cell.x + cell.width))
}

/** What stands together in a line: the whole of it, or one column of a table. */
type Cell = { -readonly [K in keyof TextRun]: TextRun[K] }

/** The second line of a row's cells: nothing in the first column, all else right below a cell. */
function wraps(cells: readonly Cell[], above: readonly Cell[]): boolean {
  if (above.length < 2 || cells.length >= above.length) return false
  // 1850 / 2600: a figure below a figure is no more of it, but a row whose name stands beside several.
  if (cells.some((cell) => FIGURE.test(cell.text) && FIGURE.test(belowIn(above, cell)?.text ?? ''))) return false
  return cells.every(
    (cell) => (above[0]?.y ?? 0) - cell.y < cell.size * 3 && belowIn(above.slice(1), cell) !== undefined,
  )
}

function append(above: readonly Cell[], cell: Cell): void {
  const upper = belowIn(above, cell)
  if (upper) upper.text += cell.text
}

const belowIn = (above: readonly Cell[], cell: Cell): Cell | undefined =>
  above.find((one) => Math.abs(one.x - cell.x) < cell.size * 0.6)

const FIGURE = /^[\d.,%+-]+$/

/**
 * From left to right. The library reads `2016` and `2017` of one font as one piece with a blank, where the `-` of
 * another font stands: such a piece is parted at its blanks around what stands inside it.
 */
function interleaved(row: readonly TextRun[]): TextRun[] {
  const ordered = [...row].sort((a, b) => a.x - b.x)
  return ordered
    .flatMap((piece) => {
      const words = piece.text.split(/\s+/)
      const inside = ordered.filter((one) => one.x > piece.x + 0.5 && one.x + one.width < piece.x + piece.width - 0.5)
      if (words.length < 2 || inside.length === 0) return [piece]
      return words.flatMap((text, at): TextRun[] => {
        if (!text) return []
        const before = inside[Math.min(at, inside.length) - 1]
        const after = inside[at]
        const x = before ? before.x + before.width : piece.x
        const end = after && at < words.length - 1 ? after.x : piece.x + piece.width
        return [{ ...piece, text, x, width: Math.max(0, end - x) }]
      })
    })
    .sort((a, b) => a.x - b.x)
}

function cellsOf(row: readonly TextRun[]): Cell[] {
  const cells: Cell[] = []
  for (const piece of row) {
    const cell = cells.at(-1)
    const gap = cell ? piece.x - cell.x - cell.width : 0
    if (!cell || gap > piece.size * 0.9) {
      cells.push({ ...piece })
      continue
    }
    const latin = /[A-Za-z0-9]$/.test(cell.text) && /^[A-Za-z0-9]/.test(piece.text)
    // 1 总则: nothing but the blank parts a number from its heading.
    const isNumber = cells.length === 1 && NUMBER.test(cell.text)
    cell.text += (gap > piece.size * 0.2 && (latin || isNumber) ? ' ' : '') + piece.text
    cell.width = piece.x + piece.width - cell.x
  }
  return cells
}

const NUMBER = /^\d{1,2}(?:\.\d{1,2}){0,3}$/
