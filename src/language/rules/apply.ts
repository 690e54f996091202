/** Rules applied to a chart, round after round, until nothing is new. */
import { MOST_SETS, type ParseChart, STEPS } from '../parse/chart.ts'
import { kindId } from '../parse/kinds.ts'
import type { Piece } from '../piece.ts'
import type { GrammarRule, Made, RuleContext, Rules } from './rule.ts'
import { Filler, type Way } from './ways.ts'

const ROUNDS = 4

/**
 * Applies rules to a chart, at most four rounds; a round that finds nothing new is the last.
 *
 * From the second on a place is looked at again only where the last look from it met something that is new since, and
 * elsewhere by those rules alone that a new kind made possible: no other makes anything there than it did.
 */
export function apply(rules: Rules, chart: ParseChart, context: RuleContext): void {
  const looked = new Int32Array(chart.length)
  const filler = new Filler(chart)
  let before = new Begun([])
  for (let round = 0; round < ROUNDS; round++) {
    chart.round += 1
    const tried = before
    let chosen = chosenFrom(rules, tried, chart)
    before = chosen.possible
    let isNew = false
    for (let at = 0; at < chart.length && !chart.isSpent; at++) {
      if (chart.kindCount !== chosen.kindCount) chosen = chosenFrom(rules, tried, chart)
      const here = chart.setAt(at)
      if (!chosen.possible.mayBegin(here, chart)) continue
      const some = chart.isNewSince(chart.round - 1, at, looked[at] ?? at) ? chosen.possible : chosen.untried
      if (!some.mayBegin(here, chart)) continue
      const known = round === 0 || some === chosen.untried ? undefined : chosen
      isNew = applyAt({ at, rules: some, known, looked, filler }, chart, context) || isNew
    }
    if (!isNew || chart.isSpent) return
  }
}

interface Chosen {
  readonly possible: Begun
  /** not possible in the round before */
  readonly untried: Begun
  readonly kindCount: number
}

/** Rules by the kind of their first piece and the kinds that stand behind it. */
class Begun {
  readonly rules: Rules
  private readonly known = new Map<number, readonly GrammarRule[]>()
  /** by a set of kinds, whether one of them begins a rule */
  private readonly begins: (boolean | undefined)[] = []

  constructor(rules: Rules) {
    this.rules = rules
  }

  /** @param here number of the set of kinds at a place */
  mayBegin(here: number, chart: ParseChart): boolean {
    const known = this.begins[here]
    if (known !== undefined) return known
    const kinds = chart.kindsOf(here)
    const begins = this.rules.some((same, kind) => same !== undefined && same.length > 0 && kinds[kind] === 1)
    this.begins[here] = begins
    return begins
  }

  /** @param behind number of the set of kinds behind the first piece */
  by(kind: number, behind: number, chart: ParseChart): readonly GrammarRule[] {
    const begun = this.rules[kind]
    if (!begun || begun.length === 0) return NO_RULES
    const key = kind * MOST_SETS + behind
    const known = this.known.get(key)
    if (known) return known
    const kinds = chart.kindsOf(behind)
    const made = begun.filter(({ nextKinds }) => !nextKinds || nextKinds.some((one) => kinds[one] === 1))
    this.known.set(key, made)
    return made
  }
}

const NO_RULES: readonly GrammarRule[] = []
const NOT = kindId('not')

function chosenFrom(rules: Rules, before: Begun, chart: ParseChart): Chosen {
  const possible = rules.map((same) => same?.filter((one) => isPossible(one, chart)))
  const untried = possible.map((same, kind) => same?.filter((one) => !before.rules[kind]?.includes(one)))
  return { possible: new Begun(possible), untried: new Begun(untried), kindCount: chart.kindCount }
}

/** Whether each slot that must be filled has a kind that stands anywhere. */
const isPossible = ({ needs }: GrammarRule, { kinds }: ParseChart): boolean =>
  needs.every((some) => some.some((kind) => kinds[kind] === 1))

interface Applied {
  readonly at: number
  readonly rules: Begun
  /** which of them were not tried before; absent: none was */
  readonly known: Chosen | undefined
  /** takes the last place looked at from here */
  readonly looked: Int32Array
  readonly filler: Filler
}

/** @returns whether a piece was made */
function applyAt({ at, rules, known, looked, filler }: Applied, chart: ParseChart, context: RuleContext): boolean {
  // what is added at this place on the way waits for the next round
  const pieces = chart.at(at)
  let isNew = false
  looked[at] = Math.max(looked[at] ?? 0, at)
  for (let i = 0; i < pieces.length; i++) {
    const kind = chart.kindAt(at, i)
    if (!rules.rules[kind]) continue
    const end = chart.endAt(at, i)
    // what is denied stands right behind; else a blank is overlooked: 报了没 报多少
    const behind = kind === NOT ? end : chart.afterBlank(end)
    const begun = rules.by(kind, chart.setAt(behind), chart)
    if (behind > (looked[at] ?? 0)) looked[at] = behind
    chart.steps += STEPS.begun + begun.length * STEPS.look
    const piece = begun.length > 0 ? pieces[i] : undefined
    if (!piece) continue
    const untried = known?.untried.rules[kind]
    const isOld = chart.birthOf(at, i) < chart.round - 1
    for (const one of begun) {
      // what was found before is made before: one of the pieces must be new
      const since = isOld && known && !untried?.includes(one) ? chart.round - 1 : 0
      for (const way of filler.waysOf(one, piece, looked, since)) if (place(one, way, chart, context)) isNew = true
    }
  }
  return isNew
}

function place(one: GrammarRule, pieces: Way, chart: ParseChart, context: RuleContext): boolean {
  chart.steps += STEPS.made
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
  // what is asked of a part is asked of the whole: 宁波哪些县
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
