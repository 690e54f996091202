/** The program between a chat and the webhook: posts what people do, keeps what it is posted, all signed. */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Hear } from '../../../src/channels/inbound/index.ts'
import type { Messenger } from '../../../src/channels/messenger.ts'
import { sign, signatureFault } from '../../../src/channels/webhook/signature.ts'
import type { Card } from '../../../src/message/card.ts'

export const CONFIG = { url: 'http://chat.invalid/yaodian', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }

const Said = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    to: z.union([z.object({ person: z.string() }), z.object({ group: z.string() })]),
    replaces: z.string().optional(),
    replyTo: z.string().optional(),
    text: z.string(),
    card: z.custom<Card>((card) => typeof card === 'object'),
    file: z.object({ name: z.string(), mime: z.string(), content: z.string() }).optional(),
  }),
  z.object({ kind: z.literal('grow'), message: z.string(), text: z.string() }),
  z.object({ kind: z.literal('fetch'), key: z.string() }),
])
type Shown = Omit<Extract<z.infer<typeof Said>, { kind: 'message' }>, 'kind'> & { readonly id: string }

export interface Answer {
  readonly code: number
  readonly status?: string
  readonly error?: string
  readonly notice?: { readonly tone: 'success' | 'warning' | 'error'; readonly text: string }
}

export function otherSide() {
  const shown: Shown[] = []
  const seen = new Map<string, string>()
  const files = new Map<string, Uint8Array>()
  const refusals: Response[] = []
  const requests: { readonly headers: Headers; readonly body: string }[] = []
  let app: Hono | undefined
  let ids = 0

  const take = (id: string, said: z.infer<typeof Said>): Response => {
    switch (said.kind) {
      case 'message': {
        const earlier = seen.get(id)
        if (earlier !== undefined) return Response.json({ message: earlier })
        const { kind: _, ...message } = said
        const at = shown.findIndex((one) => one.id === message.replaces)
        const name = at < 0 ? `m${shown.length + 1}` : (message.replaces ?? '')
        shown.splice(at < 0 ? shown.length : at, 1, { ...message, id: name })
        seen.set(id, name)
        return Response.json({ message: name })
      }
      case 'grow': {
        const at = shown.findIndex((one) => one.id === said.message)
        const growing = shown[at]
        if (growing) shown[at] = { ...growing, text: said.text }
        return new Response()
      }
      case 'fetch': {
        const content = files.get(said.key)
        return content ? new Response(content.slice()) : new Response(null, { status: 404 })
      }
    }
  }

  return {
    shown,
    requests,
    /** The next requests are answered so. */
    answers: (...responses: Response[]) => void refusals.push(...responses),
    keep: (key: string, content: Uint8Array) => void files.set(key, content),
    /** In place of the runtime's fetch. */
    request: (async (_url, init) => {
      const headers = new Headers(init?.headers)
      const bytes = new Uint8Array(init?.body as Uint8Array)
      requests.push({ headers, body: new TextDecoder().decode(bytes) })
      const refusal = refusals.shift()
      if (refusal) return refusal
      const why = await signatureFault(CONFIG.secret, signedIn(headers), Date.now(), bytes)
      if (why !== undefined) return new Response(why, { status: 401 })
      return take(headers.get('webhook-id') ?? '', Said.parse(JSON.parse(new TextDecoder().decode(bytes))))
    }) satisfies typeof fetch,
    listen({ routes }: Messenger, hear: Hear) {
      app = routes?.(hear)
    },
    /** @param how what differs from an ordinary request */
    async post(
      posted: unknown,
      how: { id?: string; secret?: string; now?: number; headers?: Record<string, string>; sent?: string } = {},
    ): Promise<Answer> {
      const { id = `in-${++ids}`, secret = CONFIG.secret, now = Date.now(), headers, sent } = how
      const body = typeof posted === 'string' ? posted : JSON.stringify(posted)
      const signed = await sign(secret, id, now, new TextEncoder().encode(body))
      const response = await app?.request('/webhook', {
        method: 'POST',
        body: sent ?? body,
        headers: { ...signed, ...headers },
      })
      if (!response) throw new Error('nobody listens')
      const answer: unknown = await response.json().catch(() => ({}))
      return { code: response.status, ...(answer as Omit<Answer, 'code'>) }
    },
    newId: () => `in-${++ids}`,
  }
}

const signedIn = (headers: Headers) => ({
  'webhook-id': headers.get('webhook-id') ?? '',
  'webhook-timestamp': headers.get('webhook-timestamp') ?? '',
  'webhook-signature': headers.get('webhook-signature') ?? '',
})
