/** A roster file's bytes as rows: .csv in UTF-8 or GB18030, or the first sheet of an .xlsx. */
// The browser build brings its own Buffer, so that it runs in Workers as well as on Node.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { COLUMNS, type RosterError, type RosterLine } from './roster-rows.ts'
import { firstSheet, isZip } from './xlsx.ts'

/** Header words that people use for a column. */
const HEADERS: Readonly<Record<string, (typeof COLUMNS)[number]>> = {
  姓名: '姓名',
  名字: '姓名',
  openid: 'open_id',
  open_id: 'open_id',
  手机: '手机',
  手机号: '手机',
  手机号码: '手机',
  电话: '手机',
  角色: '角色',
  身份: '角色',
  区域: '区域',
  地区: '区域',
  ab岗: 'AB岗',
  'a/b岗': 'AB岗',
}

const NEEDED = ['姓名', '角色', '区域'] as const

/** Rows under the header by the names of their columns; empty rows are left out. */
export async function linesOf(
  content: Uint8Array,
): Promise<{ readonly lines: readonly RosterLine[]; readonly errors: readonly RosterError[] }> {
  const fail = (message: string, row = 1, column = '') => ({ lines: [], errors: [{ row, column, message }] })
  let table: string[][]
  try {
    table = isZip(content) ? await firstSheet(content) : csv(decoded(content))
  } catch (error) {
    // Quotation marks alone make a .csv that can be decoded unreadable; rows before it are whole.
    if (error instanceof CsvError)
      return fail('双引号没有成对：请检查这一行，去掉多余的引号或补上', Number(error['records']) + 1)
    return fail('文件读不出来：请另存为 .csv（UTF-8 或 GB18030）或 .xlsx 后再试')
  }
  const [header = [], ...rows] = table
  const columns = header.map(
    (name) =>
      HEADERS[
        name
          .normalize('NFKC')
          .trim()
          .toLowerCase()
          .replace(/[\s_]/g, (c) => (c === '_' ? c : ''))
      ],
  )
  const missing = NEEDED.filter((one) => !columns.includes(one))
  const first = missing[0]
  if (first) return fail(`表头缺少：${missing.join('、')}（应有：${COLUMNS.join('、')}）`, 1, first)
  if (!columns.includes('open_id') && !columns.includes('手机')) return fail('表头缺少 open_id 或 手机', 1, 'open_id')
  const lines = rows.flatMap((row, index): RosterLine[] => {
    if (row.every((cell) => cell.trim() === '')) return []
    const cells = Object.fromEntries(
      columns.flatMap((column, at): [string, string][] => (column ? [[column, row[at] ?? '']] : [])),
    )
    return [{ row: index + 2, cells }]
  })
  return { lines, errors: [] }
}

/**
 * UTF-16 where it says so, UTF-8 where it is valid; else GB18030, in which Chinese Excel saves .csv, also behind the
 * UTF-8 mark that some editors leave before it.
 */
function decoded(content: Uint8Array): string {
  const [first, second, third] = content
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    const isMarked = first === 0xef && second === 0xbb && third === 0xbf
    return new TextDecoder('gb18030', { fatal: true }).decode(isMarked ? content.subarray(3) : content)
  }
}

/** Excel's “Unicode text” has tabs. */
const csv = (text: string): string[][] =>
  parse(text, {
    bom: true,
    delimiter: /^[^\n]*\t/.test(text) ? '\t' : ',',
    relax_column_count: true,
    skip_empty_lines: false,
  }) as string[][]
