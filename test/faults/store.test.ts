/** What happens to the database itself: its log cut or overwritten, another file in its place, no right to write, two at it. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { healthOf } from '../../src/health/index.ts'
import { instant } from '../../src/office/day.ts'
import { findDamage } from '../../src/store/aside.node.ts'
import { type Store, StoreReplaced, sql } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { Chance } from '../channels/feishu/sim/chance.ts'
import { type Sim, startFeishu } from '../channels/feishu/sim/index.ts'
import type { User } from '../channels/feishu/sim/state/records.ts'
import { buildIfStale, DIST, freePort } from '../program.ts'
import { type Running, startOffice } from './cycles/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-store-faults-'))
const sims: Sim[] = []
const offices: Running[] = []
beforeAll(() => buildIfStale(), 240_000)
afterAll(async () => {
  for (const one of offices) await one.end('SIGKILL')
  for (const sim of sims) await sim.close()
  rmSync(folder, { recursive: true, force: true })
})

const COMMITS = 120
const TRIES = 24
const POLL = { timeout: 60_000, interval: 50 }

/** Each commit writes a message and its answer, as the office does. */
async function worked(path: string): Promise<void> {
  const store = openSqlite(path)
  for (let n = 0; n < COMMITS; n++)
    await store.commit([
      sql(`INSERT INTO setting (name, value) VALUES (?, 'said')`, `a${String(n).padStart(4, '0')}`),
      sql(`INSERT INTO setting (name, value) VALUES (?, ?)`, `b${String(n).padStart(4, '0')}`, '答'.repeat(50)),
    ])
  // As a process that was killed leaves them: the log is not brought into the file.
  for (const end of ['', '-wal']) copyFileSync(path + end, `${path}.killed${end}`)
  store.close()
}

const namesIn = async (store: Store, kind: string): Promise<string[]> =>
  (await store.all<{ name: string }>(`SELECT name FROM setting WHERE name GLOB '${kind}[0-9]*' ORDER BY name`)).map(
    ({ name }) => name.slice(1),
  )

test('a log that was cut or overwritten anywhere loses what came after, and nothing is half there', async () => {
  const path = join(folder, 'log.db')
  await worked(path)
  const chance = new Chance(11)
  const log = readFileSync(`${path}.killed-wal`)
  const kept: number[] = []
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const copy = join(folder, `log-${attempt}.db`)
    copyFileSync(`${path}.killed`, copy)
    writeFileSync(`${copy}-wal`, log)
    const at = chance.below(log.length)
    if (attempt % 2 === 0) truncateSync(`${copy}-wal`, at)
    else {
      const overwritten = Buffer.from(log)
      overwritten.fill(0xa5, at, at + 500)
      writeFileSync(`${copy}-wal`, overwritten)
    }
    const store = openSqlite(copy)
    const [said, answered] = [await namesIn(store, 'a'), await namesIn(store, 'b')]
    expect(said).toEqual(answered)
    expect(said).toEqual(Array.from({ length: said.length }, (_, n) => String(n).padStart(4, '0')))
    store.close()
    expect(await findDamage(copy)).toBeUndefined()
    kept.push(said.length)
  }
  // The premise: some of it was in the log, and was lost.
  expect(Math.min(...kept)).toBeLessThan(COMMITS / 2)
  expect(Math.max(...kept)).toBeGreaterThan(COMMITS / 2)
})

async function office(name: string) {
  const sim = await startFeishu({ redeliveryFactor: 15 })
  sims.push(sim)
  const path = join(folder, `${name}.db`)
  openSqlite(path).close()
  const answersTo = (user: User, id: string): number =>
    sim.sees(user).filter(({ byBot, replyTo }) => byBot && replyTo === id).length
  const start = async (): Promise<Running> => {
    const running = startOffice(sim, 'longconn', path, await freePort())
    offices.push(running)
    await running.up
    return running
  }
  return { sim, path, answersTo, start }
}

test('a database replaced under the office is written to no more: who writes then is told so, and answered after a restart', {
  timeout: 240_000,
}, async () => {
  const { sim, path, answersTo, start } = await office('replaced')
  const user = sim.users.addUser({ name: '官员' })
  const running = await start()
  const first = sim.users.sendText(user, '/帮助').message.id
  await expect.poll(() => answersTo(user, first), POLL).toBe(1)

  renameSync(path, `${path}.away`)
  for (const end of ['-wal', '-shm']) renameSync(path + end, `${path}.away${end}`)
  openSqlite(path).close()
  const lost = sim.users.sendText(user, '/我的').message.id
  await expect.poll(() => answersTo(user, lost), POLL).toBe(1)
  expect(sim.lastFromBot(user)?.text).toMatch(/没有(存|记)/)
  await running.end('SIGTERM')
  for (const [file, known] of [
    [`${path}.away`, 1],
    [path, 0],
  ] as const) {
    const store = openSqlite(file)
    expect(await store.all('SELECT id FROM inbox')).toHaveLength(known)
    store.close()
  }

  const again = await start()
  const repeated = sim.users.sendText(user, '/我的').message.id
  await expect.poll(() => answersTo(user, repeated), POLL).toBe(1)
  expect((await again.end('SIGTERM')).code).toBe(0)
})

