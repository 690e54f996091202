/** .docx: paragraphs as lines, automatic numbers written out, tables as rows of cells, footnotes below their paragraph. */
import { LIMITS } from './limits.ts'
import { Numbering } from './numbering.ts'
import type { Content } from './read-file.ts'
import { rowsAsLines } from './rows.ts'
import { doubts, refusals } from './text.ts'
import { attribute, type Token, tokensOf } from './xml.ts'
import { Refusal, type Zip } from './zip.ts'

export function readDocx(zip: Zip): Content {
  const notes = notesOf(zip.text('word/footnotes.xml'))
  const body = new Body(new Numbering(zip), notes)
  for (const token of tokensOf(zip.text('word/document.xml'))) body.take(token)
  const pictures = zip.names.filter((name) => /^word\/media\//.test(name)).length
  return {
    text: body.lines.join('\n'),
    doubts: [
      ...(body.hidden ? [doubts.hidden(body.hidden)] : []),
      ...(body.deleted ? [doubts.deleted(body.deleted)] : []),
      ...(pictures ? [doubts.pictures(pictures)] : []),
    ],
  }
}

interface Paragraph {
  text: string
  list?: string
  level?: number
  style?: string
  notes: string[]
}

interface Grid {
  readonly rows: string[][]
  cell: string[]
  /** columns that the cell spans */
  span: number
  /** goes on from the row above */
  merged: boolean
}

/** Of two forms of one drawing the first is read; what was deleted, moved away or is an instruction is not text. */
const SKIPPED = /^(?:mc:Fallback|w:del|w:moveFrom|w:instrText|w:delInstrText|w:pPrChange|w:rPrChange|w:sectPrChange)$/

class Body {
  readonly lines: string[] = []
  hidden = 0
  deleted = 0
  readonly #numbering: Numbering
  readonly #notes: ReadonlyMap<string, string>
  readonly #paragraphs: Paragraph[] = []
  readonly #grids: Grid[] = []
  #skipping = 0
  #runHidden = false
  #inText = false

  constructor(numbering: Numbering, notes: ReadonlyMap<string, string>) {
    this.#numbering = numbering
    this.#notes = notes
  }

  take(token: Token): void {
    if (token.kind === 'text') {
      if (this.#inText && !this.#skipping) this.#write(token.text)
      return
    }
    if (SKIPPED.test(token.name)) {
      if (token.kind === 'open' && token.name === 'w:del') this.deleted++
      this.#skipping += token.kind === 'open' ? 1 : -1
    }
    if (this.#skipping) return
    if (token.kind === 'open') this.#open(token.name, token.attributes)
    else this.#close(token.name)
  }

  #open(name: string, attributes: string): void {
    const paragraph = this.#paragraphs.at(-1)
    const grid = this.#grids.at(-1)
    const value = attribute(attributes, 'w:val')
    if (name === 'w:p') this.#paragraphs.push({ text: '', notes: [] })
    else if (name === 'w:t') this.#inText = true
    else if (name === 'w:r') this.#runHidden = false
    else if (name === 'w:vanish' && value !== 'false' && value !== '0') this.#runHidden = true
    else if (name === 'w:tab' && paragraph && attribute(attributes, 'w:pos') === undefined) this.#write('　')
    else if (name === 'w:br' || name === 'w:cr') this.#write('\n')
    else if (name === 'w:noBreakHyphen') this.#write('-')
    else if (name === 'w:numId' && paragraph && value !== undefined) paragraph.list = value
    else if (name === 'w:ilvl' && paragraph) paragraph.level = Number(value)
    else if (name === 'w:pStyle' && paragraph && value !== undefined) paragraph.style = value
    else if (name === 'w:footnoteReference') paragraph?.notes.push(attribute(attributes, 'w:id') ?? '')
    else if (name === 'w:tbl') {
      if (this.#grids.length >= LIMITS.nesting) throw new Refusal(refusals.nested)
      this.#grids.push({ rows: [], cell: [], span: 1, merged: false })
    } else if (grid) openCell(grid, name, attributes)
  }

  #close(name: string): void {
    if (name === 'w:t') this.#inText = false
    else if (name === 'w:p') this.#endParagraph()
    else if (name === 'w:tc') endCell(this.#grids.at(-1))
    else if (name === 'w:tbl') this.#endTable()
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (this.#runHidden) {
      if (text.trim()) this.hidden++
    } else if (paragraph) paragraph.text += text
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    const { list, level, style, text, notes } = paragraph
    // An empty paragraph in a list shows no number that anything hangs on, but Word counts it.
    const number = this.#numbering.next(list, level, style)
    const line = text.trim() ? number + text : text
    this.#say([line, ...notes.flatMap((id) => this.#notes.get(id) ?? []).map((note) => `注：${note}`)])
  }

  #endTable(): void {
    const grid = this.#grids.pop()
    if (!grid) return
    if (grid.rows.length > LIMITS.rows || grid.rows.some((row) => row.length > LIMITS.columns))
      throw new Refusal(refusals.table)
    this.#say(this.#grids.length ? grid.rows.map((row) => row.join(' ')) : rowsAsLines(grid.rows))
  }

  /** Into the cell that is open, else into the text. */
  #say(lines: readonly string[]): void {
    const grid = this.#grids.at(-1)
    if (grid) grid.cell.push(...lines)
    else this.lines.push(...lines)
  }
}

function openCell(grid: Grid, name: string, attributes: string): void {
  const value = attribute(attributes, 'w:val')
  if (name === 'w:tr') grid.rows.push([])
  else if (name === 'w:tc') Object.assign(grid, { cell: [], span: 1, merged: false })
  else if (name === 'w:gridSpan') grid.span = Math.min(Number(value) || 1, LIMITS.columns)
  else if (name === 'w:vMerge') grid.merged = value !== 'restart'
}

/** A longer cell is a text, and is printed once. */
const LONGEST_NAME = 80

function endCell(grid: Grid | undefined): void {
  if (!grid) return
  const row = grid.rows.at(-1)
  const above = grid.merged ? (grid.rows.at(-2)?.[row?.length ?? 0] ?? '') : ''
  // A name merged with the cell above it holds here too: the file knows that, plain text would not show it.
  const text = grid.merged
    ? above.length <= LONGEST_NAME
      ? above
      : ''
    : grid.cell
        .map((line) => line.trim())
        .filter(Boolean)
        .join(' ')
  row?.push(text, ...Array<string>(grid.span - 1).fill(''))
  grid.cell = []
}

/** The text of each footnote by its id; Word's own separators have none. */
function notesOf(xml: string): Map<string, string> {
  const notes = new Map<string, string>()
  let id = ''
  let inText = false
  for (const token of tokensOf(xml)) {
    if (token.kind === 'text') {
      if (inText) notes.set(id, (notes.get(id) ?? '') + token.text)
    } else if (token.name === 'w:t') inText = token.kind === 'open'
    else if (token.name === 'w:footnote' && token.kind === 'open') id = attribute(token.attributes, 'w:id') ?? ''
  }
  return notes
}
