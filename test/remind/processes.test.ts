import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { expected } from './oracle.ts'
import { peopleRows, world } from './world.ts'

const ms = (text: string): number => Date.parse(`${text}:00+08:00`)

/** A second process: `tick` ends when it has ticked, `shown` is what it showed so far. */
function ticker(module: string, path: string) {
  const child = spawn(process.execPath, [module, path], { stdio: ['pipe', 'pipe', 'inherit'] })
  const shown: string[] = []
  let done: () => void = () => {}
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'done') done()
    else shown.push(line)
  })
  return {
    shown,
    tick: (at: number) =>
      new Promise<void>((resolve, reject) => {
        done = resolve
        child.once('exit', (code) => reject(new Error(`ticker ended with ${code}`)))
        child.stdin.write(`${at}\n`)
      }).finally(() => child.removeAllListeners('exit')),
    end: () => child.stdin.end(),
  }
}

test('two processes tick over one database: everybody hears once what the rules lay down', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'remind-'))
  try {
    const path = join(folder, 'office.db')
    const people = { ...world(3), reports: [] }
    const store = openSqlite(path)
    await store.commit(peopleRows(people))
    const [from, to] = [ms('2017-06-29T08:00'), ms('2017-07-06T18:00')]
    const ticks = Array.from({ length: (to - from) / 600_000 + 1 }, (_, i) => from + i * 600_000)
    const module = await built('test/remind/ticker.ts')
    const both = [ticker(module, path), ticker(module, path)]
    for (const at of ticks) await Promise.all(both.map(({ tick }) => tick(at)))
    for (const { end } of both) end()
    const shown = both.flatMap((one) => one.shown)
    const rows = await store.all<{ line: string }>(
      `SELECT day || ' ' || rule || '/' || period || '/' || stage || ' ' || region || ' ' || person AS line FROM reminder`,
    )
    store.close()
    const wanted = expected(people, ticks).map((line) => line.replace(/ due .*/, ''))
    expect(wanted.length).toBeGreaterThan(400)
    expect(rows.map(({ line }) => line).sort()).toEqual(wanted.sort())
    expect(shown.length).toBeGreaterThan(300)
    expect(new Set(shown).size).toBe(shown.length)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
