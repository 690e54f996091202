/**
 * Who may speak: HMAC-SHA256 over id, timestamp and the very bytes of the body, as the Standard Webhooks specification
 * (standardwebhooks.com) lays down, so that its libraries sign and check what goes either way. WebCrypto only.
 */
import { decodeBase64, encodeBase64 } from 'hono/utils/encode'

/** Older or more ahead than this, a request is not taken; within it a repeat is known by its id. */
const WINDOW_MS = 5 * 60_000
const VERSION = 'v1,'

/** The headers of a signed request (Standard Webhooks). */
export interface Signed {
  readonly 'webhook-id': string
  /** seconds since the epoch */
  readonly 'webhook-timestamp': string
  /** one or, while keys are changed, several, with a space between them */
  readonly 'webhook-signature': string
}

/**
 * The headers of a request as Standard Webhooks has them.
 *
 * @param now ms since the epoch
 * @param body the raw bytes
 */
export async function sign(secret: string, id: string, now: number, body: Uint8Array): Promise<Signed> {
  const timestamp = String(Math.floor(now / 1000))
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), content(id, timestamp, body))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': VERSION + encodeBase64(mac) }
}

/**
 * Why a request is not to be taken: it is not signed with our secret, or its time is too far off. Undefined where its
 * signature is right (Standard Webhooks).
 */
export async function signatureFault(
  secret: string,
  signed: Signed,
  now: number,
  body: Uint8Array,
): Promise<string | undefined> {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = signed
  const key = await keyOf(secret)
  const signedContent = content(id, timestamp, body)
  const given = signatures.split(' ').filter((one) => one.startsWith(VERSION))
  // WebCrypto compares in a time that does not tell where they differ.
  const fits = await Promise.all(
    given.map((one) => crypto.subtle.verify('HMAC', key, decoded(one.slice(VERSION.length)), signedContent)),
  )
  if (!fits.includes(true)) return 'wrong signature'
  return Math.abs(now - Number(timestamp) * 1000) <= WINDOW_MS ? undefined : 'too old, or from the future'
}

const keyOf = (secret: string) =>
  crypto.subtle.importKey(
    'raw',
    decodeBase64(secret.replace(/^whsec_/, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  )

function content(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return whole
}

/** What is no base64 fits nothing. */
function decoded(text: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(text)
  } catch {
    return new Uint8Array()
  }
}
