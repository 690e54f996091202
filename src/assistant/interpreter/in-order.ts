/** Calls of one sender one after another, those of others beside them. */

/** @param senderOf calls with the same sender keep their order */
export function inOrder<First, Rest extends readonly unknown[], Result>(
  call: (first: First, ...rest: Rest) => Promise<Result>,
  senderOf: (first: First) => string,
): (first: First, ...rest: Rest) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>()
  return (first, ...rest) => {
    const sender = senderOf(first)
    const before = last.get(sender)
    const own = before ? before.then(() => call(first, ...rest)) : call(first, ...rest)
    const ended = own
      .catch(() => {})
      .finally(() => {
        if (last.get(sender) === ended) last.delete(sender)
      })
    last.set(sender, ended)
    return own
  }
}
