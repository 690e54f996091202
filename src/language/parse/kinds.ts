/** Kinds of pieces as small numbers: whether a kind is one of several is asked by an index, at every place of a text. */

/** A set of kinds as flags: 1 at the number (`kindId`) of each kind in it. */
export type KindSet = Uint8Array

/** Length of a `KindSet`; the vocabulary has fewer kinds, and one more than this throws. */
export const MOST_KINDS = 256

const ids = new Map<string, number>()

/**
 * The number of a kind, given at its first use and the same as long as the process runs.
 * @throws Error where there are too many
 */
export function kindId(kind: string): number {
  const known = ids.get(kind)
  if (known !== undefined) return known
  if (ids.size === MOST_KINDS) throw new Error(`more than ${MOST_KINDS} kinds`)
  ids.set(kind, ids.size)
  return ids.size - 1
}

/** A set of kinds: 1 at the number (`kindId`) of each, 0 elsewhere. */
export function kindSet(kinds: Iterable<string>): KindSet {
  const set = new Uint8Array(MOST_KINDS)
  for (const kind of kinds) set[kindId(kind)] = 1
  return set
}
