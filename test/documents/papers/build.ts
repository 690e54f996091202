/**
 * Files of Word, Excel and print, built from papers that are kept as text.
 *
 * `#format docx|xlsx|pdf|ofd|txt` comes first. A table's row is `| a | b |`: `<` is merged with the cell to its left, `^` with
 * the one above. `@0 words` is a paragraph that Word numbers itself, by its level; `~~words~~` are struck out. Of a
 * workbook `#sheet name` opens a sheet, `#hidden name` one that is hidden, `-|` a row that is; `#watermark words` is
 * printed askew across each page.
 */

import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import { strToU8 } from 'fflate'
import type { RuledLine } from '../../../src/documents/files/ruling.ts'
import { widthOf } from '../../../src/documents/structure/lines.ts'
import { docx, ofd, W } from '../files/boxes.ts'
import { printed } from '../files/printed.ts'

export interface Built {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @param name without its ending @param paper as written above */
export function build(name: string, paper: string): Built {
  const [first = '', ...lines] = paper.trim().split('\n')
  const format = first.replace('#format ', '')
  const bytes = {
    docx: wordOf,
    xlsx: workbookOf,
    pdf: printOf,
    ofd: fixedOf,
    txt: (all: string[]) => strToU8(all.join('\n')),
  }[format]
  if (!bytes) throw new Error(`${name}: no format ${format}`)
  return { name: `${name}.${format}`, bytes: bytes(lines) }
}

const isRow = (line: string): boolean => /^-?\|/.test(line)
const cellsOf = (line: string): string[] =>
  line
    .replace(/^-?\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim())

/** Lines in order; rows that follow each other as one table. */
function blocksOf(lines: readonly string[]): (string | string[][])[] {
  const blocks: (string | string[][])[] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (!isRow(line)) blocks.push(line)
    else if (typeof last === 'object') last.push(cellsOf(line))
    else blocks.push([cellsOf(line)])
  }
  return blocks
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const NUMBERING = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${['%1、', '（%2）', '%3.']
  .map(
    (text, at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${at < 2 ? 'chineseCountingThousand' : 'decimal'}"/><w:suff w:val="${at < 2 ? 'nothing' : 'tab'}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  )
  .join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

function wordOf(lines: string[]): Uint8Array {
  const runs = (text: string): string =>
    text
      .split('~~')
      .map((part, at) => `<w:r>${at % 2 ? '<w:rPr><w:strike/></w:rPr>' : ''}<w:t>${escaped(part)}</w:t></w:r>`)
      .join('')
  const paragraphOf = (line: string): string => {
    const level = /^@(\d) /.exec(line)?.[1]
    const list = level && `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`
    return `<w:p>${list ?? ''}${runs(line.replace(/^@\d /, ''))}</w:p>`
  }
  const rowOf = (row: string[], table: string[][], at: number): string => {
    const cells = row.flatMap((cell, column) => {
      if (cell === '<') return []
      const covered = row.slice(column + 1).findIndex((one) => one !== '<')
      const span = (covered < 0 ? row.length - column - 1 : covered) + 1
      const merge = cell === '^' ? '<w:vMerge/>' : table[at + 1]?.[column] === '^' ? '<w:vMerge w:val="restart"/>' : ''
      const words = cell === '^' ? '' : cell
      return `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/>${merge}</w:tcPr><w:p>${runs(words)}</w:p></w:tc>`
    })
    return `<w:tr>${cells.join('')}</w:tr>`
  }
  const body = blocksOf(lines).map((block) =>
    typeof block === 'string'
      ? paragraphOf(block)
      : `<w:tbl>${block.map((row, at) => rowOf(row, block, at)).join('')}</w:tbl>`,
  )
  return docx(body.join(''), { 'word/numbering.xml': strToU8(NUMBERING) })
}

function workbookOf(lines: string[]): Uint8Array {
  const book = utils.book_new()
  const states: { Hidden: 0 | 1 }[] = []
  const parts = lines.join('\n').split(/^#(?=sheet |hidden )/m)
  for (const part of parts.filter(Boolean)) {
    const [head = '', ...rows] = part.trim().split('\n')
    states.push({ Hidden: head.startsWith('hidden') ? 1 : 0 })
    utils.book_append_sheet(book, sheetOf(rows), head.replace(/^\w+ /, ''))
  }
  book.Workbook = { Sheets: states }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', cellStyles: true }))
}

function sheetOf(lines: readonly string[]): WorkSheet {
  const rows = lines.map(cellsOf)
  const width = Math.max(...rows.map((row) => row.length))
  const sheet: WorkSheet = {
    '!ref': utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: width - 1 } }),
  }
  sheet['!rows'] = lines.map((line) => ({ hidden: line.startsWith('-') }))
  sheet['!merges'] = rows.flatMap((row, r) =>
    row.flatMap((cell, c) => {
      if (cell === '<' || cell === '^') return []
      let [right, down] = [c, r]
      while (row[right + 1] === '<') right++
      while (rows[down + 1]?.[c] === '^') down++
      return right > c || down > r ? [{ s: { r, c }, e: { r: down, c: right } }] : []
    }),
  )
  for (const [r, row] of rows.entries())
    for (const [c, cell] of row.entries())
      if (cell && cell !== '<' && cell !== '^') sheet[utils.encode_cell({ r, c })] = numberOf(cell)
  return sheet
}

function numberOf(cell: string): CellObject {
  const decimals = /\.(\d+)/.exec(cell)?.[1] ?? ''
  const format = `0${decimals && `.${decimals.replace(/\d/g, '0')}`}`
  if (/^\d+(?:\.\d+)?$/.test(cell)) return { t: 'n', v: Number(cell), z: format }
  if (/^\d+(?:\.\d+)?%$/.test(cell)) return { t: 'n', v: Number(cell.slice(0, -1)) / 100, z: `${format}%` }
  return { t: 's', v: cell }
}

const LETTERS = 28
const ROWS = 26
const HEIGHT = 26
/** Places of words and lines by how far they stand above the foot of their row. */
interface Row {
  readonly words: readonly { text: string; x: number; size?: number }[]
  readonly rules?: readonly RuledLine[]
}

/** Lines of 28 letters, 26 on a page with its number below; places in points from the foot of the page. */
function pagesOf(all: readonly string[]) {
  const marks = all.filter((line) => line.startsWith('#watermark ')).map((line) => line.replace('#watermark ', ''))
  const rows = blocksOf(all.filter((line) => !line.startsWith('#'))).flatMap((block): Row[] =>
    typeof block === 'string'
      ? wrapped(block).map((text, at) => ({ words: [{ text, x: at === 0 ? 112 : 80 }] }))
      : rowsOf(block),
  )
  const pages = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS))
  const foot = (line: number): number => 770 - line * HEIGHT
  return pages.map((page, at) => ({
    words: [
      ...page.flatMap(({ words }, line) => words.map((word) => ({ size: 16, ...word, y: foot(line) + 8 }))),
      { text: `— ${at + 1} —`, x: 270, y: 50, size: 14 },
      ...marks.map((text) => ({ text, x: 150, y: 300, size: 44, turn: 45 })),
    ],
    rules: page.flatMap(({ rules = [] }, line) =>
      rules.map(({ x, y, toX, toY }) => ({ x, y: y + foot(line), toX, toY: toY + foot(line) })),
    ),
  }))
}

