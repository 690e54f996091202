/** The desks in their threads and a model over HTTP: while it is asked, the desks serve others. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFront } from '../../src/assistant/index.ts'
import { interpreterParts } from '../../src/composition/interpreter.ts'
import { plainText } from '../../src/message/card.ts'
import type { Account } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import { type Desks, openDesks } from '../../src/runtime/desks/desks.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { files } from '../data.ts'
import { frozenReady } from '../frozen.ts'
import { scriptedModel } from '../model/server.ts'
import { whole } from '../office.ts'

const SHAME = '才3家，丢人'
const QUESTION = '2017年要处置多少家僵尸企业？'
const POLL = { timeout: 60_000, interval: 20 }

const folder = mkdtempSync(join(tmpdir(), 'yaodian-interpreted-'))
let office: Awaited<ReturnType<typeof open>>
let desks: Desks
let server: Awaited<ReturnType<typeof scriptedModel>>

async function open() {
  const databasePath = join(folder, 'office.db')
  const store = openSqlite(databasePath)
  await store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'wang', '王'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:wang', 'wang'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', 'wang', 'contact', '330522'),
  ])
  server = await scriptedModel()
  const log: Readonly<Record<string, unknown>>[] = []
  desks = openDesks({
    module: pathToFileURL(await built('src/runtime/desks/office.thread.node.ts')),
    setting: { files: frozenReady(), databasePath, demo: false },
    fetch: async () => undefined,
    log: (entry) => log.push(entry),
    limits: { quickMs: 8_000, suspectMs: 1_000, slowMs: 20_000, memoryMb: 512 },
  })
  const shown: { who: string; text: string }[] = []
  const model = { endpoint: { url: server.url, name: 'scripted' }, limitMs: 15_000 }
  const front = createFront({
    desk: desks,
    store,
    regions: whole.regions,
    channels: [
      {
        name: 'test',
        async send({ key, chat, card }) {
          shown.push({ who: chat ?? '', text: plainText(card) })
          return { ok: true, message: `m-${key}` }
        },
      },
    ],
    clock: () => instant(Date.now()),
    patience: { keepMs: 100, answerMs: 700 },
    log: (entry) => log.push(entry),
    ...interpreterParts({ model, files, now: () => performance.now() }),
  })
  const says = (who: string, text: string, id: string) =>
    front.handle({
      id,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: who, kind: 'private' },
      at: instant(Date.now()),
      kind: 'text',
      text,
    })
  const hears = (who: string) => shown.filter((one) => one.who === who).map(({ text }) => text)
  return { store, says, hears, log }
}

beforeAll(async () => {
  office = await open()
  await desks.ready
  // a thread's first message builds what all later ones are read by
  await office.says('early', QUESTION, 'early')
  for (let tried = 0; tried < 1_000 && office.hears('early').length === 0; tried++) await setTimeout(20)
}, 60_000)
afterAll(async () => {
  await desks.close()
  server.close()
  office.store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a silent model keeps neither the platform nor others waiting, and the reader’s own reading is said', {
  timeout: 60_000,
}, async () => {
  const { says, hears, store, log } = office
  server.does({ mute: true })
  const began = performance.now()
  const wang = says('wang', SHAME, 'shame')
  await expect.poll(() => server.heard.length, POLL).toBe(1)
  await says('other', QUESTION, 'other')
  // answered while the model was still being waited for
  expect(hears('other').join()).toMatch(/300家/)
  expect(hears('wang')).toEqual([])
  expect(await wang).toEqual({ status: 'underway' })
  await expect.poll(() => hears('wang').length, POLL).toBe(1)
  expect(performance.now() - began).toBeGreaterThan(1_900)
  expect(hears('wang')[0]).toMatch(/^这句没看明白/)
  expect(await store.all(`SELECT status FROM inbox WHERE id = 'test:shame'`)).toEqual([{ status: 'unread' }])
  await expect.poll(() => store.all('SELECT * FROM pending'), POLL).toEqual([])
  expect(log.filter(({ event }) => event === 'interpreted')).toMatchObject([{ heard: 'nothing' }])
})

test('what it says crosses to the thread, which answers by it in one commit', { timeout: 60_000 }, async () => {
  const { says, hears, store } = office
  server.does({ say: '{"lines":[],"either":false}' })
  await says('wang', SHAME, 'again')
  await expect.poll(() => hears('wang').length, POLL).toBe(2)
  expect(hears('wang')[1]).toMatch(/^好的/)
  expect(await store.all(`SELECT status FROM inbox WHERE id = 'test:again'`)).toEqual([{ status: 'talk' }])
})
