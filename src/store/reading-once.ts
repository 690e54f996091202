/** What one decision is based on is read once, however many of its rules ask for it. */
import type { Row, Store, Value } from './index.ts'

/**
 * The same store, for one decision: a read that was made before is not made again, since what is decided is decided of
 * one state; what changed meanwhile shows at the commit, as a `Conflict`.
 */
export function readingOnce(store: Store): Store {
  const read = new Map<string, Promise<unknown>>()
  const once = <T>(kind: string, sql: string, params: readonly Value[], make: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([kind, sql, params])
    const known = read.get(key) as Promise<T> | undefined
    const made = known ?? make()
    if (!known) read.set(key, made)
    return made
  }
  return {
    all: <T extends Row>(sql: string, ...params: Value[]) =>
      once('all', sql, params, () => store.all<T>(sql, ...params)),
    first: <T extends Row>(sql: string, ...params: Value[]) =>
      once('first', sql, params, () => store.first<T>(sql, ...params)),
    commit: (statements) => store.commit(statements),
    close: () => store.close(),
  }
}
