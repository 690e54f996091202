/** What a message takes of the database, the same on every machine: what it looks up there, and what it is handed. */
import type { Store, Value } from '../../src/store/index.ts'

/**
 * Rows that come back, and keys that are looked up for them: lists that are joined are looked up each with each. What an
 * index leads to and a condition then drops is not seen here; test/query/run.test.ts holds that no table is read through.
 */
export function countingRows(store: Store): { readonly store: Store; readonly taken: () => number } {
  let taken = 0
  const noted = <R extends readonly unknown[]>(rows: R, params: readonly Value[]): R => {
    taken += rows.reduce<number>((all, row) => all + rowsIn(row), 0) + keysIn(params)
    return rows
  }
  return {
    taken: () => taken,
    store: {
      all: async (sql, ...params) => noted(await store.all(sql, ...params), params),
      first: async (sql, ...params) => {
        const row = await store.first(sql, ...params)
        noted([row], params)
        return row as never
      },
      round: async (queries) => {
        const all = await store.round(queries)
        for (const [nth, rows] of all.entries()) noted(rows, queries[nth]?.params ?? [])
        return all
      },
      commit: async (statements) => {
        const changed = await store.commit(statements)
        for (const [nth, rows] of changed.entries()) taken += rows + keysIn(statements[nth]?.params ?? [])
        return changed
      },
      close: () => store.close(),
    },
  }
}

/** A row, or as many as are put into a list in it. */
const rowsIn = (row: unknown): number => Math.max(1, ...Object.values(row ?? {}).map((value) => listIn(value as Value)))

const keysIn = (params: readonly Value[]): number =>
  params.reduce<number>((all, one) => all * Math.max(1, listIn(one)), 1)

function listIn(value: Value): number {
  if (typeof value !== 'string' || value[0] !== '[') return 1
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) ? list.length : 1
  } catch {
    return 1
  }
}
