/** The store on Cloudflare Workers: D1. */
import type { D1Database } from '@cloudflare/workers-types'
import { type Query, type Row, type Statement, type Store, storeError, type Value } from './index.ts'

/**
 * The store over Cloudflare's D1: a unit of work is one batch. Migrations are applied from outside, by `wrangler d1
 * migrations apply`; the log of changes is a machine's alone.
 */
export function openD1(db: D1Database): Store {
  const bind = ({ sql, params }: Statement) => db.prepare(sql).bind(...params)
  const guard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw storeError(error)
    }
  }
  return {
    async all<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T[]> {
      return (await guard(bind({ sql, params }).all<T>())).results
    },
    async first<T extends Row = Row>(sql: string, ...params: Value[]): Promise<T | undefined> {
      return (await guard(bind({ sql, params }).first<T>())) ?? undefined
    },
    async round(queries: readonly Query[]): Promise<Row[][]> {
      const [one, another] = queries
      // a batch of one is a transaction for nothing
      if (one && !another) return [await this.all(one.sql, ...one.params)]
      return queries.length === 0 ? [] : (await guard(db.batch<Row>(queries.map(bind)))).map(({ results }) => results)
    },
    async commit(statements: readonly Statement[]): Promise<number[]> {
      if (statements.length === 0) return []
      const results = await guard(db.batch(statements.map(bind)))
      return results.map((result) => result.meta.changes)
    },
    close() {},
  }
}
