/** HTML, also under the name of a .doc or .xls, as office systems export it: paragraphs as lines, tables as rows. */
import { decoded, decodedAs, strictly } from './encoding.ts'
import { LIMITS } from './limits.ts'
import { raised } from './raised.ts'
import type { FileContent } from './read-file.ts'
import { below, inOneLine, tableLines } from './rows.ts'
import { doubted, doubts, refusals } from './text.ts'
import { numeral } from './word/numeral.ts'
import { FileRefused } from './zip.ts'

/** Whether a text begins as a page does; comments and instructions may stand before. */
export function isHtml(head: string): boolean {
  let rest = head.replace(/^\uFEFF/, '').trimStart()
  for (let end = 0; /^<[?!]/.test(rest) && end >= 0; rest = rest.slice(end + 1).trimStart()) {
    end = rest.startsWith('<!--') ? rest.indexOf('-->') + 2 : rest.indexOf('>')
    if (end < 2) return false
  }
  return /^<(?:html|head|body|meta|table|div|p|style|title)\b/i.test(rest)
}

const CHARSET = /<meta[^>]{0,200}charset\s{0,4}=\s{0,4}["']?([\w-]{2,20})/i

/**
 * The text of a page as it would be seen, tables as rows with tabs.
 * @throws FileRefused for tables nested or wide beyond measure, and text in no known encoding
 */
export async function readHtml(bytes: Uint8Array): Promise<FileContent> {
  const { Parser } = await import('htmlparser2')
  const page = new Page()
  const parser = new Parser(page, { decodeEntities: true, lowerCaseTags: true })
  const source = lettersOf(bytes)
  parser.write(source)
  parser.end()
  return {
    text: page.text,
    doubts: [
      ...doubted({ struck: page.struck, listed: page.numbered }),
      ...(/<html\b/i.test(source) && !/<\/html\s{0,8}>/i.test(source) ? [doubts.cutOff] : []),
      ...doubted({ hidden: page.hidden }),
    ],
  }
}

function lettersOf(bytes: Uint8Array): string {
  const named = CHARSET.exec(decodedAs(28591, bytes.subarray(0, 4096)))?.[1]?.toLowerCase()
  const known = named && /^gb/.test(named) ? 'gb18030' : named === 'big5' ? 'big5' : undefined
  // What the bytes say goes before what the page says of them.
  return (known && strictly('utf-8', bytes) === undefined && strictly(known, bytes)) || decoded(bytes).text
}

const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section tr table ul caption'.split(
    ' ',
  ),
)
/** What is in them is no text of the page: a title is the window's, `o:p` and `xml` are Office's. */
const SILENT = new Set('head script style template noscript title xml object select'.split(' '))
const STRUCK = new Set(['s', 'strike', 'del'])

interface Grid {
  readonly rows: string[][]
  /** what cells that a cell above takes say, by row and column */
  readonly taken: Map<number, Map<number, string>>
  cell: string[] | undefined
  across: number
  down: number
}

interface List {
  next: number
  readonly format: string | undefined
}

const FORMATS: Readonly<Record<string, string>> = {
  A: 'upperLetter',
  a: 'lowerLetter',
  I: 'upperRoman',
  i: 'lowerRoman',
}

/** What is open: an element, and whether it takes its text away. */
interface Open {
  readonly name: string
  readonly away?: 'silent' | 'struck' | 'hidden'
}

/** Takes the parser's events; holds no tree, so a page's depth costs nothing. */
class Page {
  readonly struck: string[] = []
  hidden = 0
  readonly #lines: string[] = []
  readonly #open: Open[] = []
  readonly #grids: Grid[] = []
  /** of each list that is open; undefined for one without numbers */
  readonly #lists: (List | undefined)[] = []
  numbered = 0
  #number = ''
  #line = ''
  #kept = false

