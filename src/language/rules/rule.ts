/** Rules join adjacent pieces, chosen by kind, to a piece of another kind; applied until nothing is new. */
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Chart } from '../chart.ts'
import type { Found } from '../found.ts'
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
  readonly slots: readonly { readonly kinds: ReadonlySet<string>; readonly optional: boolean }[]
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
  return {
    name,
    slots: slots.map((slot) => ({
      kinds: new Set(slot.replace('?', '').split('|')),
      optional: slot.endsWith('?'),
    })),
    make: (parts, context) => listed(make(parts as unknown as Parts<S>, context)),
  }
}

function listed(made: Making): readonly Made[] {
  if (made === undefined) return []
  if (Array.isArray(made)) return made as readonly Made[]
  return ['part' in (made as Made) && typeof (made as Made).part === 'object' ? (made as Made) : { part: made as Part }]
}

/** Rules by the kind that begins them. */
export function indexed(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const index = new Map<string, Rule[]>()
  for (const one of rules)
    for (const kind of one.slots[0]?.kinds ?? []) index.set(kind, [...(index.get(kind) ?? []), one])
  return index
}

const ROUNDS = 4
const NO_RULES: readonly Rule[] = []

/** Applies rules to a chart, at most four rounds; a round that finds nothing new is the last. */
export function apply(rules: ReadonlyMap<string, readonly Rule[]>, chart: Chart, context: Context): void {
  for (let round = 0; round < ROUNDS; round++) {
    let isNew = false
    for (let at = 0; at < chart.length; at++) {
      const here = chart.at(at)
      // what is added at this place on the way waits for the next round
      const count = here.length
      for (let i = 0; i < count; i++) {
        const piece = here[i]
        for (const one of (piece && rules.get(piece.part.kind)) ?? NO_RULES) {
          for (const pieces of matches(one, chart, piece as Piece)) if (place(one, pieces, chart, context)) isNew = true
        }
      }
    }
    if (!isNew) return
  }
}

/** At most this many looks at pieces to fill one rule's slots from one piece on. */
const MOST_LOOKS = 400

/** Ways to fill a rule's slots from a piece on, pieces in the order of slots; undefined for one that is missing. */
function matches({ slots }: Rule, chart: Chart, first: Piece): (Piece | undefined)[][] {
  const ways: (Piece | undefined)[][] = []
  const filled: (Piece | undefined)[] = [first]
  let looks = 0
  const fill = (end: number): void => {
    const slot = slots[filled.length]
    if (!slot) {
      ways.push([...filled])
      return
    }
    // 报了没 报多少: what is denied stands right behind
    const next = filled.at(-1)?.part.kind === 'not' ? end : chart.afterBlank(end)
    for (const piece of chart.at(next)) {
      looks += 1
      if (looks > MOST_LOOKS) break
      if (!slot.kinds.has(piece.part.kind)) continue
      filled.push(piece)
      fill(piece.end)
      filled.pop()
    }
    if (!slot.optional) return
    filled.push(undefined)
    fill(end)
    filled.pop()
  }
  fill(first.end)
  chart.steps += looks
  return ways
}

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
  const doubt = (made.doubt ?? 0) + taken.reduce((sum, piece) => sum + (piece.doubt ?? 0), 0)
  const typed = taken.find((piece) => piece.typed !== undefined)?.typed
  // 宁波哪些县 asks as 哪些县 does
  const also = made.also ?? (made.part.kind === 'parts' ? taken.find((piece) => piece.also)?.also : undefined)
  return {
    at: first.at,
    end: last.end,
    part: made.part,
    ...(also && { also }),
    ...((made.latent || (made.inherits && isAllLatent(taken))) && { latent: true as const }),
    ...(doubt !== 0 && { doubt }),
    ...(typed !== undefined && { typed }),
  }
}

const isAllLatent = (pieces: readonly Piece[]): boolean =>
  pieces.filter(({ part }) => part.kind === 'time').every(({ latent }) => latent)

function groupOf(piece: Piece, kept: Piece | undefined, pieces: readonly (Piece | undefined)[]): Piece | undefined {
  const [first, last] = [pieces[0], pieces.findLast((one) => one !== undefined)]
  if (!kept || !first || !last) return undefined
  // what the other stands beside is said, even where alone it would not be: 落后22
  const { latent: _, ...firm } = kept
  return { at: first.at, end: last.end, part: { kind: 'group' }, inner: [firm, piece] }
}
