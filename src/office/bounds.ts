/**
 * Bounds of what is read: a text of any kind costs its length and no more.
 *
 * Patterns that go back and forth over a run of the same thing cost its square or worse, so runs are shortened and
 * long texts cut before any pattern sees them; words that may follow each other are eaten one by one, not starred.
 */

/** Characters of a question, or of an earlier turn, that are read; what people ask has at most a few lines. */
const LONGEST_QUESTION = 300

/** Blanks in a row that are kept: nobody types more to say something. */
const MOST_BLANKS = 8
/** How often the same few characters are kept one after the other, and tabs, which part a table's empty cells. */
const MOST_REPEATS = 32
const LONGEST_UNIT = 8

/** Left alone however often they are repeated: a figure without one of them is another figure. */
const COUNTED = /[\p{N}一二三四五六七八九十百千万亿零两半]/u
const BLANK = /[^\S\t\n]/

/**
 * Which positions of a text are read: all but those of blanks and repetitions beyond what anybody means.
 *
 * Linear: each position is compared with at most `LONGEST_UNIT` before it.
 * @returns positions in order, by which one finds back to what was typed
 */
export function kept(text: string): number[] {
  const places: number[] = []
  // For each place kept and unit's length: how many characters up to here are what stands a unit before.
  const alike = new Uint32Array(text.length * LONGEST_UNIT)
  let blanks = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isPlain = code > 0x20 && code < 0x7f && !(code >= 0x30 && code <= 0x39)
    blanks = !isPlain && BLANK.test(text.charAt(at)) ? blanks + 1 : 0
    if (blanks > MOST_BLANKS) continue
    const place = places.push(at) - 1
    alike.fill(0, place * LONGEST_UNIT, (place + 1) * LONGEST_UNIT)
    if (!isPlain && COUNTED.test(text.charAt(at))) continue
    for (let unit = 1; unit <= LONGEST_UNIT && unit <= place; unit++) {
      if (text.charCodeAt(places[place - unit] ?? 0) !== code) continue
      const count = (alike[(place - 1) * LONGEST_UNIT + unit - 1] ?? 0) + 1
      alike[place * LONGEST_UNIT + unit - 1] = count
      if (count < unit * MOST_REPEATS) continue
      places.length -= unit
      break
    }
  }
  return places
}

/** A message's readers, one after the other, ask for the same. */
function remembered(read: (text: string) => string): (text: string) => string {
  let latest = { text: '', is: '' }
  return (text) => {
    if (text !== latest.text) latest = { text, is: read(text) }
    return latest.is
  }
}

/** A text without what is repeated beyond sense, see `kept`. */
export const withoutRuns = remembered(shortened)

function shortened(text: string): string {
  const places = kept(text)
  return places.length === text.length ? text : places.map((at) => text.charAt(at)).join('')
}

/**
 * A question as it is read: without runs, and where it is still longer, its beginning and its end, since people ask
 * first or last and tell a story between.
 *
 * @returns at most `LONGEST_QUESTION` characters in NFKC; the text itself where it is short
 */
export const readable = remembered(ends)

function ends(text: string): string {
  const short = withoutRuns(text)
  // One character may stand for eighteen, so what is surely cut is not written out.
  const near = short.length <= 4 * LONGEST_QUESTION ? short : bothEnds(short, 4 * LONGEST_QUESTION)
  const written = short.length <= LONGEST_QUESTION ? short.normalize('NFKC') : shortened(near.normalize('NFKC'))
  if (written.length <= LONGEST_QUESTION) return short.length <= LONGEST_QUESTION ? short : written
  return bothEnds(written, LONGEST_QUESTION)
}

function bothEnds(text: string, length: number): string {
  const half = length / 2 - 1
  return `${text.slice(0, half)}\n${text.slice(-half)}`
}

/**
 * A text without the words with which it begins, however many follow each other; the longest first.
 * Linear in the text, unlike `^(?:甲|乙|甲乙)*`.
 */
export function withoutLeading(text: string, words: readonly string[]): string {
  let from = 0
  for (let word = longest(words, (one) => text.startsWith(one, from)); word; ) {
    from += word.length
    word = longest(words, (one) => text.startsWith(one, from))
  }
  return text.slice(from)
}

/**
 * A text without the words with which it ends, however many follow each other; the longest first, as `withoutLeading`.
 */
export function withoutTrailing(text: string, words: readonly string[]): string {
  let to = text.length
  for (let word = longest(words, (one) => text.endsWith(one, to)); word; ) {
    to -= word.length
    word = longest(words, (one) => text.endsWith(one, to))
  }
  return text.slice(0, to)
}

const longest = (words: readonly string[], fits: (word: string) => boolean): string =>
  words.reduce((best, word) => (word.length > best.length && fits(word) ? word : best), '')
