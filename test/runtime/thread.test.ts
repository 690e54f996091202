/** One desk's thread: what is asked of it while it is being stopped was not what took too long. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { instant } from '../../src/office/day.ts'
import { openDesks } from '../../src/runtime/desks/desks.node.ts'
import type { Call } from '../../src/runtime/desks/protocol.ts'
import { startThread } from '../../src/runtime/desks/thread.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { frozenReady } from '../frozen.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NOW = instant(Date.parse('2017-07-03T09:00:00+08:00'))
const saying = (id: string, text: string, who = id): Incoming => ({
  id,
  channel: 'test',
  account: `test:${who}` as Account,
  chat: { id: who, kind: 'private' },
  at: NOW,
  kind: 'text',
  text,
})
const says = (id: string, text: string): Call => ({ kind: 'handle', message: saying(id, text), now: NOW, options: {} })

const QUESTION = '2017年要处置多少家僵尸企业？'

async function optionsOf(name: string) {
  const databasePath = join(folder, `${name}.db`)
  openSqlite(databasePath).close()
  return {
    module: pathToFileURL(await built('test/runtime/poisoned.thread.ts')),
    setting: { files: frozenReady(), databasePath, demo: false },
    memoryMb: 256,
    fetch: async () => undefined,
    log: () => {},
  }
}

async function started(name: string) {
  const thread = startThread(await optionsOf(name))
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
  const first = thread.call(says('first', QUESTION), limitMs)
  // The answer lies there when the limit is noticed.
  await new Promise((resolve) => setImmediate(resolve))
  standStill(limitMs + 500)
  expect(await first).toEqual({ ok: true, result: { status: 'answered' } })
  const second = thread.call(says('second', QUESTION), limitMs)
  expect(await second).toEqual({ cutOff: 'died' })
  await thread.stop()
})

test('what is asked of a thread that has ended is answered at once', { timeout: 60_000 }, async () => {
  const thread = await started('ended')
  await thread.stop()
  await thread.ended
  expect(await thread.call(says('first', '在吗'), 60_000)).toEqual({ cutOff: 'died' })
})

test('what a suspect says next is not cut off because the thread that reads it is new', {
  timeout: 60_000,
}, async () => {
  const options = await optionsOf('suspect')
  // So little that the ordinary message passes it only where the thread's first call has time of its own.
  const limits = { quickMs: 8_000, suspectMs: 1, slowMs: 8_000, memoryMb: 256 }
  const desks = openDesks({ ...options, limits })
  expect(await desks.handle(saying('one', '睡着', 'suspect'), NOW)).toEqual({ cutOff: 'time' })
  expect(await desks.handle(saying('two', QUESTION, 'suspect'), NOW)).toEqual({ status: 'answered' })
  await desks.close()
})
