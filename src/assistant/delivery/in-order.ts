/** Calls for one person one after another, those for others beside them. */

/**
 * A call, made in turn: those of one owner one after another, those of others beside them. A call that fails holds up
 * none.
 * @param whose calls of the same keep their order
 */
export function inOrder<First, Rest extends readonly unknown[], Result>(
  call: (first: First, ...rest: Rest) => Promise<Result>,
  whose: (first: First) => string,
): (first: First, ...rest: Rest) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>()
  return (first, ...rest) => {
    const owner = whose(first)
    const before = last.get(owner)
    const own = before ? before.then(() => call(first, ...rest)) : call(first, ...rest)
    const ended = own
      .catch(() => {})
      .finally(() => {
        if (last.get(owner) === ended) last.delete(owner)
      })
    last.set(owner, ended)
    return own
  }
}
