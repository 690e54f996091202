/** The body of a .doc with what the library leaves aside: automatic numbers, struck-out and hidden words, notes. */

import { clean } from 'word-extractor/lib/filters.js'
import WordOleExtractor from 'word-extractor/lib/word-ole-extractor.js'
import { refusals } from '../text.ts'
import { FileRefused } from '../zip.ts'
import { Numbering } from './numbering.ts'
import { changes, type ListProperties, listedIn, listsOf97, styles97, tableAt } from './word97-lists.ts'

/** The body of a .doc: its text, the passages struck out, and how many hidden ones were left out. */
export interface Body97 {
  readonly text: string
  readonly struck: readonly string[]
  readonly hidden: number
}

/** Stretches times pieces: a paper has some hundred of each. */
const MOST_LOOKS = 20_000_000

/** A stretch of the file that one set of properties covers. */
/** A text with a stretch taken out, its length kept. Ends of paragraphs and cells stay: what is set so is the words. */
const blanked = (text: string, from: number, to: number): string =>
  text.slice(0, from) +
  text.slice(from, to).replace(/./gs, (letter) => (MARKS.includes(letter) ? letter : '\0')) +
  text.slice(to)

interface Stretch<T> {
  readonly from: number
  readonly to: number
  readonly set: T
}

/**
 * Reads the body of a .doc with its numbering, struck and hidden text, on top of the library's extractor; call `read`
 * after `extract`.
 */
export class Word97 extends WordOleExtractor {
  #head: Buffer = Buffer.alloc(0)
  #table: Buffer = Buffer.alloc(0)

  override writeCharacterProperties(head: Buffer, table: Buffer): void {
    this.#head = head
    this.#table = table
    super.writeCharacterProperties(head, table)
  }

