/** What the program keeps for itself between two starts, a value a name: the table `setting` is read and written here. */
import type { z } from 'zod'
import type { Query, Reader, Statement } from './index.ts'

/** A query for the value of a name, to stand within another statement; its parameter is the name. */
export const SETTING = 'SELECT value FROM setting WHERE name = ?'

/** A name's value; undefined where it has none. */
export async function settingOf(store: Reader, name: string): Promise<string | undefined> {
  return (await store.first<{ value: string }>(SETTING, name))?.value
}

/** Gives a name a value, whatever stood there before. */
export const keepSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  params: [name, value],
})

/** Once for ever. @throws Conflict at the commit when the name has a value already */
export const firstSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?)',
  params: [name, value],
})

/** Takes a name's value away. Without one it changes no row. */
export const dropSetting = (name: string): Statement => ({ sql: 'DELETE FROM setting WHERE name = ?', params: [name] })

/** The values of these names, by name; one without a value is missing. */
export async function settingsOf(store: Reader, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await store.all<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE name IN (SELECT value FROM json_each(?))',
    JSON.stringify(names),
  )
  return new Map(rows.map(({ name, value }) => [name, value]))
}

/** A query for whether a name's value, as JSON, has this field. */
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
