/** One call of an API, and what a route of the platform is. */
import type { IncomingHttpHeaders } from 'node:http'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { World } from '../state/world.ts'

export interface Call {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Reply {
  readonly json?: unknown
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: string
  /** with `:name` for a part */
  readonly path: string
  readonly name: string
  /** any of them; none needed when absent */
  readonly scopes?: readonly string[]
  /** works without a token */
  readonly open?: boolean
  /** takes a uuid */
  readonly idempotent?: boolean
  run(call: Call): Reply
}

export const ok = (data: unknown = {}): Reply => ({ json: { code: 0, msg: 'success', data } })

export const param = (call: Call, name: string): string => call.params[name] ?? ''

export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal(9499, 'Bad Request: the body is not JSON')
  }
}

/** @throws Refusal 99992402 that names the first field that does not fit */
export function bodyOf<T>(call: Call, schema: z.ZodType<T>): T {
  return checked(schema, jsonOf(call.body), 'field validation failed')
}

export function queryOf<T>(call: Call, schema: z.ZodType<T>): T {
  return checked(schema, Object.fromEntries(call.query), 'query validation failed')
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Refusal(99992402, `${what}: ${issue?.path.join('.')} ${issue?.message}`)
}
