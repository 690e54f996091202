/** .rtf, also under the name of a .doc: text, numbers as they were shown, tables as rows (Rich Text Format 1.9.1). */
import { decodedAs } from './encoding.ts'
import { LIMITS } from './limits.ts'
import { raised } from './raised.ts'
import type { FileContent } from './read-file.ts'
import { below, inOneLine, rowsAsLines } from './rows.ts'
import { doubted, refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/** What a group holds for itself: it ends with the group. */
interface Group {
  /** no text of the paper: fonts, colours, pictures, what the program notes for itself */
  silent: boolean
  struck: boolean
  hidden: boolean
  /** tracked as deleted */
  deleted: boolean
  raised: boolean
  font: number
  /** characters that stand behind \u for programs of before */
  fallback: number
  /** a note, in brackets where it hangs */
  note: boolean
}

const SILENT = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf listtable listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl fldinst bkmkstart bkmkend shpinst sp nonshppict'.split(
    ' ',
  ),
)
/** Groups with the star are unknown to some programs; these hold text all the same. */
const STARRED = new Set(['shptxt', 'footnote'])

const SIGNS: Readonly<Record<string, string>> = {
  line: '\n',
  tab: '　',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '　',
  enspace: ' ',
}

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/gi

/**
 * The text of an RTF, with its numbering and tables.
 * @throws FileRefused where its end did not arrive, or it is nested or wide beyond measure
 */
export function readRtf(bytes: Uint8Array): FileContent {
  const reader = new Rtf()
  // Each byte as one letter: what it means hangs on the font.
  const source = decodedAs(28591, bytes)
  for (const [, word, value, hex, sign, brace, text] of source.matchAll(TOKEN)) {
    if (brace === '{') reader.begin()
    else if (brace) reader.end()
    else if (word) reader.word(word, value === undefined ? undefined : Number(value))
    else if (hex) reader.byte(Number.parseInt(hex, 16))
    else if (sign) reader.sign(sign)
    else if (text) for (let at = 0; at < text.length; at++) reader.byte(text.charCodeAt(at))
  }
  return reader.content
}

