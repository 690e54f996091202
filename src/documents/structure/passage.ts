/** Wrapped lines and broken pages healed into paragraphs that know where each character came from. */
import type { Span } from './document.ts'
import { type Line, widthOf } from './lines.ts'
import { annexMarkOf, markerOf } from './marker.ts'

/** A paragraph as it is read aloud, without its line breaks, with the pieces of the original that it is made of. */
export interface Passage extends Span {
  readonly text: string
  readonly pieces: readonly Piece[]
}

interface Piece extends Span {
  /** index in the passage's text at which the piece begins */
  readonly at: number
}

/** Offsets in the original for a stretch of a passage's text. */
export function spanOf(passage: Passage, from: number, to: number): Span {
  return { from: origin(passage, from), to: origin(passage, to - 1) + 1 }
}

function origin(passage: Passage, index: number): number {
  let low = 0
  let high = passage.pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((passage.pieces[middle]?.at ?? 0) <= index) low = middle
    else high = middle - 1
  }
  const piece = passage.pieces[low]
  return piece ? Math.min(piece.from + Math.max(0, index - piece.at), piece.to) : passage.from
}

/**
 * Joins lines into paragraphs: a line that fills the width at which the text is wrapped goes on in the next.
 *
 * @param lines consecutive lines without tables
 * @param wrap width at which lines were wrapped, in Chinese characters; 0 where each line is a paragraph
 */
export function passagesOf(lines: readonly Line[], wrap = wrapWidth(lines)): Passage[] {
  const passages: Passage[] = []
  let open: Line[] = []
  const margin = commonIndent(lines)
  for (const line of lines) {
    const previous = open.at(-1)
    if (previous && !continues(jointOf({ open, previous, next: line, wrap, margin }))) {
      passages.push(joined(open))
      open = []
    }
    open.push(line)
  }
  if (open.length) passages.push(joined(open))
  return passages
}

function joined(lines: readonly Line[]): Passage {
  const pieces: Piece[] = []
  const texts: string[] = []
  let at = 0
  for (const line of lines) {
    const last = texts.at(-1)
    // Between two Latin words the line break was the space; between Chinese characters there is none.
    const glue = last && /[A-Za-z,;]$/.test(last) && /^[A-Za-z]/.test(line.text) ? ' ' : ''
    texts.push(glue + line.text)
    at += glue.length
    pieces.push({ at, from: line.from, to: line.to })
    at += line.text.length
  }
  const [first, last] = [lines[0], lines.at(-1)]
  const from = first?.row?.from ?? first?.from ?? 0
  return { text: texts.join(''), pieces, from, to: last?.row?.to ?? last?.to ?? 0 }
}

