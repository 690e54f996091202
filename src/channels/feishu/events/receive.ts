/** An event of the platform, whichever way it came: read, heard, and answered in the platform's form. */
import { z } from 'zod'
import type { Arrival, Hear } from '../../inbound/index.ts'
import type { FeishuChannel } from '../channel.ts'
import type { Groups } from '../groups.ts'
import { arrivalOf, Envelope, type EventContext } from './event.ts'

/** What goes back with the acknowledgement: a toast for a press, nothing for the rest. */
export interface Answered {
  readonly toast?: { readonly type: 'success' | 'warning' | 'error'; readonly content: string }
}

/** Takes one event in; resolves once its effects are committed. */
export type Receive = (envelope: unknown) => Promise<Answered>

/**
 * Takes an event in; resolves once its effects are committed.
 * @throws whatever `hear` throws: the event is to come again
 */
export function feishuReceiver(hear: Hear, channel: Pick<FeishuChannel, 'bot'>, groups: Groups): Receive {
  const isGroup = (chat: string) => groups.has(chat)
  return async (raw) => {
    const arrival = await readable(raw, { bot: await channel.bot(), isGroup })
    if (arrival.kind === 'said') await groups.note(arrival.messages)
    const { notice } = await hear(arrival)
    return notice ? { toast: { type: notice.tone, content: notice.text } } : {}
  }
}

/** What lacks something would lack it the next time as well: it is acknowledged, and logged by what is missing. */
async function readable(raw: unknown, known: EventContext): Promise<Arrival> {
  try {
    return await arrivalOf(Envelope.parse(raw), known)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    return { kind: 'ignored', why: `unreadable: ${error.issues.map(({ path }) => path.join('.')).join(', ')}` }
  }
}
