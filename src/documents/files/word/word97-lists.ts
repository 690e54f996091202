/** Lists and styles of a .doc, from its table stream ([MS-DOC] 2.9.131 PlfLst, 2.9.132 PlfLfo, 2.9.271 STSH). */
import type { List, ListLevel, Lists, StyledLists } from './numbering.ts'
import { inherited } from './styles.ts'

/** Word's own numbers of the forms ([MS-OSHARED] 2.2.1.3 MSONFC), by the names of today. */
const FORMATS: readonly string[] =
  'decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand'.split(
    ' ',
  )

const SUFFIXES = ['tab', 'space', 'nothing']

/**
 * A table of a .doc as bytes: `head` holds, at `place`, its offset and length in the table stream ([MS-DOC]
 * FibRgFcLcb97).
 */
export const tableAt = (head: Buffer, table: Buffer, place: number): Buffer => {
  const from = head.readUInt32LE(place)
  return table.subarray(from, from + head.readUInt32LE(place + 4))
}

/**
 * The list definitions of a .doc of Word 97 to 2003, in the shape of `Lists`.
 *
 * @param head the main stream, from its beginning
 * @param table the table stream
 * @throws RangeError where the tables are cut off
 */
export function listsOf97(head: Buffer, table: Buffer): Lists {
  const abstract = new Map<string, Map<number, ListLevel>>()
  const from = head.readUInt32LE(0x2e2)
  const size = head.readUInt32LE(0x2e6)
  if (size === 0) return { abstract, linked: new Map(), lists: new Map() }
  const count = table.readUInt16LE(from)
  let at = from + size
  for (let k = 0; k < count; k++) {
    const list = from + 2 + k * 28
    const levels = new Map<number, ListLevel>()
    const many = table.readUInt8(list + 26) & 1 ? 1 : 9
    for (let level = 0; level < many; level++) {
      const read = levelAt(table, at)
      levels.set(level, read.level)
      at = read.end
    }
    abstract.set(String(table.readInt32LE(list)), levels)
  }
  return { abstract, linked: new Map(), lists: overridesOf(tableAt(head, table, 0x2ea)) }
}

function levelAt(table: Buffer, at: number): { level: ListLevel; end: number } {
  const flags = table.readUInt8(at + 5)
  const text = at + 28 + table.readUInt8(at + 24) + table.readUInt8(at + 25)
  const length = table.readUInt16LE(text)
  const end = text + 2 + length * 2
  // A number stands where a letter below 9 stands: its level.
  const shape = table
    .toString('utf16le', text + 2, end)
    .replace(/./gs, (letter) => (letter.charCodeAt(0) < 9 ? `%${letter.charCodeAt(0) + 1}` : letter))
  const restart = table.readUInt8(at + 26)
  return {
    end,
    level: {
      start: table.readInt32LE(at),
      format: FORMATS[table.readUInt8(at + 4)] ?? 'none',
      text: shape,
      suffix: SUFFIXES[table.readUInt8(at + 15)] ?? 'tab',
      legal: (flags & 4) !== 0,
      ...(flags & 8 ? { restart } : {}),
    },
  }
}

/** Lists as paragraphs name them, from 1 on; each is an abstract one with starts of its own. */
function overridesOf(part: Buffer): Map<string, List> {
  const lists = new Map<string, List>()
  if (part.length < 4) return lists
  const count = part.readUInt32LE(0)
  let at = 4 + count * 16
  for (let k = 0; k < count && 4 + k * 16 + 16 <= part.length; k++) {
    const list: List = { abstract: String(part.readInt32LE(4 + k * 16)), levels: new Map(), starts: new Map() }
    lists.set(String(k + 1), list)
    at += 4
    for (let level = part.readUInt8(4 + k * 16 + 12); level > 0 && at + 8 <= part.length; level--) {
      const flags = part.readUInt32LE(at + 4)
      if (flags & 0x10) list.starts.set(flags & 0xf, part.readInt32LE(at))
      at += 8
      if (!(flags & 0x20)) continue
      const read = levelAt(part, at)
      list.levels.set(flags & 0xf, read.level)
      at = read.end
    }
  }
  return lists
}

/** The property changes in a run of them, in order: the code of each and its operand ([MS-DOC] 2.2.5.1). */
export function* changes(properties: Buffer): Generator<{ readonly code: number; readonly value: number }> {
  for (let at = 0; at + 2 < properties.length; ) {
    const code = properties.readUInt16LE(at)
    at += 2
    const kind = code >> 13
    const width = kind < 2 ? 1 : kind === 3 ? 4 : kind === 7 ? 3 : kind === 6 ? properties.readUInt8(at) + 1 : 2
    if (at + width > properties.length) return
    yield { code, value: kind === 6 || kind === 7 ? 0 : properties.readUIntLE(at, width) }
    at += width
  }
}

/** The list that a paragraph belongs to and its level there, 0 for the outermost; absent where a style says it. */
export interface ListProperties {
  list?: string
  level?: number
}

/**
 * Of a paragraph's properties (Word 97's sprms): the number of its list (sprmPIlfo) and its level there, 0 for the
 * outermost (sprmPIlvl). What a property does not say is absent: a style may say it. The last one counts.
 */
export function listedIn(properties: Buffer): ListProperties {
  const listed: ListProperties = {}
  for (const { code, value } of changes(properties)) {
    if (code === 0x460b) listed.list = String(value & 0x7fff)
    else if (code === 0x260a) listed.level = value
  }
  return listed
}

/** The lists that paragraph styles of a .doc bring, by the styles' numbers; absent where a style is in no list. */
export function styles97(head: Buffer, table: Buffer): StyledLists {
  const sheet = tableAt(head, table, 0xa2)
  const styles = new Map<string, ListProperties & { basedOn: string }>()
  if (sheet.length > 6) {
    const base = sheet.readUInt16LE(4)
    let at = 2 + sheet.readUInt16LE(0)
    for (let id = 0; at + 2 <= sheet.length; id++) {
      const size = sheet.readUInt16LE(at)
      const style = sheet.subarray(at + 2, at + 2 + size)
      if (size > base) styles.set(String(id), styleIn(style, base))
      at += 2 + size + (size % 2)
    }
  }
  const get = (style: string | undefined, key: keyof ListProperties) => inherited(styles, style, key)
  return { get: get as StyledLists['get'] }
}

function styleIn(style: Buffer, base: number): ListProperties & { basedOn: string } {
  const kind = style.readUInt16LE(2)
  const basedOn = String(kind >> 4)
  // Paragraph styles only; their first properties are the paragraph's.
  if ((kind & 0xf) !== 1 || base + 2 > style.length) return { basedOn }
  const name = style.readUInt16LE(base)
  const at = base + 2 + name * 2 + 2
  if (at + 4 > style.length) return { basedOn }
  const size = style.readUInt16LE(at)
  return { ...listedIn(style.subarray(at + 4, at + 2 + size)), basedOn }
}
