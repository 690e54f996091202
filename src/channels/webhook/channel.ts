/** The plain webhook as a channel: what the outbox hands over, posted as JSON; files, asked for. */
import { encodeBase64 } from 'hono/utils/encode'
import { z } from 'zod'
import { plainText } from '../../message/card.ts'
import type { Channel, Delivery, Sent } from '../channel.ts'
import { sha256 } from '../hash.ts'
import type { MessengerParts } from '../messenger.ts'
import { CHANNEL, recipientOf } from './event.ts'
import type { WebhookConfig } from './settings.ts'
import { sign } from './signature.ts'

/** What the webhook's channel is opened with. */
export interface WebhookChannelOptions extends WebhookConfig, Pick<MessengerParts, 'now' | 'log'> {
  /** carries the requests; the runtime's own without it */
  readonly request?: typeof fetch
}

const LONGEST_MS = 10_000
const LARGEST_FILE_BYTES = 20 * 1024 * 1024
/** Somebody has to mend the other side's address or key first. */
const MEND_MS = 10 * 60_000
const TO_MEND = new Set([301, 302, 307, 308, 401, 403, 404, 405])
/** It will be refused again. */
const PERMANENT = new Set([400, 410, 413, 415, 422])

const Taken = z.object({ message: z.string().min(1).max(100) })

/**
 * Posts each message, signed (Standard Webhooks), to one address. A reply that names the message lets it be replaced
 * later. Without a reply within 10 s the delivery is to be tried again, and may have arrived. Nothing is thrown.
 */
export function webhookChannel({ url, secret, now, log, request = fetch }: WebhookChannelOptions): Channel {
  /** @throws when no answer came in time */
  const post = async (id: string, said: unknown): Promise<Response> => {
    const body = new TextEncoder().encode(JSON.stringify(said))
    return request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await sign(secret, id, now(), body)) },
      body,
      // What is signed for one address goes to no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_MS),
    })
  }

  return {
    name: CHANNEL,
    async send(delivery) {
      const id = await idOf(delivery.key)
      try {
        const response = await post(id, messageOf(delivery))
        return response.ok ? { ok: true, message: await nameOf(response, id) } : refusalOf(response, now())
      } catch (error) {
        return { ok: false, retry: true, unknown: true, silent: true, error: reasonOf(error) }
      }
    },
    async grow(message, text, step) {
      const id = await idOf(`${message} ${step}`)
      await post(id, { kind: 'grow', message, text, step }).catch((error: unknown) =>
        log({ event: 'webhook-grow-failed', message, error: reasonOf(error) }),
      )
    },
    async fetch(key) {
      try {
        const response = await post(await idOf(`fetch ${key} ${now()}`), { kind: 'fetch', key })
        if (!response.ok) throw new Error(`HTTP ${response.status}`)
        const content = new Uint8Array(await response.arrayBuffer())
        if (content.length > LARGEST_FILE_BYTES) throw new Error(`${content.length} bytes`)
        return content
      } catch (error) {
        log({ event: 'webhook-fetch-failed', error: reasonOf(error) })
        return undefined
      }
    },
  }
}

function messageOf({ key, attempt = 1, account, chat, replyTo, card, replaces, file, grows, urgent }: Delivery) {
  return {
    kind: 'message',
    key,
    attempt,
    to: recipientOf(account ?? chat ?? ''),
    ...(replyTo !== undefined && { replyTo }),
    ...(replaces !== undefined && { replaces }),
    ...(grows && { grows }),
    urgent,
    text: plainText(card),
    card,
    ...(file && {
      file: { name: file.name, mime: file.mime, content: encodeBase64(new Uint8Array(file.content).buffer) },
    }),
  }
}

/** Safe in a header whatever is in the key, and the same for the same key: by it the other side tells repeats. */
const idOf = async (key: string): Promise<string> => (await sha256(key)).slice(0, 32)

/** What the other side calls the message; whoever gives no name is told ours. */
async function nameOf(response: Response, id: string): Promise<string> {
  const answer: unknown = await response.json().catch(() => undefined)
  return Taken.safeParse(answer).data?.message ?? id
}

function refusalOf(response: Response, now: number): Sent {
  const { status } = response
  const error = `HTTP ${status}`
  if (PERMANENT.has(status)) return { ok: false, retry: false, error }
  if (TO_MEND.has(status)) return { ok: false, retry: true, afterMs: MEND_MS, error }
  const afterMs = waitIn(response.headers.get('retry-after'), now)
  return {
    ok: false,
    retry: true,
    ...(status >= 500 && { unknown: true, silent: true }),
    ...(afterMs !== undefined && { afterMs }),
    error,
  }
}

/** Seconds, or a date. */
function waitIn(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return ms > 0 ? ms : undefined
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
