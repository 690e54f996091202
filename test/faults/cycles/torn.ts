/** Whether a message and its answer were committed at once. */
import { keyHash } from '../../../src/store/change-log/line.node.ts'
import type { Store } from '../../../src/store/index.ts'

/**
 * Which messages were not committed at once with their answers, whether a process died between or not: each commit leaves
 * one row in the log of changes.
 */
export async function torn(store: Store, ids: readonly string[]): Promise<string[]> {
  const first = new Map<string, number>()
  const rows = await store.all<{ sequence: number; changes: string }>(
    'SELECT sequence, changes FROM change_log ORDER BY sequence',
  )
  for (const { sequence, changes } of rows)
    for (const [table, key] of JSON.parse(changes) as [string, string][])
      if (!first.has(`${table} ${key}`)) first.set(`${table} ${key}`, sequence)
  const committed = (table: string, key: string): number | undefined =>
    first.get(`${table} ${keyHash(table, JSON.stringify([key]))}`)
  const known = ids.filter((id) => committed('inbox', id) !== undefined)
  if (ids.length > 0 && known.length === 0) return ['nothing that was logged']
  return known.filter((id) => committed('inbox', id) !== committed('outbox', `re:${id}`))
}
