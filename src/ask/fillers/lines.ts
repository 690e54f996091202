/** A table's rows as lines: their cells, with the words that name them. */
import { columnsOf, isNote, type Table } from '../../documents/index.ts'
import type { Passage } from '../evidence/paper.ts'
import { flat } from '../words/normalise.ts'

export interface TableLine {
  readonly passage: Passage
  readonly cells: readonly string[]
  readonly sum?: Table['places'][number]['sum']
  readonly section: string
  /** flat words of the row: names, bodies, times, the sub-head above */
  readonly words: string
}

const kept = new WeakMap<Table, readonly TableLine[]>()

/** Made once a table. @param of any passage of its paper */
export function linesOf(table: Table, of: Passage): readonly TableLine[] {
  const made = kept.get(table) ?? makeLines(table, of)
  kept.set(table, made)
  return made
}

function makeLines(table: Table, of: Passage): TableLine[] {
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
export function notesUnder({ notes, span, label }: Table, { document }: Passage): readonly string[] {
  if (notes.length > 0) return notes.map(({ from, to }) => document.text.slice(from, to))
  const home = document.provisions.filter((one) => label === one.label || label.startsWith(`${one.label} `))
  const below = home.flatMap(({ sentences }) => sentences).filter(({ from }) => from >= span.to)
  return isNote(below[0]?.text ?? '') ? below.map(({ text }) => text) : []
}
