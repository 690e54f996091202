/** A closer look at a passage that ranks high: does it hold the question in one place? */
import { gramsOf, plain } from './cut.ts'

const COVERAGE = 0.35
const RUN = 0.15

/**
 * How close a passage's words come to a question's, from 0 to 0.5, to be added to its score: by the question's share that
 * its best two sentences hold, and by the longest run in common.
 */
export function closeness(query: string, text: string, title = ''): number {
  const wanted = [...new Set(gramsOf(plain(query)))]
  if (wanted.length === 0) return 0
  return COVERAGE * bestTwo(wanted, text, title) + RUN * longestRun(letters(query), letters(`${title}。${text}`))
}

/** The share of the wanted bigrams in the two sentences that hold the most, the title counted with each. */
function bestTwo(wanted: readonly string[], text: string, title: string): number {
  const held = (sentence: string): boolean[] => {
    const grams = new Set(gramsOf(plain(sentence)))
    return wanted.map((gram) => grams.has(gram))
  }
  const inTitle = held(title)
  const sentences = text.split(/[。！？；\n]/).map(held)
  let best = inTitle.filter(Boolean).length
  for (const [i, one] of sentences.entries()) {
    for (let j = i; j < sentences.length; j++) {
      const other = sentences[j]
      let count = 0
      for (let gram = 0; gram < wanted.length; gram++) if (inTitle[gram] || one[gram] || other?.[gram]) count++
      if (count > best) best = count
    }
  }
  return best / wanted.length
}

const letters = (text: string): string => plain(text).replace(/[^\p{L}\p{N}%]/gu, '')

/** Longest common substring as a share of the query: of each character only where the query has it is looked at. */
function longestRun(query: string, text: string): number {
  const places = new Map<number, number[]>()
  for (let j = query.length; j > 0; j--) {
    const code = query.charCodeAt(j - 1)
    const known = places.get(code)
    if (known) known.push(j)
    else places.set(code, [j])
  }
  // how long a run ends at each place of the query, and at which character of the text it did
  const [runs, ends] = [new Uint16Array(query.length + 1), new Uint32Array(query.length + 1)]
  let longest = 0
  for (let i = 1; i <= text.length; i++) {
    for (const j of places.get(text.charCodeAt(i - 1)) ?? []) {
      const run = ends[j - 1] === i - 1 ? (runs[j - 1] ?? 0) + 1 : 1
      runs[j] = run
      ends[j] = i
      if (run > longest) longest = run
    }
  }
  return longest / (query.length || 1)
}
