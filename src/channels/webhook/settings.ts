/** The settings of the plain webhook. */
import { z } from 'zod'

const NEEDED = 'needed for the webhook, see docs/webhook.md'

const settings = z.object({
  /** where messages, growing answers and requests for files are posted to */
  WEBHOOK_URL: z.url({
    protocol: /^https?$/,
    error: ({ input }) =>
      input === undefined ? NEEDED : 'expected an address such as https://chat.example.com/yaodian',
  }),
  /** the key of both directions: `whsec_` and the base64 of 24 to 64 bytes */
  WEBHOOK_SECRET: z
    .string(NEEDED)
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'expected whsec_ and base64, as `openssl rand -base64 32` makes it'),
})

export interface WebhookConfig {
  readonly url: string
  readonly secret: string
}

export const webhookSettings = settings.transform(
  ({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret }): WebhookConfig => ({ url, secret }),
)
