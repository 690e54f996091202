/** Tables as people exchange them: rows of plain cells, to and from .xlsx bytes; formulas neutralised on the way out. */
import { type Amount, toNumber } from '../office/amount.ts'

export type Cell = string | number | null

export interface Sheet {
  readonly name: string
  /** above the table: what it is, as of when, where it comes from */
  readonly title?: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Excel, and whoever saves it as CSV, would run a text that begins like this. */
const FORMULA = /^[=+\-@\t\r]/

/** A text that cannot be run: an apostrophe before what looks like a formula. Numbers stay numbers. */
const neutralised = (cell: Cell): Cell => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell)

/** For tables that are calculated with; exact text would be read as text there. */
export const numeric = (value: Amount | undefined): Cell => (value === undefined ? null : toNumber(value))

/** @returns the bytes of an .xlsx */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets: sheets.map(({ name, title, heads, rows }) => ({
      // Excel takes names of 31 characters, without these.
      name: name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
      rows: [...(title ? [[title]] : []), [...heads], ...rows.map((row) => [...row])].map((row) =>
        row.map(neutralised),
      ),
      freezePane: { rows: title ? 2 : 1, columns: 0 },
    })),
  })
}

/** Not a workbook, or none that can be read. */
export class SheetUnreadable extends Error {
  override readonly name = 'SheetUnreadable'
}

const MOST_ROWS = 5_000
const MOST_BYTES = 5 * 1024 * 1024

/**
 * The first sheet's cells as trimmed text; a number as its exact decimal, an empty cell as ''.
 * @throws SheetUnreadable for anything but an .xlsx of a reasonable size
 */
export async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  if (bytes.length > MOST_BYTES) throw new SheetUnreadable('文件超过 5 MB，请只留要导入的表')
  const { readXlsx } = await import('hucre/xlsx')
  const sheet = await readXlsx(bytes)
    .then((book) => book.sheets[0])
    .catch(() => undefined)
  if (!sheet) throw new SheetUnreadable('不是能打开的 .xlsx 文件，请用 Excel 另存为 .xlsx 后再发')
  if (sheet.rows.length > MOST_ROWS) throw new SheetUnreadable(`超过 ${MOST_ROWS} 行，请只留要导入的表`)
  return sheet.rows.map((row) => [...row].map(cellText))
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return decimalText(value)
  return String(value).normalize('NFKC').trim()
}

/** 0.1 + 0.2 as a sheet keeps it is 0.30000000000000004: fifteen digits are what Excel itself shows. */
function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  return text.includes('e')
    ? rounded
        .toFixed(12)
        .replace(/(?<!0)0+$/, '')
        .replace(/\.$/, '')
    : text
}

/** 1 → A, 27 → AA */
export function columnName(index: number): string {
  let name = ''
  for (let n = index; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
