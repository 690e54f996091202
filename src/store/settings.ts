/** What the program keeps for itself between two starts, a value a name: the table `setting` is read and written here. */
import type { z } from 'zod'
import type { Query, Reader, Statement } from './index.ts'

/** A query for the value of a name, to stand within another statement; its parameter is the name. */
export const SETTING = 'SELECT value FROM setting WHERE name = ?'

/** The value that the program keeps under a name, from the table `setting`; undefined where it keeps none. */
export async function settingOf(store: Reader, name: string): Promise<string | undefined> {
  return (await store.first<{ value: string }>(SETTING, name))?.value
}

/** Keeps a value under a name (table `setting`), whatever was kept there before. */
export const keepSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  params: [name, value],
})

/**
 * Gives a name its first value.
 * @throws Conflict at the commit when the name has a value already
 */
export const firstSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?)',
  params: [name, value],
})

/** Takes away what is kept under a name (table `setting`). Changes no row where nothing is. */
export const dropSetting = (name: string): Statement => ({ sql: 'DELETE FROM setting WHERE name = ?', params: [name] })

/** The values of these names, by name; a name without a value is left out. */
export async function settingsOf(store: Reader, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await store.all<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE name IN (SELECT value FROM json_each(?))',
    JSON.stringify(names),
  )
  return new Map(rows.map(({ name, value }) => [name, value]))
}

/** A query that finds a row where the value of a name, JSON, has this value in a field. */
export const settingHas = (name: string, field: string, value: string | number): Query => ({
  sql: 'SELECT 1 FROM setting WHERE name = ? AND json_extract(value, ?) = ?',
  params: [name, `$.${field}`, value],
})

/** A value that was kept as JSON; undefined where it is not of that form, which somebody else wrote then. */
export function jsonOf<T>(form: z.ZodType<T>, value: unknown): T | undefined {
  try {
    return form.safeParse(JSON.parse(String(value))).data
  } catch {
    return undefined
  }
}
