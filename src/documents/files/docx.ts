/** .docx: paragraphs as lines, automatic numbers written out, tables as rows of cells, notes below their paragraph. */

import { LIMITS } from './limits.ts'
import { raised } from './raised.ts'
import type { FileContent } from './read-file.ts'
import { below, inOneLine, tableLines } from './rows.ts'
import { doubted, refusals } from './text.ts'
import { Formula } from './word/formula.ts'
import { listsOf } from './word/lists.ts'
import { Numbering } from './word/numbering.ts'
import { Styles } from './word/styles.ts'
import { attribute, isOn, type Token, tokensOf } from './xml.ts'
import { type Box, FileRefused } from './zip.ts'

/**
 * The text of a .docx, a paragraph a line, with its numbering, notes and tables; in Chinese what is doubtful.
 * @throws FileRefused for tables nested or wide beyond measure
 */
export function readDocx(zip: Box): FileContent {
  const notes = new Map([
    ...notesOf(zip.text('word/footnotes.xml'), 'w:footnote'),
    ...notesOf(zip.text('word/endnotes.xml'), 'w:endnote'),
  ])
  const styles = new Styles(zip)
  const body = new Body(new Numbering(listsOf(zip.text('word/numbering.xml')), styles), styles, notes)
  for (const token of tokensOf(zip.text(mainPart(zip)))) body.take(token)
  const { struck, hidden, deleted, unsure, objects } = body
  const pictures = zip.names.filter((name) => /^word\/media\//.test(name)).length
  return {
    text: body.lines.join('\n'),
    doubts: doubted({ struck, hidden, deleted, formulasDrawn: unsure, objects, pictures }),
  }
}

/** The part that holds the text: `word/document.xml`, in files of Word online `word/document2.xml`. */
const mainPart = (zip: Box): string =>
  zip.names.find((name) => /^word\/document\d{0,3}\.xml$/.test(name)) ?? 'word/document.xml'

interface Paragraph {
  text: string
  list?: string
  level?: number
  style?: string
  /** the mark at its end was deleted: the next one goes on in the same line */
  open?: true
  readonly notes: string[]
}

/** How the run that is open is set; what it says itself goes before its style, that before its paragraph's. */
interface Run {
  style?: string
  struck?: boolean
  twice?: boolean
  hidden?: boolean
  raised?: boolean
}

interface Grid {
  readonly rows: string[][]
  cell: string[]
  /** columns that the cell spans */
  span: number
  /** goes on from the row above */
  merged: boolean
  /** goes on from the cell to the left */
  covered: boolean
  /** the row was deleted, and its deletion tracked */
  deleted: boolean
}

/** Of two forms of one drawing the first is read; what was deleted, moved away, is an instruction or a reading aid is not text. */
const SKIPPED = /^(?:mc:Fallback|w:del|w:moveFrom|w:instrText|w:delInstrText|w:rt|w:sectPrChange|w:\w+PrChange)$/

class Body {
  readonly lines: string[] = []
  readonly struck: string[] = []
  hidden = 0
  deleted = 0
  /** formulas that their line does not tell */
  unsure = 0
  objects = 0
  readonly #numbering: Numbering
  readonly #styles: Styles
  readonly #notes: ReadonlyMap<string, string>
  readonly #paragraphs: Paragraph[] = []
  readonly #grids: Grid[] = []
  #skipping = 0
  #run: Run | undefined
  #formula: Formula | undefined
  #inText = false
  /** where the paragraph's own mark is described, not its text */
  #mark = 0
  #before = ''

  constructor(numbering: Numbering, styles: Styles, notes: ReadonlyMap<string, string>) {
    this.#numbering = numbering
    this.#styles = styles
    this.#notes = notes
  }

  take(token: Token): void {
    if (token.kind === 'text') {
      if (!this.#inText || this.#skipping) return
      if (this.#formula) this.#formula.said(token.text)
      else this.#write(token.text)
      return
    }
    if (SKIPPED.test(token.name)) {
      if (token.kind === 'open' && token.name === 'w:del') this.#deletes()
      this.#skipping += token.kind === 'open' ? 1 : -1
    }
    if (this.#skipping) return
    if (this.#formula && token.name.startsWith('m:')) this.#takeFormula(token)
    else if (token.kind === 'open') this.#open(token.name, token.attributes)
    else this.#close(token.name)
  }

  /** A deletion of words, of a paragraph's mark, or of a row. */
  #deletes(): void {
    this.deleted++
    const grid = this.#grids.at(-1)
    const paragraph = this.#paragraphs.at(-1)
    if (this.#mark && paragraph) paragraph.open = true
    else if (grid && !paragraph) grid.deleted = true
  }

  #open(name: string, attributes: string): void {
    const paragraph = this.#paragraphs.at(-1)
    const grid = this.#grids.at(-1)
    const value = attribute(attributes, 'w:val')
    if (name === 'w:p') this.#paragraphs.push({ text: '', notes: [] })
    else if (name === 'w:pPr') this.#mark++
    else if (name === 'w:t') this.#inText = true
    else if (name === 'w:r') this.#run = {}
    else if (this.#run && this.#sets(this.#run, name, attributes)) return
    else if (name === 'm:oMath') this.#formula = new Formula()
    else if (name === 'w:tab' && paragraph && attribute(attributes, 'w:pos') === undefined) this.#write('　')
    else if (name === 'w:ptab') this.#write('　')
    else if (name === 'w:br' || name === 'w:cr') this.#write('\n')
    else if (name === 'w:noBreakHyphen') this.#write('-')
    else if (name === 'w:numId' && paragraph && value !== undefined) paragraph.list = value
    else if (name === 'w:ilvl' && paragraph) paragraph.level = Number(value)
    else if (name === 'w:pStyle' && paragraph && value !== undefined) paragraph.style = value
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference')
      paragraph?.notes.push(`${name.replace('Reference', '')} ${attribute(attributes, 'w:id') ?? ''}`)
    else if (name === 'w:object' || name === 'w:altChunk') this.objects++
    else if (name === 'w:tbl') {
      if (this.#grids.length >= LIMITS.nesting) throw new FileRefused(refusals.nested)
      this.#grids.push({ rows: [], cell: [], span: 1, merged: false, covered: false, deleted: false })
    } else if (grid) openCell(grid, name, attributes)
  }

  #sets(run: Run, name: string, attributes: string): boolean {
    if (name === 'w:rStyle') run.style = attribute(attributes, 'w:val') ?? ''
    else if (name === 'w:strike') run.struck = isOn(attributes)
    else if (name === 'w:dstrike') run.twice = isOn(attributes)
    else if (name === 'w:vanish') run.hidden = isOn(attributes)
    else if (name === 'w:vertAlign') run.raised = attribute(attributes, 'w:val') === 'superscript'
    else return false
    return true
  }

  #close(name: string): void {
    if (name === 'w:t') this.#inText = false
    else if (name === 'w:r') this.#run = undefined
    else if (name === 'w:pPr') this.#mark--
    else if (name === 'w:p') this.#endParagraph()
    else if (name === 'w:tc') endCell(this.#grids.at(-1))
    else if (name === 'w:tr') endRow(this.#grids.at(-1))
    else if (name === 'w:tbl') this.#endTable()
  }

  #takeFormula(token: Exclude<Token, { kind: 'text' }>): void {
    const formula = this.#formula
    if (!formula) return
    if (token.name === 'm:t') this.#inText = token.kind === 'open'
    if (token.kind === 'open') formula.opened(token.name, token.attributes)
    else if (token.name !== 'm:oMath') formula.closed()
    else {
      this.#formula = undefined
      if (formula.unsure) this.unsure++
      this.#write(formula.line)
    }
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (this.#is('hidden')) {
      if (text.trim()) this.hidden++
    } else if (this.#run?.twice || this.#is('struck')) {
      if (text.trim()) this.struck.push(text.trim())
    } else if (paragraph) paragraph.text += this.#run?.raised ? raised(text) : text
  }

  #is(key: 'hidden' | 'struck'): boolean {
    const run = this.#run
    const styled = run && (run[key] ?? this.#styles.get(run.style, key))
    return styled ?? this.#styles.get(this.#paragraphs.at(-1)?.style, key) ?? false
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    const { list, level, style, text, notes, open } = paragraph
    // An empty paragraph in a list shows no number that anything hangs on, but Word counts it.
    const number = this.#numbering.next(list, level, style)
    const line = this.#before + (text.trim() ? number + text : text)
    this.#before = open ? line : ''
    this.#say([
      ...(open ? [] : [line]),
      ...notes.flatMap((id) => this.#notes.get(id) ?? []).map((note) => `注：${note}`),
    ])
  }

  #endTable(): void {
    const grid = this.#grids.pop()
    if (grid) this.#say(tableLines(grid.rows, this.#grids.length > 0))
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
  if (name === 'w:tr') {
    grid.rows.push([])
    grid.deleted = false
  } else if (name === 'w:tc') Object.assign(grid, { cell: [], span: 1, merged: false, covered: false })
  else if (name === 'w:gridSpan') grid.span = Math.min(Number(value) || 1, LIMITS.columns)
  else if (name === 'w:vMerge') grid.merged = value !== 'restart'
  else if (name === 'w:hMerge') grid.covered = value !== 'restart'
  // Columns that the row leaves out at its beginning.
  else if (name === 'w:gridBefore') grid.rows.at(-1)?.push(...emptyCells(Number(value)))
}

const emptyCells = (count: number): string[] =>
  Array<string>(Math.max(0, Math.min(count || 0, LIMITS.columns))).fill('')

function endCell(grid: Grid | undefined): void {
  if (!grid) return
  const row = grid.rows.at(-1)
  const own = grid.covered ? '' : inOneLine(grid.cell)
  const text = grid.merged ? below(grid.rows.at(-2)?.[row?.length ?? 0] ?? '') : own
  row?.push(text, ...emptyCells(grid.span - 1))
  grid.cell = []
}

function endRow(grid: Grid | undefined): void {
  if (grid?.deleted) grid.rows.pop()
}

/** The text of each note by its kind and id (`w:footnote 2`); Word's own separators have none. */
function notesOf(xml: string, kind: string): Map<string, string> {
  const notes = new Map<string, string>()
  let id = ''
  let inText = false
  for (const token of tokensOf(xml)) {
    if (token.kind === 'text') {
      if (inText) notes.set(id, (notes.get(id) ?? '') + token.text)
    } else if (token.name === 'w:t') inText = token.kind === 'open'
    else if (token.name === kind && token.kind === 'open') id = `${kind} ${attribute(token.attributes, 'w:id') ?? ''}`
  }
  return notes
}
