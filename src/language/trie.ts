/** A trie over words: all words of a vocabulary that begin at a place, in one walk. */

interface Node<T> {
  readonly next: Map<string, Node<T>>
  values: T[]
}

export interface Hit<T> {
  readonly value: T
  readonly end: number
}

export class Trie<T> {
  private readonly root: Node<T> = { next: new Map(), values: [] }

  add(word: string, value: T): void {
    let node = this.root
    for (const char of word) {
      let next = node.next.get(char)
      if (!next) {
        next = { next: new Map(), values: [] }
        node.next.set(char, next)
      }
      node = next
    }
    node.values.push(value)
  }

  /** Every word that begins at a position, the shortest first; one blank inside a word is overlooked (小微 园区). */
  at(text: string, at: number): Hit<T>[] {
    const found: Hit<T>[] = []
    let node: Node<T> | undefined = this.root
    for (let i = at; i < text.length; i++) {
      const char = text[i] ?? ''
      if (char === ' ' && i > at && !node.next.has(' ')) {
        if (text[i - 1] === ' ') break
        continue
      }
      node = node.next.get(char)
      if (!node) break
      for (const value of node.values) found.push({ value, end: i + 1 })
    }
    return found
  }

  has(word: string): boolean {
    return this.at(word, 0).some(({ end }) => end === word.length)
  }
}
