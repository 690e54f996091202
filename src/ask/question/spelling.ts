/** Typing errors: homophones and one wrong character, mended towards words that the documents use. */
import { pinyin } from 'pinyin-pro'
import { wordsOf } from '../evidence/corpus.ts'
import { areOpposite } from '../words/opposites.ts'

export interface Speller {
  /** The text with misspelt words replaced; words that exist are never touched. */
  /** @param bySoundOnly leaves words alone that differ by more than their sound: a claim may be wrong on purpose */
  readonly mend: (text: string, bySoundOnly?: boolean) => string
  /** the documents' word that sounds the same, for a word that they lack */
  readonly heard: (word: string) => string | undefined
}

/** Words as a speller sees them: `firm` may be meant by a misspelling, `loose` only protect what is typed. */
interface Spellings {
  /** words of the documents → how often they occur */
  readonly vocabulary: ReadonlyMap<string, number>
  readonly firm: Iterable<string>
  readonly loose: Iterable<string>
}

const CHINESE = /^[\u3400-\u9fff]+$/
const LONGEST = 5
// Sounds that southern speech and quick typing do not tell apart.
const FUZZY: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^l(?=[aeiou])/, 'n'],
  [/ing$/, 'in'],
  [/eng$/, 'en'],
  [/ang$/, 'an'],
]

const sounds = new Map<string, string>()

function soundOf(char: string): string {
  const known = sounds.get(char)
  if (known !== undefined) return known
  const plain = pinyin(char, { toneType: 'none' }).replace('ü', 'v')
  const sound = FUZZY.reduce((so, [pattern, to]) => so.replace(pattern, to), plain)
  sounds.set(char, sound)
  return sound
}

const soundsOf = (word: string): string => [...word].map(soundOf).join(' ')

export function buildSpeller({ vocabulary, firm, loose }: Spellings): Speller {
  const meant = new Set([...vocabulary.keys(), ...firm].filter((word) => CHINESE.test(word)))
  const known = new Set([...meant, ...loose])
  let indexed: Misspellings | undefined
  // Most questions have no word in doubt: how every word sounds is told when the first has one.
  const index = (): Misspellings => {
    indexed ??= misspellings(meant, vocabulary)
    return indexed
  }
  return {
    heard: (word) => {
      const same = index().bySound.get(soundsOf(word))
      return same !== undefined && vocabulary.has(same) ? same : undefined
    },
    mend: (text, bySoundOnly = false) => mend(text, known, index, bySoundOnly, vocabulary),
  }
}

interface Misspellings {
  /** sounds → the word that is likeliest meant by them */
  readonly bySound: ReadonlyMap<string, string>
  /** a word of four characters or more with one of them left open → the likeliest */
  readonly byGap: ReadonlyMap<string, string>
}

function misspellings(meant: Iterable<string>, vocabulary: ReadonlyMap<string, number>): Misspellings {
  const bySound = new Map<string, string>()
  const byGap = new Map<string, string>()
  const better = (a: string, b: string | undefined): boolean =>
    b === undefined || (vocabulary.get(a) ?? 0) > (vocabulary.get(b) ?? 0)
  for (const word of meant) {
    if (word.length > LONGEST || word.length < 2) continue
    const sound = soundsOf(word)
    if (better(word, bySound.get(sound))) bySound.set(sound, word)
    if (word.length < 4) continue
    for (const gap of gapsOf(word)) if (better(word, byGap.get(gap))) byGap.set(gap, word)
  }
  return { bySound, byGap }
}

const NUMERAL = /[一二三四五六七八九十百千万亿两几]/

// One wrong character inside a word; at its edges it is more likely the next word.
const gapsOf = (word: string): string[] =>
  [...word].slice(1, -1).map((_, at) => `${word.slice(0, at + 1)}_${word.slice(at + 2)}`)

function mend(
  text: string,
  known: ReadonlySet<string>,
  index: () => Misspellings,
  bySoundOnly: boolean,
  written: ReadonlyMap<string, number>,
): string {
  const doubtful = doubts(text, known)
  if (!doubtful.some(Boolean)) return text
  const { bySound, byGap } = index()
  const chars = [...text]
  for (let length = LONGEST; length >= 2; length--) {
    for (let from = 0; from + length <= chars.length; from++) {
      const window = chars.slice(from, from + length).join('')
      if (!doubtful.slice(from, from + length).some(Boolean)) continue
      if (!CHINESE.test(window) || known.has(window)) continue
      const heard = bySound.get(soundsOf(window))
      const seen =
        length >= 4 && !bySoundOnly
          ? gapsOf(window)
              .map((gap) => byGap.get(gap))
              .find((word) => word !== undefined)
          : undefined
      const meant = heard ?? seen
      if (!meant) continue
      const changed = [...meant].map((char, at) => char !== chars[from + at])
      // What changes must be in doubt: 新建 is a word of its own and does not become 新增. Three sounds alike are no chance.
      const allowed =
        length === 2
          ? doubtful[from] && doubtful[from + 1]
          : (heard !== undefined && written.has(heard)) || changed.every((is, at) => !is || doubtful[from + at])
      // 十加 is no slip for 增加: numerals are meant.
      const isCounted = changed.some((is, at) => is && NUMERAL.test(chars[from + at] ?? '') && heard === undefined)
      if (!allowed || isCounted || [...meant].some((char, at) => areOpposite(char, chars[from + at] ?? ''))) continue
      for (const [at, char] of [...meant].entries()) {
        chars[from + at] = char
        doubtful[from + at] = false
      }
    }
  }
  return chars.join('')
}

/** Which characters stand in no word: neither in one that is known nor in one of the language's. */
function doubts(text: string, known: ReadonlySet<string>): boolean[] {
  const doubtful = [...text].map((char) => CHINESE.test(char) && !known.has(char))
  for (let length = 8; length >= 2; length--) {
    for (let from = 0; from + length <= text.length; from++) {
      if (known.has(text.slice(from, from + length))) doubtful.fill(false, from, from + length)
    }
  }
  let at = 0
  for (const word of wordsOf(text)) {
    if (word.length >= 2) doubtful.fill(false, at, at + word.length)
    at += word.length
  }
  return doubtful
}
