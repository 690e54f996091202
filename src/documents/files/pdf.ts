/** .pdf: characters put back into lines by where they stand; the document reader heals the lines into paragraphs. */
import { hasFiles, inProject } from '../../installation/folders.ts'
import { LIMITS } from './limits.ts'
import type { Content } from './read-file.ts'
import { doubts, refusals } from './text.ts'
import { Refusal } from './zip.ts'

interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** of the letters, in points */
  readonly size: number
}

/** Fewer on a page than a title has: nothing was typed there. */
const HARDLY_ANY = 10

export async function readPdf(bytes: Uint8Array): Promise<Content> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    // The library takes the bytes away from their owner.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
    ...maps(),
  })
  try {
    const pdf = await task.promise.catch((error: unknown) => {
      const locked = error instanceof Error && error.name === 'PasswordException'
      throw new Refusal(locked ? refusals.encrypted : refusals.broken)
    })
    if (pdf.numPages > LIMITS.pages) throw new Refusal(refusals.tooManyPages)
    const pages: Piece[][] = []
    let characters = 0
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent({ disableNormalization: true })
      const pieces = items.flatMap((item) => ('str' in item && item.str ? [pieceOf(item)] : []))
      characters += pieces.reduce((sum, piece) => sum + piece.text.length, 0)
      if (characters > LIMITS.characters) throw new Refusal(refusals.tooLong)
      pages.push(pieces)
      page.cleanup()
    }
    return contentOf(pages)
  } finally {
    await task.destroy()
  }
}

/** Character maps for fonts that do not say which characters they draw; they lie in the package. */
function maps(): { cMapUrl?: string; cMapPacked?: true; standardFontDataUrl?: string } {
  if (!hasFiles) return {}
  const root = inProject('node_modules/pdfjs-dist/')
  return { cMapUrl: `${root}cmaps/`, cMapPacked: true, standardFontDataUrl: `${root}standard_fonts/` }
}

const pieceOf = (item: { str: string; transform: number[]; width: number }): Piece => ({
  text: item.str,
  x: item.transform[4] ?? 0,
  y: item.transform[5] ?? 0,
  width: item.width,
  size: Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0) || 10,
})

function contentOf(pages: readonly (readonly Piece[])[]): Content {
  const texts = pages.map((pieces) =>
    pieces
      .map((piece) => piece.text)
      .join('')
      .replace(/\s/g, ''),
  )
  const all = texts.join('')
  const unread = (all.match(/[\uFFFD\p{Co}\p{Cc}]/gu)?.length ?? 0) / Math.max(1, all.length)
  if (all.length < HARDLY_ANY * pages.length) throw new Refusal(refusals.scan)
  if (unread > 0.05) throw new Refusal(refusals.garbled)
  const empty = texts.flatMap((text, at) => (text.length < HARDLY_ANY ? [at + 1] : []))
  const margin = Math.min(
    ...pages
      .flat()
      .filter((piece) => piece.text.trim())
      .map((piece) => piece.x),
  )
  return {
    text: pages.map((pieces) => linesOf(pieces, margin).join('\n')).join('\n\f'),
    doubts: empty.length ? [doubts.emptyPages(empty)] : [],
  }
}

/** Pieces of one height from left to right; a gap of more than a letter is a column, one at the left an indent. */
function linesOf(pieces: readonly Piece[], margin: number): string[] {
  const rows: Piece[][] = []
  for (const piece of [...pieces].filter((one) => one.text.trim()).sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(first.y - piece.y) < Math.min(first.size, piece.size) * 0.5) row.push(piece)
    else rows.push([piece])
  }
  const lines: Cell[][] = []
  for (const row of rows) {
    const cells = cellsOf(interleaved(row))
    const above = lines.at(-1)
    if (above && wraps(cells, above)) {
      for (const cell of cells) append(above, cell)
    } else lines.push(cells)
  }
  return lines.flatMap((cells, at) => {
    const first = cells[0]
    const above = lines[at - 1]?.[0]
    if (!first) return []
    const apart = above && above.y - first.y > Math.max(above.size, first.size) * 3
    const indent = '　'.repeat(Math.max(0, Math.min(40, Math.round((first.x - margin) / first.size))))
    return [...(apart ? [''] : []), indent + cells.map((cell) => cell.text).join('   ')]
  })
}

/** What stands together in a line: the whole of it, or one column of a table. */
type Cell = { -readonly [K in keyof Piece]: Piece[K] }

/** The second line of a row's cells: nothing in the first column, all else right below a cell. */
function wraps(cells: readonly Cell[], above: readonly Cell[]): boolean {
  if (above.length < 2 || cells.length >= above.length) return false
  return cells.every(
    (cell) =>
      (above[0]?.y ?? 0) - cell.y < cell.size * 3 &&
      above.slice(1).some((one) => Math.abs(one.x - cell.x) < cell.size * 0.6),
  )
}

function append(above: readonly Cell[], cell: Cell): void {
  const upper = above.find((one) => Math.abs(one.x - cell.x) < cell.size * 0.6)
  if (upper) upper.text += cell.text
}

/**
 * From left to right. The library reads `2016` and `2017` of one font as one piece with a blank, where the `-` of
 * another font stands: such a piece is parted at its blanks around what stands inside it.
 */
function interleaved(row: readonly Piece[]): Piece[] {
  const ordered = [...row].sort((a, b) => a.x - b.x)
  return ordered
    .flatMap((piece) => {
      const words = piece.text.split(/\s+/)
      const inside = ordered.filter((one) => one.x > piece.x + 0.5 && one.x + one.width < piece.x + piece.width - 0.5)
      if (words.length < 2 || inside.length === 0) return [piece]
      return words.flatMap((text, at): Piece[] => {
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

function cellsOf(row: readonly Piece[]): Cell[] {
  const cells: Cell[] = []
  for (const piece of row) {
    const cell = cells.at(-1)
    const gap = cell ? piece.x - cell.x - cell.width : 0
    if (!cell || gap > piece.size * 0.9) {
      cells.push({ ...piece })
      continue
    }
    const latin = /[A-Za-z0-9]$/.test(cell.text) && /^[A-Za-z0-9]/.test(piece.text)
    cell.text += (gap > piece.size * 0.2 && latin ? ' ' : '') + piece.text
    cell.width = piece.x + piece.width - cell.x
  }
  return cells
}
