/** The port of an office on one machine: how long and how many may be at it. Node only. */
import type { Server } from 'node:http'
import { createAdaptorServer, type serve } from '@hono/node-server'

/** How patient the HTTP server is with slow and many connections. */
export interface ServerLimits {
  /** within so long the head of a request is here, and within so long the whole of it */
  readonly headMs: number
  readonly wholeMs: number
  /** how often is looked who is too late */
  readonly lookMs: number
  /** more connections at once are closed unheard; the platform comes by a few */
  readonly connections: number
}

const LIMITS: ServerLimits = { headMs: 10_000, wholeMs: 30_000, lookMs: 5_000, connections: 500 }

/**
 * The HTTP server of a machine. Whoever connects and says nothing, or half of it, holds a place for seconds and not for
 * ever: by `limits`, in milliseconds.
 */
export function openServer(fetch: Parameters<typeof serve>[0]['fetch'], limits: ServerLimits = LIMITS): Server {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      headersTimeout: limits.headMs,
      requestTimeout: limits.wholeMs,
      connectionsCheckingInterval: limits.lookMs,
    },
  }) as Server
  server.maxConnections = limits.connections
  return server
}
