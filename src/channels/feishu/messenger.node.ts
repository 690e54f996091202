/** Feishu on a machine: requests by the platform's SDK, events by the long connection unless a webhook is set. */
import type { Messenger, MessengerParts } from '../messenger.ts'
import { sdkTransport } from './api/sdk.node.ts'
import { openFeishu } from './messenger.ts'
import type { FeishuConfig } from './settings.ts'

/**
 * Feishu as a messenger in a process that stays. Requests go by the platform's SDK; where no webhook is set, events
 * come by a long connection.
 */
export function openFeishuOnNode(app: FeishuConfig, parts: MessengerParts): Messenger {
  const feishu = openFeishu(app, parts, sdkTransport(app, parts.log))
  if (app.webhook) return feishu
  return {
    ...feishu,
    async connect(hear) {
      // Its part of the SDK is by far the largest of all packages: webhooks need none of it.
      const { longConnection } = await import('./events/longconn.node.ts')
      return longConnection({ app, receive: feishu.receiver(hear), log: parts.log, now: parts.now })
    },
  }
}
