/**
 * Seals of rows beside the ledger: a hash of what was written, written with it, so that a change made in the database
 * shows. Whoever also writes the hash anew is told by what went out: backups, and the heads that administrators are sent.
 */
import { type Reader, type Row, sealOf } from './index.ts'

export interface Sealed {
  readonly table: string
  /** tells its rows apart: a column, or an expression over some */
  readonly key: string
  /** in the order in which they are sealed */
  readonly columns: readonly string[]
  /** which rows have one at all */
  readonly where?: string
}

const AT_ONCE = 2_000

/**
 * Looks at every seal of a table. `before` stands in the place of one where the row is older than seals, `erased` where a
 * name in it became a role.
 * @returns the keys of rows that are not as they were written, or were written by somebody who does not seal
 */
export async function brokenSeals(store: Reader, { table, key, columns, where = '1' }: Sealed): Promise<string[]> {
  const broken: string[] = []
  for (let after = ''; ; ) {
    const rows = await store.all<Row & { readonly k: string }>(
      `SELECT ${key} AS k, seal, ${columns.join(', ')} FROM ${table}
       WHERE ${key} > ? AND ${where} AND coalesce(seal, '') NOT IN ('before', 'erased') ORDER BY ${key} LIMIT ${AT_ONCE}`,
      after,
    )
    const found = rows.filter((row) => row['seal'] !== sealOf(columns.map((column) => row[column] ?? null)))
    broken.push(...found.map(({ k }) => k))
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return broken
    after = last.k
  }
}
