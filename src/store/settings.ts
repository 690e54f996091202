/** What the program keeps for itself between two starts, a value a name: the table `setting` is read and written here. */
import type { Reader, Statement } from './index.ts'

/** A query for the value of a name, to stand within another statement; its parameter is the name. */
export const SETTING = 'SELECT value FROM setting WHERE name = ?'

export async function settingOf(store: Reader, name: string): Promise<string | undefined> {
  return (await store.first<{ value: string }>(SETTING, name))?.value
}

/** Whatever stood there before. */
export const keepSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  params: [name, value],
})

/** Once for ever. @throws Conflict at the commit when the name has a value already */
export const firstSetting = (name: string, value: string): Statement => ({
  sql: 'INSERT INTO setting (name, value) VALUES (?, ?)',
  params: [name, value],
})
