/** Rows of cells as the lines that the table reader understands. */

/** Cells parted by tabs; by bars where a row would not show as one (a last row of a single cell, empty cells at the end). */
export function rowsAsLines(rows: readonly (readonly string[])[]): string[] {
  const cells = rows
    .map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
    .filter((row) => row.some(Boolean))
  // A table of one column or one row is there for the layout.
  if (cells.every((row) => row.filter(Boolean).length < 2)) return cells.map((row) => row.join('').trim())
  const width = Math.max(...cells.map((row) => row.length))
  const ragged = cells.some((row) => !row[width - 1])
  return ragged
    ? cells.map(
        (row) => `|${Array.from({ length: width }, (_, at) => (row[at] ?? '').replace(/[|│]/g, '／')).join('|')}|`,
      )
    : cells.map((row) => row.join('\t'))
}
