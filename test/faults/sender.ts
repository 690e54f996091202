/**
 * An office whose evidence lies in a folder, `sender.ts FOLDER BYTES`: a county reports, sends a PDF of that size, and
 * what it is answered, what lies in the folder and what /healthz says is printed as one line of JSON.
 */

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { abilities } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import { openAsker, openQuestions, planDocuments } from '../../src/composition/asker.ts'
import { filesIn } from '../../src/composition/evidence.node.ts'
import { healthOf } from '../../src/health/index.ts'
import { lazyGuess } from '../../src/intent/index.ts'
import { lazyReader } from '../../src/language/index.ts'
import type { Account, Said } from '../../src/message/incoming.ts'
import { instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { freeBytes } from '../../src/runtime/heart.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'
import { frozenFiles } from '../frozen.ts'

const [folder = '', bytes = '0'] = process.argv.slice(2)
// Past its limit a file's writer is killed; one that listens is told, as by a full disk.
process.on('SIGXFSZ', () => {})

const content = Buffer.alloc(Number(bytes), '%PDF-1.4 僵尸企业清单')
const files = frozenFiles()
const office = loadOffice(files, 2017)
const documents = planDocuments(office)
const store = openSqlite(':memory:')
const now = parseInstant('2017-07-03 09:00') ?? instant(0)
const channel = {
  name: 'test',
  send: async ({ key }: { key: string }) => ({ ok: true, message: key }) as const,
  fetch: async () => content,
}
const assistant = createAssistant({
  store,
  regions: office.regions,
  ...abilities({
    office,
    asker: openAsker(office, files, documents),
    questions: openQuestions(office, lazyReader(office, files), files),
    documents,
    read: lazyReader(office, files),
    guess: lazyGuess(files),
    attachments: filesIn(join(folder, 'evidence'), [channel]),
  }),
  channels: [channel],
  clock: () => now,
  id: () => 'id',
  log: () => {},
})
await store.commit([
  sql(`INSERT INTO person (id, name) VALUES ('chen', '陈晓')`),
  sql(`INSERT INTO account (account, person) VALUES ('test:chen', 'chen')`),
  sql(`INSERT INTO post (person, role, region) VALUES ('chen', 'contact', '330522')`),
])
const tell = (id: string, said: Said) =>
  assistant.handle({
    id,
    channel: 'test',
    account: 'test:chen' as Account,
    chat: { id: 'c', kind: 'private' },
    at: now,
    ...said,
  })
const reported = await tell('1', { kind: 'text', text: '/上报 僵尸企业 12家 截至 6月30日' })
const file = { name: '清单.pdf', bytes: content.length, key: 'k', mime: 'application/pdf' }
const sent = await tell('2', { kind: 'file', file })
const rows = await store.all('SELECT sha256 FROM evidence')

const health = healthOf({ store, now: () => now, tick: 'none', freeBytes: () => freeBytes(join(folder, 'office.db')) })
const asked = await webApp({ mounts: [], log: () => {}, health }).request('/healthz')
const evidence = join(folder, 'evidence')
const kept = readdirSync(evidence).map((name) => [name, statSync(join(evidence, name)).size])
console.log(
  JSON.stringify({
    reported: reported.status,
    sent: sent.status,
    rows: rows.length,
    kept,
    code: asked.status,
    health: await asked.json(),
  }),
)
