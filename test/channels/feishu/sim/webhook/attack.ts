/** Webhooks that are not the platform's, or not as it sent them: a right client refuses all but a replay. */
import { HOUR } from '../clock.ts'
import type { Envelope } from '../events.ts'
import type { World } from '../state/world.ts'
import type { Webhook } from './carrier.ts'
import { type Sealed, signed, spaced } from './seal.ts'

export type Attack =
  /** verification token right, signature made up */
  | 'forged'
  | 'unsigned'
  /** rightly signed, eight hours ago */
  | 'stale'
  /** one character of the body changed on the way */
  | 'tampered'
  /** the same JSON, written otherwise on the way: the bytes are not those that were signed */
  | 'reserialised'
  /** rightly encrypted and signed, another app's verification token */
  | 'wrong-token'
  | 'wrong-app'
  /** rightly signed, not encrypted */
  | 'plaintext'
  /** the platform's own last webhook, byte by byte once more */
  | 'replay'

export function forge(world: World, webhook: Webhook, attack: Attack, envelope: Envelope): Sealed {
  const { encryptKey } = world.settings
  const sealed = webhook.seal(envelope)
  const withHeader = (change: Partial<Envelope['header']>): Envelope => ({
    ...envelope,
    header: { ...envelope.header, ...change },
  })
  switch (attack) {
    case 'forged':
      return { ...sealed, headers: { ...sealed.headers, 'x-lark-signature': world.ids.hex(64) } }
    case 'unsigned':
      return { ...sealed, headers: { 'content-type': 'application/json; charset=utf-8' } }
    case 'stale':
      return webhook.seal(envelope, Math.floor((Date.now() - 8 * HOUR) / 1000))
    case 'tampered':
      return { ...sealed, body: changed(sealed.body) }
    case 'reserialised':
      return { ...sealed, body: spaced(sealed.body) }
    case 'wrong-token':
      return webhook.seal(withHeader({ token: world.ids.hex(32) }))
    case 'wrong-app':
      return webhook.seal(withHeader({ app_id: `cli_${world.ids.hex(16)}` }))
    case 'plaintext':
      return signed(JSON.stringify(envelope), encryptKey, String(Math.floor(Date.now() / 1000)), world.ids.digits(10))
    case 'replay': {
      const last = webhook.sent.at(-1)
      if (!last) throw new Error('nothing was sent yet that could be replayed')
      return last
    }
  }
}

/** One character in the middle, for another of base64. */
function changed(body: string): string {
  const middle = Math.floor(body.length / 2)
  return `${body.slice(0, middle)}${body[middle] === 'A' ? 'B' : 'A'}${body.slice(middle + 1)}`
}
