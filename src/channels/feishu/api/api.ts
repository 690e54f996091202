/** Calls to the platform's open API: token, limits of time, and what came of it as a value. */
import { z } from 'zod'
import { within } from '../../within.ts'
import type { Limit, RateLimiter } from './rate-limit.ts'
import { type Exchange, fetchTransport, type HttpRequest, type Transport } from './transport.ts'

export type { HttpRequest } from './transport.ts'

/** A Feishu app's address and credentials. */
export interface FeishuApp {
  /** `https://open.feishu.cn`, Lark's, or a simulator's; without a slash at the end */
  readonly baseUrl: string
  readonly appId: string
  readonly appSecret: string
}

/** What became of a request to the platform. */
export type ApiReply =
  | { readonly kind: 'ok'; readonly data: unknown; readonly bytes: Uint8Array }
  /** the platform refused; nothing took effect */
  | { readonly kind: 'refused'; readonly code: number; readonly message: string; readonly waitMs?: number }
  /** `took` false: it can not have taken effect, since the request never arrived */
  | { readonly kind: 'broken'; readonly took: boolean; readonly error: string; readonly waitMs?: number }

const CARD_REFUSED = new Set([230025, 230099])

/** Whether the platform refused a message because of its card, so that its words alone may be taken. */
export const isCardRefused = (answer: ApiReply): answer is Extract<ApiReply, { kind: 'refused' }> =>
  answer.kind === 'refused' && CARD_REFUSED.has(answer.code)

interface Parts {
  readonly app: FeishuApp
  readonly pace: RateLimiter
  readonly now: () => number
  readonly timeoutMs?: number
  /** plain fetch without it */
  readonly transport?: Transport | undefined
}

const TIMEOUT_MS = 10_000
/** No limit of the platform lasts longer; a header that says so must not silence the office. */
const LONGEST_HOLD_MS = 10 * 60_000
/** A token lives two hours; the platform hands out a new one in the last half hour. */
const RENEW_MS = 5 * 60_000
/** The platform's error code for too many requests. */
export const RATE_LIMITED = 99_991_400
const TOKEN_CODES = new Set([99_991_661, 99_991_663, 99_991_664])
const isTokenRefused = (answer: ApiReply): boolean => answer.kind === 'refused' && TOKEN_CODES.has(answer.code)

const Body = z.object({ code: z.number(), msg: z.string().default(''), data: z.unknown().optional() })
const Token = z.object({ tenant_access_token: z.string(), expire: z.number() })

/** 50 a second and 1 000 a minute for each API; the margins are for clocks that tell whole milliseconds. */
const limitsOf = (api: string): Limit[] => [
  { key: api, most: 50, windowMs: 1_020 },
  { key: api, most: 1_000, windowMs: 60_100 },
]

/** The platform's HTTP API, with a tenant token that is fetched and renewed, at the pace of its rate limits. */
export class Api {
  private readonly parts: Parts
  private readonly carry: Transport
  private token: { readonly value: string; readonly until: number } | undefined
  private fetching: Promise<ApiReply> | undefined

  constructor(parts: Parts) {
    this.parts = parts
    this.carry = parts.transport ?? fetchTransport(parts.app.baseUrl)
  }

  /**
   * Asked once more with a new token where the platform no longer takes the one in hand; each try has its own turn.
   * @param api the name under which the platform counts the calls: one for each path pattern
   * @param limits beside the app's
   */
  async call(api: string, request: HttpRequest, limits: readonly Limit[] = []): Promise<ApiReply> {
    const answer = await this.attempt(api, request, limits)
    return isTokenRefused(answer) ? this.attempt(api, request, limits) : answer
  }

  /** A token of its own: whether the app's id and secret are right. */
  async authenticate(): Promise<ApiReply> {
    this.token = undefined
    return this.authorise()
  }

  private async attempt(api: string, request: HttpRequest, limits: readonly Limit[]): Promise<ApiReply> {
    for (;;) {
      const authorised = await this.authorise()
      if (authorised.kind !== 'ok') return authorised
      const { waitMs, arrived } = await this.parts.pace.turn([...limitsOf(api), ...limits])
      if (waitMs > 0) return { kind: 'refused', code: RATE_LIMITED, message: 'own rate limit', waitMs }
      // Nothing may hold the request up between its turn and its leaving: without a token it takes another turn.
      const token = this.valid()
      const answer = token === undefined ? undefined : await this.request(request, token)
      arrived()
      if (!answer) continue
      // Somebody else may have renewed it meanwhile; only the refused one is thrown away.
      if (isTokenRefused(answer) && this.token?.value === token) this.token = undefined
      if (answer.kind === 'refused' && answer.waitMs !== undefined) this.parts.pace.hold(api, answer.waitMs)
      return answer
    }
  }

