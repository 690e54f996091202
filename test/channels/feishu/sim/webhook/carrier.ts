/** The app's webhook: one HTTP POST for each event or callback. */
import { afterOwn } from '../../../../own-time.ts'
import type { Answer, Carrier } from '../delivery.ts'
import type { Envelope } from '../events.ts'
import type { Faults } from '../faults.ts'
import type { World } from '../state/world.ts'
import { encrypt, type Sealed, signed, spaced } from './seal.ts'

const CHALLENGE_MS = 1_000

export class Webhook implements Carrier {
  readonly name = 'webhook'
  /** requests as they went out, for replays; the last thousand */
  readonly sent: Sealed[] = []
  private readonly world: World
  private readonly faults: Faults
  private readonly url: string

  constructor(world: World, faults: Faults, url: string) {
    this.world = world
    this.faults = faults
    this.url = url
  }

  async carry(envelope: Envelope): Promise<Answer> {
    const sealed = this.seal(envelope)
    this.sent.push(sealed)
    if (this.sent.length > 1_000) this.sent.shift()
    const started = performance.now()
    try {
      const { status, body } = await this.post(sealed, this.world.settings.answerMs)
      const ms = performance.now() - started
      if (status !== 200) return { outcome: `http ${status}`, ms }
      try {
        return { outcome: 'ok', ms, result: JSON.parse(body) }
      } catch {
        return { outcome: 'ok', ms, malformed: true }
      }
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return { outcome: late ? 'late' : 'no-connection', ms: performance.now() - started }
    }
  }

  /** An event in its wrapping, stamped now. */
  seal(envelope: Envelope, timestamp = Math.floor(Date.now() / 1000)): Sealed {
    const { encryptKey } = this.world.settings
    const plain = JSON.stringify(envelope)
    const body = encryptKey === '' ? plain : JSON.stringify({ encrypt: encrypt(plain, encryptKey) })
    const written = this.faults.hits('spaced') ? spaced(body) : body
    if (encryptKey === '') return { body: written, headers: { 'content-type': 'application/json; charset=utf-8' } }
    return signed(written, encryptKey, String(timestamp), this.world.ids.digits(10))
  }

  async post({ headers, body }: Sealed, timeoutMs: number): Promise<{ status: number; body: string }> {
    const late = new AbortController()
    const end = afterOwn(this.world.own, timeoutMs, () => late.abort(new DOMException('no answer', 'TimeoutError')))
    try {
      const response = await fetch(this.url, { method: 'POST', headers, body, redirect: 'manual', signal: late.signal })
      return { status: response.status, body: await response.text() }
    } finally {
      end()
    }
  }

  /**
   * What the developer console does when the address is saved: encrypted when there is a key, never signed,
   * answered within a second.
   *
   * @throws with what the console would show
   */
  async challenge(): Promise<void> {
    const { encryptKey, verificationToken } = this.world.settings
    const challenge = this.world.ids.hex(32)
    const plain = JSON.stringify({ challenge, token: verificationToken, type: 'url_verification' })
    const body = encryptKey === '' ? plain : JSON.stringify({ encrypt: encrypt(plain, encryptKey) })
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const answer = await this.post({ headers, body }, CHALLENGE_MS)
    if (answer.status !== 200) throw new Error(`the address answered the challenge with HTTP ${answer.status}`)
    if (echoed(answer.body) !== challenge) throw new Error(`the address did not return the challenge: ${answer.body}`)
  }
}

function echoed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && 'challenge' in value ? value.challenge : undefined
  } catch {
    return undefined
  }
}
