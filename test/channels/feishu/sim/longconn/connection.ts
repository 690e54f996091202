/** One long connection of the app, seen from the platform: it pings, gets events, acknowledges. */
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { CONTROL, DATA, decodeFrame, encodeFrame, type Frame } from './frame.ts'

const UTF8 = new TextEncoder()

export interface Hears {
  ping(): string | undefined
  ack(messageId: string, payload: Uint8Array): void
  gone(connection: Connection): void
  garbage(why: string): void
}

export class Connection {
  readonly id: string
  readonly serviceId: number
  /** half open: hears nothing, says nothing, and nobody is told */
  silent = false
  private readonly ws: WebSocket
  private readonly socket: Socket
  private seq = 0

  constructor(id: string, serviceId: number, ws: WebSocket, socket: Socket, hears: Hears) {
    this.id = id
    this.serviceId = serviceId
    this.ws = ws
    this.socket = socket
    ws.on('message', (data, isBinary) => {
      if (this.silent || !isBinary || !Buffer.isBuffer(data)) return
      try {
        this.heard(decodeFrame(data), hears)
      } catch (error) {
        hears.garbage(String(error))
        ws.close(1002, 'bad frame')
      }
    })
    ws.on('close', () => hears.gone(this))
    ws.on('error', () => hears.gone(this))
  }

  get open(): boolean {
    return this.ws.readyState === this.ws.OPEN
  }

  /** One fragment of an event. */
  sendEvent(messageId: string, sum: number, seq: number, payload: Uint8Array): void {
    const headers = {
      type: 'event',
      message_id: messageId,
      sum: String(sum),
      seq: String(seq),
      trace_id: messageId,
    }
    this.send(DATA, headers, payload)
  }

  /** Any bytes, as one message. */
  sendRaw(bytes: Uint8Array): void {
    this.ws.send(bytes)
  }

  /** The platform closes it, as when another takes over or a server is replaced. */
  kick(code = 1001, reason = 'kicked'): void {
    this.ws.close(code, reason)
  }

  /** TCP reset. */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  /** The connection ends in the middle of a frame that announced 1000 bytes. */
  cutMidFrame(): void {
    this.socket.write(Buffer.from([0x82, 0x7e, 0x03, 0xe8, 0x08, 0x01, 0x10]))
    this.socket.end(() => this.socket.destroy())
  }

  private heard(frame: Frame, hears: Hears): void {
    const type = frame.headers['type']
    if (frame.method === CONTROL && type === 'ping') {
      const pong = hears.ping()
      if (pong !== undefined) this.send(CONTROL, { type: 'pong' }, UTF8.encode(pong))
    }
    const messageId = frame.headers['message_id']
    if (frame.method === DATA && messageId !== undefined) hears.ack(messageId, frame.payload)
  }

  private send(method: number, headers: Readonly<Record<string, string>>, payload: Uint8Array): void {
    if (this.silent || !this.open) return
    this.seq += 1
    this.ws.send(encodeFrame({ seqId: this.seq, logId: this.seq, service: this.serviceId, method, headers, payload }))
  }
}
