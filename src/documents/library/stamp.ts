/** Whether the library changed: asked at every message, where its documents are read only then. */
import type { Day } from '../../office/day.ts'
import type { Reader, Row } from '../../store/index.ts'

/**
 * Changes whenever what `storedDocuments` reads may have: something was brought in, replaced, or ran out.
 * `0` while there is nothing.
 */
export async function libraryStamp(store: Reader, today: Day): Promise<string> {
  const row = await store.first<Row & { held: number; out: number; newest: number | null }>(
    `SELECT sum(state = 'in-force' AND (expires IS NULL OR expires >= ?)) AS held, count(*) AS out, max(added) AS newest
     FROM document`,
    today,
  )
  return row?.out ? `${row.held}/${row.out}/${row.newest ?? 0}` : '0'
}
