/** Tenant access tokens: two hours; a token with 30 minutes left is repeated, else a new one is issued and both work. */
import { z } from 'zod'
import { HOUR, MINUTE } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../state/world.ts'
import { bodyOf, type Route } from './call.ts'

const LIFE_MS = 2 * HOUR

const Credentials = z.object({ app_id: z.string(), app_secret: z.string() })

export class Tokens {
  private readonly world: World
  private issued: { token: string; expiresAt: number }[] = []

  constructor(world: World) {
    this.world = world
  }

  current(): { token: string; expire: number } {
    const now = this.world.clock.now()
    const last = this.issued.at(-1)
    if (last && last.expiresAt - now >= 30 * MINUTE) {
      return { token: last.token, expire: Math.floor((last.expiresAt - now) / 1000) }
    }
    const token = `t-g1${this.world.ids.hex(38)}`
    this.issued.push({ token, expiresAt: now + LIFE_MS })
    return { token, expire: LIFE_MS / 1000 }
  }

  /** As when the app's secret is reset: nothing that was issued works any more. */
  revokeAll(): void {
    this.issued = []
  }

  /** @throws Refusal as the gateway words it */
  check(authorization: string | undefined): void {
    const status = this.world.settings.switches.tokenErrorStatus
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined) throw new Refusal(99991661, 'Missing access token for authorization.', status)
    if (token.startsWith('a-')) throw new Refusal(99991664, 'invalid app access token', status)
    if (token.startsWith('u-'))
      throw new Refusal(99991668, 'Invalid access token for authorization: user token.', status)
    const known = this.issued.find((entry) => entry.token === token)
    if (!known || known.expiresAt <= this.world.clock.now()) {
      throw new Refusal(
        99991663,
        'Invalid access token for authorization. Please make a test attempt to obtain a token.',
        status,
      )
    }
  }
}

export const tokenRoutes = (tokens: Tokens): Route[] => [
  {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    name: 'auth.tenant_access_token',
    open: true,
    run: (call) => {
      const { app_id: id, app_secret: secret } = bodyOf(call, Credentials)
      const { appId, appSecret, switches } = call.world.settings
      if (id !== appId) throw new Refusal(10003, 'invalid app_id', switches.tokenErrorStatus)
      if (secret !== appSecret) throw new Refusal(10014, 'app secret invalid', switches.tokenErrorStatus)
      const { token, expire } = tokens.current()
      return { json: { code: 0, msg: 'ok', tenant_access_token: token, expire } }
    },
  },
]
