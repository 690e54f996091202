/** The long connection, by the platform's own SDK: no public address is needed. Node only. */
import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import type { MessengerParts } from '../../messenger.ts'
import type { FeishuApp } from '../api/api.ts'
import { quietLogger, redacted } from '../api/quiet.node.ts'
import { EVENTS } from './event.ts'
import type { Receive } from './receive.ts'

/** What the long connection is opened with. */
export interface LongConnectionOptions extends Pick<MessengerParts, 'now' | 'log'> {
  readonly app: FeishuApp
  readonly receive: Receive
  /** first wait after the SDK has given up, ms */
  readonly restartMs?: number
}

/** The connection by which the platform sends events to a machine without an address of its own. */
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
export const longConnection = (options: LongConnectionOptions): LongConnection => new Connection(options)

class Connection implements LongConnection {
  readonly ready: Promise<void>
  private readonly options: LongConnectionOptions
  private readonly logger: ReturnType<typeof quietLogger>
  private readonly eventDispatcher: EventDispatcher
  private readonly restartMs: number
  private closed = false
  private lostAt: number | undefined
  private wait: number
  private client: WSClient | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private isReady = (): void => {}

  constructor(options: LongConnectionOptions) {
    const { receive, log, now, restartMs = RESTART_MS } = options
    this.options = options
    this.logger = quietLogger(log)
    this.eventDispatcher = new EventDispatcher({ logger: this.logger, loggerLevel: LoggerLevel.error }).register(
      Object.fromEntries(EVENTS.map((type) => [type, (event: unknown) => receive(asEnvelope(event))])),
    )
    this.restartMs = restartMs
    this.wait = restartMs
    this.lostAt = now()
    this.ready = new Promise((resolve) => {
      this.isReady = resolve
    })
    this.open()
  }

  readonly lostMs = (): number | undefined =>
    this.lostAt === undefined ? undefined : Math.max(0, this.options.now() - this.lostAt)

  readonly close = (): void => {
    this.closed = true
    clearTimeout(this.timer)
    this.client?.close()
  }

  private open(): void {
    if (this.closed) return
    const { app, log } = this.options
    this.client = new WSClient({
      appId: app.appId,
      appSecret: app.appSecret,
      domain: app.baseUrl,
      autoReconnect: true,
      handshakeTimeoutMs: HANDSHAKE_MS,
      wsConfig: { pingTimeout: PONG_S },
      logger: this.logger,
      loggerLevel: LoggerLevel.error,
      onReady: () => this.connected('connected'),
      onReconnected: () => this.connected('reconnected'),
      onReconnecting: () => {
        if (this.lostAt === undefined) log({ event: 'feishu-connection-lost' })
        this.lostAt ??= this.options.now()
      },
      onError: (error) => this.failed(error),
    })
    this.client.start({ eventDispatcher: this.eventDispatcher }).catch((error: unknown) => {
      log({ event: 'feishu-connection-failed', error: redacted(String(error)) })
    })
  }

  private connected(how: string): void {
    this.wait = this.restartMs
    this.lostAt = undefined
    this.options.log({ event: `feishu-${how}` })
    this.isReady()
  }

  private failed(error: Error): void {
    this.lostAt ??= this.options.now()
    this.options.log({ event: 'feishu-connection-failed', error: redacted(error.message), restartInMs: this.wait })
    this.client?.close()
    this.timer = setTimeout(() => this.open(), this.wait)
    this.wait = Math.min(this.wait * 2, LONGEST_RESTART_MS)
  }
}

/** The SDK hands over header and event as one flat object, with a key of its own that is no string. */
function asEnvelope(given: unknown): unknown {
  const flat = typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {}
  return { header: flat, event: flat }
}
