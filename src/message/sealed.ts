/** What was said and what was answered, each under a seal. */
import type { Sealed, Value } from '../store/index.ts'

const MESSAGE = ['id', 'account', 'at', 'kind', 'text', 'command'] as const
const CARD = ['key', 'person', 'chat', 'card'] as const

type Of<Columns extends readonly string[]> = { readonly [At in keyof Columns]: Value }

/** The values of an inbox row that its seal covers, in the order of the columns. */
export type MessageValues = Of<typeof MESSAGE>
/** The values of an outbox row that its seal covers, in the order of the columns. */
export type CardValues = Of<typeof CARD>

/** Which inbox rows are sealed: messages and presses with words that are not pruned. */
export const SEALED_MESSAGES: Sealed = {
  table: 'inbox',
  key: 'id',
  columns: MESSAGE,
  where: 'text IS NOT NULL AND pruned IS NULL',
}
/** Which outbox rows are sealed: those whose card is not pruned. */
export const SEALED_CARDS: Sealed = { table: 'outbox', key: 'key', columns: CARD, where: 'pruned IS NULL' }
