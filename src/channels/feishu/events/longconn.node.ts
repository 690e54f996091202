/** The long connection, by the platform's own SDK: no public address is needed. Node only. */
import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import type { FeishuApp } from '../api/api.ts'
import { quietLogger, redacted } from '../api/quiet.node.ts'
import { EVENTS } from './event.ts'
import type { Receive } from './receive.ts'

export interface LongConnectionOptions {
  readonly app: FeishuApp
  readonly receive: Receive
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  /** ms since the epoch */
  readonly now: () => number
  /** first wait after the SDK has given up, ms */
  readonly restartMs?: number
}

export interface LongConnection {
  /** resolves with the first connection */
  readonly ready: Promise<void>
  /** for how long nothing could come in; undefined while it is connected */
  readonly lostMs: () => number | undefined
  close(): void
}

const HANDSHAKE_MS = 10_000
/** A peer silent for so long after a ping is gone; 3 s was seen to kill healthy connections. */
const PONG_S = 20
const RESTART_MS = 5_000
const LONGEST_RESTART_MS = 5 * 60_000

/**
 * Keeps one connection open. The SDK reconnects by itself, except after what it takes for final (too many
 * connections, busy, retries exhausted): then it is started anew, waiting longer each time.
 */
export function longConnection({
  app,
  receive,
  log,
  now,
  restartMs = RESTART_MS,
}: LongConnectionOptions): LongConnection {
  const logger = quietLogger(log)
  const eventDispatcher = new EventDispatcher({ logger, loggerLevel: LoggerLevel.error }).register(
    Object.fromEntries(EVENTS.map((type) => [type, (event: unknown) => receive(asEnvelope(event))])),
  )
  let closed = false
  let lostAt: number | undefined = now()
  let wait = restartMs
  let client: WSClient | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReady = (): void => {}
  const ready = new Promise<void>((resolve) => {
    isReady = resolve
  })

  const open = (): void => {
    if (closed) return
    client = new WSClient({
      appId: app.appId,
      appSecret: app.appSecret,
      domain: app.baseUrl,
      autoReconnect: true,
      handshakeTimeoutMs: HANDSHAKE_MS,
      wsConfig: { pingTimeout: PONG_S },
      logger,
      loggerLevel: LoggerLevel.error,
      onReady: () => connected('connected'),
      onReconnected: () => connected('reconnected'),
      onReconnecting: () => {
        if (lostAt === undefined) log({ event: 'feishu-connection-lost' })
        lostAt ??= now()
      },
      onError: (error) => {
        lostAt ??= now()
        log({ event: 'feishu-connection-failed', error: redacted(error.message), restartInMs: wait })
        client?.close()
        timer = setTimeout(open, wait)
        wait = Math.min(wait * 2, LONGEST_RESTART_MS)
      },
    })
    client.start({ eventDispatcher }).catch((error: unknown) => {
      log({ event: 'feishu-connection-failed', error: redacted(String(error)) })
    })
  }
  const connected = (how: string): void => {
    wait = restartMs
    lostAt = undefined
    log({ event: `feishu-${how}` })
    isReady()
  }

  open()
  return {
    ready,
    lostMs: () => (lostAt === undefined ? undefined : Math.max(0, now() - lostAt)),
    close() {
      closed = true
      clearTimeout(timer)
      client?.close()
    },
  }
}

/** The SDK hands over header and event as one flat object, with a key of its own that is no string. */
function asEnvelope(given: unknown): unknown {
  const flat = typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {}
  return { header: flat, event: flat }
}