  private valid(): string | undefined {
    return this.token && this.token.until > this.parts.now() ? this.token.value : undefined
  }

  private async authorise(): Promise<ApiReply> {
    if (this.valid() !== undefined) return { kind: 'ok', data: {}, bytes: new Uint8Array() }
    this.fetching ??= this.renew().finally(() => {
      this.fetching = undefined
    })
    const { fetching } = this
    // A Worker's call that is cut off takes what it awaits along: nobody may wait for it for ever.
    const answer = await within(2 * (this.parts.timeoutMs ?? TIMEOUT_MS), fetching)
    if (!answer && this.fetching === fetching) this.fetching = undefined
    return answer ?? { kind: 'broken', took: false, error: 'token: no answer' }
  }

  private async renew(): Promise<ApiReply> {
    const { appId: app_id, appSecret: app_secret } = this.parts.app
    const asked = this.parts.now()
    const path = '/open-apis/auth/v3/tenant_access_token/internal'
    const answer = await this.request({ method: 'POST', path, json: { app_id, app_secret } })
    // Without a token the call itself was never made.
    if (answer.kind === 'broken') return { ...answer, took: false }
    if (answer.kind === 'refused') return answer
    const read = Token.safeParse(parsed(answer.bytes))
    if (!read.success) return { kind: 'broken', took: false, error: 'token: unexpected answer' }
    const { tenant_access_token: value, expire } = read.data
    this.token = { value, until: asked + Math.max(expire * 1000 - RENEW_MS, (expire * 1000) / 2) }
    return answer
  }

  private async request(request: HttpRequest, token?: string): Promise<ApiReply> {
    const { timeoutMs = TIMEOUT_MS } = this.parts
    try {
      return answerOf(await this.carry(request, { token, timeoutMs }), request)
    } catch (error) {
      return { kind: 'broken', took: !neverArrived(error), error: causeOf(error) }
    }
  }
}

/** Errors come with HTTP 400 and with 200: the code decides. */
function answerOf(response: Exchange, { file = false }: HttpRequest): ApiReply {
  const { bytes } = response
  const isJson = /json/.test(response.header('content-type') ?? '')
  const body = isJson ? Body.safeParse(parsed(bytes)).data : undefined
  const waitMs = waitOf(response)
  const wait = waitMs === undefined ? {} : { waitMs }
  if (body && body.code !== 0) {
    const limited = body.code === RATE_LIMITED || response.status === 429
    return { kind: 'refused', code: body.code, message: body.msg, ...(limited ? { waitMs: waitMs ?? 1_000 } : wait) }
  }
  if (response.status === 429)
    return { kind: 'refused', code: RATE_LIMITED, message: 'HTTP 429', waitMs: waitMs ?? 1_000 }
  if (response.status < 200 || response.status > 299)
    return { kind: 'broken', took: response.status >= 500, error: `HTTP ${response.status}`, ...wait }
  // A page with status 200 is a proxy's, or a gateway's: what became of the call is not known.
  if (!body && !file) return { kind: 'broken', took: true, error: 'no answer of the platform' }
  return { kind: 'ok', data: body?.data ?? {}, bytes }
}

/** The value of a JSON text in UTF-8. @returns undefined where it is none */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function waitOf({ header }: Exchange): number | undefined {
  const seconds = Number(header('x-ogw-ratelimit-reset') ?? header('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.max(seconds, 0.1) * 1000, LONGEST_HOLD_MS) : undefined
}

/** On the error itself, or on what caused it. */
const codeOf = (error: unknown): string =>
  [error, error instanceof Error ? error.cause : undefined]
    .flatMap((one) => (one instanceof Error && 'code' in one && typeof one.code === 'string' ? [one.code] : []))
    .at(-1) ?? ''

const neverArrived = (error: unknown): boolean =>
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT/.test(codeOf(error))

const causeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${codeOf(error)} ${error.message}`.replace(/\s+/g, ' ') : String(error)
