/** The way in: raw bytes → signature → checked → heard. The same on Node and Workers. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Hear } from '../inbound/index.ts'
import { jsonIn } from '../json.ts'
import type { MessengerParts } from '../messenger.ts'
import { arrivalOf, MessageId, Posted } from './event.ts'
import { signatureFault } from './signature.ts'

/** What the webhook's routes need. */
export interface WebhookRouteOptions extends Pick<MessengerParts, 'now' | 'log'> {
  readonly hear: Hear
  readonly secret: string
}

const LARGEST_BYTES = 256 * 1024

/**
 * `POST /webhook`: 200 once it took effect, with its status and for a press what to tell; 400, 401 and 413 are final.
 * What is answered 5xx, or not at all, is to be sent again: same id, same body, signed anew.
 */
export function webhookRoutes({ hear, secret, now, log }: WebhookRouteOptions): Hono {
  const app = new Hono()
  app.post('/webhook', bodyLimit({ maxSize: LARGEST_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) }))
  app.post('/webhook', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const signed = {
      'webhook-id': c.req.header('webhook-id') ?? '',
      'webhook-timestamp': c.req.header('webhook-timestamp') ?? '',
      'webhook-signature': c.req.header('webhook-signature') ?? '',
    }
    const why = await signatureFault(secret, signed, now(), body)
    if (why !== undefined) {
      log({ event: 'webhook-refused', status: 401, why })
      return c.json({ error: why }, 401)
    }
    const id = MessageId.safeParse(signed['webhook-id'])
    const posted = Posted.safeParse(jsonIn(body))
    if (!id.success || !posted.success) {
      const error = id.success
        ? (posted.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
        : ['webhook-id']
      log({ event: 'webhook-refused', status: 400, why: error.join('; ') })
      return c.json({ error: error.join('\n') }, 400)
    }
    const { status, notice } = await hear(arrivalOf(id.data, posted.data, now()))
    return c.json({ status, ...(notice && { notice }) })
  })
  return app
}
