/** A messenger of plain JSON over HTTP, for whatever chat an office has: docs/webhook.md. */
import type { Messenger, MessengerKind, MessengerParts } from '../messenger.ts'
import { webhookChannel } from './channel.ts'
import { webhookRoutes } from './routes.ts'
import { type WebhookConfig, webhookSettings } from './settings.ts'

/**
 * The webhook as a messenger: what comes in by `routes`, what goes out by `channel`.
 * @param request carries what goes out; the runtime's own fetch without it
 */
export const openWebhook = (
  config: WebhookConfig,
  { now, log }: MessengerParts,
  request?: typeof fetch,
): Messenger => ({
  channel: webhookChannel({ ...config, now, log, ...(request && { request }) }),
  routes: (hear) => webhookRoutes({ hear, secret: config.secret, now, log }),
})

/** The webhook, as it is registered. */
export const webhook: MessengerKind<WebhookConfig> = {
  settings: webhookSettings,
  accounts: { form: /^\S+$/, like: 'webhook:名字（照对方程序给的）' },
  open: openWebhook,
}
