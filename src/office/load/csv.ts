/** CSV files with a header row, checked row by row; faults know their line. */
// The browser build brings its own Buffer, so that it runs in Workers as well as on Node.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import type { z } from 'zod'
import { type Fault, textIn } from './fault.ts'
import type { Files } from './files.ts'
import { isPrepared, preparedIn } from './prepared.ts'
import { expectedOf } from './wording.ts'

/** A row of a CSV file, checked, with the means to report a fault of it. */
export interface CsvRow<T> {
  readonly value: T
  readonly line: number
  /** a fault in this row; `column` undefined: the row as a whole */
  readonly fault: (column: string | undefined, expected: string, found: unknown) => void
}

/**
 * Rows as objects by the header's names; lines that begin with # are comments.
 * @returns the rows without faults; those of the others are added to `faults`
 */
export function readCsv<T>(files: Files, file: string, schema: z.ZodType<T>, faults: Fault[]): CsvRow<T>[] {
  const text = textIn(files, file, faults)
  if (text === undefined) return []
  return rowsOf(text, file, faults).flatMap(({ record, line }): CsvRow<T>[] => {
    const fault: CsvRow<T>['fault'] = (column, expected, found) =>
      faults.push({ file, line, ...(column && { key: column }), expected, found })
    const checked = schema.safeParse(record)
    if (checked.success) return [{ value: checked.data, line, fault }]
    for (const { path, expected } of checked.error.issues.flatMap(expectedOf)) {
      fault(path.map(String).join('.'), expected, record[String(path[0])])
    }
    return []
  })
}

interface RawRow {
  readonly record: Readonly<Record<string, string>>
  readonly line: number
}

interface Wrapped {
  readonly record: Readonly<Record<string, string>>
  /** of the row's last line */
  readonly info: { readonly lines: number }
}

const breaksIn = (record: Readonly<Record<string, string>>): number =>
  Object.values(record).join('').split('\n').length - 1

/**
 * The rows of a CSV text, unchecked, comments and empty lines left out.
 * @throws CsvError where quotes or columns do not fit
 */
export function rawRows(text: string): RawRow[] {
  if (isPrepared(text)) return preparedIn(text) as RawRow[]
  const rows = parse(text, { columns: true, bom: true, trim: true, comment: '#', comment_no_infix: true, info: true })
  // With `info` a row comes wrapped, which the parser's types do not tell.
  return (rows as unknown as Wrapped[]).map(({ record, info }) => ({ record, line: info.lines - breaksIn(record) }))
}

function rowsOf(text: string, file: string, faults: Fault[]): RawRow[] {
  try {
    return rawRows(text)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    faults.push({
      file,
      line: Number(error['lines'] ?? 1),
      expected: 'CSV，每行与表头列数相同',
      found: error.message,
    })
    return []
  }
}
