/** The webhook: raw bytes → signature → decrypted → token and app → the assistant. The same on Node and Workers. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { MessengerParts } from '../../messenger.ts'
import { decrypted, equalInConstantTime, NotDecrypted, signatureOf } from './crypto.ts'
import type { Receive } from './receive.ts'

/** What the webhook is opened with. */
export interface WebhookOptions extends Pick<MessengerParts, 'now' | 'log'> {
  readonly receive: Receive
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

/** The platform tries again for 7.1 hours; what is older was not sent by it. */
const OLDEST_MS = 7.5 * 60 * 60_000
const AHEAD_MS = 5 * 60_000
/** An event bears at most the 150 KB of a text. */
const LARGEST_BYTES = 256 * 1024
/** What is unsigned can only be the question whether the address is ours, of some 300 bytes. */
const LARGEST_UNSIGNED_BYTES = 4 * 1024

const Sealed = z.object({ encrypt: z.string() })
const Challenge = z.object({ type: z.literal('url_verification'), challenge: z.string(), token: z.string() })
const Addressed = z.object({ header: z.object({ token: z.string(), app_id: z.string() }) })

/** A request that is not the platform's; answered so, and nothing else happens. */
class Refused extends Error {
  readonly status: 401 | 403
  constructor(status: 401 | 403, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * `POST /feishu/webhook`, events and card actions alike: 401 for what is not signed, encrypted or JSON, 403 for what is
 * too old, from the future, or of another app or token, 413 beyond `LARGEST_BYTES`. Where `receive` throws it is
 * answered 500, and the platform sends the same again.
 */
export function feishuWebhook(options: WebhookOptions): Hono {
  const app = new Hono()
  app.post(
    '/feishu/webhook',
    bodyLimit({ maxSize: LARGEST_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) }),
  )
  app.post('/feishu/webhook', async (c) => {
    try {
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const signature = c.req.header('x-lark-signature')
      // Before anything is decrypted: that costs whoever does it, and nobody else may have it done.
      if (signature !== undefined) await checkSignature(signature, (name) => c.req.header(name), bytes, options)
      else if (bytes.length > LARGEST_UNSIGNED_BYTES) throw new Refused(401, 'not signed')
      const plain = await opened(bytes, options)
      const challenge = Challenge.safeParse(plain)
      if (challenge.success) return c.json(answered(challenge.data, options))
      if (signature === undefined) throw new Refused(401, 'not signed')
      checkAddress(plain, options)
      return c.json(await options.receive(plain))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      options.log({ event: 'webhook-refused', status: error.status, why: error.message })
      return c.json({ error: error.message }, error.status)
    }
  })
  return app
}

async function opened(bytes: Uint8Array, { encryptKey }: WebhookOptions): Promise<unknown> {
  const sealed = Sealed.safeParse(parsed(new TextDecoder().decode(bytes)))
  if (!sealed.success) throw new Refused(401, 'not encrypted')
  try {
    return parsed(await decrypted(sealed.data.encrypt, encryptKey))
  } catch (error) {
    if (error instanceof NotDecrypted) throw new Refused(401, error.message)
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(401, 'not JSON')
  }
}

/** Unsigned by the platform, but encrypted, and with the token. */
function answered({ challenge, token }: z.infer<typeof Challenge>, { verificationToken }: WebhookOptions) {
  if (!equalInConstantTime(token, verificationToken)) throw new Refused(403, 'wrong verification token')
  return { challenge }
}

async function checkSignature(
  given: string,
  header: (name: string) => string | undefined,
  bytes: Uint8Array,
  { encryptKey, now }: WebhookOptions,
): Promise<void> {
  const timestamp = header('x-lark-request-timestamp') ?? ''
  const nonce = header('x-lark-request-nonce') ?? ''
  const signature = await signatureOf({ timestamp, nonce }, encryptKey, bytes)
  if (!equalInConstantTime(signature, given)) throw new Refused(401, 'wrong signature')
  const age = now() - Number(timestamp) * 1000
  if (!(age <= OLDEST_MS && age >= -AHEAD_MS)) throw new Refused(403, 'too old, or from the future')
}

function checkAddress(plain: unknown, { verificationToken, appId }: WebhookOptions): void {
  const addressed = Addressed.safeParse(plain)
  if (!addressed.success) throw new Refused(403, 'no event')
  const { token, app_id: app } = addressed.data.header
  if (!equalInConstantTime(token, verificationToken)) throw new Refused(403, 'wrong verification token')
  if (app !== appId) throw new Refused(403, 'for another app')
}
