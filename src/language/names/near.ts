/** Names typed for others: by sound, or by a character that looks the same. Taken only where no known word stands. */
import type { Found } from '../found.ts'
import type { Piece } from '../piece.ts'
import type { Words } from '../words.ts'
import { isHomophone, soundsIn, soundsOf } from './sound.ts'

/** A full name that may be mistyped. */
export interface Name {
  readonly text: string
  readonly found: Found
}

/** A name with what it is compared by; its sounds are looked up when they are first asked for. */
interface Known extends Name {
  sounds?: readonly number[]
}

const HAN = /^[\u3400-\u9fff]+$/
const LONGEST = 10
/** In a name no longer than this a character of grammar is the next word, no slip. */
const SHORT = 3
/** A name of this length is known by the rest of it: two slips may be, of any kind in one that is longer. */
const LONG = 4
/** How far slips take a name from what it is: a character of the same sound less than one that sounds or looks alike. */
const SLIP = { same: 1, alike: 2 }
const MOST_SLIPS = { short: 2, long: 4 }
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** With at most two slips one of the first three characters is right. */
const KEYS = 3

/** A text in which names are looked for. */
interface Typed {
  readonly text: string
  /** for each position, whether a known word of two characters or more covers it */
  readonly known: readonly boolean[]
  readonly words: Dictionary
}

/**
 * Finds names that a text only resembles: a character of the same sound or look, one missing, added or swapped (德请
 * for 德清).
 */
export class NearNames {
  /** by place and the character's code, then by length */
  private readonly byChar: readonly Map<number, Known[][]>[] = Array.from({ length: KEYS }, () => new Map())
  private readonly whole: ReadonlySet<string>
  private readonly words: Words
  /** what looks like a character */
  private readonly looks = new Map<number, Set<number>>()
  private readonly grammar: ReadonlySet<number>

  constructor(names: readonly Name[], words: Words) {
    this.words = words
    for (const group of words.looks)
      for (const code of codesOf(group))
        this.looks.set(code, new Set([...(this.looks.get(code) ?? []), ...codesOf(group)]))
    this.grammar = new Set([...words.grammar].flatMap(codesOf))
    this.whole = new Set(names.map(({ text }) => text))
    for (const one of names) {
      const name: Known = { ...one }
      const { length } = name.text
      if (length < 2 || length > LONGEST || !HAN.test(name.text)) continue
      for (let at = 0; at < Math.min(KEYS, length); at++) {
        const char = name.text.charCodeAt(at)
        const byLength = this.byChar[at]?.get(char) ?? []
        byLength[length] = [...(byLength[length] ?? []), name]
        this.byChar[at]?.set(char, byLength)
      }
    }
  }

  /**
   * @param known for each position, whether a known word of two characters or more covers it
   * @param step  told of every so many comparisons
   */
  in(text: string, known: readonly boolean[], step: (count: number) => void): Piece[] {
    const found: Piece[] = []
    const ends = hanEnds(text)
    const unknown = nextUnknown(known)
    const typed: Typed = { text, known, words: new Dictionary(text) }
    const covered = known.map((one) => (one ? '1' : '0')).join('')
    // what stands there again resembles the same names again
    const lengths = new Map<string, readonly number[]>()
    for (let at = 0; at < text.length; at++) {
      const longest = Math.min(LONGEST, (ends[at] ?? at) - at)
      if (longest < 2 || at + longest <= (unknown[at] ?? 0)) continue
      const [first, second, third] = this.byChar
      const a = first?.get(text.charCodeAt(at))
      const b = second?.get(text.charCodeAt(at + 1))
      const c = third?.get(text.charCodeAt(at + 2))
      if (!a && !b && !c) continue
      const key = `${text.slice(at, at + longest)}${covered.slice(at, at + longest)}`
      let near = lengths.get(key)
      if (!near) {
        for (let length = longest; length >= 2; length--)
          step((a?.[length]?.length ?? 0) + (b?.[length]?.length ?? 0) + (c?.[length]?.length ?? 0))
        near = this.lengthsAt(typed, at, longest)
        lengths.set(key, near)
      }
      for (const length of near) {
        const piece = at + length > (unknown[at] ?? 0) && this.at(typed, at, length)
        if (piece) found.push(piece)
      }
    }
    return found
  }

  /** The lengths, the longest first, in which a stretch resembles a name. */
  private lengthsAt({ text, known }: Typed, at: number, longest: number): number[] {
    const lengths: number[] = []
    for (let length = longest; length >= 2; length--)
      if (this.nearest(text, at, length, known).length > 0) lengths.push(length)
    return lengths
  }

