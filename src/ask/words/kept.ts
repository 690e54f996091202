/** What is worked out once, and kept. */

/** Of each object once, as long as it lives. */
export function keptOf<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly is: V }>()
  return (of) => {
    const found = known.get(of) ?? { is: make(of) }
    known.set(of, found)
    return found.is
  }
}

/** Of each text once. @param most beyond so many all are forgotten */
export function keptOfText<V>(make: (text: string) => V, most = Number.POSITIVE_INFINITY): (text: string) => V {
  const known = new Map<string, { readonly is: V }>()
  return (text) => {
    const found = known.get(text) ?? { is: make(text) }
    if (known.size > most) known.clear()
    known.set(text, found)
    return found.is
  }
}
