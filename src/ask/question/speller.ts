/** Typing errors: words typed for others that sound the same, or with one wrong character, mended towards what the documents use. */
import { spoken } from '../../language/index.ts'
import type { Library } from '../evidence/library.ts'
import type { Paper } from '../evidence/paper.ts'
import { UNIT_NAMES } from '../words/figures.ts'
import { areOpposite } from '../words/opposites.ts'

/** The text with misspelt words replaced; words that exist are never touched. */
export type Mend = (text: string) => string

const HAN = /^[\u3400-\u9fff]+$/
const STRETCH = /[\u3400-\u9fff]+/g
const LONGEST = 5
const NUMERAL = /[一二三四五六七八九十百千万亿两几]/
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

interface Spellings {
  /** sounds → the word that is likeliest meant by them */
  readonly bySound: ReadonlyMap<string, string>
  /** a word of four characters or more with one of them left open → that word */
  readonly byGap: ReadonlyMap<string, string>
}

/** Spellings are made when the first message has a word in doubt. */
export function spellerOf(library: Library): Mend {
  let made: Spellings | undefined
  const { lexicon } = library
  const firm = [
    ...[...lexicon.synonyms.keys()].filter((word) => word.length >= 3),
    ...[...lexicon.frames].filter((word) => word.length >= 2),
    ...lexicon.slots.slots.flatMap((one) => one.asked).filter((word) => word.length >= 3),
  ]
  const known = new Set([
    ...firm,
    ...lexicon.synonyms.keys(),
    ...lexicon.common,
    ...lexicon.functionWords,
    ...lexicon.places.map((one) => one.name),
    ...(library.regions?.all ?? []).map((one) => one.short),
    ...lexicon.slots.measures.flatMap(([, words]) => words),
    ...UNIT_NAMES,
  ])
  const isKnown = (word: string): boolean => known.has(word) || (word.length >= 2 && library.holds(word))
  return (text) => {
    const doubtful = doubts(text, isKnown, (word) => known.has(word))
    if (!doubtful.some(Boolean)) return text
    made ??= spellings([...library.papers.flatMap(wordsIn), ...firm])
    return mended(text, doubtful, made, isKnown, (word) => library.holds(word) || word.length >= 4)
  }
}

/** Words of a paper and what two of them make side by side. */
function wordsIn({ passages }: Paper): string[] {
  const words = new Map<string, number>()
  const add = (word: string): void => {
    if (word.length >= 2 && word.length <= LONGEST) words.set(word, (words.get(word) ?? 0) + 1)
  }
  for (const { flat } of passages)
    for (const [stretch] of flat.matchAll(STRETCH)) {
      const parts = [...segmenter.segment(stretch.slice(0, 500))].map((one) => one.segment)
      for (const [at, part] of parts.entries()) {
        add(part)
        add(part + (parts[at + 1] ?? ''))
      }
    }
  return [...words].sort((a, b) => b[1] - a[1]).map(([word]) => word)
}

/** @param words likeliest first */
function spellings(words: readonly string[]): Spellings {
  const bySound = new Map<string, string>()
  const byGap = new Map<string, string>()
  for (const word of words) {
    if (!HAN.test(word) || word.length < 2 || word.length > LONGEST) continue
    const sound = spoken(word).join(' ')
    if (!bySound.has(sound)) bySound.set(sound, word)
    if (word.length >= 4) for (const gap of gapsOf(word)) if (!byGap.has(gap)) byGap.set(gap, word)
  }
  return { bySound, byGap }
}

// One wrong character inside a word; at its edges it is more likely the next word.
const gapsOf = (word: string): string[] =>
  [...word].slice(1, -1).map((_, at) => `${word.slice(0, at + 1)}_${word.slice(at + 2)}`)

function mended(
  text: string,
  doubtful: boolean[],
  { bySound, byGap }: Spellings,
  isKnown: (word: string) => boolean,
  isWritten: (word: string) => boolean,
): string {
  const chars = [...text]
  for (let length = LONGEST; length >= 2; length--) {
    for (let from = 0; from + length <= chars.length; from++) {
      const window = chars.slice(from, from + length).join('')
      if (!doubtful.slice(from, from + length).some(Boolean) || !HAN.test(window) || isKnown(window)) continue
      const heard = bySound.get(spoken(window).join(' '))
      const meant =
        heard ??
        gapsOf(window)
          .map((gap) => byGap.get(gap))
          .find((word) => word !== undefined && length >= 4)
      if (
        !meant ||
        !isSlip(meant, window, doubtful.slice(from, from + length), heard !== undefined && isWritten(heard))
      )
        continue
      for (const [at, char] of [...meant].entries()) {
        chars[from + at] = char
        doubtful[from + at] = false
      }
    }
  }
  return chars.join('')
}

/** What changes must be in doubt: 新建 is a word of its own and does not become 新增. Three sounds alike are no chance. */
function isSlip(meant: string, typed: string, doubtful: readonly boolean[], heard: boolean): boolean {
  const changed = [...meant].flatMap((char, at) => (char === typed.charAt(at) ? [] : [at]))
  if (changed.some((at) => areOpposite(meant.charAt(at), typed.charAt(at)))) return false
  if (!heard && changed.some((at) => NUMERAL.test(typed.charAt(at)))) return false
  return typed.length === 2
    ? doubtful.every(Boolean)
    : (heard && typed.length > 2) || changed.every((at) => doubtful[at])
}

/** Which characters stand in no word: neither in one that is known nor in one of the language's. */
function doubts(text: string, isKnown: (word: string) => boolean, isListed: (word: string) => boolean): boolean[] {
  const doubtful = [...text].map((char) => HAN.test(char) && !isKnown(char))
  for (const { segment, index } of segmenter.segment(text))
    if (segment.length >= 2) doubtful.fill(false, index, index + segment.length)
  for (let length = LONGEST; length >= 2; length--)
    for (let from = 0; from + length <= text.length; from++)
      if (isListed(text.slice(from, from + length))) doubtful.fill(false, from, from + length)
  // What is no word of the language by itself may stand in one of the documents, two characters being enough.
  const held = doubtful.map(
    (is, at) => is && [at - 1, at].some((from) => from >= 0 && isKnown(text.slice(from, from + 2))),
  )
  return doubtful.map((is, at) => is && !held[at])
}
