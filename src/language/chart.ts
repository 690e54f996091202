/** All pieces that a text may be made of, by where they begin; bounded at each place, so that work stays linear. */
import type { Piece } from './piece.ts'

/** More readings of one place than this are no language. */
const MOST_AT_ONE_PLACE = 24

const keyOf = (inner: readonly Piece[] = []): string => inner.map(({ at, end }) => `${at}-${end}`).join()

export class Chart {
  readonly text: string
  private readonly byStart: Piece[][]
  private readonly seen = new Set<string>()
  steps = 0

  constructor(text: string) {
    this.text = text
    this.byStart = Array.from({ length: text.length + 1 }, () => [])
  }

  /** @returns whether the piece is new and there was room for it */
  add(piece: Piece): boolean {
    this.steps += 1
    const here = this.byStart[piece.at]
    if (!here || here.length >= MOST_AT_ONE_PLACE || piece.end <= piece.at) return false
    const key = `${piece.at} ${piece.end} ${JSON.stringify(piece.part)} ${piece.also?.kind ?? ''} ${keyOf(piece.inner)}`
    if (this.seen.has(key)) return false
    this.seen.add(key)
    here.push(piece)
    return true
  }

  at(position: number): readonly Piece[] {
    return this.byStart[position] ?? []
  }

  get length(): number {
    return this.text.length
  }

  /** Where the next word begins: blanks between are overlooked. */
  afterBlank(position: number): number {
    return this.text[position] === ' ' ? position + 1 : position
  }
}
