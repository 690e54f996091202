/** What an event costs at least: signature, decryption, JSON, three rows in one transaction; and the same behind our webhook. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { feishuWebhook } from '../../src/channels/feishu/index.ts'
import { webApp } from '../../src/web/app.ts'
import { APP } from './event.ts'

export type Take = (request: Request) => Promise<Response> | Response

/** What is read of an event, here and there alike. */
const Event = z.object({
  event: z.object({
    sender: z.object({ sender_id: z.object({ open_id: z.string() }) }),
    message: z.object({ message_id: z.string(), chat_id: z.string(), create_time: z.string(), content: z.string() }),
  }),
})
const Sealed = z.object({ encrypt: z.string() })

const CARD = JSON.stringify({ title: '已记录', blocks: Array.from({ length: 5 }, (_, row) => `第${row}行`.repeat(20)) })

/** Kept as safely as the product keeps it: write-ahead, and on the disk before the answer. */
function rowsIn(path: string): { readonly store: (event: unknown) => void; readonly close: () => void } {
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  for (const table of ['inbox', 'figure', 'outbox'])
    database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY, who TEXT, at INTEGER, said TEXT) WITHOUT ROWID`)
  const [inbox, figure, outbox] = ['inbox', 'figure', 'outbox'].map((table) =>
    database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`),
  )
  const all = database.transaction((id: string, who: string, at: number, said: string) => {
    inbox?.run(id, who, at, said)
    figure?.run(id, who, at, said)
    outbox?.run(id, who, at, CARD)
  })
  return {
    store(raw) {
      const { message, sender } = Event.parse(raw).event
      all.immediate(message.message_id, sender.sender_id.open_id, Number(message.create_time), message.content)
    },
    close: () => database.close(),
  }
}

const secret = createHash('sha256').update(APP.encryptKey).digest()

export function openFloor(path: string): { readonly take: Take; readonly close: () => void } {
  const { store, close } = rowsIn(path)
  const take: Take = async (request) => {
    const body = await request.text()
    const header = (name: string) => request.headers.get(`x-lark-${name}`) ?? ''
    const signed = createHash('sha256').update(
      header('request-timestamp') + header('request-nonce') + APP.encryptKey + body,
    )
    if (!timingSafeEqual(signed.digest(), Buffer.from(header('signature'), 'hex')))
      return new Response('', { status: 401 })
    const sealed = Buffer.from(Sealed.parse(JSON.parse(body)).encrypt, 'base64')
    const decipher = createDecipheriv('aes-256-cbc', secret, sealed.subarray(0, 16))
    store(JSON.parse(decipher.update(sealed.subarray(16), undefined, 'utf8') + decipher.final('utf8')))
    return Response.json({})
  }
  return { take, close }
}

/** The web part that the product has, and nothing behind it but the three rows. */
export function openRows(path: string, now: () => number): { readonly take: Take; readonly close: () => void } {
  const { store, close } = rowsIn(path)
  const log = () => {}
  const receive = async (event: unknown) => {
    store(event)
    return {}
  }
  const app = webApp({ mounts: [feishuWebhook({ ...APP, receive, now, log })], log })
  return { take: (request) => app.request(request), close }
}
