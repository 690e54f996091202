/** Rows of cells as the lines that the table reader understands. */
import { LIMITS } from './limits.ts'
import { refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/**
 * Refuses a table that is larger than any that an office writes, by its rows and cells (`LIMITS`).
 * @throws FileRefused where it is
 */
export function notTooLarge(rows: readonly (ArrayLike<unknown> | undefined)[]): void {
  if (rows.length > LIMITS.rows || rows.some((row) => row && row.length > LIMITS.columns))
    throw new FileRefused(refusals.table)
}

/**
 * A table as lines of text, as `rowsAsLines` makes them; each row of a table inside a cell (`isInner`) becomes one
 * line of that cell.
 * @throws FileRefused where the table is too large (`notTooLarge`)
 */
export function tableLines(rows: readonly (readonly string[])[], isInner: boolean): string[] {
  notTooLarge(rows)
  return isInner ? rows.map((row) => row.join(' ')) : rowsAsLines(rows)
}

/** The lines of a table's cell joined into one line. */
export const inOneLine = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')

/**
 * A table's rows as lines of text, cells parted by tabs. Bars part them where tabs would not show a row as one: a
 * last row of a single cell, empty cells at the end. A title and 单位： that stand in cells of their own become lines
 * above.
 *
 * @param barred bars in any case: a table that goes on over pages needs the same cut on each
 */
export function rowsAsLines(rows: readonly (readonly string[])[], barred = false): string[] {
  const cells = rows
    .map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
    .filter((row) => row.some(Boolean))
  const header = cells.findIndex((row) => row.filter(Boolean).length > 1)
  // A table of one column or one row is there for the layout.
  if (header < 0) return cells.map((row) => row.join(''))
  const above = cells.slice(0, header).map((row) => row.join(''))
  const table = cells.slice(header)
  const width = Math.max(...table.map((row) => row.length))
  const ragged = barred || table.some((row) => !row[width - 1])
  return [
    ...above,
    ...(ragged
      ? table.map(
          (row) => `|${Array.from({ length: width }, (_, at) => (row[at] ?? '').replace(/[|│]/g, '／')).join('|')}|`,
        )
      : table.map((row) => row.join('\t'))),
  ]
}

/** A longer cell is a text, and is printed once. */
const LONGEST_NAME = 80

/**
 * What a merged cell says in the row below: its text where it is short enough for a name, else ''. Plain text cannot
 * show a merge, the file knows it.
 */
export const below = (above: string): string => (above.length <= LONGEST_NAME ? above : '')
