/** What programs post: bodies of the webhooks, signed and sealed as they come, of the JSON API and of MCP. */
import { createCipheriv, createHash } from 'node:crypto'
import { addClient } from '../../src/channels/api/index.ts'
import { apiRoutes } from '../../src/channels/api/routes.ts'
import { AwaitedAnswers } from '../../src/channels/api/waiting.ts'
import { arrivalOf, Envelope } from '../../src/channels/feishu/events/event.ts'
import { feishuWebhook } from '../../src/channels/feishu/events/webhook.ts'
import { type Hear, openInbound } from '../../src/channels/inbound/index.ts'
import { webhookRoutes } from '../../src/channels/webhook/routes.ts'
import { sign } from '../../src/channels/webhook/signature.ts'
import { say } from '../../src/message/card.ts'
import { isoInstant } from '../../src/office/day.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Deskful } from './desk.ts'
import { now } from './office.ts'

const log = (): void => {}
let ids = 0
const fresh = (): string => `posted-${++ids}`
const json = { 'content-type': 'application/json' }

/** As a platform's events are heard; what the desk makes of the words is counted at the desk's own borders. */
const heard = (): Hear =>
  openInbound({
    channel: { name: 'webhook', send: async ({ key }) => ({ ok: true, message: key }) },
    handle: async () => ({ status: 'answered' }),
    store: openSqlite(':memory:'),
    now: () => now,
    log,
  })

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

export function webhook() {
  const app = webhookRoutes({ hear: heard(), secret: SECRET, now: () => now, log })
  const post = async (body: string): Promise<unknown> => {
    const bytes = new TextEncoder().encode(body)
    const headers = { ...json, ...(await sign(SECRET, fresh(), now, bytes)) }
    return (await app.request('/webhook', { method: 'POST', headers, body: bytes })).text()
  }
  const said = (more: object): Promise<unknown> => post(JSON.stringify({ from: 'zhang', at: isoInstant(now), ...more }))
  return {
    text: (text: string) => said({ kind: 'text', text }),
    press: (text: string) =>
      said({ kind: 'press', command: text.slice(0, 100), values: { text, [text.slice(0, 100)]: text } }),
    raw: post,
  }
}

const KEY = 'a key of the office'
const TOKEN = 'a token of the office'

export function feishu() {
  const app = feishuWebhook({
    receive: async (raw) => {
      await arrivalOf(Envelope.parse(raw), { bot: 'ou_bot', isGroup: async () => false })
      return {}
    },
    appId: 'cli',
    encryptKey: KEY,
    verificationToken: TOKEN,
    now: () => now,
    log,
  })
  const post = async (body: string): Promise<unknown> => {
    const timestamp = String(now / 1_000)
    const signature = createHash('sha256').update(`${timestamp}n${KEY}${body}`).digest('hex')
    const headers = {
      ...json,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': 'n',
      'x-lark-signature': signature,
    }
    return (await app.request('/feishu/webhook', { method: 'POST', headers, body })).text()
  }
  const sealed = (plain: object): Promise<unknown> => {
    const vector = Buffer.alloc(16, 7)
    const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(KEY).digest(), vector)
    const encrypt = Buffer.concat([vector, cipher.update(JSON.stringify(plain)), cipher.final()])
    return post(JSON.stringify({ encrypt: encrypt.toString('base64') }))
  }
  return {
    raw: post,
    text: (text: string) =>
      sealed({
        header: {
          event_id: fresh(),
          event_type: 'im.message.receive_v1',
          create_time: String(now),
          token: TOKEN,
          app_id: 'cli',
        },
        event: {
          sender: { sender_id: { open_id: 'ou_a' } },
          message: {
            message_id: fresh(),
            create_time: String(now),
            chat_id: text.slice(0, 100),
            chat_type: 'p2p',
            message_type: 'text',
            content: JSON.stringify({ text }),
          },
        },
      }),
  }
}

const PROGRAM = `yd_${'x'.repeat(43)}`

/** The whole way to the answer, as the first who may. */
export async function api(desk: Deskful, person: string) {
  await desk.store.commit([await addClient({ name: 'program', person, token: PROGRAM, created: now })])
  const waiting = new AwaitedAnswers()
  const hear: Hear = async (arrival) => {
    const [message] = arrival.kind === 'said' ? arrival.messages : []
    if (!message) return { status: 'ignored' }
    // A chat of its own each, as in desk.ts: nobody floods.
    await desk.takes({ ...message, chat: { id: message.id, kind: 'private' } })
    await waiting.channel.send({ key: message.id, replyTo: message.id, card: say('好'), urgent: false })
    return { status: 'answered' }
  }
  const app = apiRoutes(hear, waiting, { store: desk.store, now: () => now, id: fresh, log })
  const headers = { ...json, authorization: `Bearer ${PROGRAM}` }
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (
      await app.request(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
    ).text()
  const rpc = (method: string, params: object): Promise<unknown> =>
    post('/mcp', { jsonrpc: '2.0', id: 1, method, params })
  return {
    ask: (text: string) => post('/api/v1/ask', { question: text }),
    progress: (text: string) => post('/api/v1/progress', { question: text }),
    query: (text: string) => post('/api/v1/progress', { query: { text, [text]: [text] } }),
    deadlines: (text: string) => post('/api/v1/deadlines', { period: text }),
    raw: (text: string) => post('/api/v1/ask', text),
    tool: (text: string) => rpc('tools/call', { name: 'ask', arguments: { question: text } }),
    rpc: (text: string) => rpc('tools/call', { name: text, [text]: text }),
  }
}