  /**
   * Whether a stretch of one or two characters lies in two that sound like a name of two: not enough to take it for one.
   * A longer one lies in none.
   */
  resembles(text: string, at: number, end: number): boolean {
    for (let from = Math.max(0, end - 2); from <= at; from++) {
      const typed = text.slice(from, from + 2)
      if (HAN.test(typed) && typed.length === 2 && this.nearest(typed, 0, 2).length > 0) return true
    }
    return false
  }

  private at({ text, known, words }: Typed, at: number, length: number): Piece | undefined {
    const end = at + length
    const [first, another] = this.nearest(text, at, length, known)
    if (!first) return undefined
    const typed = text.slice(at, end)
    // a name with the next word's beginning is no name mistyped: 绍兴试点 is not 绍兴市
    if (this.whole.has(typed.slice(0, -1))) return undefined
    if (length === 2 && !this.mayBeTyped(typed, at, known)) return undefined
    if (another && JSON.stringify(another.found) !== JSON.stringify(first.found)) return undefined
    // a word of the dictionary is meant as such
    if (length === 2 && (words.lengthAt(at) !== 1 || words.lengthAt(at + 1) !== 1)) return undefined
    return { at, end, part: first.found, typed, doubt: 0.15 }
  }

  /** Two characters sound like a name easily: neither may belong to a word, nor be one of grammar. */
  private mayBeTyped(typed: string, at: number, known: readonly boolean[]): boolean {
    if (known[at] || known[at + 1] || this.words.ordinary.has(typed)) return false
    return ![...typed].some((char) => this.words.grammar.has(char))
  }

  /**
   * The names that differ by one slip, two where the name is long.
   * @param known for each position, whether it can be no slip; absent: any can
   */
  private nearest(text: string, at: number, length: number, known?: readonly boolean[]): Known[] {
    const found: Known[] = []
    // where no slip can be a name says the same: those under that character are all that may be meant
    let certain = 0
    while (certain < Math.min(KEYS, length) && this.isFree(text, at + certain, length, known)) certain++
    for (let key = certain < Math.min(KEYS, length) ? certain : 0; key <= certain; key++)
      for (const name of this.byChar[key]?.get(text.charCodeAt(at + key))?.[length] ?? [])
        if (this.isNear(text, at, name, known) && !found.includes(name)) found.push(name)
    return found
  }

  private isNear(text: string, at: number, name: Known, known: readonly boolean[] | undefined): boolean {
    const { length } = name.text
    const most = length >= LONG ? 2 : 1
    let slips = 0
    let distance = 0
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(at + i)
      if (code === name.text.charCodeAt(i)) continue
      slips += 1
      if (slips > most || !this.isFree(text, at + i, length, known) || !this.alike(code, name, i)) return false
      distance += isHomophone(code, name.text.charCodeAt(i)) ? SLIP.same : SLIP.alike
    }
    return slips > 0 && distance <= (length > LONG ? MOST_SLIPS.long : MOST_SLIPS.short)
  }

  private isFree(text: string, at: number, length: number, known: readonly boolean[] | undefined): boolean {
    return !known || (!known[at] && (length > SHORT || !this.grammar.has(text.charCodeAt(at))))
  }

  private alike(code: number, name: Known, at: number): boolean {
    name.sounds ??= soundsIn(name.text)
    const sound = name.sounds[at]
    if (sound !== undefined && soundsOf(code).includes(sound)) return true
    return name.text.length > 2 && this.looks.get(code)?.has(name.text.charCodeAt(at)) === true
  }
}

const codesOf = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))

/** For each position, the end of the run of Chinese characters that it lies in; itself where it lies in none. */
function hanEnds(text: string): Int32Array {
  const ends = new Int32Array(text.length + 1)
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text.charAt(at)
    const isHan = char >= '\u3400' && char <= '\u9fff'
    ends[at] = !isHan ? at : Math.max(at + 1, ends[at + 1] ?? 0)
  }
  return ends
}

/** For each position, the first from it on that no known word covers. */
function nextUnknown(known: readonly boolean[]): Int32Array {
  const next = new Int32Array(known.length + 1)
  next[known.length] = known.length
  for (let at = known.length - 1; at >= 0; at--) next[at] = known[at] ? (next[at + 1] ?? 0) : at
  return next
}

/** How long the dictionary's words in a text are; looked up only where a name may have been meant. */
class Dictionary {
  private readonly text: string
  private segments: Intl.Segments | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The length of the word that a position lies in. */
  lengthAt(at: number): number {
    this.segments ??= segmenter.segment(this.text)
    return this.segments.containing(at)?.segment.length ?? 1
  }
}
