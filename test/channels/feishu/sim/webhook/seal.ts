/** How webhooks are encrypted and signed. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** base64 of iv and AES-256-CBC under the key's SHA-256 */
export function encrypt(text: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

export interface Sealed {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Signs these very bytes. */
export function signed(body: string, encryptKey: string, timestamp: string, nonce: string): Sealed {
  const signature = createHash('sha256')
    .update(timestamp + nonce + encryptKey + body, 'utf8')
    .digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  }
}

/** The same JSON otherwise written: spaces, escaped slashes, escapes in place of characters beyond ASCII. */
export const spaced = (body: string): string =>
  JSON.stringify(JSON.parse(body), undefined, 1)
    .replace(/\n\s*/g, ' ')
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (character) =>
      Array.from(
        { length: character.length },
        (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
    )
