/**
 * Seals of rows beside the ledger: a hash of what was written, written with it, so that a change made in the database
 * shows. Whoever also writes the hash anew is told by what went out: backups, and the heads that administrators are sent.
 */
import { type Reader, type Row, sealOf } from './index.ts'

/** A table whose rows bear a seal (a hash of some columns), and how it is worked out. */
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
 * The keys of rows that are not as they were written, or were written without a seal. Rows older than seals bear
 * `before`, those in which a name became a role `erased`; both pass.
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
