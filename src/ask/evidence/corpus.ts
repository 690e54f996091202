/** The documents as passages that can be quoted, with the words that occur in them. */
import type { Document, Provision, Table } from '../../documents/index.ts'
import { flat, tidy } from '../words/normalise.ts'

export interface Passage {
  readonly document: Document
  readonly provision: Provision
  readonly kind: 'heading' | 'sentence' | 'row'
  /** verbatim: what a citation quotes */
  readonly text: string
  /** for showing; a table row names its columns */
  readonly tidy: string
  /** for matching */
  readonly flat: string
  /** flat headings: of the provision itself, and of all that it lies in */
  readonly heading: string
  readonly path: string
  /** flat text of the whole provision */
  readonly around: string
  /** flat title of the document */
  readonly title: string
  /** place among the passages of the document */
  readonly order: number
  readonly cells?: readonly Cell[]
  /** verbatim line of the column names of a row's table */
  readonly header?: string
}

export interface Cell {
  readonly column: string
  readonly value: string
}

export interface Corpus {
  readonly documents: readonly Document[]
  readonly passages: readonly Passage[]
  /** runs of whole words, up to eight characters → number of passages with them */
  readonly vocabulary: ReadonlyMap<string, number>
  /** first characters of two words side by side or listed → the first of them: 体艺 → 体育 */
  readonly initials: ReadonlyMap<string, string>
  /** how telling a run of characters is, from 0 (everywhere) to 1 (once) */
  readonly rarity: (run: string) => number
  readonly holds: (run: string) => boolean
}

// 4.11月20日前: the number of the point must not run into the date.
const SERIAL = /^\s*\d{1,2}[.．、]\s*(?=\d{1,2}\s*月)/
const LONGEST_RUN = 8
const SPLIT = /[^\u3400-\u9fffa-z0-9+.%]+/
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a flat text, in order. */
export const wordsOf = (text: string): string[] =>
  (text.match(STRETCH) ?? []).flatMap((stretch) => [...words.segment(stretch)].map((part) => part.segment))

// The segmenter takes the square of a stretch without punctuation; no sentence is as long as this.
const STRETCH = /[\s\S]{1,500}/g

export function buildCorpus(documents: readonly Document[]): Corpus {
  const passages = documents.flatMap(passagesOf)
  const vocabulary = new Map<string, number>()
  for (const passage of passages) {
    for (const run of runsOf(`${passage.flat}/${passage.kind === 'heading' ? '' : passage.heading}`)) {
      vocabulary.set(run, (vocabulary.get(run) ?? 0) + 1)
    }
  }
  // The title is no passage, but its words are known.
  for (const document of documents) {
    for (const run of runsOf(flat(document.title))) vocabulary.set(run, vocabulary.get(run) ?? 1)
  }
  const most = Math.log(1 + passages.length)
  const frequencies = new Map<string, number>()
  // Most words that are asked for stand nowhere: one look through all tells that sooner than one through each.
  const whole = passages.map((one) => one.flat).join('\n')
  const count = (run: string): number =>
    whole.includes(run) ? passages.filter((one) => one.flat.includes(run)).length : 0
  const frequency = (run: string): number => {
    const known = frequencies.get(run) ?? vocabulary.get(run) ?? count(run)
    frequencies.set(run, known)
    return known
  }
  return {
    documents,
    passages,
    vocabulary,
    initials: initialsOf(passages),
    rarity: (run) => Math.log(1 + passages.length / Math.max(1, frequency(run))) / most,
    holds: (run) => frequency(run) > 0,
  }
}

function initialsOf(passages: readonly Passage[]): ReadonlyMap<string, string> {
  const initials = new Map<string, string>()
  for (const { flat: text } of passages) {
    for (const [, first = '', second = ''] of text.matchAll(LISTED)) {
      const short = first.charAt(0) + second.charAt(0)
      if (!initials.has(short)) initials.set(short, first)
    }
  }
  return initials
}

