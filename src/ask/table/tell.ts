/** What is told of a table: cells with the names of their rows and columns, and the lines of the paper that they stand in. */
import { type Column, columnsOf, type Span, saidOf, senseOf, unitOf, wrongSums } from '../../documents/index.ts'
import { type Found, found, type Quote, quoteOf } from '../answer/outcome.ts'
import { isEmpty } from '../claim/fit.ts'
import { BOUND_BEFORE, hitAt } from '../claim/words.ts'
import { notTheSum } from '../text.ts'
import { flat } from '../words/normalise.ts'
import { nameIn, type TableLine, valueIn } from './line.ts'
import type { Meant } from './meant.ts'

/** Header, the lines that print merged cells, and the rows themselves; those that stand one below the other as one. */
function quotesOf({ table }: Meant, lines: readonly TableLine[]): Quote[] {
  const [first] = lines
  if (!first) return []
  const { document } = first.passage
  const own = lines.flatMap((line) => {
    const place = table.places[line.passage.row?.at ?? -1]
    return place ? [...place.above, place.span] : []
  })
  return [table.head, ...blocksOf(own, document.text)].map(({ from, to }) => ({
    ...quoteOf(first.passage),
    text: document.text.slice(from, to),
  }))
}

const BETWEEN = /^[\s|│+\-—─]*$/

const LONGEST_BLOCK = 600

function blocksOf(spans: readonly Span[], text: string): Span[] {
  const blocks: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = blocks.at(-1)
    if (last && span.from <= last.to) continue
    const joins = last && BETWEEN.test(text.slice(last.to, span.from)) && span.to - last.from <= LONGEST_BLOCK
    if (joins) blocks[blocks.length - 1] = { from: last.from, to: span.to }
    else blocks.push(span)
  }
  return blocks
}

/** An answer from a table, with the lines of the paper that hold its head and rows. */
export const told = (meant: Meant, lead: string, lines: readonly TableLine[]): Found => ({
  ...found(lead, quotesOf(meant, lines)),
  computed: true,
})

/** A cell with its column's name, its unit and how it is bound; a sum that is none with what its rows come to. */
export const cellWords = (meant: Meant, line: TableLine, column: Column): string =>
  `${saidOf(column.name)}${column.kind === 'figure' ? '' : '：'}${qualifierOf(meant, line, column)}${valueIn(meant, line, column)}${doubtOf(meant, line, column)}`

/** 不低于, 力争达到: in a column of its own, how a row's goal is to be held. */
function qualifierOf({ table }: Meant, { cells }: TableLine, column: Column): string {
  if (senseOf(column) !== 'goal' || column.kind !== 'figure') return ''
  const qualifies = ({ at }: Column): boolean => {
    const said = table.rows.map((row) => flat(row[at] ?? '')).filter(Boolean)
    return said.length > 0 && said.every(isEmpty) && said.some((one) => hitAt(one, BOUND_BEFORE, 'end'))
  }
  const [own, other] = columnsOf(table).filter((one) => one.kind === 'name' && qualifies(one))
  return own && !other ? (cells[own.at] ?? '').trim() : ''
}

/** A sum that is none is told with what its rows come to. */
function doubtOf({ table }: Meant, line: TableLine, { at, name }: Column): string {
  if (line.sum === undefined) return ''
  const wrong = wrongSums(table).find((one) => one.column === name && one.printed === (line.cells[at] ?? '').trim())
  return wrong ? notTheSum(String(wrong.sum)) : ''
}

/**
 * The cells of the columns that are meant, row by row; undefined where these have nothing in them.
 * @param quoted the rows that are shown, where they are more
 */
export function cellsOf(meant: Meant, lines: readonly TableLine[], quoted = lines): Found | undefined {
  const said = lines.map((line) => {
    const name = nameIn(meant, line)
    const cells = meant.columns.filter(
      (one) => line.cells[one.at] && one.name && !name.includes((line.cells[one.at] ?? '').trim()),
    )
    return { name, words: cells.map((one) => cellWords(meant, line, one)) }
  })
  if (said.every((one) => one.words.length === 0)) return undefined
  const isWordy = meant.columns[0]?.kind !== 'figure'
  const lead = said.map(({ name, words }) => `${name}${isWordy ? '，' : '：'}${words.join('，')}`).join('；')
  return told(meant, `${lead}${unitsBeside(meant, lines)}`, quoted)
}

/** 单位：万元、亩 names several, and not which is whose: it is said with figures that have none of their own. */
function unitsBeside({ table, columns }: Meant, lines: readonly TableLine[]): string {
  const isBare = (one: Column): boolean =>
    one.kind === 'figure' &&
    lines.some(({ cells }) => /^[\d.,]+$/.test(cells[one.at] ?? '') && !unitOf(table, cells, one))
  return table.unit && columns.some(isBare) ? `（${table.unit.replace(/^[（(]|[）)]$/g, '')}）` : ''
}
