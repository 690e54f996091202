/** Bytes to text where a file does not say in which letters: UTF-8 first, then what Chinese systems wrote. */
import { refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/** The encodings that are recognised, by their WHATWG labels. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

/** A file's text with the encoding that it was read in. */
export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

/**
 * Text of any encoding in which an office's machine writes: by its mark, UTF-8, GB18030 or Big5, whichever reads as
 * Chinese.
 * @throws FileRefused where the bytes are text in none of them
 */
export function decoded(bytes: Uint8Array): Decoded {
  const marked = marks(bytes)
  const sure = strictly(marked ?? 'utf-8', bytes)
  if (sure !== undefined) return { text: checked(sure), encoding: marked ?? 'utf-8' }
  const read = (['gb18030', 'big5'] as const).flatMap((encoding) => {
    const text = strictly(encoding, bytes)
    return text === undefined ? [] : [{ text, encoding, common: commonness(text) }]
  })
  const best = read.sort((a, b) => b.common - a.common)[0]
  if (!best) throw new FileRefused(refusals.encoding)
  return { text: checked(best.text), encoding: best.encoding }
}

const marks = (bytes: Uint8Array): Encoding | undefined =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined

/** Text of one encoding. @returns undefined where some bytes are no character of it */
export function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Characters that no Chinese text is without, in both ways of writing, and its punctuation. */
const COMMON = new Set('的一是不了在有和为為年月日市县縣区區及与與个個业業企工作任务務目标標，。、：；（）《》')
const JUDGED = 20_000

/** The share of them: Big5 read as GB18030 is a text of rare characters, and the other way round. */
function commonness(text: string): number {
  const some = [...text.slice(0, JUDGED)].filter((character) => character > '\u007f')
  return some.length ? some.filter((character) => COMMON.has(character)).length / some.length : 0
}

/** Programs and pictures under a text file's name are full of control characters. */
function checked(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0
  if (controls > 4 + text.length / 1000) throw new FileRefused(refusals.encoding)
  return text
}

/** Windows' numbers of encodings, as .rtf and old .xls name them. */
const PAGES: Readonly<Record<number, string>> = {
  936: 'gb18030',
  950: 'big5',
  1200: 'utf-16le',
  54936: 'gb18030',
  65001: 'utf-8',
}

/**
 * Text of a Windows code page, as old files name theirs: 936 is GBK.
 * @param page its number; Latin letters for an unknown one
 */
export const decodedAs = (page: number, bytes: Uint8Array): string =>
  new TextDecoder(PAGES[page] ?? 'windows-1252').decode(bytes)

/** Code page decoder for the workbook library (SheetJS `set_cptable`), by the platform's own TextDecoder. */
export const codepages = {
  utils: {
    decode: (page: number, bytes: readonly number[] | Uint8Array | string): string =>
      typeof bytes === 'string' ? bytes : decodedAs(page, Uint8Array.from(bytes)),
    encode: (_page: number, text: string): Uint8Array => new TextEncoder().encode(text),
  },
}
