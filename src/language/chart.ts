/** All pieces that a text may be made of, by where they begin; bounded at each place, so that work stays linear. */
import { type KindSet, kindId, kindSet } from './kinds.ts'
import type { Piece } from './piece.ts'

/** More readings of one place than this are no language. */
const MOST_AT_ONE_PLACE = 24

const NOTHING: readonly Piece[] = []
const NO_KINDS: readonly number[] = []

export class Chart {
  readonly text: string
  /** counts rounds of rules, so that one knows what is new since the last */
  round = 0
  steps = 0
  /** which kinds stand anywhere */
  readonly kinds: KindSet = kindSet([])
  kindCount = 0
  private readonly byStart: (Piece[] | undefined)[]
  /** the kinds of the pieces at a place, in their order */
  private readonly kindsByStart: (number[] | undefined)[]
  private readonly added: Int32Array

  constructor(text: string) {
    this.text = text
    this.byStart = new Array(text.length + 1).fill(undefined)
    this.kindsByStart = new Array(text.length + 1).fill(undefined)
    this.added = new Int32Array(text.length + 1)
  }

  /** @returns whether the piece is new and there was room for it */
  add(piece: Piece): boolean {
    this.steps += 1
    const { at, end, part } = piece
    if (at < 0 || at >= this.byStart.length || end <= at) return false
    const kind = kindId(part.kind)
    const here = this.byStart[at]
    const kinds = this.kindsByStart[at]
    if (!here || !kinds) {
      this.byStart[at] = [piece]
      this.kindsByStart[at] = [kind]
    } else {
      if (here.length >= MOST_AT_ONE_PLACE) return false
      for (let i = 0; i < here.length; i++) if (kinds[i] === kind && isSame(here[i], piece)) return false
      here.push(piece)
      kinds.push(kind)
    }
    if (this.kinds[kind] === 0) this.kindCount += 1
    this.kinds[kind] = 1
    this.added[at] = this.round
    return true
  }

  at(position: number): readonly Piece[] {
    return this.byStart[position] ?? NOTHING
  }

  /** The kinds of the pieces at a place, in the order of `at`. */
  kindsAt(position: number): readonly number[] {
    return this.kindsByStart[position] ?? NO_KINDS
  }

  /** Whether a piece was added in a stretch, both ends included, in a round or after it. */
  isNewSince(round: number, from: number, to: number): boolean {
    for (let at = from; at <= to; at++) if ((this.added[at] ?? 0) >= round) return true
    return false
  }

  get length(): number {
    return this.text.length
  }

  /** Where the next word begins: blanks between are overlooked. */
  afterBlank(position: number): number {
    return this.text[position] === ' ' ? position + 1 : position
  }
}

/** Of two of a kind that say the same of the same words the first stays. */
function isSame(a: Piece | undefined, b: Piece): boolean {
  if (!a || a.end !== b.end || a.also?.kind !== b.also?.kind) return false
  const [inner, other] = [a.inner, b.inner]
  return inner && inner.length > 0
    ? inner.every((piece, i) => piece.at === other?.[i]?.at && piece.end === other[i]?.end)
    : isEqual(a.part, b.part)
}

/** Plain values; what is undefined is not there. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [some, others] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in some) if (!isEqual(some[key], others[key])) return false
  for (const key in others) if (some[key] === undefined && others[key] !== undefined) return false
  return true
}
