/** A rule joins adjacent pieces, chosen by kind, to a piece of another kind. */
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Found } from '../found.ts'
import type { Looking } from '../moment.ts'
import { type KindSet, kindId, kindSet } from '../parse/kinds.ts'
import type { PiecePart } from '../piece.ts'

/** What a rule may ask about the speaker: whose county, which day, which regions there are. */
export interface RuleContext extends Looking {
  readonly own: RegionKey
  readonly regions: Regions
}

/** A kind, several (`ask|each`), or one that may be missing (`of?`). */
type Slot = string
type PartOf<K extends string> = K extends `${infer A}?`
  ? PartOf<A> | undefined
  : K extends `${infer A}|${infer B}`
    ? PartOf<A> | PartOf<B>
    : Extract<PiecePart, { readonly kind: K }>
type Parts<S extends readonly Slot[]> = { readonly [I in keyof S]: PartOf<S[I] & string> }

/** What a rule makes of the pieces that fill its slots. */
export interface Made {
  readonly part: PiecePart
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

/**
 * A rule of the grammar: kinds of adjacent pieces, and what they make together. The sets of kinds are worked out
 * once, for speed.
 */
export interface GrammarRule {
  readonly name: string
  readonly slots: readonly { readonly kinds: KindSet; readonly optional: boolean }[]
  /** numbers of the kinds that may begin it */
  readonly begins: readonly number[]
  /** numbers of the kinds of which one must stand behind the first piece; absent where the rule may end with it */
  readonly nextKinds?: readonly number[]
  /** for each slot that must be filled, numbers of the kinds that may fill it */
  readonly needs: readonly (readonly number[])[]
  readonly make: (parts: readonly (PiecePart | undefined)[], context: RuleContext) => readonly Made[]
}

type Making = PiecePart | Made | readonly Made[] | undefined

/**
 * Declares a rule of the grammar.
 *
 * @param name the rule in a few words
 * @param slots kinds of adjacent pieces; the first is never optional
 * @param make what they make together; undefined where they do not fit after all
 */
export function rule<const S extends readonly Slot[]>(
  name: string,
  slots: S,
  make: (parts: Parts<S>, context: RuleContext) => Making,
): GrammarRule {
  const each: Filled[] = slots.map((slot) => ({
    kinds: slot.replace('?', '').split('|'),
    optional: slot.endsWith('?'),
  }))
  return {
    name,
    slots: each.map(({ kinds, optional }) => ({ kinds: kindSet(kinds), optional })),
    ...(nextOf(each) && { nextKinds: (nextOf(each) ?? []).map(kindId) }),
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
  return [
    'part' in (made as Made) && typeof (made as Made).part === 'object' ? (made as Made) : { part: made as PiecePart },
  ]
}

/** Rules by the number of the kind that begins them. */
export type Rules = readonly (readonly GrammarRule[] | undefined)[]

/** Rules by the number of each kind that may begin them, in their own order. */
export function indexed(rules: readonly GrammarRule[]): Rules {
  const index: GrammarRule[][] = []
  for (const one of rules)
    for (const kind of one.begins) {
      const same = index[kind] ?? []
      same.push(one)
      index[kind] = same
    }
  return index
}
