/** What was said and what was answered, each under a seal. */
import type { Sealed, Value } from '../store/index.ts'

const MESSAGE = ['id', 'account', 'at', 'kind', 'text', 'command'] as const
const CARD = ['key', 'person', 'chat', 'card'] as const

type Of<Columns extends readonly string[]> = { readonly [At in keyof Columns]: Value }

/** What is sealed of a message, of a card: the columns' values in their order. */
export type MessageValues = Of<typeof MESSAGE>
export type CardValues = Of<typeof CARD>

/** Events without words have none; what was pruned has none any more. */
export const SEALED_MESSAGES: Sealed = {
  table: 'inbox',
  key: 'id',
  columns: MESSAGE,
  where: 'text IS NOT NULL AND pruned IS NULL',
}
export const SEALED_CARDS: Sealed = { table: 'outbox', key: 'key', columns: CARD, where: 'pruned IS NULL' }
