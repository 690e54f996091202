/** The inverted index: term → passages with how often, in typed arrays. */

/** Compressed rows: the postings of term `t` stand at `starts[t]` … `starts[t + 1]`. */
export interface Postings {
  readonly terms: ReadonlyMap<string, number>
  readonly starts: Uint32Array
  readonly passages: Uint32Array
  readonly counts: Uint8Array
}

/** Collects the postings of all passages, then sorts them by term in one counting pass. */
export class PostingsBuilder {
  private readonly terms = new Map<string, number>()
  private term = new Uint32Array(1 << 16)
  private passage = new Uint32Array(1 << 16)
  private count = new Uint8Array(1 << 16)
  private size = 0

  add(passage: number, terms: readonly string[]): void {
    const counted = new Map<string, number>()
    for (const term of terms) counted.set(term, (counted.get(term) ?? 0) + 1)
    for (const [term, count] of counted) this.push(this.idOf(term), passage, Math.min(count, 255))
  }

  build(): Postings {
    const starts = new Uint32Array(this.terms.size + 1)
    for (let i = 0; i < this.size; i++) {
      const next = (this.term[i] ?? 0) + 1
      starts[next] = (starts[next] ?? 0) + 1
    }
    for (let t = 1; t < starts.length; t++) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0)
    const filled = starts.slice()
    const passages = new Uint32Array(this.size)
    const counts = new Uint8Array(this.size)
    for (let i = 0; i < this.size; i++) {
      const term = this.term[i] ?? 0
      const at = filled[term] ?? 0
      filled[term] = at + 1
      passages[at] = this.passage[i] ?? 0
      counts[at] = this.count[i] ?? 0
    }
    return { terms: this.terms, starts, passages, counts }
  }

  private idOf(term: string): number {
    const known = this.terms.get(term)
    if (known !== undefined) return known
    const id = this.terms.size
    this.terms.set(term, id)
    return id
  }

  private push(term: number, passage: number, count: number): void {
    if (this.size === this.term.length) this.grow()
    this.term[this.size] = term
    this.passage[this.size] = passage
    this.count[this.size] = count
    this.size++
  }

  private grow(): void {
    const twice = this.size * 2
    const [term, passage, count] = [new Uint32Array(twice), new Uint32Array(twice), new Uint8Array(twice)]
    term.set(this.term)
    passage.set(this.passage)
    count.set(this.count)
    this.term = term
    this.passage = passage
    this.count = count
  }
}