  /** After `extract`. @throws FileRefused */
  read(): Body97 {
    const struck: string[] = []
    let hidden = 0
    const { ccpText } = this._boundaries
    let looked = 0
    for (const { from, to, set } of charactersIn(this.#head, this.#table)) {
      looked += this._pieces.length
      if (looked > MOST_LOOKS) throw new FileRefused(refusals.broken)
      for (const piece of this._pieces) {
        const begin = Math.max(0, (from - piece.startFilePos) / piece.bpc)
        const end = Math.min(piece.text.length, (to - piece.startFilePos) / piece.bpc)
        if (begin >= end) continue
        const said = clean(piece.text.slice(begin, end)).trim()
        const isBody = piece.startCp + begin < ccpText && said !== ''
        if (isBody && set === 'struck') struck.push(said)
        else if (isBody) hidden++
        piece.text = blanked(piece.text, begin, end)
      }
    }
    return { text: clean(this.#numbered(ccpText)), struck, hidden }
  }

  /** Notes by the place of the letter that they hang on. */
  #notes(): Map<number, string> {
    const { ccpText, ccpFtn = 0, ccpHdd = 0, ccpAtn = 0, ccpEdn = 0 } = this._boundaries
    const ends = ccpText + ccpFtn + ccpHdd + ccpAtn
    return new Map([
      ...paired(placesIn(tableAt(this.#head, this.#table, 0xaa), 2), this.#part(ccpText, ccpText + ccpFtn)),
      ...paired(placesIn(tableAt(this.#head, this.#table, 0x20a), 2), this.#part(ends, ends + ccpEdn)),
    ])
  }

  #part(from: number, to: number): string {
    return this._pieces
      .map((piece) => piece.text.slice(Math.max(0, from - piece.startCp), Math.max(0, to - piece.startCp)))
      .join('')
  }

  /** The text with each paragraph's number before it. */
  #numbered(end: number): string {
    const numbering = new Numbering(listsOf97(this.#head, this.#table), styles97(this.#head, this.#table))
    const paragraphs = paragraphsIn(this.#head, this.#table)
    const notes = this.#notes()
    let hanging: string[] = []
    let text = ''
    let line = ''
    for (const piece of this._pieces) {
      for (let at = 0; at < piece.text.length && piece.startCp + at < end; at++) {
        const letter = piece.text.charAt(at)
        const note = notes.get(piece.startCp + at)
        if (note) hanging.push(`注：${note}\r`)
        line += letter
        if (!MARKS.includes(letter)) continue
        const place = piece.startFilePos + at * piece.bpc
        const set = covering(paragraphs, place)
        const number = set ? numbering.next(set.list, set.level, set.style) : ''
        text += (clean(line).trim() ? number : '') + line
        line = ''
        // A note of a cell waits for the table's end.
        if (letter === '\u0007') continue
        text += hanging.join('')
        hanging = []
      }
    }
    return [text + line, ...hanging].join('\r')
  }
}

/** Ends of paragraphs, rows, cells and pages. */
const MARKS = '\r\n\u0007\f'

/** The places in the text that a table of them names, each with so many bytes of its own. */
function placesIn(part: Buffer, bytes: number): number[] {
  const count = Math.max(0, Math.floor((part.length - 4) / (4 + bytes)))
  return Array.from({ length: count }, (_, at) => part.readUInt32LE(at * 4))
}

/** Each note begins with the letter that stands for its number. */
function paired(places: readonly number[], story: string): [number, string][] {
  const notes = story.split('\u0002').slice(1)
  return places.flatMap((place, at): [number, string][] => {
    const note = clean(notes[at] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    return note ? [[place, note]] : []
  })
}

function covering<T>(stretches: readonly Stretch<T>[], place: number): T | undefined {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((stretches[middle]?.from ?? 0) <= place) low = middle
    else high = middle - 1
  }
  const found = stretches[low]
  return found && found.from <= place && place < found.to ? found.set : undefined
}

/** Pages of 512 bytes that hold runs of properties, each with its first and last place in the file. */
function* runsIn(
  head: Buffer,
  index: Buffer,
): Generator<{ page: Buffer; count: number; at: number; from: number; to: number }> {
  const pages = Math.max(0, (index.length - 4) / 8)
  for (let k = 0; k < pages; k++) {
    const number = index.readUInt32LE((pages + 1) * 4 + k * 4) & 0x3fffff
    const page = head.subarray(number * 512, (number + 1) * 512)
    if (page.length < 512) return
    const count = page.readUInt8(511)
    for (let at = 0; at < count; at++)
      yield { page, count, at, from: page.readUInt32LE(at * 4), to: page.readUInt32LE(at * 4 + 4) }
  }
}

function* charactersIn(head: Buffer, table: Buffer): Generator<Stretch<'struck' | 'hidden'>> {
  for (const { page, count, at, from, to } of runsIn(head, tableAt(head, table, 0xfa))) {
    const place = page.readUInt8((count + 1) * 4 + at) * 2
    if (place === 0) continue
    const properties = page.subarray(place + 1, place + 1 + page.readUInt8(place))
    let [struck, hidden] = [false, false]
    for (const { code, value } of changes(properties)) {
      if (code === 0x0837 || code === 0x2a53) struck = value === 1
      else if (code === 0x083c) hidden = value === 1
    }
    if (struck || hidden) yield { from, to, set: hidden ? 'hidden' : 'struck' }
  }
}

function paragraphsIn(head: Buffer, table: Buffer): Stretch<ListProperties & { style: string }>[] {
  return [...runsIn(head, tableAt(head, table, 0x102))]
    .map(({ page, count, at, from, to }) => {
      const place = page.readUInt8((count + 1) * 4 + at * 13) * 2
      const words = page.readUInt8(place)
      const begin = words ? place + 1 : place + 2
      const end = words ? place + 2 * words : place + 2 + 2 * page.readUInt8(place + 1)
      const properties = page.subarray(begin, end)
      const style = String(properties.length > 1 ? properties.readUInt16LE(0) : 0)
      return { from, to, set: { ...listedIn(properties.subarray(2)), style } }
    })
    .sort((a, b) => a.from - b.from)
}
