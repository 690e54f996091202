/** What the command line tells of messages that were set aside: why, and one more try of one of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endCutOff } from '../../src/assistant/cut-off.ts'
import type { CutOff } from '../../src/assistant/index.ts'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { buildIfStale } from '../program.ts'
import { CommandLine } from './yaodian.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-set-aside-'))
const line = new CommandLine()
afterAll(() => {
  line.stop()
  rmSync(folder, { recursive: true })
})
beforeAll(() => buildIfStale(), 240_000)

const AT = Date.parse('2017-07-03T09:00:00+08:00')
const ENDS = [
  ['time', 'out-of-time'],
  ['memory', 'out-of-memory'],
  ['died', 'process-died'],
] as const

async function cutOff(store: Store, why: CutOff, nth: number): Promise<void> {
  const at = instant(AT + nth * 60_000)
  const message: Incoming = {
    id: why,
    channel: 'test',
    account: `test:${why}` as Account,
    chat: { id: `chat-${why}`, kind: 'private' },
    at,
    kind: 'text',
    text: '谢谢'.repeat(2_000),
  }
  await endCutOff(message, why, { store, clock: () => at, log: () => {} })
}

test('each is a line with why it was cut off, as its inbox row says, and one that is tried again is none any more', async () => {
  const database = join(folder, 'office.db')
  const store = openSqlite(database)
  for (const [nth, [why]] of ENDS.entries()) await cutOff(store, why, nth)
  const yaodian = (...args: readonly string[]) =>
    line.run(args, { PATH: process.env['PATH'], YAODIAN_DB: database, INIT_CWD: folder })
  const listed = async () => {
    const { status, stdout } = await yaodian('set-aside')
    expect(status).toBe(0)
    return stdout
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as Record<string, unknown>)
  }

  expect(await listed()).toEqual(
    ENDS.map(([why], nth) => ({
      id: `test:${why}`,
      at: `2017-07-03T09:0${nth}:00+08:00`,
      account: `test:${why}`,
      kind: 'text',
      text: '谢谢'.repeat(100),
      why,
    })).reverse(),
  )
  expect(await store.all('SELECT id, status FROM inbox ORDER BY at')).toEqual(
    ENDS.map(([why, status]) => ({ id: `test:${why}`, status })),
  )
  expect((await yaodian('doctor')).stdout).toContain('3条消息没能处理，已搁置')

  expect(await yaodian('set-aside', '--again', 'test:time')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('一分钟内会再试'),
  })
  expect((await listed()).map(({ id }) => id)).toEqual(['test:died', 'test:memory'])
  expect(await store.first(`SELECT state FROM pending WHERE id = 'test:time'`)).toEqual({ state: 'again' })
  expect((await yaodian('doctor')).stdout).toContain('2条消息没能处理，已搁置')
  expect(await yaodian('set-aside', '--again', 'test:time')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('没有搁置的消息 test:time'),
  })
  store.close()
}, 60_000)
