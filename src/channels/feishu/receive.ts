/** An event of the platform, whichever way it came: read, heard, and answered in the platform's form. */
import type { Hear } from '../inbound/index.ts'
import type { FeishuChannel } from './channel.ts'
import { arrivalOf, Envelope } from './event.ts'
import type { Groups } from './groups.ts'

/** What goes back with the acknowledgement: a toast for a press, nothing for the rest. */
export interface Answered {
  readonly toast?: { readonly type: 'success' | 'warning' | 'error'; readonly content: string }
}

export type Receive = (envelope: unknown) => Promise<Answered>

/**
 * Takes an event in; resolves once its effects are committed.
 * @throws ZodError for what is no event of the platform, and whatever `hear` throws: the event is to come again
 */
export function feishuReceiver(hear: Hear, channel: Pick<FeishuChannel, 'bot'>, groups: Groups): Receive {
  const isGroup = (chat: string) => groups.has(chat)
  return async (raw) => {
    const arrival = await arrivalOf(Envelope.parse(raw), { bot: await channel.bot(), isGroup })
    if (arrival.kind === 'said') await groups.note(arrival.messages)
    const { notice } = await hear(arrival)
    return notice ? { toast: { type: notice.tone, content: notice.text } } : {}
  }
}
