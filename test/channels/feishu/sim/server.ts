/** The platform's front door: routes, tokens, scopes, rates, faults, answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { type Call, jsonOf, type Reply, type Route } from './api/call.ts'
import type { Tokens } from './api/token.ts'
import { pause } from './clock.ts'
import { count } from './counters.ts'
import type { CallFault, Faults } from './faults.ts'
import { Refusal } from './refusal.ts'
import type { World } from './state/world.ts'

const BODY_LIMIT = 40 * 1024 * 1024
const WithUuid = z.object({ uuid: z.string() })

export interface Door {
  readonly server: Server
  /** requests under way */
  busy(): number
}

/** What else the server serves: discovery, the page. @returns true when it has taken the request */
export type Aside = (request: IncomingMessage, body: Buffer, response: ServerResponse) => boolean

export function openDoor(world: World, faults: Faults, tokens: Tokens, routes: readonly Route[], aside: Aside): Door {
  let underWay = 0
  const table = routes.map((route) => ({ route, pattern: patternOf(route.path) }))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request)
    if (body === undefined) return
    if (aside(request, body, response)) return
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    for (const { route, pattern } of table) {
      const match = request.method === route.method ? pattern.exec(url.pathname) : null
      if (!match) continue
      const params = match.groups ?? {}
      return run(route, { world, params, query: url.searchParams, headers: request.headers, body }, response)
    }
    count(world.counters.requests, 'unknown')
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
  }

  const run = async (route: Route, call: Call, response: ServerResponse): Promise<void> => {
    count(world.counters.requests, route.name)
    const fault = faults.strike(route.name)
    if (fault && !('after' in fault && fault.after) && strike(fault, response)) return
    const reply = await replyTo(route, call, world.settings.latencyMs + (fault?.kind === 'slow' ? fault.ms : 0))
    if (fault && 'after' in fault && fault.after && strike(fault, response)) return
    write(response, reply)
  }

  const replyTo = async (route: Route, call: Call, takesMs: number): Promise<Written> => {
    let uuid: string | undefined
    try {
      admit(route, call)
      uuid = route.idempotent ? uuidOf(call.body) : undefined
      if (uuid !== undefined && world.uuidsInFlight.has(uuid)) {
        uuid = undefined
        throw new Refusal(230049, 'The message is being sent.')
      }
      if (uuid !== undefined) world.uuidsInFlight.add(uuid)
      if (takesMs > 0) await pause(takesMs)
      return { status: 200, ...route.run(call) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refused(error)
    } finally {
      if (uuid !== undefined) world.uuidsInFlight.delete(uuid)
    }
  }

  const admit = (route: Route, call: Call): void => {
    if (!route.open) tokens.check(call.headers.authorization)
    const { scopes } = route
    if (scopes && !scopes.some((scope) => world.scopes.has(scope))) {
      throw new Refusal(99991672, `Access denied. One of the following scopes is required: [${scopes.join(', ')}].`)
    }
    const { perSecond, perMinute } = world.settings.limits
    const [second, minute] = [`s ${route.name}`, `m ${route.name}`]
    const waitSecond = world.rates.take(second, perSecond, 1_000)
    const waitMinute = waitSecond > 0 ? 0 : world.rates.take(minute, perMinute, 60_000)
    if (waitMinute > 0) world.rates.giveBack(second)
    const wait = Math.max(waitSecond, waitMinute)
    if (wait === 0) return
    world.counters.violations.app += 1
    throw limited(429, waitSecond > 0 ? perSecond : perMinute, Math.ceil(wait / 1000))
  }

  const refused = (refusal: Refusal): Written => {
    count(world.counters.refusals, refusal.code)
    const logId = world.logId()
    const json = { code: refusal.code, msg: refusal.message, error: { log_id: logId } }
    return { status: refusal.status, json, headers: { ...refusal.headers, 'x-tt-logid': logId } }
  }

  /** @returns whether the call has ended with it */
  const strike = (fault: CallFault, response: ServerResponse): boolean => {
    switch (fault.kind) {
      case 'slow':
        return false
      case 'hang':
        return true
      case 'cut':
        response.socket?.resetAndDestroy()
        return true
      case 'status':
        response
          .writeHead(fault.status, { 'content-type': 'text/html' })
          .end(`<html><body><h1>${fault.status}</h1></body></html>`)
        return true
      case 'code':
        write(response, refused(new Refusal(fault.code, fault.message ?? 'injected', fault.status ?? 400)))
        return true
      case 'limit':
        write(response, refused(limited(fault.status ?? 429, world.settings.limits.perSecond, fault.resetSeconds ?? 1)))
        return true
    }
  }

  const server = createServer((request, response) => {
    underWay += 1
    answer(request, response)
      .catch((error: unknown) => {
        // a fault of the simulator itself: loud, so that no test takes it for the platform
        console.error('simulator:', error)
        if (!response.headersSent) response.writeHead(599).end(String(error))
      })
      .finally(() => {
        underWay -= 1
      })
  })
  // clients keep connections open for long: closing them early would be a fault nobody asked for
  server.keepAliveTimeout = 75_000
  return { server, busy: () => underWay }
}

interface Written extends Reply {
  readonly status: number
}

function write(response: ServerResponse, { status, json, bytes, headers }: Written): void {
  if (response.destroyed) return
  const body = bytes ?? Buffer.from(JSON.stringify(json))
  const type = bytes ? {} : { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...type, ...headers, 'content-length': body.length }).end(body)
}

const limited = (status: number, limit: number, resetSeconds: number): Refusal =>
  new Refusal(99991400, 'request trigger frequency limit', status, {
    'x-ogw-ratelimit-limit': String(limit),
    'x-ogw-ratelimit-reset': String(resetSeconds),
  })

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

function uuidOf(body: Buffer): string | undefined {
  const parsed = WithUuid.safeParse(jsonOf(body))
  return parsed.success ? parsed.data.uuid : undefined
}

/** The whole body; undefined when the caller went away. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > BODY_LIMIT) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}