  get text(): string {
    this.#endLine()
    return this.#lines.join('\n')
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#open.length > LIMITS.depth) throw new FileRefused(refusals.nested)
    const away = awayOf(name, attributes)
    this.#open.push({ name, ...(away && { away }) })
    if (BLOCKS.has(name)) this.#endLine()
    if (name === 'br') this.#endLine()
    else if (name === 'pre') this.#kept = true
    else if (name === 'ol')
      this.#lists.push({ next: Number(attributes['start'] ?? 1) || 1, format: FORMATS[attributes['type'] ?? ''] })
    else if (name === 'ul') this.#lists.push(undefined)
    else if (name === 'li') this.#beginItem(attributes['value'])
    else if (name === 'table') {
      if (this.#grids.length >= LIMITS.nesting) throw new FileRefused(refusals.nested)
      this.#grids.push({ rows: [], taken: new Map(), cell: undefined, across: 1, down: 1 })
    } else openCell(this.#grids.at(-1), name, attributes)
  }

  ontext(text: string): void {
    const away = this.#open.find((one) => one.away)?.away
    const words = this.#kept ? text : text.replace(/[ \t\r\n\f]+/g, ' ')
    if (away === 'struck' && words.trim()) this.struck.push(words.trim())
    else if (away === 'hidden' && words.trim()) this.hidden++
    if (away || !(this.#line || words.trim())) return
    const inPlace = this.#open.some((one) => one.name === 'sup') ? raised(words) : words
    this.#line += this.#number + inPlace
    this.#number = ''
  }

  onclosetag(name: string): void {
    this.#open.pop()
    if (name === 'pre') this.#kept = false
    if (BLOCKS.has(name)) this.#endLine()
    if (name === 'ol' || name === 'ul') this.#lists.pop()
    const grid = this.#grids.at(-1)
    if ((name === 'td' || name === 'th') && grid) {
      this.#endLine()
      closeCell(grid)
    } else if (name === 'table' && grid) {
      this.#grids.pop()
      this.#say(tableLines(grid.rows, this.#grids.at(-1)?.cell !== undefined))
    }
  }

  #beginItem(value: string | undefined): void {
    const list = this.#lists.at(-1)
    if (!list) return
    const count = Number(value) || list.next
    list.next = count + 1
    this.numbered++
    const path = this.#lists.flatMap((one) => (one ? [numeral(one.next - 1, one.format ?? 'decimal')] : []))
    // An item of an item shows where it lies: the page says by its indent what a line cannot.
    this.#number = path.length > 1 ? `${path.join('.')} ` : `${path[0]}.`
  }

  #endLine(): void {
    const lines = this.#line.split('\n').map((line) => line.trimEnd().replace(/^ +/, ''))
    this.#line = ''
    if (lines.some((line) => line.trim())) this.#say(lines)
  }

  #say(lines: readonly string[]): void {
    const cell = this.#grids.at(-1)?.cell
    if (cell) cell.push(...lines)
    else this.#lines.push(...lines)
  }
}

function awayOf(name: string, { style = '', hidden }: Readonly<Record<string, string>>): Open['away'] {
  if (SILENT.has(name)) return 'silent'
  if (STRUCK.has(name) || /text-decoration[^;]{0,40}line-through/i.test(style)) return 'struck'
  return hidden !== undefined || /display\s{0,4}:\s{0,4}none|mso-hide\s{0,4}:\s{0,4}all/i.test(style)
    ? 'hidden'
    : undefined
}

function openCell(grid: Grid | undefined, name: string, attributes: Readonly<Record<string, string>>): void {
  if (!grid) return
  if (name === 'tr') grid.rows.push([])
  if (name !== 'td' && name !== 'th') return
  grid.cell = []
  grid.across = clamped(attributes['colspan'])
  grid.down = clamped(attributes['rowspan'])
}

const clamped = (count: string | undefined): number => Math.max(1, Math.min(Number(count) || 1, LIMITS.columns))

function closeCell(grid: Grid): void {
  if (!grid.cell) return
  if (grid.rows.length === 0) grid.rows.push([])
  const at = grid.rows.length - 1
  const row = grid.rows[at] ?? []
  fill(row, grid.taken.get(at))
  const from = row.length
  const words = inOneLine(grid.cell)
  row.push(words, ...Array<string>(grid.across - 1).fill(''))
  for (let under = at + 1; under < at + grid.down; under++) {
    const taken = grid.taken.get(under) ?? new Map<number, string>()
    for (let column = from; column < from + grid.across; column++)
      taken.set(column, column === from ? below(words) : '')
    grid.taken.set(under, taken)
  }
  fill(row, grid.taken.get(at))
  grid.cell = undefined
}

/** The cells that follow and are taken from above. */
function fill(row: string[], taken: ReadonlyMap<number, string> | undefined): void {
  for (let words = taken?.get(row.length); words !== undefined; words = taken?.get(row.length)) row.push(words)
}
