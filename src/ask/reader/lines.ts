/** A document's provisions as lines that can be quoted one by one. */
import type { Document, Provision, Table } from '../../documents/index.ts'

/** Heading first where there is one (it is line 0 of its provision), then sentences and rows in order. */
export interface ProvisionLines {
  readonly provision: Provision
  readonly heading: string
  readonly lines: readonly Line[]
}

interface Line {
  /** verbatim, breaks healed */
  readonly text: string
  /** a row's, with the names and units of its columns */
  readonly told?: string
}

export const linesOf = (document: Document): ProvisionLines[] =>
  document.provisions.map((provision) => {
    const tables = document.tables.filter(({ label }) => label === provision.label)
    const told = provision.sentences
      .filter(({ from, to }) => !tables.some(({ span }) => from >= span.from && to <= span.to))
      .map(({ from, text }) => ({ from, text: text.trim() }))
    const rows = tables.flatMap((table) => rowsOf(document, table))
    const all = [...told, ...rows].sort((a, b) => a.from - b.from)
    return {
      provision,
      heading: provision.heading,
      lines: all.filter(({ text }) => text).map(({ from: _, ...line }) => line),
    }
  })

/** The line of the column names and each row, as they stand in the original, blanks evened. */
function rowsOf(document: Document, table: Table): (Line & { from: number })[] {
  let at = table.span.from
  return [table.header, ...table.rows].flatMap((cells, row) => {
    const found = stretchOf(document.text, cells, at)
    if (!found) return []
    at = found.to
    const text = document.text.slice(found.from, found.to).replace(/\s+/g, ' ')
    return [{ from: found.from, text, ...(row > 0 && { told: toldRow(cells, table.header) }) }]
  })
}

/** 6.5以上 */
const BARE = /^[\d.,]+(?=[以及左上]|$)/
const UNIT = /[（(]([^（）()]{1,8})[）)]\s*$/

/** Columns that say nothing of their own beside the others. */
const UNIT_COLUMNS = ['单位', '计量单位']
const COUNT_COLUMNS = ['序号', '编号']

/** 总投资（亿元） | 96.5 → 总投资：96.5亿元 */
function toldRow(cells: readonly string[], header: readonly string[]): string {
  const ofRow = cells[header.findIndex((one) => UNIT_COLUMNS.includes(one.trim()))] ?? ''
  return cells
    .flatMap((cell, column) => {
      const name = (header[column] ?? '').trim()
      if (UNIT_COLUMNS.includes(name) || COUNT_COLUMNS.includes(name)) return []
      const unit = UNIT.exec(name)?.[1] ?? ofRow
      return [`${name.replace(UNIT, '')}：${cell.trim().replace(BARE, `$&${unit.trim()}`)}`]
    })
    .join('；')
}

/** From the first of the cells to the end of the last, each looked for behind the one before. */
function stretchOf(text: string, cells: readonly string[], at: number): { from: number; to: number } | undefined {
  const filled = cells.filter((cell) => cell.trim())
  const from = text.indexOf(filled[0] ?? '\n\n\n', at)
  if (from < 0) return undefined
  const to = filled.reduce((end, cell) => {
    const found = text.indexOf(cell, end)
    return found < 0 ? end : found + cell.length
  }, from)
  return { from, to }
}
