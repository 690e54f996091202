/** The text as typed, and the one form of it that is read; every position leads back to what was typed. */
import { Converter } from 'opencc-js/t2cn'
import { kept } from '../../../office/bounds.ts'

/** A stretch of the original text, end excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Source {
  readonly raw: string
  /** NFKC, lower case, simplified characters, no quotation marks, one kind of bracket and dash, no runs (office/bounds) */
  readonly text: string
  /** for each position of `text`, and its end, the position in `raw` */
  readonly origin: readonly number[]
}

const DROPPED = /["'`“”‘’„‟「」『』《》\u200b-\u200f\u2060\ufeff\r*]|\ufe0e|\ufe0f|\p{Extended_Pictographic}/u
const SINGLE: Readonly<Record<string, string>> = {
  // the full-width comma never groups thousands, so it stays apart from the ASCII one
  '，': '，',
  '﹐': '，',
  '−': '-',
  '－': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '―': '—',
  '〔': '(',
  '【': '(',
  '［': '(',
  '[': '(',
  '〕': ')',
  '】': ')',
  '］': ')',
  ']': ')',
  '\t': '\t',
  '\u2028': '\n',
}
const CIRCLED = /[①-⑳❶-❿⓵-⓾]/
const WIDE_DIGIT = /[０-９]/
const LONGEST_PLAIN = 4
const WIDE_GROUP = /^[０-９]{3}(?![０-９])/

let converters: readonly ((text: string) => string)[] | undefined

function simplified(text: string): string {
  if (!/[\u3400-\u9fff]/.test(text)) return text
  converters ??= [Converter({ from: 't', to: 'cn' }), Converter({ from: 'tw', to: 'cn' })]
  let out = text
  for (const convert of converters) {
    const whole = convert(out)
    // phrases may change the length; then character by character, so that positions hold
    out = whole.length === out.length ? whole : Array.from(out, (char) => fitting(convert(char), char)).join('')
  }
  return out
}

const fitting = (converted: string, char: string): string => (converted.length === char.length ? converted : char)

export function sourceOf(raw: string): Source {
  let text = ''
  const origin: number[] = []
  const chars = [...raw]
  let at = 0
  for (const [index, char] of chars.entries()) {
    const out = written(char, chars[index - 1], chars.slice(index + 1, index + 5).join(''))
    for (let i = 0; i < out.length; i++) origin.push(at)
    text += out
    at += char.length
  }
  const places = kept(text)
  const shortened = places.map((place) => text.charAt(place)).join('')
  return { raw, text: simplified(shortened), origin: [...places.map((place) => origin[place] ?? at), at] }
}

function written(char: string, before: string | undefined, after: string): string {
  if (DROPPED.test(char)) return ''
  // ① begins an entry of a list
  if (CIRCLED.test(char)) return ';'
  if (char === '，' && WIDE_DIGIT.test(before ?? '') && WIDE_GROUP.test(after)) return ','
  const single = SINGLE[char]
  if (single !== undefined) return single
  if (char !== '\n' && /\s/.test(char)) return ' '
  const plain = char.normalize('NFKC').toLowerCase()
  // ⑿ is a bracketed number, but ﷺ a sentence of eighteen: nothing that is reported.
  return plain.length > LONGEST_PLAIN ? char : plain
}

/** Where a stretch of the read text stands in the original. */
export function spanIn(source: Source, from: number, to: number): Span {
  const start = source.origin[from] ?? source.raw.length
  const last = source.origin[to - 1] ?? start
  return { from: start, to: to > from ? last + charAt(source.raw, last) : start }
}

const charAt = (raw: string, at: number): number => ((raw.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

export const typedIn = (source: Source, { from, to }: Span): string => source.raw.slice(from, to)
