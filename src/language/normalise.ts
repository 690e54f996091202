/** A message in the one form that is read, and where each character of it stood. */
import { Converter } from 'opencc-js/t2cn'

/** A message in the form that is read, each position with its stretch of the raw text. */
export interface Normal {
  readonly raw: string
  /** NFKC, lower case, simplified, no quotation marks or invisible characters, one kind of bracket and dash */
  readonly text: string
  /** for each position of `text`, the first position in `raw` that it comes from */
  readonly from: readonly number[]
  /** for each position of `text`, the end of what it comes from */
  readonly to: readonly number[]
}

const DROPPED =
  /["'`“”‘’„‟「」『』《》\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\r*]|\ufe0e|\ufe0f|\p{Extended_Pictographic}/u
const KEPT_DIGIT = /[0-9#]/
const SINGLE: ReadonlyMap<string, string> = new Map([
  ...[...'，﹐､'].map((char) => [char, '，'] as const),
  ...[...'−－–‐‑﹣'].map((char) => [char, '-'] as const),
  ...[...'―—─'].map((char) => [char, '-'] as const),
  ...[...'〔【［[〖｛{'].map((char) => [char, '('] as const),
  ...[...'〕】］]〗｝}'].map((char) => [char, ')'] as const),
  ['\u2028', '\n'],
  ['、', '、'],
])
/** Said twice it says no more: 吗吗, 好啊啊啊, ！！！ */
const REPEATED = new Set([...'的了吗呢吧啊呀哦嗯哈嘛么哎噢!?。~…，,;、-'])
const HAN = /[\u3400-\u9fff]/
const LONGEST_PLAIN = 4
/** A message of nothing but ㎡ and ⑿ is read as it is typed, not at three times its length. */
const MOST_WRITTEN_OUT = 400
const WIDE_GROUP = /^\d{3}(?!\d)/

let converters: readonly ((text: string) => string)[] | undefined

/** Simplified characters, one for one, so that positions hold. */
function simplified(text: string): string {
  if (!HAN.test(text)) return text
  converters ??= [Converter({ from: 't', to: 'cn' }), Converter({ from: 'tw', to: 'cn' })]
  return converters.reduce((out, convert) => {
    const whole = convert(out)
    // phrases may change the length; then character by character
    return whole.length === out.length ? whole : Array.from(out, (char) => fitting(convert(char), char)).join('')
  }, text)
}

const fitting = (converted: string, char: string): string => (converted.length === char.length ? converted : char)

let latest: Normal | undefined

/**
 * A message in the form that is read: NFKC, simplified, lower case, signs of one sort.
 * @param raw as typed; who reads a message asks for the same more than once
 * @returns every position of `text` leads to a stretch of `raw`; stretches follow one another and do not overlap
 */
export function normalised(raw: string): Normal {
  if (latest?.raw !== raw) latest = normalisedAnew(raw)
  return latest
}

function normalisedAnew(raw: string): Normal {
  const out: string[] = []
  const from: number[] = []
  const to: number[] = []
  let at = 0
  let writtenOut = 0
  for (const char of raw) {
    const end = at + char.length
    const units = written(char)
    writtenOut += Math.max(0, units.length - char.length)
    for (const unit of writtenOut > MOST_WRITTEN_OUT && units.length > char.length ? char.split('') : units) {
      if (repeats(unit, out.at(-1))) to[to.length - 1] = end
      else {
        out.push(unit)
        from.push(at)
        to.push(end)
      }
    }
    at = end
  }
  groupThousands(out)
  return { raw, text: simplified(out.join('')), from, to }
}

function repeats(unit: string, last: string | undefined): boolean {
  if (unit === ' ' && last === undefined) return false
  return unit === last && (unit === ' ' || unit === '\n' || REPEATED.has(unit))
}

const known = new Map<string, readonly string[]>()
/** More characters than an office types. */
const MOST_KNOWN = 10_000

/** One UTF-16 unit each; the same character is written the same way every time. */
function written(char: string): readonly string[] {
  const found = known.get(char)
  if (found) return found
  const made = writtenAnew(char)
  if (known.size < MOST_KNOWN) known.set(char, made)
  return made
}

function writtenAnew(char: string): string[] {
  if (DROPPED.test(char) && !KEPT_DIGIT.test(char)) return []
  const single = SINGLE.get(char)
  if (single !== undefined) return [single]
  if (char !== '\n' && char !== '\t' && /\s/.test(char)) return [' ']
  const plain = char.normalize('NFKC').toLowerCase()
  // ⑿ is a bracketed number, but ﷺ a sentence of eighteen
  return plain.length > LONGEST_PLAIN ? [char] : plain.split('')
}

/** 1，200: a full-width comma with three digits behind it groups them too. */
function groupThousands(out: string[]): void {
  for (let at = 0; at < out.length; at++) {
    if (out[at] !== '，' || !/\d/.test(out[at - 1] ?? '')) continue
    if (WIDE_GROUP.test(out.slice(at + 1, at + 5).join('')) && !startsGrouped(out, at)) out[at] = ','
  }
}

/** At most three digits stand before the comma, or groups of three. */
function startsGrouped(out: readonly string[], at: number): boolean {
  return out.slice(Math.max(0, at - 4), at).every((unit) => /\d/.test(unit)) && at >= 4
}

/** The stretch of the raw message (end excluded) that a stretch of the read text comes from. */
export function rawSpan({ raw, from, to }: Normal, at: number, end: number): { at: number; end: number } {
  const start = from[at] ?? raw.length
  return { at: start, end: end > at ? (to[end - 1] ?? raw.length) : start }
}

/**
 * A text in the form that is read, of the same length: each position is its own, and what the form drops is a blank.
 */
export function folded(raw: string): string {
  const { text, from, to } = normalised(raw)
  const out = Array.from(raw.replace(/[^\n\t]/g, ' '))
  for (let at = text.length - 1; at >= 0; at--) {
    // what was repeated stands for each time
    for (let i = from[at] ?? 0; i < (to[at] ?? 0); i++) out[i] = out[i] === '\n' ? '\n' : (text[at] ?? ' ')
    const place = from[at] ?? 0
    // ㎡ is two characters in that form: it stands for itself
    const isWider = from[at - 1] === place || from[at + 1] === place
    out[place] = (isWider ? raw[place] : text[at]) ?? ' '
  }
  return out.join('')
}
