/** All pieces that a text may be made of, by where they begin; bounded at each place, so that work stays linear. */
import { type KindSet, kindId, kindSet } from './kinds.ts'
import type { Piece } from './piece.ts'

/** More readings of one place than this are no language. */
const MOST_AT_ONE_PLACE = 24

/** Steps that a message may take: 6 000 characters of what reports and questions are made of take half as many. */
const MOST_STEPS = 500_000

const NOTHING: readonly Piece[] = []

export class Chart {
  readonly text: string
  /** counts rounds of rules, so that one knows what is new since the last */
  round = 0
  steps = 0
  /** which kinds stand anywhere */
  readonly kinds: KindSet = kindSet([])
  kindCount = 0
  private readonly byStart: (readonly Piece[] | undefined)[]
  /** the numbers of their kinds, in the same order */
  private readonly kindsByStart: Uint8Array
  /** the round in which a piece was last added at a place, and in which each piece was */
  private readonly added: Int32Array
  private readonly births: Int32Array

  constructor(text: string) {
    this.text = text
    this.byStart = new Array(text.length + 1).fill(undefined)
    this.kindsByStart = new Uint8Array((text.length + 1) * MOST_AT_ONE_PLACE)
    this.added = new Int32Array(text.length + 1)
    this.births = new Int32Array((text.length + 1) * MOST_AT_ONE_PLACE)
  }

  /** @returns whether the piece is new and there was room for it */
  add(piece: Piece): boolean {
    this.steps += 1
    const { at, end, part } = piece
    if (at < 0 || at >= this.byStart.length || end <= at) return false
    const kind = kindId(part.kind)
    const here = this.at(at)
    if (here.length >= MOST_AT_ONE_PLACE) return false
    for (let i = 0; i < here.length; i++) if (this.kindAt(at, i) === kind && isSame(here[i], piece)) return false
    // lists of a few: made anew they take no more room than they need
    this.byStart[at] = here.length === 0 ? [piece] : [...here, piece]
    this.kindsByStart[at * MOST_AT_ONE_PLACE + here.length] = kind
    if (this.kinds[kind] === 0) this.kindCount += 1
    this.kinds[kind] = 1
    this.added[at] = this.round
    this.births[at * MOST_AT_ONE_PLACE + here.length] = this.round
    return true
  }

  at(position: number): readonly Piece[] {
    return this.byStart[position] ?? NOTHING
  }

  /** The number of the kind of a piece at a place, by its order there. */
  kindAt(position: number, index: number): number {
    return this.kindsByStart[position * MOST_AT_ONE_PLACE + index] ?? 0
  }

  /** The round in which a piece was added, by its place and its order there. */
  birthOf(position: number, index: number): number {
    return this.births[position * MOST_AT_ONE_PLACE + index] ?? 0
  }

  /** Whether a piece at a place is of one of some kinds. */
  has(position: number, kinds: KindSet): boolean {
    const { length } = this.at(position)
    for (let i = 0; i < length; i++) if (kinds[this.kindAt(position, i)] === 1) return true
    return false
  }

  /** Whether a piece was added in a stretch, both ends included, in a round or after it. */
  isNewSince(round: number, from: number, to: number): boolean {
    for (let at = from; at <= to; at++) if ((this.added[at] ?? 0) >= round) return true
    return false
  }

  /** Whether it has taken more steps than any message that means something. */
  get isSpent(): boolean {
    return this.steps > MOST_STEPS
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
