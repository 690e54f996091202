/** The Worker against Node in the same run: how long until it answers, and how much computing a message costs. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { abilities } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import { openAsker, openQuestions, planDocuments } from '../../src/composition/asker.ts'
import { readData } from '../../src/composition/data.node.ts'
import { lazyGuess } from '../../src/intent/index.ts'
import { lazyReader } from '../../src/language/index.ts'
import type { Incoming } from '../../src/message/incoming.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice, withoutDemo } from '../../src/office/load/index.ts'
import { lazyActClassifier } from '../../src/open/index.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { bundle, isolates } from '../../test/runtimes/isolate/bundle.ts'
import { type Metered, metered } from '../../test/runtimes/metered.ts'

const STARTS = 5
const ROUNDS = 60
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

/**
 * What the workerd process computes for a message, its local D1 and plumbing included; beside it what the same number
 * of point reads costs there, and what Node computes for the message, SQLite included.
 */
async function messages(entry: string): Promise<void> {
  const { workerd, db } = await isolates(entry, ['a'])
  await db.batch(CONTACT.map(({ sql: text, params }) => db.prepare(text).bind(...params)))
  const a = await workerd.getWorker('a')
  const post = async (path: string, body: unknown): Promise<void> => {
    await (await a.fetch(`http://office${path}`, { method: 'POST', body: JSON.stringify(body) })).text()
  }
  const { store, handle } = await nodeOffice()
  const pid = pidOfWorkerd()
  let id = 0
  console.log('ms of computing a message, its delivery included')
  for (const [what, text] of Object.entries(TEXTS)) {
    const batch = Array.from({ length: ROUNDS * 2 }, (_, round) => said(++id, text(round)))
    for (const message of batch.slice(0, ROUNDS)) {
      await post('/message', message)
      await handle(message)
    }
    const measured = batch.slice(ROUNDS)
    const whole = await computed(pid, () => each(measured, (message) => post('/message', message)))
    store.queries()
    const before = process.cpuUsage()
    await each(measured, handle)
    const { user, system } = process.cpuUsage(before)
    const node = (user + system) / 1_000 / ROUNDS
    const queries = Math.round(store.queries() / ROUNDS)
    await each(measured, () => post(`/reads/${queries}`, {}))
    const floor = await computed(pid, () => each(measured, () => post(`/reads/${queries}`, {})))
    console.log(
      `  ${what.padEnd(24)} ${queries} queries; workerd ${whole.toFixed(1)}, of that the reads alone ${floor.toFixed(1)}; Node ${node.toFixed(1)}; (workerd − reads) ÷ Node = ${((whole - floor) / node).toFixed(1)}`,
    )
  }
  await workerd.dispose()
  store.close()
}

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await work(item)
}

/** ms of a process' computing an item; Linux counts it in hundredths of a second. */
async function computed(pid: number, work: () => Promise<void>): Promise<number> {
  const ticks = (): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  const before = ticks()
  await work()
  return ((ticks() - before) * 10) / ROUNDS
}

function pidOfWorkerd(): number {
  const children = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  const pid = /(\d+) workerd/.exec(children)?.[1]
  if (!pid) throw new Error(`no workerd among the children: ${children}`)
  return Number(pid)
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

async function nodeOffice(): Promise<{ store: Metered; handle: (message: Incoming) => Promise<unknown> }> {
  const files = readData()
  const office = withoutDemo(loadOffice(files))
  const documents = planDocuments(office)
  const store = metered(openSqlite(':memory:'))
  await store.commit(CONTACT)
  let now = START
  let ids = 0
  const { handle } = createAssistant({
    store,
    regions: office.regions,
    ...abilities({
      office,
      documents,
      asker: openAsker(office, files, documents),
      read: lazyReader(office, files),
      guess: lazyGuess(files),
      classifyAct: lazyActClassifier(files, lazyGuess(files)),
      questions: openQuestions(office, lazyReader(office, files), files),
    }),
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

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
