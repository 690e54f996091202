/** A D1 that adds up what is billed: rows read and rows written. */
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'

export interface Rows {
  read: number
  written: number
  /** a batch is one */
  queries: number
}

/** @returns as much of the database as the store uses */
export function counted(db: D1Database, rows: Rows): D1Database {
  const count = <T>(result: D1Result<T>): D1Result<T> => {
    rows.read += result.meta.rows_read
    rows.written += result.meta.rows_written
    return result
  }
  const inner = new WeakMap<object, D1PreparedStatement>()
  const wrapped = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async <T>() => {
      rows.queries++
      return count(await statement.all<T>())
    }
    const outer = {
      bind: (...values: unknown[]) => wrapped(statement.bind(...values)),
      all,
      first: async <T>() => (await all<T>()).results[0] ?? null,
    } as unknown as D1PreparedStatement
    inner.set(outer, statement)
    return outer
  }
  return {
    prepare: (sql: string) => wrapped(db.prepare(sql)),
    async batch<T>(statements: D1PreparedStatement[]) {
      rows.queries++
      return (await db.batch<T>(statements.map((one) => inner.get(one) ?? one))).map(count)
    },
  } as unknown as D1Database
}
