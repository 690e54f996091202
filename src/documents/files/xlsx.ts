/** .xlsx: every sheet as a table under its name; formulas count as the results that were saved with them. */
import { LIMITS } from './limits.ts'
import type { Content } from './read-file.ts'
import { rowsAsLines } from './rows.ts'
import { doubts, refusals } from './text.ts'
import { Refusal, type Zip } from './zip.ts'

export async function readWorkbook(bytes: Uint8Array, zip: Zip): Promise<Content> {
  const sheets = zip.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).map((name) => zip.text(name))
  if (sheets.some((xml) => (xml.match(/<row\b/g)?.length ?? 0) > LIMITS.rows)) throw new Refusal(refusals.table)
  // A cell far out makes a reader that fills gaps fill millions.
  if (sheets.some((xml) => /\br="(?:[A-Z]{3,}\d+|[A-Z]+\d{6,})"/.test(xml))) throw new Refusal(refusals.table)
  const formulas = sheets.reduce((sum, xml) => sum + (xml.match(/<f[\s>/]/g)?.length ?? 0), 0)
  const { readXlsx } = await import('hucre/xlsx')
  const book = await readXlsx(bytes)
  const filled = book.sheets.filter((sheet) => sheet.rows.some((row) => row.some((cell) => shown(cell))))
  const text = filled.flatMap((sheet) => [
    ...(book.sheets.length > 1 ? [sheet.name] : []),
    ...sheetLines(sheet.rows.map((row) => row.map(shown))),
    '',
  ])
  return {
    text: text.join('\n'),
    doubts: [
      ...(formulas ? [doubts.formulas(formulas)] : []),
      ...(filled.length > 1 ? [doubts.sheets(filled.map((sheet) => sheet.name))] : []),
    ],
  }
}

/** Title and 单位： stand in cells of their own above the header. */
function sheetLines(rows: readonly (readonly string[])[]): string[] {
  const header = rows.findIndex((row) => row.filter(Boolean).length > 1)
  const above = rows.slice(0, Math.max(0, header)).map((row) => row.join('').trim())
  return [...above.filter(Boolean), ...rowsAsLines(rows.slice(Math.max(0, header)))]
}

function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  // 0.1 + 0.2 as a spreadsheet stores it.
  return typeof cell === 'number' ? String(Number(cell.toPrecision(12))) : String(cell)
}
