/** A document's provisions as lines that can be quoted one by one. */
import {
  columnsOf,
  type Document,
  type Provision,
  type Span,
  type Table,
  unitOf,
  withoutUnit,
} from '../../documents/index.ts'

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

/** The lines of the column names and each row, as they stand in the original, blanks evened. */
function rowsOf({ text }: Document, table: Table): (Line & { from: number })[] {
  const at = ({ from, to }: Span) => ({ from, text: text.slice(from, to).replace(/\s+/g, ' ') })
  const rows = table.rows.map((cells, row) => ({
    ...at(table.places[row]?.span ?? table.head),
    told: toldRow(cells, table),
  }))
  return [at(table.head), ...rows]
}

/** 6.5以上 */
const BARE = /^[\d.,]+(?=[以及左上]|$)/

/** 总投资（亿元） | 96.5 → 总投资：96.5亿元 */
const toldRow = (cells: readonly string[], table: Table): string =>
  columnsOf(table)
    .filter(({ kind }) => kind !== 'unit' && kind !== 'serial')
    .map((column) => {
      const cell = (cells[column.at] ?? '').trim()
      return `${withoutUnit(column.name)}：${cell.replace(BARE, `$&${unitOf(table, cells, column)}`)}`
    })
    .join('；')
