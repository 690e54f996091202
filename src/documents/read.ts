/** From the text of an official document to its provisions, tables and facts. */

import { factsOf } from './facts/facts.ts'
import { lifeOf } from './library/life.ts'
import type { Document, Provision, Sentence } from './structure/document.ts'
import { readFront, roleOf, type Unit } from './structure/front.ts'
import { type Line, linesOf } from './structure/lines.ts'
import { outlineOf } from './structure/outline.ts'
import { passagesOf, wrapWidth } from './structure/passage.ts'
import { blocksOf, isGrid, type LineGrid } from './structure/table.ts'

/**
 * Reads the text form of an official document. Every character but page numbers and running heads
 * lies in a provision; nothing is changed but line and page breaks inside sentences.
 *
 * @param options.id stable within a collection: the file's name without its ending
 * @param options.goals what its office measures, as the text words it, with … for what is left out: figures there are goals
 */
export function readDocument(
  text: string,
  options: { readonly id: string; readonly goals?: readonly string[] },
): Document {
  const { lines, pagination } = linesOf(text)
  const units = unitsOf(lines)
  const front = readFront(units)
  const { noticeEnd, preambleEnd, ...metadata } = front
  const parts = [
    { label: '印发通知', from: 0, to: noticeEnd },
    { label: '引言', from: noticeEnd, to: preambleEnd },
  ]
  const outline = outlineOf(units, parts, preambleEnd)
  const life = lifeOf(
    outline.provisions.flatMap((one) => one.sentences.map((sentence) => sentence.text)),
    front.issued,
  )
  const document = { id: options.id, ...metadata, ...life, text, ...outline, pagination, facts: [] }
  const broken = brokenOff(outline.provisions, units)
  return { ...document, facts: factsOf(document, options.goals), ...(broken ? { brokenOff: broken } : {}) }
}

function unitsOf(lines: readonly Line[]): Unit[] {
  const blocks = blocksOf(lines)
  const wrap = wrapWidth(blocks.filter((block): block is Line => !isGrid(block)))
  const units: Unit[] = []
  let run: Line[] = []
  const flush = (): void => {
    units.push(...passagesOf(run, wrap))
    run = []
  }
  for (const block of blocks) {
    if (isGrid(block)) {
      flush()
      units.push(block)
    } else run.push(block)
  }
  flush()
  return units
}

/** The end of a text whose last paragraph or table cell stops in mid-sentence. */
function brokenOff(provisions: readonly Provision[], units: readonly Unit[]): string | undefined {
  const last = units.at(-1)
  if (!last) return undefined
  if (isGrid(last)) return brokenCell(last)
  // A note below a table belongs to the annex around it, not to the last provision.
  const sentence: Sentence | undefined = provisions
    .flatMap((one) => one.sentences.slice(-1))
    .find((one) => one.to === last.to)
  if (!sentence) return undefined
  if (roleOf(last) !== 'prose' || /[。！？；…!?）)》”"】]$/.test(sentence.text)) return undefined
  if (/^(?:附件|抄送|主送|（|联系)|印发$/.test(last.text)) return undefined
  return sentence.text.slice(-30).replace(/^.*[，。；、]/, '') || sentence.text.slice(-12)
}

/** A cell that ends in 第十八 or in an open bracket. Cells have no full stop, so nothing else tells. */
function brokenCell(grid: LineGrid): string | undefined {
  const cell = grid.rows.at(-1)?.cells.findLast(Boolean) ?? ''
  const open = /[（(《“][^（(《“）)》”]*$/.test(cell)
  return open || /(?:第[一二三四五六七八九十百零\d]{0,4}|[，、和及与或的])$/.test(cell) ? cell.slice(-30) : undefined
}
