/** One desk's thread: what is asked of it while it is being stopped was not what took too long. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import type { Call } from '../../src/runtime/desks/protocol.ts'
import { startThread } from '../../src/runtime/desks/thread.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NOW = instant(Date.parse('2017-07-03T09:00:00+08:00'))
const says = (id: string, text: string): Call => {
  const message: Incoming = {
    id,
    channel: 'test',
    account: `test:${id}` as Account,
    chat: { id, kind: 'private' },
    at: NOW,
    kind: 'text',
    text,
  }
  return { kind: 'handle', message, now: NOW, options: {} }
}

async function started(name: string) {
  const databasePath = join(folder, `${name}.db`)
  openSqlite(databasePath).close()
  const thread = startThread({
    module: pathToFileURL(await built('test/runtime/poisoned.thread.ts')),
    setting: { databasePath, demo: false },
    memoryMb: 256,
    fetch: async () => undefined,
    log: () => {},
  })
  await thread.ready
  return thread
}

/** As a commit that waits for a lock does it to the main thread. */
const standStill = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

test('who was answered too late has the answer, and who comes next is not cut off for it', {
  timeout: 60_000,
}, async () => {
  const thread = await started('late')
  const limitMs = 3_000
  const first = thread.call(says('first', '2017年要处置多少家僵尸企业？'), limitMs)
  // The answer lies there when the limit is noticed.
  await new Promise((resolve) => setImmediate(resolve))
  standStill(limitMs + 500)
  expect(await first).toEqual({ ok: true, result: { status: 'answered' } })
  const second = thread.call(says('second', '2017年要处置多少家僵尸企业？'), limitMs)
  expect(await second).toEqual({ cutOff: 'died' })
  await thread.stop()
})

test('what is asked of a thread that has ended is answered at once', { timeout: 60_000 }, async () => {
  const thread = await started('ended')
  await thread.stop()
  await thread.ended
  expect(await thread.call(says('first', '在吗'), 60_000)).toEqual({ cutOff: 'died' })
})
