/** The whole office behind the simulated platform: real data, real commands, real HTTP or WebSocket. */

import { serve } from '@hono/node-server'
import { openModelReader } from '../../../src/ask/index.ts'
import { abilities, makeFile } from '../../../src/assistant/commands.ts'
import { createAssistant } from '../../../src/assistant/index.ts'
import { feishuChannel, feishuReceiver, feishuWebhook } from '../../../src/channels/feishu/index.ts'
import { longConnection } from '../../../src/channels/feishu/longconn.node.ts'
import { sdkTransport } from '../../../src/channels/feishu/sdk.node.ts'
import { openModel } from '../../../src/model/index.ts'
import { type Instant, instant, parseInstant } from '../../../src/office/day.ts'
import type { Role } from '../../../src/office/person.ts'
import { sql } from '../../../src/store/index.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { asker, documents, files, questions, whole } from '../../office.ts'
import { guess, read } from '../../said.ts'
import { type Options, startFeishu } from './sim/index.ts'

/** How events come; requests are carried by the SDK as in an office, by plain fetch as in a Worker. */
export type Way = 'longconn' | 'webhook'

/** Stops work that a test leaves behind. */
const closing: (() => Promise<void> | void)[] = []
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

export interface OfficeOptions extends Options {
  /** where the office's clock stands at the start; it goes on as real time does */
  readonly start?: string
  /** by webhook too, requests go through the SDK */
  readonly sdk?: boolean
  /** an OpenAI-compatible endpoint that words answers */
  readonly modelUrl?: string
  readonly attachments?: Parameters<typeof abilities>[0]['attachments']
}

export async function feishuOffice(
  way: Way,
  { start = '2017-07-03 09:00', sdk, modelUrl, ...options }: OfficeOptions = {},
) {
  const sim = await startFeishu(options)
  closing.push(() => sim.close())
  const store = openSqlite(':memory:')
  closing.push(() => store.close())
  const logged: Readonly<Record<string, unknown>>[] = []
  const log = (entry: Readonly<Record<string, unknown>>) => void logged.push(entry)
  const now = () => Date.now()
  let offset = (parseInstant(start) ?? 0) - now()
  const clock = (): Instant => instant(now() + offset)
  const app = { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }
  // Each way with one of the two carriers, so that both are driven by every test of both ways.
  const transport = way === 'longconn' || sdk ? sdkTransport(app, log) : undefined
  const channel = feishuChannel({ app, now, log, ...(transport && { transport }) })
  let ids = 0
  const running = new Set<Promise<void>>()
  const later = (work: Promise<void>) => {
    running.add(work)
    work.finally(() => running.delete(work)).catch((error: unknown) => log({ event: 'delivery-failed', error }))
  }
  // No test here waits for it, however slow the machine.
  const limitMs = 20_000
  const model =
    modelUrl === undefined ? undefined : openModel({ endpoint: { url: modelUrl, name: 'scripted' }, limitMs, now })
  const assistant = createAssistant({
    store,
    regions: whole.regions,
    ...abilities({
      office: whole,
      asker,
      questions,
      documents,
      read,
      guess,
      ...(model && { readingMs: limitMs }),
      attachments: { fetch: async (_, file) => channel.fetch?.(file.key), keep: async () => {} },
    }),
    channels: [channel],
    clock,
    id: () => `id-${++ids}`,
    later,
    ...(model && { reading: openModelReader(model, files, now), afterwards: later }),
    files: (key, from) => makeFile(key, from, whole),
    log,
  })
  const receive = feishuReceiver({ handle: assistant.handle, store, channel, now, log })
  if (way === 'webhook') {
    const { appId, encryptKey, verificationToken } = sim
    const hook = feishuWebhook({ receive, appId, encryptKey, verificationToken, now, log })
    const port = await new Promise<number>((resolve) => {
      const server = serve({ fetch: hook.fetch, hostname: '127.0.0.1', port: 0 }, (info) => resolve(info.port))
      closing.push(() => void server.close())
    })
    await sim.useWebhook(`http://127.0.0.1:${port}/feishu/webhook`)
  } else {
    const connection = longConnection({ app, receive, log, restartMs: 100 })
    closing.push(() => connection.close())
    await connection.ready
  }

  /** Somebody with a post, known by the account that the platform gives. */
  const person = async (name: string, role: Role, region: string) => {
    const user = sim.users.addUser({ name })
    await store.commit([
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${user.openId}`, name),
      sql(
        'INSERT INTO post (person, role, region) VALUES (?, ?, ?)',
        name,
        role,
        whole.regions.find(region)?.key ?? '',
      ),
    ])
    return user
  }

  return {
    sim,
    store,
    assistant,
    logged,
    person,
    clock,
    /** Delivery goes on after an event is answered: waits until it has ended too. */
    async quiet() {
      for (;;) {
        // A call that hangs is given up after ten seconds, and the next try may hang as well.
        await sim.quiet(100, 60_000)
        if (running.size === 0) return
        await Promise.all(running)
      }
    },
    /** Does something again and again, until the office is closed at the latest. @returns ends it */
    every(ms: number, work: () => void): () => void {
      const timer = setInterval(work, ms)
      const end = () => clearInterval(timer)
      closing.push(end)
      return end
    },
    async tickAt(to: string) {
      offset = (parseInstant(to) ?? 0) - now()
      await assistant.tick(clock())
    },
    count: async (table: string, where = '1') =>
      (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? -1,
  }
}
