/** The files that came with figures, by the message that brought them. */
import type { Reader } from '../store/index.ts'

/** Names of the files kept with these messages, one query. @returns no entry for a message without files */
export async function filesOf(store: Reader, messages: readonly string[]): Promise<Map<string, string[]>> {
  if (messages.length === 0) return new Map()
  const rows = await store.all<{ message: string; names: string }>(
    `SELECT e.message, json_group_array(e.name) AS names FROM evidence e
     WHERE e.message IN (SELECT value FROM json_each(?)) GROUP BY e.message`,
    JSON.stringify(messages),
  )
  return new Map(rows.map(({ message, names }) => [message, JSON.parse(names) as string[]]))
}
