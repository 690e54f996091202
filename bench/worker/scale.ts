/** What a province's half year takes in D1: bytes a row, rows billed for a message and a minute, the money of a month. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { abilities } from '../../src/assistant/commands.ts'
import { type Assistant, createAssistant } from '../../src/assistant/index.ts'
import { openAsker, openQuestions, planDocuments } from '../../src/composition/asker.ts'
import { readData } from '../../src/composition/data.node.ts'
import { openDemo } from '../../src/demo/index.ts'
import { lazyGuess } from '../../src/intent/index.ts'
import { lazyReader } from '../../src/language/index.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import { loadDemo } from '../../src/office/load/demo.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { lazyActClassifier } from '../../src/open/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { bundle, isolates } from '../../test/runtimes/isolate/bundle.ts'
import { bill } from './bill.ts'

const LINK = 'person account post leave inbox outbox setting ledger cell reminder remind_run remind_digest'.split(' ')

export async function scale(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-scale-'))
  const path = join(folder, 'office.db')
  await halfYear(path)
  const db = new Database(path, { readonly: true })
  console.log('a half year of one province, played by its contacts (rows, bytes a row with its indexes)')
  for (const { table, rows, bytes } of sizes(db)) console.log(`  ${table.padEnd(14)} ${rows} rows, ${bytes} bytes each`)
  await billed(db)
  db.close()
  rmSync(folder, { recursive: true })
  bill()
}

/** Past reports and ticks of the demo's office, without the console. */
async function halfYear(path: string): Promise<void> {
  const files = readData()
  const office = loadOffice(files)
  const documents = planDocuments(office)
  const store = openSqlite(path)
  let ids = 0
  const demo = await openDemo({
    demo: loadDemo(files, office.regions),
    store,
    assistant: () => assistant,
    say: (message) => assistant.handle(message),
    calendar: office.calendar,
    realTime: () => Date.now(),
  })
  const assistant: Assistant = createAssistant({
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
    channels: [{ name: 'console', send: async ({ key }) => ({ ok: true, message: key }) }],
    clock: demo.now,
    id: () => `id-${++ids}`,
    log: () => {},
  })
  await demo.seed(() => {})
  store.close()
}

function sizes(db: Database.Database): { table: string; rows: number; bytes: number }[] {
  return ['inbox', 'outbox', 'ledger', 'cell', 'reminder'].map((table) => {
    const rows = Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    const bytes = Number(
      db
        .prepare('SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)')
        .pluck()
        .get(table),
    )
    return { table, rows, bytes: Math.round(bytes / Math.max(rows, 1)) }
  })
}

/** The same database in D1, which tells the rows it bills. */
async function billed(db: Database.Database): Promise<void> {
  const { workerd, db: d1 } = await isolates(bundle('test/runtimes/isolate/main.ts'), ['a', 'b'])
  for (const table of LINK) {
    const rows = db.prepare(`SELECT * FROM ${table}`).raw().all() as (string | number | null)[][]
    for (let from = 0; from < rows.length; from += 200) {
      await d1.batch(
        rows
          .slice(from, from + 200)
          .map((row) => d1.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).bind(...row)),
      )
    }
  }
  await d1.batch([d1.prepare(`INSERT INTO account (account, person) SELECT 'test:' || person, person FROM account`)])
  const a = await workerd.getWorker('a')
  const spent = async (path: string, body?: unknown): Promise<string> => {
    const before = await seen()
    await (await a.fetch(`http://office${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })).text()
    const after = await seen()
    return `${after.queries - before.queries} queries, ${after.read - before.read} rows read, ${after.written - before.written} written`
  }
  const seen = async () =>
    ((await (await a.fetch('http://office/seen')).json()) as { rows: Record<'queries' | 'read' | 'written', number> })
      .rows
  const contact = db.prepare(`SELECT person FROM post WHERE role = 'contact' AND region = '330522'`).pluck().get()
  let at = parseInstant('2017-07-03 10:00') ?? (0 as Instant)
  let id = 0
  console.log('what D1 bills for one of each, the half year behind it')
  for (const text of TEXTS) {
    at = (at + 60_000) as Instant
    const message = {
      id: `s${++id}`,
      channel: 'test',
      account: `test:${contact}`,
      chat: { id: 'c', kind: 'private' },
      at,
      kind: 'text',
      text,
    }
    console.log(`  ${text}: ${await spent('/message', message)}`)
  }
  for (const time of [
    '2017-07-03 11:00',
    '2017-07-03 12:00',
    '2017-07-03 12:01',
    '2017-07-04 09:00',
    '2017-07-04 09:05',
  ]) {
    console.log(`  the minute ${time}: ${await spent(`/tick/${parseInstant(time)}`)}`)
  }
  await burst(db, async (isolate, message) => {
    const worker = await workerd.getWorker(isolate)
    await (await worker.fetch('http://office/message', { method: 'POST', body: JSON.stringify(message) })).text()
  })
  await workerd.dispose()
}

/** Every county reports in the same second, in two isolates on one database: how long the last one waits. */
async function burst(
  db: Database.Database,
  handle: (isolate: string, message: unknown) => Promise<void>,
): Promise<void> {
  const contacts = db
    .prepare(`SELECT person FROM post WHERE role = 'contact' GROUP BY region`)
    .pluck()
    .all() as string[]
  const at = parseInstant('2017-07-04 10:00')
  const started = performance.now()
  const waits = await Promise.all(
    contacts.map(async (contact, index) => {
      await handle(index % 2 ? 'a' : 'b', {
        id: `burst${index}`,
        channel: 'test',
        account: `test:${contact}`,
        chat: { id: contact, kind: 'private' },
        at,
        kind: 'text',
        text: '/上报 高企 30家 截至 6月30日',
      })
      return performance.now() - started
    }),
  )
  waits.sort((a, b) => a - b)
  const at95 = waits[Math.floor(waits.length * 0.95)] ?? 0
  console.log(
    `${waits.length} counties report in the same second: half are answered after ${Math.round(waits[waits.length >> 1] ?? 0)} ms, 95% after ${Math.round(at95)} ms, all after ${Math.round(waits.at(-1) ?? 0)} ms`,
  )
}

const TEXTS = [
  '2017年要处置多少家僵尸企业？',
  '/上报 僵尸企业 14家 截至 6月30日',
  '其他指标本月无新增',
  '/我的',
  '/进度',
  '/排名 僵尸企业',
  '/未报',
]
