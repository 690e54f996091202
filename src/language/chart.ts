/** All pieces that a text may be made of, by where they begin; bounded at each place, so that work stays linear. */
import type { Piece } from './piece.ts'

/** More readings of one place than this are no language. */
const MOST_AT_ONE_PLACE = 24

export class Chart {
  readonly text: string
  private readonly byStart: Piece[][]
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
    if (here.some((other) => isSame(other, piece))) return false
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

/** Of two that say the same of the same words the first stays. */
function isSame(a: Piece, b: Piece): boolean {
  if (a.end !== b.end || a.part.kind !== b.part.kind || a.also?.kind !== b.also?.kind) return false
  const [inner, other] = [a.inner ?? [], b.inner ?? []]
  return inner.length > 0
    ? inner.every((piece, i) => piece.at === other[i]?.at && piece.end === other[i]?.end)
    : JSON.stringify(a.part) === JSON.stringify(b.part)
}
