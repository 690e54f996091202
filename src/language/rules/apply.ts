/** Rules applied to a chart, round after round, until nothing is new. */
import type { Chart } from '../chart.ts'
import type { Piece } from '../piece.ts'
import type { Context, Made, Rule, Rules } from './rule.ts'
import { type Way, waysOf } from './ways.ts'

const ROUNDS = 4

/**
 * Applies rules to a chart, at most four rounds; a round that finds nothing new is the last.
 *
 * From the second on a place is looked at again only where the last look from it met something that is new since, and
 * elsewhere by those rules alone that a new kind made possible: no other makes anything there than it did.
 */
export function apply(rules: Rules, chart: Chart, context: Context): void {
  const looked = new Int32Array(chart.length)
  let before: Rules = []
  for (let round = 0; round < ROUNDS; round++) {
    chart.round += 1
    const tried = before
    let chosen = chosenFrom(rules, tried, chart)
    before = chosen.possible
    let isNew = false
    for (let at = 0; at < chart.length && !chart.isSpent; at++) {
      if (chart.kindCount !== chosen.kindCount) chosen = chosenFrom(rules, tried, chart)
      const some = chart.isNewSince(chart.round - 1, at, looked[at] ?? at) ? chosen.possible : chosen.untried
      const known = round === 0 || some === chosen.untried ? undefined : chosen
      if (some.length > 0) isNew = applyAt({ at, rules: some, known, looked }, chart, context) || isNew
    }
    if (!isNew || chart.isSpent) return
  }
}

interface Chosen {
  readonly possible: Rules
  /** not possible in the round before */
  readonly untried: Rules
  readonly kindCount: number
}

function chosenFrom(rules: Rules, before: Rules, chart: Chart): Chosen {
  const possible = rules.map((same) => same?.filter((one) => isPossible(one, chart)))
  const untried = possible.map((same, kind) => same?.filter((one) => !before[kind]?.includes(one)))
  const isAny = untried.some((same) => same && same.length > 0)
  return { possible, untried: isAny ? untried : [], kindCount: chart.kindCount }
}

/** Whether each slot that must be filled has a kind that stands anywhere. */
const isPossible = ({ needs }: Rule, { kinds }: Chart): boolean =>
  needs.every((some) => some.some((kind) => kinds[kind] === 1))

interface Applied {
  readonly at: number
  readonly rules: Rules
  /** which of them were not tried before; absent: none was */
  readonly known: Chosen | undefined
  /** takes the last place looked at from here */
  readonly looked: Int32Array
}

/** @returns whether a piece was made */
function applyAt({ at, rules, known, looked }: Applied, chart: Chart, context: Context): boolean {
  // what is added at this place on the way waits for the next round
  const pieces = chart.at(at)
  let isNew = false
  looked[at] = Math.max(looked[at] ?? 0, at)
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const kind = chart.kindAt(at, i)
    const begun = rules[kind]
    if (!piece || !begun) continue
    const untried = known?.untried[kind]
    const isOld = chart.birthOf(at, i) < chart.round - 1
    for (const one of begun) {
      // what was found before is made before: one of the pieces must be new
      const since = isOld && known && !untried?.includes(one) ? chart.round - 1 : 0
      for (const way of waysOf(one, chart, piece, looked, since)) if (place(one, way, chart, context)) isNew = true
    }
  }
  return isNew
}

function place(one: Rule, pieces: Way, chart: Chart, context: Context): boolean {
  let isNew = false
  const parts = pieces.map((piece) => piece?.part)
  for (const made of one.make(parts, context)) {
    const piece = pieceOf(made, pieces)
    const grouped = piece && made.keep !== undefined ? groupOf(piece, pieces[made.keep], pieces) : piece
    if (grouped && chart.add(grouped)) isNew = true
  }
  return isNew
}

function pieceOf(made: Made, pieces: readonly (Piece | undefined)[]): Piece | undefined {
  const [from, to] = made.over ?? [0, pieces.length - 1]
  const taken = pieces.slice(from, to + 1).filter((piece) => piece !== undefined)
  const [first, last] = [taken[0], taken.at(-1)]
  if (!first || !last) return undefined
  const piece: Writable<Piece> = { at: first.at, end: last.end, part: made.part }
  // 宁波哪些县 asks as 哪些县 does
  const also = made.also ?? (made.part.kind === 'parts' ? taken.find((one) => one.also)?.also : undefined)
  if (also) piece.also = also
  if (made.latent || (made.inherits && isAllLatent(taken))) piece.latent = true
  const doubt = taken.reduce((sum, one) => sum + (one.doubt ?? 0), made.doubt ?? 0)
  if (doubt !== 0) piece.doubt = doubt
  const typed = taken.find((one) => one.typed !== undefined)?.typed
  if (typed !== undefined) piece.typed = typed
  return piece
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const isAllLatent = (pieces: readonly Piece[]): boolean =>
  pieces.filter(({ part }) => part.kind === 'time').every(({ latent }) => latent)

function groupOf(piece: Piece, kept: Piece | undefined, pieces: readonly (Piece | undefined)[]): Piece | undefined {
  const [first, last] = [pieces[0], pieces.findLast((one) => one !== undefined)]
  if (!kept || !first || !last) return undefined
  // what the other stands beside is said, even where alone it would not be: 落后22
  const { latent: _, ...firm } = kept
  return { at: first.at, end: last.end, part: { kind: 'group' }, inner: [firm, piece] }
}
