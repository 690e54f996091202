/** Grouping. */

/**
 * Things by a key: keys in the order in which they first come, the things of each in their own.
 * @param value what is kept of each; the thing itself without it
 */
export function groupsOf<T, R = T>(
  all: readonly T[],
  key: (one: T) => string,
  value: (one: T) => R = (one) => one as unknown as R,
): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const one of all) {
    const at = key(one)
    const group = groups.get(at)
    if (group) group.push(value(one))
    else groups.set(at, [value(one)])
  }
  return groups
}
