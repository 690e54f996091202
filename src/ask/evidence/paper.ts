/** A document as passages that can be quoted, each with the statements in it, and where its characters stand. Made once. */

import { type Document, type Fact, type Provision, pastYearOf, type Table } from '../../documents/index.ts'
import { pathTo } from '../question/sections.ts'
import { type Proposition, statementsOf } from '../words/clauses.ts'
import { keptOf } from '../words/kept.ts'
import { flat, tidy } from '../words/normalise.ts'

export interface EvidencePassage {
  readonly paper: Paper
  readonly document: Document
  readonly provision: Provision
  readonly kind: 'heading' | 'sentence' | 'row'
  /** verbatim: what a citation quotes */
  readonly text: string
  /** for showing; a table row names its columns */
  readonly tidy: string
  /** for matching */
  readonly flat: string
  /** flat headings: of the provision itself, and of all that it lies in with the lines that open its items */
  readonly heading: string
  readonly path: string
  /** flat text of the whole provision */
  readonly around: string
  /** flat title of the document */
  readonly title: string
  /** verbatim line of the column names of a row's table */
  readonly header?: string
  /** of a table: which row of which */
  readonly row?: TableRow
  readonly statements: readonly Proposition[]
  /** what the sentence says in so many words */
  readonly facts: readonly Fact[]
  /** the year before its paper's that it tells of: results, no goals */
  readonly past?: number
}

export interface TableRow {
  readonly table: Table
  readonly at: number
}

export interface Paper {
  readonly document: Document
  readonly passages: readonly EvidencePassage[]
  /** bigram → passages whose own text holds it, in order */
  readonly own: ReadonlyMap<string, readonly number[]>
}

/** The same document is cut and indexed once, however many collections hold it. */
export const paperOf = keptOf(makePaper)

/** Facts by their provision, then by their sentence: a sentence of many is looked into once. */
function bySentence({ facts }: Document): Map<string, Map<string, Fact[]>> {
  const found = new Map<string, Map<string, Fact[]>>()
  for (const fact of facts) {
    const here = found.get(fact.label) ?? new Map<string, Fact[]>()
    const same = here.get(fact.sentence.text)
    if (same) same.push(fact)
    else here.set(fact.sentence.text, [fact])
    found.set(fact.label, here)
  }
  return found
}

function makePaper(document: Document): Paper {
  const passages: EvidencePassage[] = []
  const paper: Paper = { document, passages, own: new Map() }
  const facts = bySentence(document)
  const title = flat(document.title)
  for (const provision of document.provisions) {
    const path = pathTo(provision, document)
    const above = path.map((one) => one.heading).join(' ')
    const common = {
      paper,
      document,
      provision,
      heading: flat(provision.heading),
      path: flat(namesAbove(provision, document).join('/')),
      around: flat(document.text.slice(provision.span.from, provision.span.to)),
      title,
    }
    for (const { kind, text, shown = tidy(text), ...row } of piecesOf(document, provision)) {
      const here = [...(facts.get(provision.label) ?? [])].flatMap(([said, all]) => (said.includes(text) ? all : []))
      const past = pastOf(here, above, document)
      passages.push(
        lazily({ ...common, kind, text, tidy: shown, flat: flat(shown), facts: here, ...row, ...(past && { past }) }),
      )
    }
  }
  for (const [at, passage] of passages.entries()) enter(paper.own, passage.flat, at)
  return paper
}

/**
 * The year that a passage looks back on: that of its result, else of its headings, else the one before the paper's.
 * @returns undefined where it states a target, or tells of no past
 */
function pastOf(facts: readonly Fact[], headings: string, { year }: Document): number | undefined {
  if (facts.some((one) => one.kind === 'target')) return undefined
  const told = facts.find((one) => one.kind === 'result')
  const said = told?.kind === 'result' ? told.period : undefined
  const named = Number(/20\d\d/.exec(said ?? pastYearOf(headings, year) ?? '')?.[0] ?? 0)
  return named || (told && year !== undefined ? year - 1 : undefined)
}

/** Most passages are never cut: only what a question comes near to. */
function lazily(passage: Omit<EvidencePassage, 'statements'>): EvidencePassage {
  let made: readonly Proposition[] | undefined
  return {
    ...passage,
    get statements() {
      made ??= passage.kind === 'sentence' ? statementsOf(passage.tidy) : []
      return made
    },
  }
}

function enter(index: ReadonlyMap<string, readonly number[]>, text: string, at: number): void {
  const open = index as Map<string, number[]>
  for (let i = 0; i + 1 < text.length; i++) {
    const gram = text.slice(i, i + 2)
    const list = open.get(gram)
    if (!list) open.set(gram, [at])
    else if (list.at(-1) !== at) list.push(at)
  }
}

const LEADS = /[:：]$/

/** Headings of all that a provision lies in, outermost first, and the sentences there that its items complete: 应当具备下列条件： */
export const namesAbove = (provision: Provision, document: Document): string[] =>
  pathTo(provision, document)
    .slice(0, -1)
    .flatMap(({ heading, sentences }) => [
      heading,
      ...sentences.map((one) => one.text.trim()).filter((text) => LEADS.test(text)),
    ])
    .filter(Boolean)

interface Piece {
  readonly kind: EvidencePassage['kind']
  readonly text: string
  readonly shown?: string
  readonly header?: string
  readonly row?: TableRow
}

// 4.11月20日前: the number of the point must not run into the date.
const SERIAL = /^\s*\d{1,2}[.．、]\s*(?=\d{1,2}\s*月)/

function piecesOf(document: Document, provision: Provision): Piece[] {
  const { heading } = provision
  const tables = document.tables.filter((one) => one.label === provision.label)
  const inTable = (at: number): boolean => tables.some(({ span }) => at >= span.from && at < span.to)
  return [
    ...(heading ? [{ kind: 'heading' as const, text: heading }] : []),
    // A number whose first sentence was taken for its heading says something all the same.
    ...(/[，,；;]|\d/.test(heading) ? [{ kind: 'sentence' as const, text: heading }] : []),
    ...provision.sentences
      .filter((one) => !inTable(one.from))
      .map((one) => ({ kind: 'sentence' as const, text: one.text.replace(SERIAL, '') })),
    ...tables.flatMap((table) => [
      ...rowsOf(document, table),
      ...table.notes.map(({ from, to }) => ({ kind: 'sentence' as const, text: document.text.slice(from, to) })),
    ]),
  ]
}

/** Each row as the line of the original that holds it, and shown with the names of its columns. */
function rowsOf({ text }: Document, table: Table): Piece[] {
  const header = text.slice(table.head.from, table.head.to)
  return table.rows.map((row, at) => {
    const place = table.places[at] ?? { span: table.head, section: '', above: [] }
    const shown = row
      .flatMap((cell, column) => (tidy(cell) ? [[table.header[column], tidy(cell)].filter(Boolean).join('：')] : []))
      .join('；')
    return {
      kind: 'row' as const,
      text: text.slice(place.span.from, place.span.to),
      shown: place.section ? `${place.section}：${shown}` : shown,
      header,
      row: { table, at },
    }
  })
}
