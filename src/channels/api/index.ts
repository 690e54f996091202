/** Programs that ask the office, as a messenger of its own: off where `YAODIAN_CHANNEL` does not name it. */
import { z } from 'zod'
import type { Messenger, MessengerKind, MessengerParts } from '../messenger.ts'
import { apiRoutes } from './routes.ts'
import { AwaitedAnswers } from './waiting.ts'

export { addClient, clients, dropClient } from './clients.ts'

/**
 * The API for programs as a messenger. An answer goes back in the response to the call that asked; a caller who does
 * not wait for it gets none.
 */
export function openApi(_: object, parts: MessengerParts): Messenger {
  const waiting = new AwaitedAnswers()
  return { channel: waiting.channel, routes: (hear) => apiRoutes(hear, waiting, parts) }
}

/** The API for programs and MCP tools, as it is registered. */
export const api: MessengerKind<object> = {
  /** none: who may ask stands in the database, `yaodian token new` */
  settings: z.object({}).transform(() => ({})),
  accounts: undefined,
  open: openApi,
}
