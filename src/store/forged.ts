/** Rows that somebody put in or changed, and that the program would have acted on: kept until administrators were told. */
import type { Reader } from './index.ts'

/** Prefix of the settings that keep forged rows; table and key follow. */
export const FORGED = 'forged.'

/** A row that the program did not write, as it was kept for administrators. */
export interface ForgedRow {
  readonly table: string
  /** the columns of its key */
  readonly id: string
  /** the program never wrote it; else it was changed since */
  readonly isStrange: boolean
  /** what stood in it, as JSON, cut off */
  readonly row: string
}

/** Forged rows that nobody was told of yet, each with the name of its setting. @param most rows */
export async function forgedRows(store: Reader, most: number): Promise<(ForgedRow & { readonly setting: string })[]> {
  const rows = await store.all<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name LIMIT ?',
    FORGED.length,
    FORGED,
    most,
  )
  return rows.map(({ name, value }) => ({ ...(JSON.parse(value) as ForgedRow), setting: name }))
}
