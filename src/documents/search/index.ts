/**
 * Passages found by words: the sum of BM25 over character bigrams, words and single characters, of which the
 * first forty are read again: how much of the question their best two sentences hold, the longest run of
 * characters in common, and whether place, year and kind of answer fit.
 */
import { readable } from '../../office/bounds.ts'
import { asked, cut } from './cut.ts'
import { fullYears, settingOf, suits, type TitleScope, wanted } from './fit.ts'
import { type Postings, PostingsBuilder } from './postings.ts'
import { closeness } from './rescore.ts'

/** A text that can be found: a provision, or a part of one. */
export interface Passage {
  readonly id: string
  /** indexed in front of the text: the largest single gain there is */
  readonly title?: string
  readonly text: string
}

/** A passage found, with its score. */
export interface Hit {
  readonly id: string
  /** −0.5 … about 3.6; comparable between passages of one query, not between queries */
  readonly score: number
}

// A flat optimum, measured on policy prose; see docs/decisions.
const K1 = 0.9
const B = 0.9
const WEIGHTS = { grams: 1, words: 1, chars: 0.7 }
const FIRST = 40

/** So many words of a question are compared with a passage word for word: a sentence or two; a pasted text adds none. */
const LONGEST_CLOSE = 100

/**
 * Full-text index over passages, BM25 over bigrams, words and characters, adjusted by place, year and closeness of
 * wording. Built once; adding a passage means building anew.
 */
export class PassageIndex {
  private readonly passages: readonly Passage[]
  private readonly postings: Postings
  private readonly lengths: Record<Kind, Float32Array>
  private readonly scores: Float32Array
  private readonly settings: readonly TitleScope[]
  private readonly places: ReadonlySet<string>

  constructor(passages: readonly Passage[]) {
    this.passages = passages
    const builder = new PostingsBuilder()
    const lengths = { grams: [] as number[], words: [] as number[], chars: [] as number[] }
    for (const [number, passage] of passages.entries()) {
      const terms = cut(passage.title ? `${passage.title}\n${passage.text}` : passage.text)
      for (const kind of KINDS) {
        builder.add(number, terms[kind])
        lengths[kind].push(terms[kind].length)
      }
    }
    this.postings = builder.build()
    this.lengths = { grams: relative(lengths.grams), words: relative(lengths.words), chars: relative(lengths.chars) }
    this.scores = new Float32Array(passages.length)
    this.settings = passages.map(({ title }) => settingOf(title ?? ''))
    this.places = new Set(this.settings.flatMap(({ place }) => place ?? []))
  }

  get size(): number {
    return this.passages.length
  }

  /** The best `k` passages, the best first; fewer when fewer share anything with the query. */
  search(query: string, k: number): Hit[] {
    const question = fullYears(readable(query))
    const words = asked(question)
    const close = words.slice(0, LONGEST_CLOSE)
    const constraints = wanted(question, this.places)
    const first = this.rank(words, Math.max(k, FIRST))
    const read = first.slice(0, FIRST).map(({ passage, score }) => {
      const { id, title, text } = this.passages[passage] ?? { id: '', text: '' }
      const setting = this.settings[passage] ?? { years: new Set() }
      return { id, score: score + closeness(close, text, title) + suits(constraints, setting, text, title) }
    })
    const rest = first.slice(FIRST).map(({ passage, score }) => ({ id: this.passages[passage]?.id ?? '', score }))
    return [...read.sort((a, b) => b.score - a.score), ...rest].slice(0, k)
  }

  private rank(query: string, n: number): { passage: number; score: number }[] {
    const touched: number[] = []
    this.accumulate(query, touched)
    const best = top(touched, this.scores, n)
    for (const passage of touched) this.scores[passage] = 0
    return best
  }

  /** Adds a query's evidence, each kind normalised by the most that the query could reach. */
  private accumulate(query: string, touched: number[]): void {
    const terms = cut(query)
    for (const kind of KINDS) {
      const distinct = [...new Set(terms[kind])]
      const most = distinct.reduce((sum, term) => sum + this.rarity(term), 0) * (K1 + 1)
      if (most === 0) continue
      for (const term of distinct) this.addTerm(term, WEIGHTS[kind] / most, this.lengths[kind], touched)
    }
  }

  private addTerm(term: string, weight: number, lengths: Float32Array, touched: number[]): void {
    const id = this.postings.terms.get(term)
    if (id === undefined) return
    const { starts, passages, counts } = this.postings
    const gain = weight * this.rarity(term) * (K1 + 1)
    const end = starts[id + 1] ?? 0
    for (let at = starts[id] ?? 0; at < end; at++) {
      const passage = passages[at] ?? 0
      const count = counts[at] ?? 0
      const before = this.scores[passage] ?? 0
      if (before === 0) touched.push(passage)
      this.scores[passage] = before + (gain * count) / (count + K1 * (1 - B + B * (lengths[passage] ?? 1)))
    }
  }

  /** Inverse document frequency; a term that no passage has counts as the rarest, so that what is missing shows. */
  private rarity(term: string): number {
    const id = this.postings.terms.get(term)
    const found = id === undefined ? 0 : (this.postings.starts[id + 1] ?? 0) - (this.postings.starts[id] ?? 0)
    return Math.log(1 + (this.passages.length - found + 0.5) / (found + 0.5))
  }
}

type Kind = keyof typeof WEIGHTS
const KINDS: readonly Kind[] = ['grams', 'words', 'chars']

/** Lengths as multiples of their mean. */
function relative(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1) || 1
  return Float32Array.from(lengths, (length) => length / mean)
}

/** The best `n` of the touched passages, the best first, by a heap of that size: sorting a hundred thousand would cost more than finding them. */
function top(touched: readonly number[], scores: Float32Array, n: number): { passage: number; score: number }[] {
  const heap: { passage: number; score: number }[] = []
  const worse = (a: number, b: number): boolean => (heap[a]?.score ?? 0) < (heap[b]?.score ?? 0)
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]]
    if (!one || !other) return
    heap[a] = other
    heap[b] = one
  }
  const sink = (): void => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (left < heap.length && worse(left, least)) least = left
      if (right < heap.length && worse(right, least)) least = right
      if (least === at) return
      swap(at, least)
      at = least
    }
  }
  for (const passage of touched) {
    const score = scores[passage] ?? 0
    if (heap.length < n) {
      heap.push({ passage, score })
      for (let at = heap.length - 1; at > 0 && worse(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1)
    } else if (score > (heap[0]?.score ?? 0)) {
      heap[0] = { passage, score }
      sink()
    }
  }
  return heap.sort((a, b) => b.score - a.score || a.passage - b.passage)
}
