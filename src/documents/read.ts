/** From the text of an official document to its provisions, tables and facts. */
import type { Document, Provision, Sentence } from './document.ts'
import { factsOf } from './facts.ts'
import { readFront, roleOf, type Unit } from './front.ts'
import { lifeOf } from './life.ts'
import { type Line, linesOf } from './lines.ts'
import { outlineOf } from './outline.ts'
import { passagesOf, wrapWidth } from './passage.ts'
import { blocksOf, isGrid } from './table.ts'

/**
 * Reads the text form of an official document. Every character but page numbers and running heads
 * lies in a provision; nothing is changed but line and page breaks inside sentences.
 *
 * @param options.id stable within a collection: the file's name without its ending
 */
export function readDocument(text: string, options: { readonly id: string }): Document {
  const { lines, pagination } = linesOf(text)
  const units = unitsOf(lines)
  const front = readFront(units)
  const { noticeEnd, preambleEnd, ...metadata } = front
  const parts = [
    { label: '印发通知', from: 0, to: noticeEnd },
    { label: '引言', from: noticeEnd, to: preambleEnd },
  ]
  const outline = outlineOf(units, parts, preambleEnd)
  const life = lifeOf(outline.provisions.flatMap((one) => one.sentences.map((sentence) => sentence.text)))
  const document = { id: options.id, ...metadata, ...life, text, ...outline, pagination, facts: [] }
  const broken = brokenOff(outline.provisions, units)
  return { ...document, facts: factsOf(document), ...(broken ? { brokenOff: broken } : {}) }
}

function unitsOf(lines: readonly Line[]): Unit[] {
  const wrap = wrapWidth(lines)
  const units: Unit[] = []
  let run: Line[] = []
  const flush = (): void => {
    units.push(...passagesOf(run, wrap))
    run = []
  }
  for (const block of blocksOf(lines)) {
    if (isGrid(block)) {
      flush()
      units.push(block)
    } else run.push(block)
  }
  flush()
  return units
}

/** The end of a text whose last paragraph stops in mid-sentence. */
function brokenOff(provisions: readonly Provision[], units: readonly Unit[]): string | undefined {
  const last = units.at(-1)
  const sentence: Sentence | undefined = provisions.at(-1)?.sentences.at(-1)
  if (!last || isGrid(last) || !sentence || sentence.to !== last.to) return undefined
  if (roleOf(last) !== 'prose' || /[。！？；…!?）)》”"】]$/.test(sentence.text)) return undefined
  if (/^(?:附件|抄送|主送|（|联系)|印发$/.test(last.text)) return undefined
  return sentence.text.slice(-30).replace(/^.*[，。；、]/, '') || sentence.text.slice(-12)
}
