/** What one decision is based on is read once, however many of its rules ask for it, in as few trips as they let it. */
import type { Query, Row, Store, Value } from './index.ts'

interface Asked extends Query {
  readonly told: (rows: Promise<Row[]>) => void
}

/**
 * The same store, for one decision: a read that was made before is not made again, since what is decided is decided of
 * one state; what changed meanwhile shows at the commit, as a `Conflict`. Reads that are asked for before the ones under
 * way came back go together, after them: none is of an earlier state than one that was asked for before it.
 */
export function readingOnce(store: Store): Store {
  const read = new Map<string, Promise<Row[]>>()
  let waiting: Asked[] = []
  let isUnderWay = false
  const travel = async (): Promise<void> => {
    // whoever asks in the same breath comes along
    await undefined
    for (let round = waiting; round.length > 0; round = waiting) {
      waiting = []
      const rows = store.round(round.map(({ sql, params }) => ({ sql, params })))
      for (const [at, { told }] of round.entries()) told(rows.then((all) => all[at] ?? []))
      await Promise.allSettled([rows])
    }
    isUnderWay = false
  }
  const once = (sql: string, params: readonly Value[]): Promise<Row[]> => {
    const key = JSON.stringify([sql, params])
    const known = read.get(key)
    if (known) return known
    const rows = new Promise<Row[]>((told) => waiting.push({ sql, params, told }))
    read.set(key, rows)
    if (!isUnderWay) void travel()
    isUnderWay = true
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
