/** Feishu / Lark: long connection or webhook in, cards out. Nothing here needs Node; `messenger.node.ts` does. */
import type { MessengerKind } from '../messenger.ts'
import { openFeishu } from './messenger.ts'
import { type FeishuConfig, feishuSettings } from './settings.ts'

export { feishuApi, feishuChannel, messageRequest, reasonOf } from './channel.ts'
export { feishuWebhook } from './events/webhook.ts'
export { openFeishu }

/** Feishu, as it is registered. */
export const feishu: MessengerKind<FeishuConfig> = {
  settings: feishuSettings,
  accounts: { form: /^ou_[\w-]+$/, like: 'ou_…（open_id，或 feishu:ou_…）' },
  open: openFeishu,
}
