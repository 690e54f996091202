/** What a commit takes up that the program did not write: refused, taken out, and kept for administrators to be told. */
import type { DatabaseConnection } from '../driver.ts'
import { FORGED, type ForgedRow, MOST_TOLD } from '../forged.ts'
import { Conflict, keepSetting, type Value } from '../index.ts'
import { LOGGED } from '../logged.ts'
import { type Hash, keyHash, type LoggedChange, type LogLines, rowHash } from './line.node.ts'

/** What a transaction did to a row, whose columns are JSON. */
export interface Noted {
  readonly table: string
  readonly key: string
  /** as it was when the transaction began; null: it was not */
  readonly before: string | null
  /** null: it went */
  now: string | null
  /** whether anything that is logged of it changed */
  changed: boolean
  /** it leads to an act, and may only where the program wrote it */
  taken: boolean
}

/** With its key as a JSON array. */
type ForgedKey = ForgedRow & { readonly key: string }

/** Rows that lead to an act, and are not as the program wrote them. Without them it is decided anew, as after a `Conflict`. */
export class Forged extends Conflict {
  readonly rows: readonly ForgedKey[]

  constructor(rows: readonly ForgedKey[]) {
    super(`not written by the program: ${rows.map(({ table, id }) => `${table} ${id}`).join(', ')}`)
    this.rows = rows
  }
}

/**
 * Of what is taken up, the rows that are not as the log has them. What was written lately is remembered; for the rest one
 * pass over the log from there back, no further than to the oldest of them: only what nobody wrote is looked for to the
 * beginning.
 */
export function forgedOf(lines: LogLines, all: readonly Noted[]): ForgedKey[] {
  // What was born in this transaction is the program's own.
  const taken = all.flatMap((one) => (one.taken && one.before !== null ? [{ ...one, before: one.before }] : []))
  if (taken.length === 0) return []
  const wanted = new Map(taken.map((one) => [keyHash(one.table, one.key), one]))
  const found = new Map<string, 'own' | 'changed'>()
  const settle = (key: string, before: string, row: string | null | undefined, hash: Hash): void => {
    wanted.delete(key)
    if (row !== null) found.set(key, row === rowHash(before, hash) ? 'own' : 'changed')
  }
  lines.follow()
  for (const [key, { before }] of wanted) {
    const newest = lines.newestOf(key)
    if (newest) settle(key, before, newest.row, newest.hash)
  }
  if (wanted.size > 0)
    for (const { text, hash, isGenuine } of lines.older()) {
      for (const [key, { before }] of wanted) {
        if (!text.includes(key)) continue
        // Whatever a line says that somebody else wrote: nothing further back holds any more.
        const of = isGenuine() ? (JSON.parse(text) as LoggedChange[]).find(([, at]) => at === key)?.[2] : undefined
        settle(key, before, of, hash)
      }
      if (wanted.size === 0) break
    }
  return taken.flatMap(({ table, key, before }) => {
    const how = found.get(keyHash(table, key))
    const id = (JSON.parse(key) as unknown[]).join(' ')
    return how === 'own' ? [] : [{ table, id, isStrange: how === undefined, row: before.slice(0, MOST_TOLD), key }]
  })
}

/**
 * Removes rows that the program did not write, and keeps them for administrators to be told. To be called within a
 * transaction.
 */
export function takeOut(db: DatabaseConnection, { rows }: Forged): void {
  const keep = db.prepare(keepSetting('', '').sql)
  for (const { key, ...row } of rows) {
    const one = LOGGED.find(({ table }) => table === row.table)
    if (!one) continue
    const where = one.key.map((column) => `${column} = ?`).join(' AND ')
    const stays = row.isStrange ? undefined : one.taken?.else
    const goes = stays === undefined ? `DELETE FROM ${one.table}` : `UPDATE ${one.table} SET ${stays}`
    db.prepare(`${goes} WHERE ${where}`).run(...(JSON.parse(key) as Value[]))
    keep.run(`${FORGED}${row.table} ${row.id}`, JSON.stringify(row))
  }
}
