/** Feishu / Lark as a messenger: cards out, events in by webhook. The same on Node and Workers. */
import type { Hear } from '../inbound/index.ts'
import type { Messenger, MessengerParts } from '../messenger.ts'
import type { Transport } from './api/transport.ts'
import { feishuApi, feishuChannel } from './channel.ts'
import { feishuReceiver, type Receive } from './events/receive.ts'
import { feishuWebhook } from './events/webhook.ts'
import { Groups } from './groups.ts'
import { linkByPhone } from './link.ts'
import type { FeishuConfig } from './settings.ts'

/** Feishu as a messenger, with the receiver that webhook and long connection share. */
export interface FeishuMessenger extends Messenger {
  /** takes events in, whichever way they come */
  readonly receiver: (hear: Hear) => Receive
}

/**
 * Feishu as a messenger in any runtime, with events by webhook.
 *
 * @param transport carries the requests; plain fetch without it
 */
export function openFeishu(
  app: FeishuConfig,
  { store, now, log, longestWaitMs }: MessengerParts,
  transport?: Transport,
): FeishuMessenger {
  const channel = feishuChannel({ app, now, log, transport, longestWaitMs })
  const api = feishuApi({ app, now, transport })
  const groups = new Groups(store)
  const { webhook } = app
  const receiver = (hear: Hear): Receive => feishuReceiver(hear, channel, groups)
  return {
    channel,
    receiver,
    ...(webhook && {
      routes: (hear) => feishuWebhook({ receive: receiver(hear), appId: app.appId, ...webhook, now, log }),
    }),
    /** Finds the accounts of people whose telephone number alone is on the roster. */
    async hourly() {
      const linked = await linkByPhone(store, api, log)
      if (linked > 0) log({ event: 'feishu-linked', people: linked })
    },
  }
}
