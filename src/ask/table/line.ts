/** A table's rows as lines: their cells, the words that name them, and how a row and a figure of it are told. */
import { type Column, columnsOf, isNote, isPlaceName, nameOf, type Table, unitOf } from '../../documents/index.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { flat } from '../words/normalise.ts'

/** A row of a table, with what it is found by. */
export interface TableLine {
  readonly passage: EvidencePassage
  readonly cells: readonly string[]
  readonly sum?: Table['places'][number]['sum']
  readonly section: string
  /** flat words of the row: names, bodies, times, the sub-head above */
  readonly words: string
}

const kept = new WeakMap<Table, readonly TableLine[]>()

/** Made once a table. @param of any passage of its paper */
export function linesOf(table: Table, of: EvidencePassage): readonly TableLine[] {
  const made = kept.get(table) ?? makeLines(table, of)
  kept.set(table, made)
  return made
}

function makeLines(table: Table, of: EvidencePassage): TableLine[] {
  const columns = columnsOf(table)
  return of.paper.passages.flatMap((passage): TableLine[] => {
    if (passage.row?.table !== table) return []
    const cells = table.rows[passage.row.at] ?? []
    const { section = '', sum } = table.places[passage.row.at] ?? {}
    const words = columns
      .filter((one) => one.kind !== 'figure' && one.kind !== 'serial')
      .map((one) => cells[one.at] ?? '')
    return [{ passage, cells, section, ...(sum && { sum }), words: flat([section, ...words].join('/')) }]
  })
}

/** 注：…, in the table or right below it: what its columns mean. */
export function notesUnder({ notes, span, label }: Table, { document }: EvidencePassage): readonly string[] {
  if (notes.length > 0) return notes.map(({ from, to }) => document.text.slice(from, to))
  const home = document.provisions.filter((one) => label === one.label || label.startsWith(`${one.label} `))
  const below = home.flatMap(({ sentences }) => sentences).filter(({ from }) => from >= span.to)
  return isNote(below[0]?.text ?? '') ? below.map(({ text }) => text) : []
}

/** A table with all its rows, as names need them to be told apart. */
export interface TableLines {
  readonly table: Table
  readonly lines: readonly TableLine[]
}

/** Names of the row that the question says whole; none of what it says in part. */
export const saidIn = ({ words }: TableLine, text: string): string[] =>
  words
    .split('/')
    .flatMap(
      (cell) =>
        [...new Set([...(cell.length > 2 ? [cell] : []), ...namesOfPlace(cell)])].find((name) => text.includes(name)) ??
        [],
    )

/** 枫林 of 枫林乡: names that a place goes by without what it is. */
const namesOfPlace = (cell: string): string[] =>
  isPlaceName(cell) ? [cell, cell.slice(0, cell.endsWith('街道') ? -2 : -1)].filter((name) => name.length > 1) : []

/** The words that name a row: as many levels as tell it from all others; where none do, the sub-head above it, too. */
export function nameIn({ table, lines }: TableLines, line: TableLine): string {
  const depth = depthOf(table, lines)
  const name = nameOf(table, line.cells).slice(0, depth).join(' ')
  const isShared = lines.some(
    (one) =>
      one !== line && one.section !== line.section && nameOf(table, one.cells).slice(0, depth).join(' ') === name,
  )
  return isShared && line.section !== '' ? `${line.section} ${name}` : name
}

/** As many levels of a name as tell each row from all others, or all of them. */
function depthOf(table: Table, lines: readonly TableLine[]): number {
  const names = lines.filter(({ sum }) => sum === undefined).map((one) => [one.section, ...nameOf(table, one.cells)])
  const most = Math.max(...names.map((name) => name.length - 1))
  let depth = 1
  while (depth < most && new Set(names.map((name) => name.slice(0, depth + 1).join('/'))).size < names.length) depth++
  return depth
}

/** A figure with its unit, as the cell and its column have them. */
export function valueIn({ table }: Pick<TableLines, 'table'>, line: TableLine, column: Column): string {
  const cell = (line.cells[column.at] ?? '').trim()
  return cell.replace(BARE, `$1${unitOf(table, line.cells, column)}$2`)
}
const BARE = /^([≥≤><]?\s*-?[\d.,]+)((?:以[上下内]|左右)?)$/
