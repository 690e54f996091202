/** How the platform signs and encrypts webhooks; WebCrypto only, so that it runs on Node and Workers alike. */
import { sha256 } from '../../hash.ts'

/** A body that cannot be decrypted with the app's key, so that the platform did not send it. */
export class NotDecrypted extends Error {
  override readonly name = 'NotDecrypted'
}

const utf8 = new TextEncoder()

/**
 * The signature of a request in hex, as the platform makes it: SHA-256 over timestamp, nonce, key and the raw bytes.
 * Parsed and written again, the JSON would differ.
 */
export async function signatureOf(
  { timestamp, nonce }: { readonly timestamp: string; readonly nonce: string },
  encryptKey: string,
  body: Uint8Array,
): Promise<string> {
  const head = utf8.encode(timestamp + nonce + encryptKey)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return sha256(whole)
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function equalInConstantTime(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}

/**
 * An event's text, decrypted as the platform documents it.
 * @param sealed base64 of a 16-byte vector and AES-256-CBC with PKCS7, under the key's SHA-256
 * @throws NotDecrypted when it is not encrypted with this key
 */
export async function decrypted(sealed: string, encryptKey: string): Promise<string> {
  try {
    const bytes = Uint8Array.from(atob(sealed), (char) => char.charCodeAt(0))
    const secret = await crypto.subtle.digest('SHA-256', utf8.encode(encryptKey))
    const key = await crypto.subtle.importKey('raw', secret, 'AES-CBC', false, ['decrypt'])
    const plain = await crypto.subtle.decrypt({ name: 'AES-CBC', iv: bytes.slice(0, 16) }, key, bytes.slice(16))
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (error) {
    throw new NotDecrypted('not encrypted with this key', { cause: error })
  }
}
