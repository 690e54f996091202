/** The Worker against Node in the same run: how long until it answers, and how much computing a message costs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { openAsker, planDocuments } from '../../src/asker.ts'
import { abilities } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import { readData } from '../../src/data.node.ts'
import type { Incoming } from '../../src/message/incoming.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice, withoutDemo } from '../../src/office/load/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { bundle, isolates } from '../../test/runtimes/isolate/bundle.ts'

const STARTS = 5
const ROUNDS = 25
const START = parseInstant('2017-07-03 09:00') ?? (0 as Instant)

const TEXTS: Readonly<Record<string, (round: number) => string>> = {
  'a question': () => '2017年要处置多少家僵尸企业？',
  'a question declined': () => '四个工作组的牵头单位是谁？',
  'a report': (round) => `/上报 僵尸企业 ${round + 1}家 截至 6月30日 备注 第${round}次`,
  'what do I owe': () => '/我的',
  'the province’s progress': () => '/进度',
}

export async function worker(): Promise<void> {
  const entry = bundle('test/runtimes/isolate/main.ts')
  await starts(entry)
  await messages(entry)
}

/** The same process start with a Worker that does nothing is subtracted. */
async function starts(entry: string): Promise<void> {
  const empty = join(import.meta.dirname, '../../var/empty-worker.js')
  mkdirSync(join(empty, '..'), { recursive: true })
  writeFileSync(empty, 'export default { fetch: () => new Response("ok") }')
  const [office, nothing]: [number[], number[]] = [[], []]
  for (let start = 0; start < STARTS; start++) {
    nothing.push(await untilAnswer(empty))
    office.push(await untilAnswer(entry))
  }
  const started = performance.now()
  const files = readData()
  const data = withoutDemo(loadOffice(files))
  openAsker(data, files, planDocuments(data))
  const node = performance.now() - started
  const cold = median(office) - median(nothing)
  console.log(`cold start in workerd: ${Math.round(cold)} ms above an empty Worker’s ${Math.round(median(nothing))} ms`)
  console.log(
    `  Node, the same office read and indexed: ${Math.round(node)} ms; workerd ÷ Node = ${(cold / node).toFixed(2)}`,
  )
}

async function untilAnswer(module: string): Promise<number> {
  const started = performance.now()
  const { workerd } = await isolates(module, ['a'])
  const a = await workerd.getWorker('a')
  await (await a.fetch('http://office/healthz')).text()
  const took = performance.now() - started
  await workerd.dispose()
  return took
}

/** The isolate's own computing by its profiler, without D1's and without waiting; Node's by the process' clock, SQLite included. */
async function messages(entry: string): Promise<void> {
  const { workerd, db } = await isolates(entry, ['a'], { inspectorPort: 0 })
  await db.batch(CONTACT.map(({ sql: text, params }) => db.prepare(text).bind(...params)))
  const a = await workerd.getWorker('a')
  const inWorkerd = async (message: Incoming): Promise<void> => {
    await (await a.fetch('http://office/message', { method: 'POST', body: JSON.stringify(message) })).text()
  }
  const { store, handle } = await nodeOffice()
  const profiler = await openProfiler(new URL('/core:user:a', await workerd.getInspectorURL()))
  let id = 0
  console.log('a message, its delivery included: ms of computing (workerd without D1; Node with SQLite)')
  for (const [what, text] of Object.entries(TEXTS)) {
    const batch = Array.from({ length: ROUNDS * 2 }, (_, round) => said(++id, text(round)))
    for (const message of batch.slice(0, ROUNDS)) {
      await inWorkerd(message)
      await handle(message)
    }
    const measured = batch.slice(ROUNDS)
    await profiler.start()
    for (const message of measured) await inWorkerd(message)
    const computing = (await profiler.stop()) / ROUNDS
    const before = process.cpuUsage()
    for (const message of measured) await handle(message)
    const { user, system } = process.cpuUsage(before)
    const node = (user + system) / 1_000 / ROUNDS
    console.log(
      `  ${what.padEnd(24)} workerd ${computing.toFixed(2)}, Node ${node.toFixed(2)}, workerd ÷ Node = ${(computing / node).toFixed(2)}`,
    )
  }
  profiler.close()
  await workerd.dispose()
  store.close()
}

const CONTACT = [
  sql(`INSERT INTO person (id, name) VALUES ('cx', '长兴联系人')`),
  sql(`INSERT INTO account (account, person) VALUES ('test:cx', 'cx')`),
  sql(`INSERT INTO post (person, role, region) VALUES ('cx', 'contact', '330522')`),
]

const said = (id: number, text: string): Incoming => ({
  id: `e${id}`,
  channel: 'test',
  account: 'test:cx' as Incoming['account'],
  chat: { id: 'chat', kind: 'private' },
  at: (START + id * 10_000) as Instant,
  kind: 'text',
  text,
})

async function nodeOffice(): Promise<{ store: Store; handle: (message: Incoming) => Promise<unknown> }> {
  const files = readData()
  const office = withoutDemo(loadOffice(files))
  const documents = planDocuments(office)
  const store = openSqlite(':memory:')
  await store.commit(CONTACT)
  let now = START
  let ids = 0
  const { handle } = createAssistant({
    store,
    regions: office.regions,
    ...abilities({ office, documents, asker: openAsker(office, files, documents) }),
    channels: [{ name: 'test', send: async ({ key }) => ({ ok: true, message: key }) }],
    clock: () => now,
    id: () => `id-${++ids}`,
    log: () => {},
  })
  return {
    store,
    handle: (message) => {
      now = message.at
      return handle(message)
    },
  }
}

const reply = z.object({
  id: z.number().optional(),
  result: z
    .object({
      profile: z
        .object({
          nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string() }) })),
          samples: z.array(z.number()),
          timeDeltas: z.array(z.number()),
        })
        .optional(),
    })
    .optional(),
})

/** V8's sampling profiler of the isolate: time in which it computed, in ms. */
async function openProfiler(url: URL) {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let id = 0
  const ask = (method: string, params = {}): Promise<z.infer<typeof reply>> =>
    new Promise((resolve) => {
      const mine = ++id
      const hear = (data: { toString(): string }): void => {
        const heard = reply.parse(JSON.parse(data.toString()))
        if (heard.id !== mine) return
        socket.off('message', hear)
        resolve(heard)
      }
      socket.on('message', hear)
      socket.send(JSON.stringify({ id: mine, method, params }))
    })
  await ask('Profiler.enable')
  await ask('Profiler.setSamplingInterval', { interval: 100 })
  return {
    start: () => ask('Profiler.start'),
    async stop(): Promise<number> {
      const profile = (await ask('Profiler.stop')).result?.profile
      if (!profile) throw new Error('the inspector gave no profile')
      const names = new Map(profile.nodes.map((node) => [node.id, node.callFrame.functionName]))
      return (
        profile.samples.reduce(
          (sum, node, index) =>
            /^\((?:idle|program|root)\)$/.test(names.get(node) ?? '') ? sum : sum + (profile.timeDeltas[index] ?? 0),
          0,
        ) / 1_000
      )
    },
    close: () => socket.close(),
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
