/** A store that holds every runtime to D1's limits, and counts what D1 and Workers count. */
import type { Statement, Store, Value } from '../../src/store/index.ts'

// https://developers.cloudflare.com/d1/platform/limits/
export const MOST_PARAMETERS = 100
const LONGEST_STATEMENT = 100_000
const LARGEST_VALUE = 2_000_000
const LONGEST_PATTERN = 50

export interface Metered extends Store {
  /** Queries since the last look: a read is one, a round of reads is one, a batch is one. */
  queries(): number
  /** the most statements that one commit held */
  readonly largestBatch: number
}

/** @throws where D1 would refuse a statement that SQLite takes */
export function metered(store: Store): Metered {
  let queries = 0
  let largestBatch = 0
  const checked = ({ sql, params }: Statement): void => {
    if (params.length > MOST_PARAMETERS) throw new Error(`${params.length} parameters: ${sql}`)
    if (bytes(sql) > LONGEST_STATEMENT) throw new Error(`a statement of ${bytes(sql)} bytes: ${sql.slice(0, 80)}`)
    const text = params.filter((param) => typeof param === 'string')
    if (text.some((param) => bytes(param) > LARGEST_VALUE)) throw new Error(`a value above 2 MB: ${sql}`)
    if (/\b(?:LIKE|GLOB)\b/i.test(sql) && text.some((param) => /[%*]/.test(param) && bytes(param) > LONGEST_PATTERN))
      throw new Error(`a pattern above ${LONGEST_PATTERN} bytes: ${sql}`)
  }
  const asked = (sql: string, params: readonly Value[]): void => {
    queries++
    checked({ sql, params })
  }
  return {
    async all(sql, ...params) {
      asked(sql, params)
      return store.all(sql, ...params)
    },
    async first(sql, ...params) {
      asked(sql, params)
      return store.first(sql, ...params)
    },
    async round(asked) {
      if (asked.length > 0) queries++
      asked.forEach(checked)
      return store.round(asked)
    },
    async commit(statements) {
      if (statements.length > 0) queries++
      largestBatch = Math.max(largestBatch, statements.length)
      statements.forEach(checked)
      return store.commit(statements)
    },
    close: () => store.close(),
    queries() {
      const seen = queries
      queries = 0
      return seen
    },
    get largestBatch() {
      return largestBatch
    },
  }
}

const bytes = (text: string): number => new TextEncoder().encode(text).length
