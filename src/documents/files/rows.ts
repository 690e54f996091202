/** Rows of cells as the lines that the table reader understands. */
import { LIMITS } from './limits.ts'
import { refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/** @throws Refusal where a table is larger than any that an office writes; a reader may leave rows out */
export function notTooLarge(rows: readonly (ArrayLike<unknown> | undefined)[]): void {
  if (rows.length > LIMITS.rows || rows.some((row) => row && row.length > LIMITS.columns))
    throw new FileRefused(refusals.table)
}

/** A table's lines; of one inside a cell each row is a line of that cell. @throws Refusal as `notTooLarge` */
export function tableLines(rows: readonly (readonly string[])[], isInner: boolean): string[] {
  notTooLarge(rows)
  return isInner ? rows.map((row) => row.join(' ')) : rowsAsLines(rows)
}

/** The lines of a cell as one. */
export const inOneLine = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')

/**
 * Cells parted by tabs; by bars where a row would not show as one (a last row of a single cell, empty cells at the end).
 * Title and 单位： stand in cells of their own above the header and become lines above the table.
 *
 * @param barred by bars in any case: a table that goes on over pages has the same cut on each
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

/** What a cell that is merged with the one above it says: a name holds here too, the file knows that, plain text would not show it. */
export const below = (above: string): string => (above.length <= LONGEST_NAME ? above : '')
