/** One process at a database: what is half done in it may be taken up by who is alone, and by nobody else. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { claim } from '../../src/store/alone.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-alone-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('one of two that claim it is alone, and so is who comes when that one has gone', () => {
  const path = join(folder, 'office.db')
  const first = claim(path)
  expect([first.alone, claim(path).alone]).toEqual([true, false])
  first.release()
  const third = claim(path)
  expect(third.alone).toBe(true)
  third.release()
})

test('who comes is told whether the one before let go, until what that one was at is settled', () => {
  const path = join(folder, 'told.db')
  const first = claim(path)
  expect(first.cleanly).toBe(true)
  first.release()
  writeFileSync(`${path}.running-by`, 'process 1\n')
  const afterDeath = claim(path)
  expect(afterDeath.cleanly).toBe(false)
  afterDeath.release()
  const still = claim(path)
  expect(still.cleanly).toBe(false)
  still.release(true)
  const settled = claim(path)
  expect(settled.cleanly).toBe(true)
  settled.release()
})

test('a process that was killed holds nothing', async () => {
  const path = join(folder, 'killed.db')
  const program = `
    const db = new (require('better-sqlite3'))(${JSON.stringify(`${path}.running`)})
    db.exec('BEGIN EXCLUSIVE')
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(claim(path).alone).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const now = claim(path)
  expect(now.alone).toBe(true)
  now.release()
})
