/** A library of many papers is read beside the messages: nobody's message is cut off for the reading. Real threads. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { keepDocument, readDocument } from '../../src/documents/index.ts'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import { openDesks } from '../../src/runtime/desks/desks.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { frozenReady } from '../frozen.ts'
import { LOADING_MS } from './loading.ts'

const PAPERS = 5
/** Less than the reading takes: a message that had to read it would be cut off. */
const QUICK_MS = LOADING_MS * 0.75
const POLL = { timeout: 90_000, interval: 20 }
const now = instant(Date.now())

const folder = mkdtempSync(join(tmpdir(), 'yaodian-library-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = (nth: number): string =>
  [
    `关于第${nth}号工程的通知`,
    `临工办〔2017〕${nth}号`,
    '一、任务',
    ...Array.from(
      { length: 20 },
      (_, at) =>
        `（${at + 1}）2017年第${nth}号工程第${at + 1}标段新增屋顶光伏${nth * 100 + at}兆瓦，由各县（市、区）负责。`,
    ),
  ].join('\n')

const saying = (id: string): Incoming => ({
  id,
  channel: 'test',
  account: `test:${id}` as Account,
  chat: { id, kind: 'private' },
  at: now,
  kind: 'text',
  text: '2017年要处置多少家僵尸企业？',
})

test('a fresh desk reads it before it takes messages, and a new paper is read on nobody’s time', {
  timeout: 240_000,
}, async () => {
  const databasePath = join(folder, 'office.db')
  const store = openSqlite(databasePath, { demo: true })
  const papers = Array.from({ length: PAPERS }, (_, at) => readDocument(text(at + 1), { id: `p${at}` }))
  for (const [at, paper] of papers.entries()) await store.commit([...keepDocument(paper, `${at}.txt`, now)])
  const logged: Readonly<Record<string, unknown>>[] = []
  const loads = () => logged.flatMap(({ event, during }) => (event === 'loaded' ? [during] : []))
  const desks = openDesks({
    module: pathToFileURL(await built('test/runtime/counted.thread.ts')),
    setting: { files: frozenReady(), databasePath, demo: false },
    fetch: async () => undefined,
    log: (entry) => logged.push(entry),
    limits: { quickMs: QUICK_MS, suspectMs: 1_000, slowMs: 120_000, memoryMb: 768 },
  })
  await desks.ready
  await expect.poll(() => desks.state().ready, POLL).toBe(2)
  expect(loads()).toEqual(['refresh', 'refresh'])
  for (const id of ['a', 'b', 'c']) expect(await desks.handle(saying(id), now)).toEqual({ status: 'answered' })
  expect(loads()).toHaveLength(2)

  await store.commit([...keepDocument(readDocument(text(PAPERS + 1), { id: 'new' }), 'new.txt', now)])
  const asked = await Promise.all(['d', 'e', 'f'].map((id) => desks.handle(saying(id), now)))
  expect(asked).toEqual(asked.map(() => ({ status: 'answered' })))
  expect(loads().slice(2)).toContain('handle')
  expect(desks.state().cutOff).toBe(0)
  await desks.close()
  store.close()
})
