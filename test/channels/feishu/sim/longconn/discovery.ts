/** Where a client asks for the address of its long connection. The real server's error shapes are unknown: faults show all. */
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Faults } from '../faults.ts'
import type { World } from '../state/world.ts'
import type { LongConnections } from './carrier.ts'

export const DISCOVERY_PATH = '/callback/ws/endpoint'

const Request = z.object({ AppID: z.string(), AppSecret: z.string() })

export function discover(
  world: World,
  faults: Faults,
  connections: LongConnections,
  host: string,
  body: Buffer,
  response: ServerResponse,
): void {
  const { discovery } = faults.connection
  if (discovery && 'hangs' in discovery) return
  if (discovery && 'status' in discovery) {
    response.writeHead(discovery.status).end()
    return
  }
  const json = discovery
    ? failure(discovery.code, discovery.data)
    : answerTo(parsed(body), world, faults, connections, host)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

function answerTo(body: unknown, world: World, faults: Faults, connections: LongConnections, host: string) {
  const request = Request.safeParse(body)
  const { appId, appSecret } = world.settings
  const known = request.success && request.data.AppID === appId && request.data.AppSecret === appSecret
  if (!known) return failure(514, 'object')
  if (connections.full()) return failure(1000040350, 'object')
  return { code: 0, msg: '', data: { URL: connections.address(host), ClientConfig: faults.clientConfig() } }
}

const failure = (code: number, data: 'object' | 'null' | 'absent') => ({
  code,
  msg: `error ${code}`,
  ...(data !== 'absent' && { data: data === 'object' ? {} : null }),
})

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
