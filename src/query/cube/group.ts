/** Grouping. */

/**
 * Groups by a key: keys and members in the order in which they come.
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
