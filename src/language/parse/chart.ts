/** All pieces that a text may be made of, by where they begin; bounded at each place, so that work stays linear. */

import type { Piece } from '../piece.ts'
import { type KindSet, kindId, kindSet, MOST_KINDS } from './kinds.ts'

/** More readings of one place than this are no language. */
const MOST_AT_ONE_PLACE = 24

/**
 * Steps that each kind of work is worth, of which 20 000 make a millisecond where nothing else runs: fitted to what 150
 * texts of 6 000 characters cost (ordinary, hostile and of random words), looks a little dearer than measured.
 */
export const STEPS = {
  /** brought to the one form, looked up, and later a way found past it */
  character: 13,
  /** a piece that is put into the chart, or found there already */
  piece: 11,
  /** a piece from which rules are tried */
  begun: 12,
  /** slots filled, and what they make worked out */
  made: 5,
  /** a look at what may fill a slot, a way that goes on, a name compared */
  look: 1,
} as const

/** About 20 ms; what an office says takes a fortieth, the densest that it pastes four fifths: test/bounds/budget.test.ts. */
const MOST_STEPS = 400_000

/**
 * Places of a text for which the kinds that stand there are kept in advance; a longer text is looked at place by
 * place beyond them.
 */
export const MOST_SETS = 4_096
const ANY_KIND = 1
const BLANK = 0x20

const NOTHING: readonly Piece[] = []

/** The chart of a parse: all pieces found in a text by where they begin, and the steps spent so far. */
export class ParseChart {
  readonly text: string
  /** counts rounds of rules, so that one knows what is new since the last */
  round = 0
  steps: number
  /** which kinds stand anywhere */
  readonly kinds: KindSet = kindSet([])
  kindCount = 0
  private readonly byStart: (readonly Piece[] | undefined)[]
  /** the numbers of their kinds and where they end, in the same order: looked at far oftener than the pieces are */
  private readonly kindsByStart: Uint8Array
  private readonly endsByStart: Int32Array
  /** the round in which a piece was last added at a place, and in which each piece was */
  private readonly added: Uint8Array
  private readonly births: Uint8Array
  /** the number of the set of kinds at each place; 0: none */
  private readonly setByStart: Uint16Array
  private readonly sets: KindSet[] = [kindSet([]), anyKind()]
  /** by a set and a kind more, the set that they make */
  private readonly larger = new Map<number, number>()

  constructor(text: string) {
    this.text = text
    this.steps = text.length * STEPS.character
    this.byStart = new Array(text.length + 1).fill(undefined)
    this.kindsByStart = new Uint8Array((text.length + 1) * MOST_AT_ONE_PLACE)
    this.endsByStart = new Int32Array((text.length + 1) * MOST_AT_ONE_PLACE)
    this.added = new Uint8Array(text.length + 1)
    this.births = new Uint8Array((text.length + 1) * MOST_AT_ONE_PLACE)
    this.setByStart = new Uint16Array(text.length + 1)
  }

  /** @returns whether the piece is new and there was room for it */
  add(piece: Piece): boolean {
    this.steps += STEPS.piece
    const { at, end, part } = piece
    if (at < 0 || at >= this.byStart.length || end <= at) return false
    const kind = kindId(part.kind)
    const here = this.at(at)
    if (here.length >= MOST_AT_ONE_PLACE) return false
    for (let i = 0; i < here.length; i++)
      if (this.kindAt(at, i) === kind && this.endAt(at, i) === end && isSame(here[i], piece)) return false
    // lists of a few: made anew they take no more room than they need
    this.byStart[at] = here.length === 0 ? [piece] : [...here, piece]
    const place = at * MOST_AT_ONE_PLACE + here.length
    this.kindsByStart[place] = kind
    this.endsByStart[place] = end
    if (this.kinds[kind] === 0) this.kindCount += 1
    this.kinds[kind] = 1
    this.setByStart[at] = this.with(this.setAt(at), kind)
    this.added[at] = this.round
    this.births[place] = this.round
    return true
  }

  at(position: number): readonly Piece[] {
    return this.byStart[position] ?? NOTHING
  }

  /** The number of the kind of a piece at a place, by its order there. */
  kindAt(position: number, index: number): number {
    return this.kindsByStart[position * MOST_AT_ONE_PLACE + index] ?? 0
  }

  /** Where a piece ends, by its place and its order there. */
  endAt(position: number, index: number): number {
    return this.endsByStart[position * MOST_AT_ONE_PLACE + index] ?? 0
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

  /** The number of the set of kinds at a place: texts are made of few. */
  setAt(position: number): number {
    return this.setByStart[position] ?? 0
  }

  kindsOf(set: number): KindSet {
    return this.sets[set] ?? this.kinds
  }

  private with(set: number, kind: number): number {
    const kinds = this.kindsOf(set)
    if (kinds[kind] === 1) return set
    if (this.sets.length === MOST_SETS) return ANY_KIND
    const key = set * MOST_KINDS + kind
    const known = this.larger.get(key)
    if (known !== undefined) return known
    const made = Uint8Array.from(kinds)
    made[kind] = 1
    this.larger.set(key, this.sets.push(made) - 1)
    return this.sets.length - 1
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

  /** Whether three times as many would be too many: it is not read in other words as well. */
  get isDense(): boolean {
    return this.steps > MOST_STEPS / 3
  }

  get length(): number {
    return this.text.length
  }

  /** Where the next word begins: blanks between are overlooked. */
  afterBlank(position: number): number {
    return this.text.charCodeAt(position) === BLANK ? position + 1 : position
  }
}

const anyKind = (): KindSet => new Uint8Array(MOST_KINDS).fill(1)

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
