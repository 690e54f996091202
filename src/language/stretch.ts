/** Stretches of a message, each looked for among all others at no more cost than its own. */

/** A stretch of a message, end excluded. */
export interface Stretch {
  readonly at: number
  readonly end: number
}

/** A test whether a stretch lies wholly within one of these. Built once; each question takes a binary search. */
export function within(those: readonly Stretch[]): (one: Stretch) => boolean {
  const begins = those.map(({ at }) => at).sort((a, b) => a - b)
  const reach = new Map<number, number>()
  let end = Number.NEGATIVE_INFINITY
  for (const one of [...those].sort((a, b) => a.at - b.at)) {
    end = Math.max(end, one.end)
    reach.set(one.at, end)
  }
  return (one) => {
    const last = begins[countUpTo(begins, one.at) - 1]
    return last !== undefined && (reach.get(last) ?? 0) >= one.end
  }
}

/**
 * A function from a place to the number of its clause, counted from 0.
 *
 * @param breaks where clauses end, in ascending order
 */
export const clausesBy =
  (breaks: readonly number[]): ((at: number) => number) =>
  (at) =>
    countUpTo(breaks, at)

/** Groups by a key, in the order in which each key was first met; each keeps its members' order. */
export function groupedBy<One, Key>(all: readonly One[], keyOf: (one: One) => Key): ReadonlyMap<Key, One[]> {
  const groups = new Map<Key, One[]>()
  for (const one of all) {
    const key = keyOf(one)
    const same = groups.get(key)
    if (same) same.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** How many of these, in their order, are no greater. */
function countUpTo(sorted: readonly number[], most: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) <= most) from = middle + 1
    else to = middle
  }
  return from
}