class Rtf {
  readonly #lines: string[] = []
  readonly #struck: string[] = []
  #hidden = 0
  #deleted = 0
  readonly #groups: Group[] = [
    { silent: false, struck: false, hidden: false, deleted: false, raised: false, font: -1, fallback: 1, note: false },
  ]
  readonly #pages = new Map<number, number>()
  #page = 936
  #described = -1
  #starred = false
  #bytes: number[] = []
  /** letters behind \u that are not read again */
  #skip = 0
  #line = ''
  #rows: string[][] = []
  #row: string[] = []
  /** of the row that is described: which cells go on from above */
  #merged: boolean[] = []
  #goesOn = false
  #cell: string[] = []
  #inTable = false

  get #group(): Group {
    return this.#groups.at(-1) as Group
  }

  /** @throws FileRefused where a group never ends: the rest of the file did not arrive */
  get content(): FileContent {
    this.#flush()
    if (this.#groups.length > 1) throw new FileRefused(refusals.broken)
    this.#paragraph()
    this.#endTable()
    return {
      text: this.#lines.join('\n'),
      doubts: doubted({ struck: this.#struck, hidden: this.#hidden, deleted: this.#deleted }),
    }
  }

  begin(): void {
    this.#flush()
    if (this.#groups.length > LIMITS.depth) throw new FileRefused(refusals.nested)
    this.#groups.push({ ...this.#group })
    this.#starred = false
  }

  end(): void {
    this.#flush()
    if (this.#groups.length > 1) {
      const { note } = this.#group
      this.#groups.pop()
      if (note && !this.#group.note) this.#write('）')
    }
    this.#starred = false
  }

  byte(byte: number): void {
    if (this.#skip > 0) this.#skip--
    else this.#bytes.push(byte)
  }

  sign(sign: string): void {
    if (sign === '*') this.#starred = true
    else if (sign === '~') this.#write(' ')
    else if (sign === '_') this.#write('-')
    else if ('{}\\'.includes(sign)) this.byte(sign.charCodeAt(0))
    else if (sign === '\n' || sign === '\r') this.#paragraph()
  }

  word(word: string, value: number | undefined): void {
    this.#flush()
    const group = this.#group
    const on = value !== 0
    if (SILENT.has(word) || (this.#starred && !STARRED.has(word))) group.silent = true
    this.#starred = false
    if (word === 'u' && value !== undefined) {
      this.#write(String.fromCharCode(value < 0 ? value + 65536 : value))
      this.#skip = group.fallback
      return
    }
    const sign = SIGNS[word]
    if (sign) this.#write(sign)
    else if (word === 'ansicpg') this.#page = value ?? this.#page
    else if (word === 'uc') group.fallback = value ?? 1
    else if (word === 'f') {
      group.font = value ?? -1
      this.#described = group.font
    } else if (word === 'fcharset') this.#pages.set(this.#described, CHARSETS[value ?? 0] ?? this.#page)
    else if (word === 'plain') Object.assign(group, { struck: false, hidden: false, deleted: false, raised: false })
    else if (/^strike(?:d1)?$/.test(word) || word === 'striked') group.struck = on
    else if (word === 'v') group.hidden = on
    else if (word === 'deleted') group.deleted = on
    else if (word === 'super' || word === 'nosupersub') group.raised = word === 'super' && on
    else if (word === 'footnote') {
      this.#write('（注：')
      group.note = true
    } else if (!group.silent) this.#layout(word)
  }

  #layout(word: string): void {
    if (word === 'par' || word === 'page' || word === 'sect') this.#paragraph()
    else if (word === 'intbl') this.#inTable = true
    else if (word === 'pard') this.#inTable = false
    else if (word === 'trowd') this.#merged = []
    else if (word === 'clvmrg') this.#goesOn = true
    else if (word === 'cellx') {
      this.#merged.push(this.#goesOn)
      this.#goesOn = false
    } else if (word === 'cell' || word === 'nestcell') {
      this.#row.push(inOneLine([...this.#cell, this.#line]))
      this.#cell = []
      this.#line = ''
      if (this.#row.length > LIMITS.columns) throw new FileRefused(refusals.table)
    } else if (word === 'row' || word === 'nestrow') this.#endRow()
  }

  #endRow(): void {
    const above = this.#rows.at(-1)
    this.#rows.push(this.#row.map((cell, at) => cell || (this.#merged[at] ? below(above?.[at] ?? '') : '')))
    this.#row = []
    if (this.#rows.length > LIMITS.rows) throw new FileRefused(refusals.table)
  }

  /** Bytes gathered so far, in the letters of their font. */
  #flush(): void {
    if (this.#bytes.length === 0) return
    const page = this.#pages.get(this.#group.font) ?? this.#page
    const text = decodedAs(page, Uint8Array.from(this.#bytes))
    this.#bytes = []
    this.#write(text)
  }

  #write(text: string): void {
    const { silent, struck, hidden, deleted, raised: up, note } = this.#group
    if (silent) return
    if (deleted) this.#deleted++
    else if (hidden) this.#hidden++
    else if (struck && text.trim()) this.#struck.push(text.trim())
    else {
      if (this.#rows.length && !this.#inTable && this.#row.length === 0 && text.trim()) this.#endTable()
      this.#line += up && !note ? raised(text) : text
    }
  }

  #paragraph(): void {
    this.#flush()
    if (this.#group.note) return
    const lines = this.#line.split(/\r\n?|\n/)
    this.#line = ''
    if (this.#inTable) this.#cell.push(...lines)
    else if (!this.#group.silent) this.#lines.push(...lines)
  }

  #endTable(): void {
    if (this.#rows.length) this.#lines.push(...rowsAsLines(this.#rows))
    this.#rows = []
  }
}

/** Fonts' sets of letters by Windows' number of the encoding. */
const CHARSETS: Readonly<Record<number, number>> = { 0: 1252, 134: 936, 136: 950 }
