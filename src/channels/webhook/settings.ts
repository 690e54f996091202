/** The settings of the plain webhook. */
import { z } from 'zod'

const NEEDED = '接 webhook 要设，见 docs/webhook.md'

const settings = z.object({
  /** where messages, growing answers and requests for files are posted to */
  WEBHOOK_URL: z.url({
    protocol: /^https?$/,
    error: ({ input }) => (input === undefined ? NEEDED : '应为地址，如 https://chat.example.com/yaodian'),
  }),
  /** the key of both directions: `whsec_` and the base64 of 24 to 64 bytes */
  WEBHOOK_SECRET: z
    .string(NEEDED)
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, '应为 whsec_ 加 base64，可用 openssl rand -base64 32 生成'),
})

/** The webhook's settings, checked. */
export interface WebhookConfig {
  readonly url: string
  readonly secret: string
}

/** Reads the webhook's settings from the environment. */
export const webhookSettings = settings.transform(
  ({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret }): WebhookConfig => ({ url, secret }),
)