/** 体育、艺术: two words of a list. */
const LISTED = /(?<![\u3400-\u9fff])([\u3400-\u9fff]{2})、(?=([\u3400-\u9fff]{2}))/g

/** All runs of adjoining words between punctuation, of 2 to 8 characters. */
function runsOf(text: string): Set<string> {
  const runs = new Set<string>()
  for (const piece of text.split(SPLIT)) {
    const parts = wordsOf(piece)
    for (let from = 0; from < parts.length; from++) {
      let run = ''
      for (let to = from; to < parts.length; to++) {
        run += parts[to] ?? ''
        if (run.length > LONGEST_RUN) break
        if (run.length >= 2 && !/^[的了和与及等在]|[的了和与及等在]$/.test(run)) runs.add(run)
      }
    }
  }
  return runs
}

function passagesOf(document: Document): Passage[] {
  const byLabel = new Map(document.provisions.map((provision) => [provision.label, provision]))
  const title = flat(document.title)
  const passages: Passage[] = []
  for (const provision of document.provisions) {
    const common = {
      document,
      provision,
      heading: flat(provision.heading),
      path: flat(
        ancestors(provision, byLabel)
          .flatMap((one) => [one.heading, ...leadIns(one)])
          .join('/'),
      ),
      around: flat(document.text.slice(provision.span.from, provision.span.to)),
      title,
    }
    const add = (
      kind: Passage['kind'],
      text: string,
      shown: string,
      row?: { cells: readonly Cell[]; header: string },
    ): void => {
      passages.push({ ...common, kind, text, tidy: shown, flat: flat(shown), order: passages.length, ...row })
    }
    if (provision.heading) add('heading', provision.heading, tidy(provision.heading))
    // A number whose first sentence was taken for its heading says something all the same.
    if (/[，,；;]|\d/.test(provision.heading)) add('sentence', provision.heading, tidy(provision.heading))
    const tables = document.tables.filter((one) => one.label === provision.label)
    for (const sentence of provision.sentences) {
      const inTable = tables.some((one) => sentence.from >= one.span.from && sentence.to <= one.span.to)
      const text = sentence.text.replace(SERIAL, '')
      if (!inTable) add('sentence', text, tidy(text))
    }
    for (const table of tables) {
      for (const row of rowsOf(document, table)) add('row', row.text, row.shown, row)
    }
  }
  return passages
}

/** 应当具备下列条件：the sentence that the items below it complete. */
const leadIns = (provision: Provision): string[] =>
  provision.sentences.map((one) => one.text).filter((text) => /[:：]\s*$/.test(text))

function ancestors(provision: Provision, byLabel: ReadonlyMap<string, Provision>): Provision[] {
  const parent = provision.parent === undefined ? undefined : byLabel.get(provision.parent)
  return parent ? [...ancestors(parent, byLabel), parent] : []
}

/** Each row as the line of the original that holds it, and shown with the names of its columns. */
function rowsOf(document: Document, table: Table): { text: string; shown: string; cells: Cell[]; header: string }[] {
  const headed = lineOf(document, table.header, table.span.from)
  let at = headed.to
  return table.rows.flatMap((row) => {
    const cells = row.map((value, index) => ({ column: table.header[index] ?? '', value: tidy(value) }))
    const line = lineOf(document, row, at)
    if (!line.text) return []
    at = line.to
    const shown = cells
      .filter((cell) => cell.value)
      .map((cell) => (cell.column ? `${cell.column}：${cell.value}` : cell.value))
    return [{ text: line.text, shown: shown.join('；'), cells, header: headed.text }]
  })
}

/** The stretch of the original, from `at` on, that holds these cells one after another. */
function lineOf(document: Document, cells: readonly string[], at: number): { text: string; to: number } {
  const filled = cells.filter((value) => value.trim())
  const from = filled[0] === undefined ? -1 : document.text.indexOf(filled[0], at)
  if (from < 0) return { text: '', to: at }
  let to = from
  for (const value of filled) {
    const found = document.text.indexOf(value, to)
    if (found >= 0) to = found + value.length
  }
  return { text: document.text.slice(from, to), to }
}
