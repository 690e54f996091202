/**
 * What takes long is done beside: while a file of 20 MB is read, a paper is indexed or a bulletin is made, others'
 * questions are answered, all of them before it is done. Real threads over a real file.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFront } from '../../src/assistant/index.ts'
import type { Channel, Delivery } from '../../src/channels/channel.ts'
import { keepDocument, readDocument } from '../../src/documents/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import { parseInstant } from '../../src/office/day.ts'
import { openDesks } from '../../src/runtime/desks/desks.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { docx, paragraph } from '../documents/files/boxes.ts'
import { frozenReady } from '../frozen.ts'
import { whole } from '../office.ts'
import { buttonsOf } from '../presses.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-unhindered-'))
const QUESTION = '2017年要处置多少家僵尸企业？'
/** Asked one after the other beside the work, which takes as long as many answers on any machine. */
const ASKED = 2
/** As many as a paper may have: read for longer than a few people ask. Each desk reads all papers again where one came in. */
const ITEMS = 6_000

const NOW = parseInstant('2017-07-12 09:00')
if (NOW === undefined) throw new Error('no instant')
const now = NOW

/** As long as a paper may be, in the form of one; with a picture that fills 20 MB. */
function paperOf(items: number, pictureBytes: number): Uint8Array {
  const line = (n: number): string =>
    `（${n}）2017年第${n}批闲置厂房排查${n}万平方米，由各县（市、区）工业办负责，年底前完成。`
  const body = [
    '关于做好闲置厂房排查工作的通知',
    '临工办〔2017〕31号',
    '一、明确任务',
    ...Array.from({ length: items }, (_, n) => line(n + 1)),
  ]
  const picture = new Uint8Array(randomBytes(pictureBytes))
  return docx(body.map((one) => paragraph(one)).join(''), { 'word/media/image1.png': picture })
}

const content = new Map<string, Uint8Array>()
let office: Awaited<ReturnType<typeof open>>

async function open() {
  const databasePath = join(folder, 'office.db')
  const store = openSqlite(databasePath)
  let loads = 0
  const desks = openDesks({
    module: pathToFileURL(await built('test/runtime/counted.thread.ts')),
    setting: { files: frozenReady(), databasePath, demo: false },
    fetch: async (_, key) => content.get(key),
    log: ({ event }) => {
      if (event === 'loaded') loads++
    },
    limits: { quickMs: 60_000, suspectMs: 60_000, slowMs: 120_000, memoryMb: 768 },
  })
  const shown: Delivery[] = []
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      shown.push(delivery)
      return { ok: true, message: `m-${delivery.key}` }
    },
  }
  const front = createFront({
    desk: desks,
    store,
    regions: whole.regions,
    channels: [channel],
    clock: () => now,
    patience: { keepMs: 60_000, answerMs: 60_000 },
    log: () => {},
  })
  let ids = 0
  const handle = (who: string, said: Said) => {
    const message: Incoming = {
      ...said,
      id: `in-${++ids}`,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: `chat-${who}`, kind: 'private' },
      at: now,
    }
    return front.handle(message)
  }
  const last = (who: string) => shown.findLast(({ chat }) => chat === `chat-${who}`)
  return { store, desks, front, handle, last, loads: () => loads }
}

beforeAll(async () => {
  office = await open()
  await office.desks.ready
  while (office.desks.state().ready < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  await office.store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'admin', '管理员'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:admin', 'admin'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', 'admin', 'provincial-coordinator', '330000'),
  ])
  // Both desks have answered before.
  await Promise.all([answered('warm-a'), answered('warm-b')])
}, 120_000)
afterAll(async () => {
  await office.desks.close()
  office.store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function answered(who: string): Promise<void> {
  await office.handle(who, { kind: 'text', text: QUESTION })
  await office.front.deliver(now)
  expect(plainText(office.last(who)?.card ?? { title: '', blocks: [] })).toMatch(/300家/)
}

let people = 0
const several = async (): Promise<void> => {
  for (let n = 0; n < ASKED; n++) await answered(`person-${++people}`)
}

const sent = (name: string, bytes: Uint8Array) => {
  content.set(name, bytes)
  return office.handle('admin', { kind: 'file', file: { name, bytes: bytes.length, key: name, mime: '' } })
}

const pressed = (label: RegExp) => {
  const button = buttonsOf(office.last('admin')?.card ?? { title: '', blocks: [] }).find((one) => label.test(one.label))
  if (!button)
    throw new Error(`no button ${label}: ${plainText(office.last('admin')?.card ?? { title: '', blocks: [] })}`)
  return office.handle('admin', { kind: 'action', command: button.command, values: button.values ?? {} })
}

/** Works while people ask. @returns what came of it, and whether it went on after the last of them was answered */
async function beside(work: () => Promise<unknown>) {
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  // It has begun before anybody asks.
  await new Promise((resolve) => setTimeout(resolve, 30))
  await several()
  const wentOn = !isDone
  return { wentOn, result: await working }
}

test('while a file of 20 MB is read', { timeout: 120_000 }, async () => {
  const bytes = paperOf(ITEMS, 19.5 * 1024 * 1024)
  expect(bytes.length).toBeGreaterThan(19 * 1024 * 1024)
  expect(await beside(() => sent('通知.docx', bytes))).toEqual({ wentOn: true, result: { status: 'previewed' } })
})

test('the paper that came in is answered from at once: each desk indexes it once, whoever asks', {
  timeout: 120_000,
}, async () => {
  const before = office.loads()
  expect(await pressed(/入库/)).toEqual({ status: 'kept' })
  await several()
  expect(office.loads() - before).toBeGreaterThan(0)
  expect(office.loads() - before).toBeLessThanOrEqual(2)
})

test('while bulletins are put together, and tables made', { timeout: 120_000 }, async () => {
  const { wentOn } = await beside(async () => {
    for (let n = 0; n < 8; n++) await office.handle('admin', { kind: 'text', text: '/通报 2017-06' })
    await office.handle('admin', { kind: 'text', text: '/导出' })
    await office.front.deliver(now)
  })
  expect(plainText(office.last('admin')?.card ?? { title: '', blocks: [] })).toMatch(/导出/)
  expect(wentOn).toBe(true)
})

test('two who ask at once, each at another desk, are both answered from a paper that just came in', {
  timeout: 120_000,
}, async () => {
  const paper = readDocument(
    '关于屋顶光伏的通知\n临工办〔2017〕32号\n一、任务\n（一）2017年全省新增屋顶光伏350兆瓦。',
    { id: 'roof' },
  )
  await office.store.commit([...keepDocument(paper, '光伏.txt', now)])
  const asked = ['left', 'right', 'third', 'fourth']
  await Promise.all(
    asked.map((who) => office.handle(who, { kind: 'text', text: '2017年全省要新增屋顶光伏多少兆瓦？' })),
  )
  await office.front.deliver(now)
  for (const who of asked) expect(plainText(office.last(who)?.card ?? { title: '', blocks: [] })).toMatch(/350兆瓦/)
})
