/** The office's language: which words mean the same. General to industry policy, not to one document. */

/**
 * How the words of a group relate to the term: as synonym or abbreviation, as the short names of an authority
 * (`body`), of a unit of measure, or of several places at once (`area`).
 */
export type TermKind = 'synonym' | 'abbreviation' | 'body' | 'unit' | 'area'

/** A term and the words that people use for it. */
export interface Term {
  readonly kind: TermKind
  /** as documents write it: 存量建设用地 */
  readonly term: string
  /** as people say it: 存量土地, 存量用地 */
  readonly words: readonly string[]
}

/** A word of the lexicon in a text, with its place. */
export interface Mention {
  readonly word: string
  /** a word may be short for several terms: 环保 */
  readonly terms: readonly Term[]
  readonly from: number
  readonly to: number
}

/** Look-ups both ways: from what is said to what is written, and back. */
export class Lexicon {
  readonly terms: readonly Term[]
  private readonly byWord = new Map<string, Term[]>()
  private readonly byTerm = new Map<string, Term[]>()
  /** by its first character: how long the longest word is that begins with it */
  private readonly longest = new Map<string, number>()

  constructor(terms: readonly Term[]) {
    this.terms = terms
    for (const one of terms) {
      add(this.byTerm, one.term, one)
      for (const word of one.words) add(this.byWord, word, one)
    }
    for (const word of [...this.byTerm.keys(), ...this.byWord.keys()]) {
      const first = word.charAt(0)
      this.longest.set(first, Math.max(word.length, this.longest.get(first) ?? 0))
    }
  }

  /** What a word stands for in documents: 标煤 → 标准煤; empty for a word that is a term itself, or unknown. */
  written(word: string): readonly string[] {
    return (this.byWord.get(word) ?? []).map((one) => one.term)
  }

  /** How people say a term: 标准煤 → 标煤. */
  said(term: string): readonly string[] {
    return (this.byTerm.get(term) ?? []).flatMap((one) => one.words)
  }

  /** Every other way to say a word, terms first: 经信厅 → 经济和信息化委员会, 经信委 … */
  alternatives(word: string): readonly string[] {
    const groups = [...(this.byWord.get(word) ?? []), ...(this.byTerm.get(word) ?? [])]
    const all = new Set([...groups.map((one) => one.term), ...groups.flatMap((one) => one.words)])
    all.delete(word)
    return [...all]
  }

  /** The longest terms and words that stand in a text, in order, without overlaps. */
  mentioned(text: string): Mention[] {
    const found: Mention[] = []
    for (let from = 0; from < text.length; from++) {
      const mention = this.longestAt(text, from)
      if (!mention) continue
      found.push(mention)
      from = mention.to - 1
    }
    return found
  }

  private longestAt(text: string, from: number): Mention | undefined {
    const longest = this.longest.get(text.charAt(from)) ?? 0
    for (let to = Math.min(text.length, from + longest); to > from; to--) {
      const word = text.slice(from, to)
      const terms = [...(this.byTerm.get(word) ?? []), ...(this.byWord.get(word) ?? [])]
      if (terms.length > 0) return { word, terms, from, to }
    }
    return undefined
  }
}

function add(map: Map<string, Term[]>, key: string, term: Term): void {
  map.set(key, [...(map.get(key) ?? []), term])
}
