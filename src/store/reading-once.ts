/** What one decision is based on is read once, however many of its rules ask for it, in as few trips as they let it. */
import type { Query, Row, Store, Value } from './index.ts'

/**
 * The same store, for one decision: a read that was made before is not made again, since what is decided is decided of
 * one state; what changed meanwhile shows at the commit, as a `Conflict`. Reads that are asked for before the ones under
 * way came back go together, after them: none is of an earlier state than one that was asked for before it.
 */
export function readingOnce(store: Store): Store {
  const read = new Map<string, Promise<Row[]>>()
  let waiting: Query[] = []
  let before: Promise<unknown> = Promise.resolve()
  let next: Promise<Row[][]> | undefined
  const once = (sql: string, params: readonly Value[]): Promise<Row[]> => {
    const key = JSON.stringify([sql, params])
    const known = read.get(key)
    if (known) return known
    const at = waiting.push({ sql, params }) - 1
    // whoever asks in the same breath, or while a trip is under way, comes along
    next ??= before.then(() => {
      const sent = store.round(waiting)
      ;[waiting, next, before] = [[], undefined, sent.catch(() => {})]
      return sent
    })
    const rows = next.then((all) => all[at] ?? [])
    read.set(key, rows)
    return rows
  }
  return {
    all: async <T extends Row>(sql: string, ...params: Value[]) => (await once(sql, params)) as T[],
    first: async <T extends Row>(sql: string, ...params: Value[]) => (await once(sql, params))[0] as T | undefined,
    round: (queries) => Promise.all(queries.map(({ sql, params }) => once(sql, params))),
    commit: (statements) => store.commit(statements),
    close: () => store.close(),
  }
}
