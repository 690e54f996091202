/** Clients by hand and the official one, for the tests of the simulator. */
import * as lark from '@larksuiteoapi/node-sdk'
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { type Options, type Sim, startFeishu } from './index.ts'
import { DATA, decodeFrame, encodeFrame, type Frame } from './longconn/frame.ts'

/** A platform that closes with the test. */
export async function start(options: Options = {}): Promise<Sim> {
  const sim = await startFeishu(options)
  onTestFinished(() => sim.close())
  return sim
}

export async function token(sim: Sim): Promise<string> {
  const response = await fetch(`${sim.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify({ app_id: sim.appId, app_secret: sim.appSecret }),
  })
  const body = (await response.json()) as { tenant_access_token: string }
  return body.tenant_access_token
}

export interface Answered {
  readonly status: number
  readonly code: number
  readonly msg: string
  readonly data: Record<string, unknown>
  readonly headers: Headers
}

/** @param path below /open-apis/ */
export async function call(sim: Sim, method: string, path: string, body?: unknown): Promise<Answered> {
  const response = await fetch(`${sim.url}/open-apis/${path}`, {
    method,
    headers: { authorization: `Bearer ${await token(sim)}`, 'content-type': 'application/json; charset=utf-8' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const json = (await response.json()) as { code: number; msg: string; data: Record<string, unknown> }
  return { status: response.status, headers: response.headers, ...json }
}

const send = (sim: Sim, to: string, type: string, content: string, uuid?: string): Promise<Answered> =>
  call(sim, 'POST', 'im/v1/messages?receive_id_type=open_id', {
    receive_id: to,
    msg_type: type,
    content,
    ...(uuid !== undefined && { uuid }),
  })

export const text = (sim: Sim, to: string, words: string, uuid?: string): Promise<Answered> =>
  send(sim, to, 'text', JSON.stringify({ text: words }), uuid)

export const sendCard = (sim: Sim, to: string, content: string): Promise<Answered> =>
  send(sim, to, 'interactive', content)

export const card = (elements: readonly object[], more: object = {}): string =>
  JSON.stringify({ schema: '2.0', body: { elements }, ...more })

/** The official client, with a cache of its own and quiet. */
export const sdk = (sim: Sim): lark.Client =>
  new lark.Client({
    appId: sim.appId,
    appSecret: sim.appSecret,
    domain: sim.url,
    cache: new lark.DefaultCache(),
    loggerLevel: lark.LoggerLevel.fatal,
  })

/** The official client's long connection with these handlers, connected. */
export async function official(sim: Sim, handlers: Record<string, (data: never) => unknown>): Promise<void> {
  const dispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.fatal }).register(handlers)
  await new Promise<void>((resolve, reject) => {
    const client = new lark.WSClient({
      appId: sim.appId,
      appSecret: sim.appSecret,
      domain: sim.url,
      loggerLevel: lark.LoggerLevel.fatal,
      onReady: () => resolve(),
      onError: reject,
    })
    onTestFinished(() => client.close({ force: true }))
    void client.start({ eventDispatcher: dispatcher })
  })
}

export async function discovered(sim: Sim, secret = sim.appSecret): Promise<{ status: number; text: string }> {
  const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: sim.appId, AppSecret: secret }),
  })
  return { status: response.status, text: await response.text() }
}

export const address = async (sim: Sim): Promise<string> => JSON.parse((await discovered(sim)).text).data.URL

/** A long connection by hand, that answers each whole event with `answer`, or not at all. */
export async function connect(sim: Sim, answer: (payload: string) => object | undefined = () => ({ code: 200 })) {
  const socket = new WebSocket(await address(sim))
  const frames: Frame[] = []
  socket.on('message', (bytes: Buffer) => {
    const frame = decodeFrame(bytes)
    frames.push(frame)
    if (frame.method !== DATA || frame.headers['sum'] !== '1') return
    const ack = answer(Buffer.from(frame.payload).toString())
    if (ack) socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify(ack)) }))
  })
  onTestFinished(() => socket.terminate())
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const payloads = () => frames.map(({ payload }) => JSON.parse(Buffer.from(payload).toString()))
  return { socket, frames, payloads }
}
