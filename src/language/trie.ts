/** A trie over words: all words of a vocabulary that begin at a place, in one walk. */

interface Node<T> {
  /** by the code of the next UTF-16 unit */
  readonly next: Map<number, Node<T>>
  values: T[]
}

/** A word that stands in a text, by where it ends, and what it was added with. */
export interface TrieMatch<T> {
  readonly value: T
  readonly end: number
}

const BLANK = 0x20

/** A prefix tree over words: finds all words that begin at a place of a text in one walk. */
export class Trie<T> {
  private readonly root: Node<T> = { next: new Map(), values: [] }
  private readonly none: readonly TrieMatch<T>[] = []

  add(word: string, value: T): void {
    let node = this.root
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let next = node.next.get(code)
      if (!next) {
        next = { next: new Map(), values: [] }
        node.next.set(code, next)
      }
      node = next
    }
    node.values.push(value)
  }

  /** Every word that begins at a position, the shortest first; one blank inside a word is overlooked (小微 园区). */
  at(text: string, at: number): readonly TrieMatch<T>[] {
    let found: TrieMatch<T>[] | undefined
    let node: Node<T> | undefined = this.root
    for (let i = at; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === BLANK && i > at && !node.next.has(BLANK)) {
        if (text.charCodeAt(i - 1) === BLANK) break
        continue
      }
      node = node.next.get(code)
      if (!node) break
      for (const value of node.values) {
        found ??= []
        found.push({ value, end: i + 1 })
      }
    }
    return found ?? this.none
  }

  has(word: string): boolean {
    return this.at(word, 0).some(({ end }) => end === word.length)
  }
}
