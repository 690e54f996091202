/**
 * The app's long connections: addresses given out, upgrades, and events to one random connection each.
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { afterOwn } from '../../../../own-time.ts'
import { count } from '../counters.ts'
import type { Answer, Carrier } from '../delivery.ts'
import type { Envelope } from '../events.ts'
import type { Faults } from '../faults.ts'
import type { World } from '../state/world.ts'
import { Connection } from './connection.ts'

const Ack = z.object({ code: z.number(), data: z.string().optional() })

interface Waiting {
  /** undefined while it waits for a connection */
  connection: Connection | undefined
  /** the peer cannot have it whole */
  readonly damaged: boolean
  settle(answer: Omit<Answer, 'ms'>): void
}

export class LongConnections implements Carrier {
  readonly name = 'longconn'
  private readonly world: World
  private readonly faults: Faults
  private readonly server = new WebSocketServer({ noServer: true })
  private readonly opened = new Set<Connection>()
  private readonly hanging = new Set<Duplex>()
  private readonly waiting = new Map<string, Waiting>()
  /** events for the next connection's 101 */
  private parked: ((connection: Connection) => void)[] = []
  private readonly tickets = new Set<string>()

  constructor(world: World, faults: Faults) {
    this.world = world
    this.faults = faults
  }

  /** open connections, oldest first */
  get connections(): readonly Connection[] {
    return [...this.opened].filter(({ open }) => open)
  }

  full(): boolean {
    return this.connections.length >= this.world.settings.limits.connections
  }

  /** An address for one connection. */
  address(host: string): string {
    const ticket = this.world.ids.hex(32)
    this.tickets.add(ticket)
    const query = `fpid=493&aid=552564&device_id=${this.world.ids.digits(19)}&access_key=${this.world.ids.hex(32)}`
    return `ws://${host}/ws/v2?${query}&service_id=33554678&ticket=${ticket}`
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const { upgrade } = this.faults.connection
    if (upgrade === 'hangs') {
      this.hanging.add(socket)
      return
    }
    const known = url.pathname === '/ws/v2' && this.tickets.delete(url.searchParams.get('ticket') ?? '')
    if (upgrade === '403' || !known) {
      refuse(socket, url.pathname === '/ws/v2' ? 403 : 404)
      return
    }
    const serviceId = Number(url.searchParams.get('service_id'))
    socket.cork()
    this.server.handleUpgrade(request, socket, head, (ws) => {
      if (!(socket instanceof Socket)) return ws.close()
      const connection = new Connection(this.world.ids.hex(8), serviceId, ws, socket, {
        ping: () => this.pong(),
        ack: (messageId, payload) => this.acknowledged(messageId, payload),
        gone: (gone) => this.gone(gone),
        garbage: (why) => this.world.counters.garbage.push(why),
      })
      this.opened.add(connection)
      this.world.counters.connections += 1
      for (const send of this.parked.splice(0)) send(connection)
    })
    socket.uncork()
  }

  async carry(envelope: Envelope): Promise<Answer> {
    const messageId = this.world.ids.hex(36)
    const connection = this.world.chance.pick(this.connections)
    if (connection) return this.send(connection, messageId, envelope, false)
    if (!this.faults.connection.withUpgrade) return { outcome: 'no-connection', ms: 0 }
    count(this.world.counters.faults, 'withUpgrade')
    return new Promise((resolve) => {
      this.parked.push((next) => resolve(this.send(next, messageId, envelope, true)))
    })
  }

  close(): void {
    for (const connection of this.opened) connection.kick(1001, 'simulator closed')
    for (const connection of this.opened) connection.reset()
    for (const socket of this.hanging) socket.destroy()
    this.server.close()
  }

  private send(connection: Connection, messageId: string, envelope: Envelope, early: boolean): Promise<Answer> {
    const started = performance.now()
    const fragments = this.fragmentsOf(envelope)
    const missing = fragments.length > 1 && this.faults.hits('fragmentMissing')
    return new Promise((resolve) => {
      const settle = (answer: Omit<Answer, 'ms'>): void => {
        if (!this.waiting.delete(messageId)) return
        end()
        resolve({ ...answer, ms: performance.now() - started })
      }
      const end = afterOwn(this.world.own, this.world.settings.answerMs, () =>
        settle({ outcome: this.wasLost(messageId) ? 'lost' : 'late' }),
      )
      this.waiting.set(messageId, { connection, damaged: missing || early, settle })
      const order = this.faults.hits('fragmentsShuffled') ? this.world.chance.shuffled(fragments) : fragments
      for (const { seq, bytes } of missing ? order.slice(1) : order) {
        connection.sendEvent(messageId, fragments.length, seq, bytes)
      }
    })
  }

  private fragmentsOf(envelope: Envelope): { seq: number; bytes: Uint8Array }[] {
    const bytes = Buffer.from(JSON.stringify(envelope))
    const sum = Math.max(1, Math.floor(this.faults.events.fragments))
    const size = Math.ceil(bytes.length / sum)
    return Array.from({ length: sum }, (_, seq) => ({ seq, bytes: bytes.subarray(seq * size, (seq + 1) * size) }))
  }

  private wasLost(messageId: string): boolean {
    const entry = this.waiting.get(messageId)
    return entry === undefined || entry.damaged || entry.connection?.open !== true || entry.connection.silent
  }

  private pong(): string | undefined {
    this.world.counters.pings += 1
    return this.faults.connection.noPong ? undefined : JSON.stringify(this.faults.clientConfig())
  }

  /** The acknowledgement may come over another connection than the event went. */
  private acknowledged(messageId: string, payload: Uint8Array): void {
    this.waiting.get(messageId)?.settle(readAck(Buffer.from(payload).toString()))
  }

  private gone(connection: Connection): void {
    this.opened.delete(connection)
  }
}

function readAck(payload: string): Omit<Answer, 'ms'> {
  const ack = Ack.safeParse(parsed(payload))
  if (!ack.success) return { outcome: 'ok', malformed: true }
  const { code, data } = ack.data
  if (code !== 200) return { outcome: `code ${code}` }
  if (data === undefined) return { outcome: 'ok' }
  const result = parsed(Buffer.from(data, 'base64').toString())
  return result === undefined ? { outcome: 'ok', malformed: true } : { outcome: 'ok', result }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
