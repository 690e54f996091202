/** Rules join adjacent pieces, chosen by kind, to a piece of another kind; applied until nothing is new. */
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Chart } from '../chart.ts'
import type { Found } from '../found.ts'
import { type KindSet, kindId, kindSet } from '../kinds.ts'
import type { Looking } from '../moment.ts'
import type { Part, Piece } from '../piece.ts'

export interface Context extends Looking {
  readonly own: RegionKey
  readonly regions: Regions
}

/** A kind, several (`ask|each`), or one that may be missing (`of?`). */
type Slot = string
type PartOf<K extends string> = K extends `${infer A}?`
  ? PartOf<A> | undefined
  : K extends `${infer A}|${infer B}`
    ? PartOf<A> | PartOf<B>
    : Extract<Part, { readonly kind: K }>
type Parts<S extends readonly Slot[]> = { readonly [I in keyof S]: PartOf<S[I] & string> }

export interface Made {
  readonly part: Part
  readonly also?: Found
  readonly doubt?: number
  /** the first and last slot that the new piece takes the place of, where others only stand beside it */
  readonly over?: readonly [number, number]
  readonly latent?: true
  /** latent where all its times are */
  readonly inherits?: true
  /** a slot that stays as it is beside the new part: all slots become a group of the two */
  readonly keep?: number
}

export interface Rule {
  readonly name: string
  readonly slots: readonly { readonly kinds: KindSet; readonly optional: boolean }[]
  /** numbers of the kinds that may begin it */
  readonly begins: readonly number[]
  /** kinds of which one must stand behind the first piece; absent where the rule may end with it */
  readonly next?: KindSet
  /** for each slot that must be filled, numbers of the kinds that may fill it */
  readonly needs: readonly (readonly number[])[]
  readonly make: (parts: readonly (Part | undefined)[], context: Context) => readonly Made[]
}

type Making = Part | Made | readonly Made[] | undefined

/**
 * @param name  the rule in a few words
 * @param slots kinds of adjacent pieces; the first is never optional
 * @param make  what they make together; undefined where they do not fit after all
 */
export function rule<const S extends readonly Slot[]>(
  name: string,
  slots: S,
  make: (parts: Parts<S>, context: Context) => Making,
): Rule {
  const each: Filled[] = slots.map((slot) => ({
    kinds: slot.replace('?', '').split('|'),
    optional: slot.endsWith('?'),
  }))
  return {
    name,
    slots: each.map(({ kinds, optional }) => ({ kinds: kindSet(kinds), optional })),
    ...(nextOf(each) && { next: kindSet(nextOf(each) ?? []) }),
    begins: (each[0]?.kinds ?? []).map(kindId),
    needs: each.filter(({ optional }) => !optional).map(({ kinds }) => kinds.map(kindId)),
    make: (parts, context) => listed(make(parts as unknown as Parts<S>, context)),
  }
}

interface Filled {
  readonly kinds: readonly string[]
  readonly optional: boolean
}

/** The slots that may be missing behind the first, and the one that may not. */
function nextOf([, ...slots]: readonly Filled[]): readonly string[] | undefined {
  const needed = slots.findIndex(({ optional }) => !optional)
  return needed < 0 ? undefined : slots.slice(0, needed + 1).flatMap(({ kinds }) => kinds)
}

function listed(made: Making): readonly Made[] {
  if (made === undefined) return []
  if (Array.isArray(made)) return made as readonly Made[]
  return ['part' in (made as Made) && typeof (made as Made).part === 'object' ? (made as Made) : { part: made as Part }]
}

/** Rules by the number of the kind that begins them. */
export type Rules = readonly (readonly Rule[] | undefined)[]

export function indexed(rules: readonly Rule[]): Rules {
  const index: Rule[][] = []
  for (const one of rules)
    for (const kind of one.begins) {
      const same = index[kind] ?? []
      same.push(one)
      index[kind] = same
    }
  return index
}

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

/** At most this many looks at pieces to fill one rule's slots from one piece on. */
const MOST_LOOKS = 400

/** What fills a rule's slots, in their order; undefined for one that is missing. */
type Way = readonly (Piece | undefined)[]
const NO_WAYS: readonly Way[] = []

/**
 * Ways to fill a rule's slots from a piece on.
 * @param since only those with a piece behind the first that was added in this round or after it
 */
function waysOf({ slots, next }: Rule, chart: Chart, first: Piece, looked: Int32Array, since: number): readonly Way[] {
  const { at, end } = first
  if (slots.length === 1) return since > 0 ? NO_WAYS : [[first]]
  // nearly always it ends here, and nothing need be made for it
  if (next && first.part.kind !== 'not') {
    const behind = chart.afterBlank(end)
    looked[at] = Math.max(looked[at] ?? 0, behind)
    chart.steps += 1
    if (!chart.has(behind, next)) return NO_WAYS
  }
  const filling = new Filling(slots, chart, first, since)
  looked[at] = Math.max(looked[at] ?? 0, filling.reach)
  return filling.ways
}

class Filling {
  readonly ways: Way[] = []
  /** the last place looked at */
  reach: number
  private looks = 0
  private readonly filled: (Piece | undefined)[]
  private readonly slots: Rule['slots']
  private readonly chart: Chart
  private readonly since: number
  private fresh = 0

  constructor(slots: Rule['slots'], chart: Chart, first: Piece, since: number) {
    this.slots = slots
    this.since = since
    this.chart = chart
    this.reach = first.at
    this.filled = [first]
    this.fill(first.end)
    chart.steps += this.looks
  }

  private fill(end: number): void {
    const slot = this.slots[this.filled.length]
    if (!slot) {
      if (this.since === 0 || this.fresh > 0) this.ways.push([...this.filled])
      return
    }
    this.fillFrom(nextTo(this.filled.at(-1), end, this.chart), slot)
    if (!slot.optional) return
    this.filled.push(undefined)
    this.fill(end)
    this.filled.pop()
  }

  private fillFrom(at: number, { kinds }: Rule['slots'][number]): void {
    this.reach = Math.max(this.reach, at)
    const pieces = this.chart.at(at)
    for (let i = 0; i < pieces.length && this.looks <= MOST_LOOKS; i++) {
      this.looks += 1
      const piece = kinds[this.chart.kindAt(at, i)] === 1 ? pieces[i] : undefined
      if (!piece) continue
      const fresh = this.chart.birthOf(at, i) >= this.since ? 1 : 0
      this.fresh += fresh
      this.filled.push(piece)
      this.fill(piece.end)
      this.filled.pop()
      this.fresh -= fresh
    }
  }
}

/** 报了没 报多少: what is denied stands right behind; else a blank is overlooked. */
const nextTo = (last: Piece | undefined, end: number, chart: Chart): number =>
  last?.part.kind === 'not' ? end : chart.afterBlank(end)

function place(one: Rule, pieces: readonly (Piece | undefined)[], chart: Chart, context: Context): boolean {
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
