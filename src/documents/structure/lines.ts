/** The lines of a text with their offsets; page numbers and running heads told from what the document says. */
import type { Span } from './document.ts'

/** A line of a document that is not blank. */
export interface Line extends Span {
  /** without white space at either end; `from` and `to` are its offsets */
  readonly text: string
  /** a page break stands before it */
  readonly page?: true
  /** width of the white space before it, in Chinese characters */
  readonly indent: number
  /** tabs before it: empty cells, where the line is a row */
  readonly tabs: number
  /** blank lines or a page break stand before it */
  readonly apart: boolean
  /** of a table's title: the row whose only cell it is */
  readonly row?: Span
}

/** The lines of a text, and the places of its page numbers and running heads. */
export interface Lines {
  readonly lines: readonly Line[]
  readonly pagination: readonly Span[]
}

const PAGE =
  /^(?:[—–\-－―─·•～~]+\s*\d{1,4}\s*[—–\-－―─·•～~]+|第\s{0,4}\d{1,4}\s{0,4}页(?:\s{0,4}[,，/]?\s{0,4}共\s{0,4}\d{1,4}\s{0,4}页)?|\d{1,4}\s*\/\s*\d{1,4})$/
const BARE = /^\d{1,3}$/
const PAGE_LINES = 4

/** Columns that a text takes: a Chinese character one, a Latin letter half. */
export function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2000 ? 0.5 : 1
  return width
}

/**
 * A text's lines without blank ones, page numbers and running heads. What surrounds a line is kept with it: indent,
 * tabs, page breaks.
 */
export function linesOf(text: string): Lines {
  const all = split(text)
  const pages = pageLines(all)
  const lines: Line[] = []
  const pagination: Span[] = []
  let broken = false
  all.forEach((line, index) => {
    if (pages.has(index)) {
      pagination.push({ from: line.from, to: line.to })
      broken = true
      return
    }
    lines.push(broken ? { ...line, apart: true } : line)
    broken = false
  })
  return { lines, pagination }
}

function split(text: string): Line[] {
  const lines: Line[] = []
  let apart = false
  let page = false
  let start = 0
  while (start <= text.length) {
    const next = nextBreak(text, start)
    const raw = text.slice(start, next)
    const trimmed = raw.trim().replace(/^\uFEFF/, '')
    if (trimmed) {
      const from = start + raw.indexOf(trimmed)
      const lead = text.slice(start, from)
      const tabs = lead.split('\t').length - 1
      lines.push({
        from,
        to: from + trimmed.length,
        text: trimmed,
        indent: widthOf(lead),
        tabs,
        apart,
        ...(page && { page }),
      })
      apart = false
      page = false
    } else apart = true
    if (text[next] === '\f') apart = page = true
    start = next + 1
  }
  return lines
}

function nextBreak(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13 || code === 12) return i
  }
  return text.length
}

/** A bare number is a page number only where such lines count up one by one. */
function pageLines(lines: readonly Line[]): Set<number> {
  const pages = new Set<number>()
  const bare: number[] = []
  lines.forEach((line, index) => {
    if (PAGE.test(line.text)) pages.add(index)
    else if (BARE.test(line.text)) bare.push(index)
  })
  const printed = lines.some((line) => line.page)
  // Where pages are known, their numbers stand at their edges; a lone figure elsewhere is text.
  const edges = printed ? bare.filter((at) => lines[at]?.page || lines[at + 1]?.page || !lines[at + 1]) : bare
  const counting =
    edges.length > 1 &&
    edges.every((at, i) => i === 0 || numberAt(lines, at) === numberAt(lines, edges[i - 1]) + 1) &&
    // Pages have lines: numbers one below the other are a column.
    (printed || edges.every((at, i) => i === 0 || at - (edges[i - 1] ?? 0) >= PAGE_LINES))
  if (counting) for (const index of edges) pages.add(index)
  for (const index of runningHeads(lines, pages)) pages.add(index)
  for (const index of headsOfPages(lines, pages)) pages.add(index)
  return pages
}

const numberAt = (lines: readonly Line[], index: number | undefined): number =>
  index === undefined ? Number.NaN : Number(lines[index]?.text)

/** The same short line at the head of three printed pages or more, or at their foot. */
function headsOfPages(lines: readonly Line[], pages: ReadonlySet<number>): number[] {
  const kept = lines.map((_, index) => index).filter((index) => !pages.has(index))
  const places = new Map<string, number[]>()
  for (const [at, index] of kept.entries()) {
    const line = lines[index]
    const after = lines[kept[at + 1] ?? -1]
    const previous = kept[at - 1]
    const isHead = line && (previous === undefined || begunBetween(lines, previous, index))
    const isFoot = line && after && begunBetween(lines, index, kept[at + 1] ?? index)
    if (!line || line.text.length > 40 || !(isHead || isFoot)) continue
    const key = `${isHead ? 'head' : 'foot'} ${line.text}`
    places.set(key, [...(places.get(key) ?? []), index])
  }
  return [...places.values()].filter((found) => found.length >= 3).flat()
}

/** Whether a page begins behind one line and not behind another. */
const begunBetween = (lines: readonly Line[], from: number, to: number): boolean =>
  lines.slice(from + 1, to + 1).some((line) => line.page)

/** The same short line beside three page numbers or more. */
function runningHeads(lines: readonly Line[], pages: ReadonlySet<number>): number[] {
  const beside = new Map<string, number[]>()
  for (const page of pages) {
    for (const index of [page - 1, page + 1]) {
      const text = lines[index]?.text
      if (text === undefined || pages.has(index) || text.length > 40) continue
      beside.set(text, [...(beside.get(text) ?? []), index])
    }
  }
  return [...beside.values()].filter((places) => places.length >= 3).flat()
}