const ENDED = /[。！？…!?][”’"'）)》】〕]*$/
const SOFT = /[；：;:][”’"'）)》】]*$/
// No paragraph ends like this.
const RUNS_ON = /[，、,（(《“‘〈]$/
// Nor like this; but a heading may: 目的, 社会力量参与.
const HALF_SAID = /(?:第|按照|根据|依据|以及|[和及与或的将把对])$/
const CONTINUES = /^[，。、；：）)》”’】〕%％,;]/
const DATE =
  /[（(]?(?:\d{4}|[一二三四五六七八九〇○零Ｏ]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[）)]?$/
/** A line that begins with a date: it signs a paper and never goes on from the line above. */
export const DATE_LINE = new RegExp(`^${DATE.source}`)
/** 某省某办公室2026年2月3日 → 某省某办公室; '' for a date alone, undefined where no date ends the line. */
export const signerIn = (text: string): string | undefined =>
  text.length <= 120 && DATE.test(text) ? text.replace(DATE, '').trim() : undefined

/** The end of an open paragraph, and the line that may go on from it. */
interface LinePair {
  readonly open: readonly Line[]
  readonly previous: Line
  readonly next: Line
  /** as `passagesOf` has it */
  readonly wrap: number
  /** the indent of lines that are not set in */
  readonly margin: number
}

interface Joint extends LinePair {
  /** a bracket or quotation is open at the end */
  readonly isHanging: boolean
  /** the line above fills the width */
  readonly isFull: boolean
  /** the next line begins with a number, or opens an annex */
  readonly isNumbered: boolean
  /** the text of the last lines, for brackets */
  readonly tail: string
}

function jointOf(pair: LinePair): Joint {
  const { open, previous, next, wrap, margin } = pair
  const tail = open
    .slice(-4)
    .map((line) => line.text)
    .join('')
  return {
    ...pair,
    tail,
    isHanging: unclosed(tail),
    isFull: wrap > 0 && widthOf(previous.text) + Math.max(0, previous.indent - margin) >= wrap - 2,
    isNumbered: markerOf(next.text) !== undefined || isAnnexMark(next.text),
  }
}

/** An indent from which a line is set in, and one up to which it is not, in Chinese characters. */
const SET_IN = 1.5
const FLUSH = 0.5

/** Signs that a line goes on from the one above, or does not; the first that says either decides. */
const JOINS: readonly ((joint: Joint) => boolean | undefined)[] = [
  ({ previous, isHanging }) => (ENDED.test(previous.text) && !isHanging ? false : undefined),
  ({ previous, next }) => (DATE_LINE.test(next.text) || DATE_LINE.test(previous.text) ? false : undefined),
  ({ next }) => (CONTINUES.test(next.text) ? true : undefined),
  // 比上年提高 / 1.8分: where paragraphs are set in, a line that is not goes on, whatever it begins with.
  ({ open: [first], next, margin, isFull }) =>
    isFull && (first?.indent ?? 0) >= margin + SET_IN && next.indent < margin + FLUSH ? true : undefined,
  // 社会力量参与 / 第四十一条: where lines are not wrapped, or the line above is short, a number begins anew.
  ({ next, tail, isNumbered, isFull, isHanging }) =>
    isNumbered && !isFull && !(isHanging && closesIn(tail, next.text)) ? false : undefined,
  ({ previous, isHanging }) => (isHanging || RUNS_ON.test(previous.text) ? true : undefined),
  ({ open, previous, isFull }) =>
    HALF_SAID.test(previous.text) && (isFull || !isHeadingLine(open)) ? true : undefined,
  ({ open, isNumbered, isFull }) => (isNumbered && !(isFull && isBody(open)) ? false : undefined),
  ({ next, margin }) => (next.indent >= margin + SET_IN ? false : undefined),
  ({ previous, next, isFull }) => (SOFT.test(previous.text) ? isFull && !next.apart : undefined),
  ({ next, wrap, isFull }) => (isFull ? !isAlone(next, wrap) : undefined),
]

/** Whether a line goes on from the one above. Where no sign tells, a page may break in mid-sentence: prose goes on. */
function continues(joint: Joint): boolean {
  for (const sign of JOINS) {
    const told = sign(joint)
    if (told !== undefined) return told
  }
  return isBody(joint.open) && isProse(joint.next)
}

const isProse = ({ text }: Line): boolean => /[，。；、！？,]/.test(text) || text.length >= 25

const isHeadingLine = ([first, ...more]: readonly Line[]): boolean =>
  first !== undefined && more.length === 0 && !/[，。；]/.test(first.text) && markerOf(first.text, true) !== undefined

const isAnnexMark = (text: string): boolean => {
  const mark = annexMarkOf(text)
  return mark !== undefined && mark.rest.length < 40
}

// Signatures and titles stand by themselves: short, and set far to the right or in the middle.
const isAlone = (next: Line, wrap: number): boolean => next.apart && next.indent > 2 && widthOf(next.text) < wrap * 0.7

/** A paragraph in full flow, not a heading, a title or a signature. */
function isBody(open: readonly Line[]): boolean {
  // The last lines tell: a paragraph of a thousand lines need not be read again for each of them.
  const lines = open.slice(-4)
  const length = lines.reduce((sum, line) => sum + line.text.length, 0)
  const bracketed = /^[（(]/.test(open[0]?.text ?? '') && /[）)]$/.test(open.at(-1)?.text ?? '')
  return length >= 40 && lines.some((line) => /[，。；,]/.test(line.text)) && !bracketed
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['《', '》'],
  ['“', '”'],
  ['（', '）'],
  ['(', ')'],
]

/** Whether what is open is closed in the next line. */
const closesIn = (tail: string, next: string): boolean =>
  PAIRS.some(([opens, closes]) => tail.lastIndexOf(opens) > tail.lastIndexOf(closes) && next.includes(closes))

/** Whether a title, quotation or bracket is still open at the end. Only the end is looked at: one forgotten bracket must not swallow the document. */
function unclosed(tail: string): boolean {
  const end = tail.slice(-60)
  return PAIRS.some(
    ([opens, closes]) =>
      end.lastIndexOf(opens) > end.lastIndexOf(closes) &&
      !(opens === '（' && end.lastIndexOf(')') > end.lastIndexOf(opens)) &&
      !(opens === '(' && end.lastIndexOf('）') > end.lastIndexOf(opens)),
  )
}

/**
 * The width at which lines were wrapped, in Chinese characters; 0 when every paragraph is a line of its own.
 * Wrapped text shows as many lines of nearly one width and hardly any longer.
 */
export function wrapWidth(lines: readonly Line[]): number {
  const counts = new Array<number>(61).fill(0)
  let longer = 0
  for (const line of lines) {
    const width = Math.ceil(widthOf(line.text) + Math.min(line.indent, 2))
    if (width <= 60) counts[width] = (counts[width] ?? 0) + 1
    else longer++
  }
  const enough = Math.max(5, lines.length * 0.25)
  let above = longer
  for (let width = 60; width >= 16; width--) {
    const near = [width, width - 1, width - 2].map((one) => counts[one] ?? 0)
    const most = Math.max(...near)
    if (above <= lines.length * 0.05 && near.reduce((a, b) => a + b) >= enough) return width - near.indexOf(most)
    above += counts[width] ?? 0
  }
  return longer === 0 ? wrapOfFew(lines) : 0
}

/** So much narrower a wrapped line may be: a number or a full stop is not parted from what it belongs to. */
const RAGGED = 3

/** Of a short paper: paragraphs are set in, and each line that is followed by one that is not reaches the edge. */
function wrapOfFew(lines: readonly Line[]): number {
  const margin = Math.min(...lines.map(({ indent }) => indent))
  const widths = lines.map((line) => widthOf(line.text) + Math.min(line.indent, 2))
  const before = widths.filter((_, at) => (lines[at + 1]?.indent ?? margin + 1) < margin + 0.5)
  const [least, most] = [Math.min(...before), Math.max(...widths)]
  const setIn = lines.filter(({ indent }) => indent >= margin + 1.5).length
  return before.length > 1 && setIn > 2 && most >= 16 && least >= most - RAGGED ? least + 2 : 0
}

/** The indent of continuing lines: the smallest that a tenth of the lines share. */
function commonIndent(lines: readonly Line[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) counts.set(line.indent, (counts.get(line.indent) ?? 0) + 1)
  const common = [...counts].filter(([, count]) => count >= lines.length * 0.1).map(([indent]) => indent)
  return common.length ? Math.min(...common) : 0
}
