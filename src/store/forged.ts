/** Rows that somebody put in or changed, and that the program would have acted on: kept until administrators were told. */
import { z } from 'zod'
import type { Reader } from './index.ts'
import { jsonOf } from './settings.ts'

/** Prefix of the settings that keep forged rows; table and key follow. */
export const FORGED = 'forged.'

const forgedRow = z.object({
  table: z.string(),
  /** the columns of its key */
  id: z.string(),
  /** the program never wrote it; else it was changed since */
  isStrange: z.boolean(),
  /** what stood in it, as JSON, cut off */
  row: z.string(),
})

/** A row that the program did not write as it stands. */
export type ForgedRow = Readonly<z.infer<typeof forgedRow>>

/** So much of a forged row is kept to be told. */
export const MOST_TOLD = 1_000

/** Forged rows that nobody was told of yet, each with the name of its setting. @param most rows */
export async function forgedRows(store: Reader, most: number): Promise<(ForgedRow & { readonly setting: string })[]> {
  const rows = await store.all<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name LIMIT ?',
    FORGED.length,
    FORGED,
    most,
  )
  return rows.map(({ name, value }) => ({ ...rowIn(name, value), setting: name }))
}

/** What the program cannot read it did not write: that row is forged itself, and hinders no other from being told. */
function rowIn(name: string, value: string): ForgedRow {
  const read = jsonOf(forgedRow, value)
  return read ?? { table: 'setting', id: name, isStrange: true, row: String(value).slice(0, MOST_TOLD) }
}
