/** One message of one person as the platform brings it: an encrypted, signed request. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export const APP = {
  appId: 'cli_bench',
  encryptKey: 'the key of the bench',
  verificationToken: 'the token of the bench',
}

const secret = createHash('sha256').update(APP.encryptKey).digest()

export interface Spoken {
  /** the platform's name for the speaker; the chat is theirs alone */
  readonly who: string
  readonly text: string
  /** epoch milliseconds */
  readonly at: number
}

let count = 0

export function requestOf({ who, text, at }: Spoken): Request {
  count++
  const event = {
    schema: '2.0',
    header: {
      event_id: `event-${count}`,
      event_type: 'im.message.receive_v1',
      create_time: String(at),
      token: APP.verificationToken,
      app_id: APP.appId,
      tenant_key: 'bench',
    },
    event: {
      sender: { sender_id: { open_id: who }, sender_type: 'user', tenant_key: 'bench' },
      message: {
        message_id: `om_${count}`,
        create_time: String(at),
        chat_id: `oc_${who}`,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text }),
      },
    },
  }
  const vector = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', secret, vector)
  const sealed = [vector, cipher.update(JSON.stringify(event), 'utf8'), cipher.final()]
  const body = JSON.stringify({ encrypt: Buffer.concat(sealed).toString('base64') })
  const timestamp = String(Math.floor(at / 1000))
  const nonce = String(count)
  const signed = createHash('sha256').update(timestamp + nonce + APP.encryptKey + body)
  return new Request('http://office/feishu/webhook', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signed.digest('hex'),
    },
    body,
  })
}
