/** Tables as people exchange them: rows of plain cells, to and from .xlsx bytes; formulas neutralised on the way out. */
import type { CellStyle, Cell as StyledCell, WriteSheet } from 'hucre'
import { type Amount, toNumber } from '../office/amount.ts'

/** A cell: text, a number, or empty. */
export type CellValue = string | number | null

/** How a column's numbers are shown: 0.456 as 45.6%, or as they are. */
export type NumberFormat = 'percent' | 'figure'

/** A sheet of an .xlsx as `workbook` prints it: heads, rows of cells, and how they are shown. */
export interface Worksheet {
  readonly name: string
  /** above the table: what it is, as of when, where it comes from */
  readonly title?: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly CellValue[])[]
  /** by column; texts need none */
  readonly formats?: readonly (NumberFormat | undefined)[]
  /** columns that stay in view, beside the head */
  readonly fixed?: number
  /** rows that sum up others */
  readonly totals?: ReadonlySet<number>
  /** `row,column` of figures that are of an earlier period: shown grey */
  readonly old?: ReadonlySet<string>
}

/** Excel, and whoever saves it as CSV, would run a text that begins like this. */
const FORMULA = /^[=+\-@\t\r]/

/** A text that cannot be run: an apostrophe before what looks like a formula. Numbers stay numbers. */
const neutralised = (cell: CellValue): CellValue => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell)

/** An exact amount as a number of the sheet, null for none; beyond 15 digits it is rounded. */
export const numeric = (value: Amount | undefined): CellValue => (value === undefined ? null : toNumber(value))

/** The bytes of an .xlsx, ready to print: widths, heads on each page, one page wide. @param sheets in their order */
export async function workbook(sheets: readonly Worksheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({ sheets: sheets.map(written) })
}

const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BOX = { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE }
const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDEBF7' } },
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const TITLE: CellStyle = { font: { bold: true, size: 13 }, alignment: { horizontal: 'left', vertical: 'center' } }
const NUMBERS: Readonly<Record<NumberFormat, string>> = { percent: '0.0%', figure: '#,##0.####' }
/** More columns than a page held upright is wide. */
const UPRIGHT = 8

/** A sheet as hucre takes it: its title over all columns, its heads kept in view and on each page, texts neutralised. */
function written(sheet: Worksheet): WriteSheet {
  const { name, title, heads, rows } = sheet
  const first = title ? 2 : 1
  const all = [...(title ? [[title]] : []), [...heads], ...rows.map((row) => [...row])]
  const widths = heads.map((head, at) => widthOf([head, ...rows.map((row) => row[at] ?? null)], sheet.formats?.[at]))
  const lines = Math.max(1, ...heads.map((head, at) => linesIn(head, widths[at] ?? WIDE)))
  return {
    // Excel takes names of 31 characters, without these; a name with a blank would have to be quoted where it is referred to.
    name: name.replace(/[[\]:*?/\\'\s-]/g, '').slice(0, 31),
    rows: all.map((row) => row.map(neutralised)),
    cells: stylesOf(sheet, first),
    columns: widths.map((width) => ({ width })),
    rowDefs: new Map([...(title ? [[0, { height: 1.5 * LINE }] as const] : []), [first - 1, { height: LINE * lines }]]),
    ...(title && heads.length > 1 && { merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: heads.length - 1 }] }),
    freezePane: { rows: first, columns: sheet.fixed ?? 0 },
    pageSetup: {
      paperSize: 'a4',
      orientation: heads.length > UPRIGHT ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$1:$${first}`,
      horizontalCentered: true,
    },
  }
}

/** @param first the row, from 0, in which the figures begin */
function stylesOf(
  { title, heads, rows, formats = [], totals, old }: Worksheet,
  first: number,
): Map<string, Partial<StyledCell>> {
  const styles = new Map<string, Partial<StyledCell>>()
  if (title) styles.set('0,0', { style: TITLE })
  for (const at of heads.keys()) styles.set(`${first - 1},${at}`, { style: HEAD })
  for (const [row, cells] of rows.entries())
    for (const at of heads.keys()) {
      const format = typeof cells[at] === 'number' ? formats[at] : undefined
      const isOld = old?.has(`${row},${at}`)
      styles.set(`${first + row},${at}`, {
        style: {
          border: BOX,
          ...(format && { numFmt: NUMBERS[format], alignment: { horizontal: 'right' } }),
          // 未报 among numbers
          ...(formats[at] && !format && { alignment: { horizontal: 'center' } }),
          ...((isOld || totals?.has(row)) && {
            font: { ...(totals?.has(row) && { bold: true }), ...(isOld && { color: { rgb: '808080' } }) },
          }),
        },
      })
    }
  return styles
}

const NARROW = 8
const WIDE = 32
/** Of one line, in points. */
const LINE = 16
/** A head is broken into so many lines rather than make its column wider than its figures. */
const MOST_LINES = 4

/** As wide as the widest of its cells, and as its head needs. */
function widthOf([head, ...cells]: readonly CellValue[], format: NumberFormat | undefined): number {
  const shown = (cell: CellValue): number =>
    typeof cell === 'number' ? (format === 'percent' ? '100.0%' : String(cell)).length : columnsOf(cell ?? '')
  return Math.min(WIDE, Math.max(NARROW, Math.ceil(columnsOf(String(head)) / MOST_LINES), ...cells.map(shown)) + 1)
}

const linesIn = (head: string, width: number): number => Math.ceil((columnsOf(head) + 1) / (width - 1))

/** A Chinese character is as wide as two letters. */
const columnsOf = (text: string): number => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0)

/** Why a file could not be read as a table: no .xlsx, over 5 MB, or over 5 000 rows. `message` says it in Chinese. */
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

/** A column's letters by its number, from 1: 1 → A, 27 → AA. */
export function columnName(index: number): string {
  let name = ''
  for (let n = index; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
