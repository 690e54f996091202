/** .xlsx, .xls and .et: every sheet that is shown as a table under its name, each cell as Excel shows it. */
import type { CellObject, ColInfo, ParsingOptions, RowInfo, WorkBook, WorkSheet } from '@e965/xlsx'
import { zipSync } from 'fflate'
import { codepages } from './encoding.ts'
import { LIMITS } from './limits.ts'
import type { FileContent } from './read-file.ts'
import { below, notTooLarge, rowsAsLines } from './rows.ts'
import { doubted, doubts, refusals } from './text.ts'
import { FileRefused, type Zip } from './zip.ts'

/** Excel's formats of dates that hang on the system's language: what a Chinese system shows (ECMA-376 18.8.30). */
const CHINESE_FORMATS: Readonly<Record<number, string>> = {
  ...over([27, 36, 50, 52, 57], 'yyyy"年"m"月"'),
  ...over([28, 29, 51, 53, 54, 58], 'm"月"d"日"'),
  30: 'm-d-yy',
  ...over([31, 55], 'yyyy"年"m"月"d"日"'),
}

/** Parts that hold what the cells say; pictures and drawings are not unpacked. */
const CELLS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/|worksheets\/)?[^/]+\.(?:xml|rels))$/

/**
 * The sheets of an .xlsx as text, a row a line, with what is doubtful in Chinese: hidden sheets, formulas without a
 * saved result.
 * @throws FileRefused where cells lie far beyond what an office fills
 */
export async function readXlsx(zip: Zip): Promise<FileContent> {
  const parts = zip.names.filter((name) => CELLS.test(name)).map((name) => [name, zip.text(name)] as const)
  const sheets = parts.filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => xml)
  if (sheets.some((xml) => (xml.match(/<(?:\w+:)?row\b/g)?.length ?? 0) > LIMITS.rows))
    throw new FileRefused(refusals.table)
  // A cell far out makes a reader that fills gaps fill millions.
  if (sheets.some((xml) => /\br="(?:[A-Z]{3,}\d+|[A-Z]+\d{6,})"/.test(xml))) throw new FileRefused(refusals.table)
  const encoder = new TextEncoder()
  const struck = new Struck(zip.text('xl/styles.xml'))
  const written = parts.map(([name, xml]) => [name, encoder.encode(struck.without(name, xml))])
  const { text, doubts: found } = await readWorkbook(zipSync(Object.fromEntries(written), { level: 0 }))
  return { text, doubts: [...doubted({ struck: struck.words }), ...found] }
}

/** Takes out what a sheet strikes through: whole cells by their font, words of a cell by theirs. */
class Struck {
  readonly words: string[] = []
  readonly #cells: ReadonlySet<string>

