/** What a paper states, statement by statement: each figure of prose or table with its subject, and each part without one. */

import type { Document, Provision } from '../../documents/index.ts'
import { parentOf, pathTo } from '../question/sections.ts'
import { keptOf } from '../words/kept.ts'
import { flat } from '../words/normalise.ts'
import type { Levels } from './levels.ts'
import type { Quantity } from './quantity.ts'
import { statedInSentence } from './stated-sentence.ts'
import { statedInTable } from './stated-table.ts'
import type { Worth } from './worth.ts'

/** The fields that a claim and a statement are compared by. */
export interface Comparable extends Worth, Levels {
  /** as worded */
  readonly text: string
  /** flat words that name what is spoken of, without qualifiers; several where it is worded in several ways */
  readonly subjects: readonly string[]
  readonly figure?: Quantity
  readonly years: readonly number[]
  /** 9月底, 10月31日 */
  readonly dates: readonly string[]
  /** 年取水量100万立方米以上的: from where on something holds, and no goal; 300家的 in a claim may be either */
  readonly condition?: true
}

/** Where something is stated. */
export interface StatedAt {
  readonly document: Document
  readonly provision: Provision
  /** verbatim sentence or table row */
  readonly sentence: string
  /** the line that opens the list which it is an item of: 有下列情形之一的，不适用本办法： */
  readonly intro?: string
}

export interface SourceStatement extends Comparable, StatedAt {
  /** a place or branch whose share it is, in a table */
  readonly scope?: string
  /** flat: headings, title and the words that stand about it */
  readonly context: string
  /** flat: what else its sentence says without a figure */
  readonly beside?: string
}

/** All statements of a document, in reading order; made once. */
export const statedIn = keptOf((document: Document): readonly SourceStatement[] => {
  const tables = new Map(document.tables.map((table) => [table.label, table]))
  return document.provisions.flatMap((provision) => {
    const path = flat([...pathTo(provision, document).map((one) => one.heading), document.title].join('/'))
    const table = tables.get(provision.label)
    const prose = provision.sentences.filter((one) => !table || one.to <= table.span.from || one.from >= table.span.to)
    const sentences = [...(provision.heading ? [provision.heading] : []), ...prose.map((one) => one.text)]
    const intro = openingOf(parentOf(provision, document), document.text)
    const place = { document, provision, ...(intro && { intro }) }
    return [
      ...sentences.flatMap((sentence) => statedInSentence({ ...place, sentence }, path)),
      ...(table ? statedInTable(table, place, path) : []),
    ]
  })
})

const COLONS = ['：', ':']

/** The last line of the item around it that ends in a colon; its heading, where the items follow that right away. */
function openingOf(parent: Provision | undefined, text: string): string | undefined {
  const line = parent?.sentences
    .map((one) => one.text.trim())
    .findLast((one) => COLONS.some((mark) => one.endsWith(mark)))
  if (line || !parent?.headingSpan) return line
  const end = text.slice(parent.headingSpan.to).trimStart().charAt(0)
  return COLONS.some((mark) => parent.heading.endsWith(mark) || end === mark) ? parent.heading : undefined
}