function printOf(lines: string[]): Uint8Array {
  const pages = pagesOf(lines)
  return printed(
    pages.map(({ words }) => words),
    'GBK-EUC-H',
    pages.map(({ rules }) => rules),
  )
}

/** The same pages as an OFD (GB/T 33190): millimetres, from the top downwards. */
const fixedOf = (lines: string[]): Uint8Array =>
  ofd(
    ...pagesOf(lines).map(({ words, rules }) =>
      [
        ...rules.map(({ x, y, toX, toY }) => {
          const [left, top] = [mm(x), mm(842 - Math.max(y, toY))]
          const [width, height] = [mm(Math.abs(toX - x)), mm(Math.abs(toY - y))]
          return `<ofd:PathObject Boundary="${left} ${top} ${width + 0.2} ${height + 0.2}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${width} ${height}</ofd:AbbreviatedData></ofd:PathObject>`
        }),
        ...words.map(({ text, x, y, size = 16 }) => {
          const steps = [...text].slice(0, -1).map((letter) => mm(widthOf(letter) * size))
          return `<ofd:TextObject Boundary="${mm(x)} ${mm(842 - y - size)} 200 ${mm(size * 1.2)}" Size="${mm(size)}"><ofd:TextCode X="0" Y="${mm(size)}" DeltaX="${steps.join(' ')}">${escaped(text)}</ofd:TextCode></ofd:TextObject>`
        }),
      ].join(''),
    ),
  )

const mm = (points: number): number => Math.round(points * (25.4 / 72) * 1000) / 1000

/** The first line is set in by two letters; no number is broken, no full stop or comma begins a line. */
function wrapped(line: string): string[] {
  const rows: string[] = []
  let row = '　　'
  for (const [word] of line.matchAll(/[\d.%]+[，。；、）”]?|.[，。；、）”]?/gu)) {
    if (widthOf(row + word.replace(/[，。；、）”]$/, '')) > LETTERS) {
      rows.push(row)
      row = ''
    }
    row += word
  }
  return [...rows, row].map((one) => one.trim())
}

/** Each cell in the middle of the columns that it covers, in small letters, ruled. */
function rowsOf(table: readonly string[][]): Row[] {
  const columns = Math.max(...table.map((row) => row.length))
  const width = 440 / columns
  return table.map((row, line) => ({
    words: row.flatMap((cell, at) => {
      if (!cell || cell === '<' || cell === '^') return []
      const next = row.findIndex((one, other) => other > at && one !== '<')
      const room = ((next < 0 ? columns : next) - at) * width
      return [{ text: cell, x: 80 + at * width + (room - widthOf(cell) * SMALL) / 2, size: SMALL }]
    }),
    rules: row.flatMap((cell, at) => {
      const x = 80 + at * width
      const isCovered = table[line + 1]?.[at] === '^'
      return [
        ...(cell === '<' ? [] : [{ x, y: 0, toX: x, toY: HEIGHT }]),
        ...(isCovered ? [] : [{ x, y: 0, toX: x + width, toY: 0 }]),
        ...(line === 0 ? [{ x, y: HEIGHT, toX: x + width, toY: HEIGHT }] : []),
        ...(at === row.length - 1 ? [{ x: x + width, y: 0, toX: x + width, toY: HEIGHT }] : []),
      ]
    }),
  }))
}
const SMALL = 9