  constructor(styles: string) {
    const fonts = [...styles.matchAll(/<font\b(?:[^>]{0,200}\/>|[^>]{0,200}>([\s\S]{0,2000}?)<\/font>)/g)].map(
      ([, font = '']) => STRIKE.test(font),
    )
    const formats = styles.slice(Math.max(0, styles.indexOf('<cellXfs')), styles.indexOf('</cellXfs>') + 1)
    this.#cells = new Set(
      [...formats.matchAll(/<xf\b([^>]{0,600})>/g)].flatMap(([, format = ''], at) =>
        fonts[Number(/\bfontId="(\d{1,5})"/.exec(format)?.[1] ?? -1)] ? [String(at)] : [],
      ),
    )
  }

  without(name: string, xml: string): string {
    if (name === 'xl/styles.xml') return withChineseFormats(xml)
    const runs = STRIKE.test(xml)
      ? xml
          .split('</r>')
          .map((part, at, all) => this.#part(part, at === all.length - 1))
          .join('')
      : xml
    if (this.#cells.size === 0 || !name.startsWith('xl/worksheets/')) return runs
    return runs.replace(/<c\b([^>]{0,200}[^/>])>(?:(?!<\/c>)[\s\S]){0,40000}<\/c>/g, (cell, attributes: string) => {
      const place = /\br="(\w{2,10})"/.exec(attributes)?.[1]
      if (!this.#cells.has(/\bs="(\d{1,5})"/.exec(attributes)?.[1] ?? '')) return cell
      this.words.push(`单元格${place ?? ''}`)
      return `<c${place ? ` r="${place}"` : ''}/>`
    })
  }

  /** What stands up to the end of a run of letters, without the run where it is struck through. */
  #part(part: string, last: boolean): string {
    const from = part.lastIndexOf('<r>')
    const run = from < 0 || last ? '' : part.slice(from)
    if (!STRIKE.test(run)) return last ? part : `${part}</r>`
    this.words.push(/<t\b[^>]{0,80}>([^<]{0,200})/.exec(run)?.[1]?.trim() ?? '')
    return part.slice(0, from)
  }
}

const STRIKE = /<strike(?:\s+val="(?:1|true)")?\s*\/>/

/** Formats that a file names by number only, written out as its own. */
function withChineseFormats(styles: string): string {
  const own = Object.entries(CHINESE_FORMATS).map(
    ([id, format]) =>
      `<numFmt numFmtId="${OWN_FORMATS + Number(id)}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  )
  const renamed = styles.replace(
    /(<(?:\w+:)?xf\b[^>]{0,400}?\bnumFmtId=")(\d+)"/g,
    (whole, head: string, id: string) =>
      Number(id) in CHINESE_FORMATS ? `${head}${OWN_FORMATS + Number(id)}"` : whole,
  )
  const list = `<numFmts count="${own.length}">${own.join('')}</numFmts>`
  return /<numFmts\b/.test(renamed)
    ? renamed.replace(/<\/numFmts>|(<numFmts\b[^>]{0,80})\/>/, (end, alone?: string) =>
        alone ? list : `${own.join('')}${end}`,
      )
    : renamed.replace(/<cellXfs\b/, `${list}<cellXfs`)
}

/** Numbers of formats that no file uses. */
const OWN_FORMATS = 9000

/**
 * The sheets of a workbook as text, a row a line, whatever its age (.xls, .et, or an .xlsx that `readXlsx` checked).
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FileContent> {
  const { read, set_cptable, SSF } = await import('@e965/xlsx')
  set_cptable(codepages)
  const options: ParsingOptions = {
    type: 'array',
    cellStyles: true,
    dense: true,
    dateNF: 'yyyy/m/d',
    sheetRows: LIMITS.rows + 1,
  }
  const book = read(bytes, options)
  const rows = Object.values(book.Sheets).flatMap(cellsOf)
  for (const row of rows) for (const cell of row ?? []) if (cell) redraw(cell, SSF.format)
  return contentOf(book)
}

const cellsOf = (sheet: WorkSheet): CellObject[][] => (sheet as { '!data'?: CellObject[][] })['!data'] ?? []

/** What the library's formats lack: those by number of a Chinese .xls, and those that count in 万. */
function redraw(cell: CellObject, format: (format: string, value: number) => string): void {
  if (cell.t !== 'n' || typeof cell.v !== 'number') return
  const { XF } = cell as { XF?: { numFmtId?: number } }
  const wanted = CHINESE_FORMATS[XF?.numFmtId ?? -1]
  const shown = wanted ? format(wanted, cell.v) : typeof cell.z === 'string' && inTenThousands(cell.z, cell.v)
  if (shown) cell.w = shown
}

/** 0!.0,"万" and 0\.0000"万": a point that is only drawn, before so many of the last digits. */
const DRAWN_POINT = /^(?:\[[^\]]{1,20}\]){0,3}[#,]{0,4}0[!\\]\.([0#]{1,6})(,{0,2})((?:"[^"]{0,20}"|[^";]){0,20})(?:;|$)/

function inTenThousands(format: string, value: number): string | undefined {
  const [, digits = '', thousands = '', unit = ''] = DRAWN_POINT.exec(format) ?? []
  if (!digits) return undefined
  const count = String(Math.round(Math.abs(value) / 1000 ** thousands.length)).padStart(digits.length + 1, '0')
  const sign = value < 0 ? '-' : ''
  return `${sign}${count.slice(0, -digits.length)}.${count.slice(-digits.length)}${unit.replace(/["\\!]/g, '')}`
}

function contentOf(book: WorkBook): FileContent {
  const state = (at: number): number => book.Workbook?.Sheets?.[at]?.Hidden ?? 0
  const shown = book.SheetNames.filter((_, at) => state(at) === 0)
  const sheets = shown.map((name) => sheetOf(name, book.Sheets[name] ?? {}))
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const isOfSeveral = filled.length > 1
  const unsaved = filled.flatMap(({ unsaved }) => unsaved)
  const errors = filled.flatMap(({ errors }) => errors)
  const formulas = filled.reduce((sum, sheet) => sum + sheet.formulas, 0)
  const away = book.SheetNames.filter((_, at) => state(at) !== 0)
  return {
    text: filled
      .flatMap(({ name, rows }) => [...(isOfSeveral && !isTitled(name, rows) ? [name] : []), ...rowsAsLines(rows), ''])
      .join('\n'),
    doubts: [
      ...doubted({ hiddenSheets: away }),
      ...filled.flatMap(({ name, hidden }) => (hidden.length ? [doubts.hiddenCells(name, hidden)] : [])),
      ...doubted({ unsaved, errors, formulas, sheets: isOfSeveral ? filled.map(({ name }) => name) : [] }),
    ],
  }
}

interface SheetRead {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** 第4行, C列 */
  readonly hidden: readonly string[]
  /** places of formulas without a result: 目标表!B5 */
  readonly unsaved: readonly string[]
  /** cells that show an error in place of a figure: 目标表!B5 #DIV/0! */
  readonly errors: readonly string[]
  readonly formulas: number
}

/** A sheet whose first line says its name in full needs no other title: 工作方案 above 某省2025年…工作方案. */
const isTitled = (name: string, [first = []]: SheetRead['rows']): boolean => {
  const [title = '', ...more] = first.filter(Boolean)
  return more.length === 0 && title.includes(name.trim())
}

function sheetOf(name: string, sheet: WorkSheet): SheetRead {
  const cells = cellsOf(sheet).slice(0, LIMITS.rows + 1)
  notTooLarge(cells)
  const width = Math.max(0, ...cells.map((row) => row?.length ?? 0))
  const merged = mergedIn(sheet, cells)
  const rows: string[][] = []
  const unsaved: string[] = []
  const errors: string[] = []
  let formulas = 0
  for (let at = 0; at < cells.length; at++) {
    if (isHidden(sheet['!rows']?.[at])) continue
    const row = Array.from({ length: width }, (_, column) => {
      const cell = cells[at]?.[column]
      if (cell?.f) formulas++
      const place = `${name}!${letters(column)}${at + 1}`
      if (isUnsaved(cell)) unsaved.push(place)
      if (cell?.t === 'e') errors.push(`${place} ${shownAs(cell)}`)
      if (isHidden(sheet['!cols']?.[column])) return undefined
      return shownAs(cell) || (merged.get(`${at} ${column}`) ?? '')
    }).filter((cell) => cell !== undefined)
    if (row.some(Boolean)) rows.push(row)
  }
  return { name, rows, hidden: hiddenIn(sheet, cells, width), unsaved, errors, formulas: formulas - unsaved.length }
}

/** What cells say that are merged with one above, or with one that is out of sight, by row and column. */
function mergedIn(sheet: WorkSheet, cells: readonly CellObject[][]): Map<string, string> {
  const merged = new Map<string, string>()
  const ranges = sheet['!merges'] ?? []
  if (ranges.length > LIMITS.rows) throw new FileRefused(refusals.table)
  const inSight = (lines: readonly ({ hidden?: boolean } | undefined)[] = [], first: number, last: number): number => {
    let at = first
    while (at < last && isHidden(lines[at])) at++
    return at
  }
  for (const { s: from, e: to } of ranges) {
    const said = shownAs(cells[from.r]?.[from.c])
    const words = below(said)
    const [top, column] = [inSight(sheet['!rows'], from.r, to.r), inSight(sheet['!cols'], from.c, to.c)]
    merged.set(`${top} ${column}`, said)
    for (let row = top + 1; words && row <= Math.min(to.r, cells.length); row++) merged.set(`${row} ${column}`, words)
  }
  return merged
}

/** Rows and columns out of sight that hold something. */
function hiddenIn(sheet: WorkSheet, cells: readonly CellObject[][], width: number): string[] {
  const rows = cells.flatMap((row, at) =>
    isHidden(sheet['!rows']?.[at]) && row?.some((cell) => shownAs(cell)) ? [`第${at + 1}行`] : [],
  )
  const columns = Array.from({ length: width }, (_, column) => column).filter(
    (column) => isHidden(sheet['!cols']?.[column]) && cells.some((row) => shownAs(row?.[column])),
  )
  return [...rows, ...columns.map((column) => `${letters(column)}列`)]
}

const isHidden = (line: RowInfo | ColInfo | undefined): boolean => line?.hidden === true

/** A program that is not Excel wrote the formula and left its result to whoever opens the file. */
const isUnsaved = (cell: CellObject | undefined): boolean => cell?.f !== undefined && cell.t === 'z'

function shownAs(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z') return ''
  // A column too narrow shows #### on the screen; the library never does.
  return (cell.w ?? (cell.v === undefined ? '' : String(cell.v))).replace(/\s+/g, ' ').trim()
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

function over(ids: readonly number[], format: string): Record<number, string> {
  return Object.fromEntries(ids.map((id) => [id, format]))
}