test('a store whose file was moved away takes no write, and says so', async () => {
  const path = join(folder, 'moved.db')
  const store = openSqlite(path)
  const write = () => store.commit([sql(`INSERT OR REPLACE INTO setting (name, value) VALUES ('a', 'b')`)])
  await write()
  renameSync(path, `${path}.away`)
  await expect(write()).rejects.toThrow(StoreReplaced)
  const health = await healthOf({ store, now: () => instant(0), tick: 'none' })()
  expect(health).toMatchObject({
    restart: true,
    parts: { database: { state: 'failed', mend: expect.stringContaining('重启') } },
  })
  copyFileSync(`${path}.away`, path)
  await expect(write()).rejects.toThrow(StoreReplaced)
  rmSync(path)
  renameSync(`${path}.away`, path)
  await write()
  store.close()
})

/** Who may write everywhere runs the office as one who may not. */
const OTHER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const READS = spawnSync(process.execPath, ['-e', `require('node:fs').accessSync('${DIST}/main.node.js')`], OTHER)
if (READS.status !== 0)
  console.warn(
    'left out: a folder that may only be read: the user nobody, as whom root looks at it, cannot read the program',
  )

test.runIf(READS.status === 0)(
  'in a folder that may only be read the office does not start, and says what to look at',
  { timeout: 120_000 },
  () => {
    const at = mkdtempSync(join(folder, 'readonly-'))
    const env = {
      PATH: process.env['PATH'],
      YAODIAN_CHANNEL: 'webhook',
      WEBHOOK_URL: 'http://127.0.0.1:9/',
      WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      PORT: '0',
      YAODIAN_DB: join(at, 'office.db'),
    }
    expect(spawnSync(process.execPath, [join(DIST, 'main.cli.js'), 'init'], { env }).status).toBe(0)
    for (const name of readdirSync(at)) chmodSync(join(at, name), 0o444)
    chmodSync(folder, 0o755)
    chmodSync(at, 0o555)
    const options = { env, ...OTHER, encoding: 'utf8', timeout: 60_000 } as const
    const { status, stderr } = spawnSync(process.execPath, [join(DIST, 'main.node.js')], options)
    chmodSync(at, 0o755)
    expect(stderr).toMatch(/没有启动：数据库打不开.*(只能读|权限)/)
    expect(status).toBe(1)
  },
)

/** Of a running process, as its own user: no file of its grows beyond, which is what it meets on a full disk, but for the error's name. */
const limit = (pid: number, bytes: number | 'unlimited'): number | null =>
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]).status
const LIMITS = limit(process.pid, 'unlimited') === 0
if (!LIMITS) console.warn('left out: a disk that fills under a running office: prlimit (util-linux) is not here')

test.runIf(LIMITS)(
  'where the disk fills under it nothing is half there: who writes is told so, and recorded once there is room again',
  { timeout: 240_000 },
  async () => {
    const { sim, path, answersTo, start } = await office('full')
    const user = sim.users.addUser({ name: '官员' })
    const running = await start()
    const says = async (text: string): Promise<string> => {
      const { id } = sim.users.sendText(user, text).message
      await expect.poll(() => answersTo(user, id), POLL).toBe(1)
      return sim.lastFromBot(user)?.text ?? ''
    }
    await says('/帮助')
    expect(limit(running.pid, statSync(`${path}-wal`).size)).toBe(0)
    for (let n = 0; n < 3; n++) expect(await says('/我的')).toMatch(/没有(存|记)/)
    limit(running.pid, 'unlimited')
    expect(await says('/我的')).not.toMatch(/没有(存|记)/)
    expect((await running.end('SIGTERM')).code).toBe(0)
    const store = openSqlite(path)
    // What was said while nothing could be written is nowhere, and all else whole.
    expect(await store.all('SELECT status FROM inbox')).toHaveLength(2)
    expect(engine.changedBehind(path)).toEqual([])
    expect(await store.all(`SELECT key FROM outbox WHERE state NOT IN ('sent', 'dropped')`)).toEqual([])
    store.close()
    expect(await findDamage(path)).toBeUndefined()
  },
)
