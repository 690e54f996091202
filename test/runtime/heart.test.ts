/** The heart of a real process's office: what it does at its start, what it tells systemd, what it says of itself. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Health, whole } from '../../src/health/index.ts'
import { type HeartParts, openHeart } from '../../src/runtime/heart.node.ts'
import { tellWatchdog, watchdogEveryMs } from '../../src/runtime/watchdog.node.ts'
import { findDamage } from '../../src/store/aside.node.ts'
import { sql } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const folders: string[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-heart-'))
  folders.push(folder)
  return folder
}

function opened(more: Partial<HeartParts> = {}) {
  const path = join(fresh(), 'office.db')
  const done: string[] = []
  const log: Readonly<Record<string, unknown>>[] = []
  const heart = openHeart({
    store: openSqlite(path),
    databasePath: path,
    minute: async () => void done.push('minute'),
    hourly: async () => void done.push('hour'),
    findDamage,
    log: (entry) => log.push(entry),
    environment: {},
    ...more,
  })
  return { heart, done, log }
}

/** Stands in PATH for systemd's, and writes down what it is told. */
function listening(exit = 0): () => string {
  const folder = fresh()
  const heard = join(folder, 'heard')
  writeFileSync(heard, '')
  writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\necho "$@" >> '${heard}'\nexit ${exit}\n`)
  chmodSync(join(folder, 'systemd-notify'), 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  return () => readFileSync(heard, 'utf8')
}

describe('at its start', () => {
  test('the accounts are looked for before the first minute, the pages are looked at, and all is well', async () => {
    const { heart, done, log } = opened()
    await heart.start()
    expect(done).toEqual(['hour', 'minute'])
    expect(log).toEqual([])
    const { status, parts } = await heart.health()
    heart.stop()
    expect(status).toBe('ok')
    expect(Object.keys(parts)).toEqual(['loop', 'tick', 'outbox', 'disk', 'database'])
  })

  test('a fault of the hour or the minute is logged and stops neither the other nor the start', async () => {
    const failing = async (): Promise<never> => Promise.reject(new Error('no network'))
    const { heart, log } = opened({ minute: failing, hourly: failing })
    await heart.start()
    const { parts } = await heart.health()
    heart.stop()
    expect(log.map(({ event }) => event)).toEqual(['hourly-failed', 'tick-failed'])
    expect(parts.tick).toMatchObject({ state: 'degraded', text: expect.stringContaining('Error') })
  })

  test('what waits is sent every few seconds, also while the first hour’s look at the accounts hangs', async () => {
    let sent = 0
    const { heart } = opened({ deliver: async () => void sent++, hourly: () => new Promise(() => {}) })
    void heart.start()
    await expect.poll(() => sent, { timeout: 5_000 }).toBeGreaterThan(0)
    await expect.poll(() => sent, { timeout: 5_000 }).toBeGreaterThan(1)
    heart.stop()
  })

  test('a backup that could not be made shows at once, and no more once one was made by hand', async () => {
    let last = Date.now() - 3_600_000
    const make = async (): Promise<never> => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    const { heart } = opened({ backup: { folder: '/mnt/b', make, last: async () => last } })
    await heart.start()
    const backup = async () => (await heart.health()).parts.backup
    await expect.poll(backup).toMatchObject({ state: 'degraded', text: expect.stringContaining('ENOSPC') })
    last = Date.now() + 1
    expect(await backup()).toMatchObject({ state: 'ok' })
    heart.stop()
  })

  test('a database that is gone under it is told to administrators past the outbox, once', async () => {
    const path = join(fresh(), 'office.db')
    const said: string[] = []
    const { heart } = opened({
      store: openSqlite(path),
      databasePath: path,
      tells: true,
      cry: async ({ title }) => void said.push(title ?? ''),
    })
    rmSync(path)
    await heart.start()
    await expect.poll(() => said, { timeout: 5_000 }).toEqual(['需要马上处理：数据库有问题'])
    expect((await heart.health()).parts.database).toMatchObject({
      state: 'failed',
      mend: expect.stringContaining('备份'),
    })
    heart.stop()
  })

  test('a database that takes nothing any more is told to the administrators at once, past it, with what has failed', {
    timeout: 60_000,
  }, async () => {
    const path = join(fresh(), 'office.db')
    const said: string[] = []
    const { heart } = opened({
      store: openSqlite(path),
      databasePath: path,
      tells: true,
      cry: async (card) => void said.push(JSON.stringify(card)),
    })
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    await heart.start()
    await expect.poll(() => said, { timeout: 30_000 }).toEqual([expect.stringContaining('数据库写不进去')])
    expect(said[0]).toContain('数据库读写失败（SQLITE_BUSY）')
    other.close()
    heart.stop()
  })

  test('a right that somebody raised in the database is told within the minute, though it is put back by night', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'performance'] })
    const path = join(fresh(), 'office.db')
    const store = openSqlite(path)
    await store.commit([
      sql(`INSERT INTO person (id, name) VALUES ('p', '甲')`),
      sql(`INSERT INTO post (person, role, region) VALUES ('p', 'contact', '980522')`),
    ])
    const watched = engine.watch(path)
    const { heart, log } = opened({ store, databasePath: path, watch: () => watched().length })
    const audit = async () => (await heart.health()).parts.audit
    const minute = async () => vi.advanceTimersByTimeAsync(62_000)
    await heart.start()
    await minute()
    expect(await audit()).toMatchObject({ state: 'ok' })
    // The office's own, from here and from another of its programs.
    await store.commit([sql(`INSERT INTO post (person, role, region) VALUES ('p', 'contact', '980523')`)])
    const command = openSqlite(path)
    await command.commit([sql(`UPDATE person SET name = '乙'`)])
    await minute()
    expect(await audit()).toMatchObject({ state: 'ok' })
    const behind = new Database(path)
    behind.exec(`UPDATE post SET role = 'admin' WHERE region = '980522'`)
    await minute()
    // One that nobody wrote, and one that is gone.
    expect(await audit()).toMatchObject({ state: 'degraded', value: 2 })
    behind.exec(`UPDATE post SET role = 'contact' WHERE region = '980522'`)
    await minute()
    expect(await audit()).toMatchObject({ state: 'ok' })
    expect(log).toEqual([{ event: 'audit-broken', faults: 2 }])
    heart.stop()
    for (const one of [behind, command, store]) one.close()
  })

  test('a line of a later key, put into the log while nobody was there, stops no start and shows within the minute', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'performance'] })
    engine.useSecret('a secret of the office')
    const path = join(fresh(), 'office.db')
    const made = engine.open(path)
    await made.commit([sql(`INSERT INTO person (id, name) VALUES ('p', '甲')`)])
    made.close()
    const behind = new Database(path)
    behind.exec(`INSERT INTO change_log SELECT max(sequence) + 1, max(at), '[]', 2, 'x' FROM change_log`)
    behind.close()
    const store = engine.openMade(path)
    const watched = engine.watch(path)
    const { heart, log, done } = opened({ store, databasePath: path, watch: () => watched().length })
    await heart.start()
    await vi.advanceTimersByTimeAsync(62_000)
    const { status, parts } = await heart.health()
    expect({ status, audit: parts.audit }).toMatchObject({ status: 'degraded', audit: { state: 'degraded', value: 1 } })
    expect(done).toContain('minute')
    await store.commit([sql(`UPDATE person SET name = '乙'`)])
    expect(await store.all('SELECT name FROM person')).toEqual([{ name: '乙' }])
    expect(log).toContainEqual({ event: 'audit-broken', faults: 1 })
    heart.stop()
    store.close()
    engine.useSecret(undefined)
  })

  test('a comparison that could not be made is told like what it would have found', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'performance'] })
    const audit = async (): Promise<number> => Promise.reject(new Error('JSON cannot hold BLOB values'))
    const { heart } = opened({ audit })
    await heart.start()
    expect((await heart.health()).parts.audit).toBeUndefined()
    await vi.advanceTimersByTimeAsync(24 * 3_600_000)
    expect((await heart.health()).parts.audit).toMatchObject({
      state: 'degraded',
      text: expect.stringContaining('没能核对'),
      mend: expect.stringContaining('yaodian audit verify'),
    })
    heart.stop()
  })

  test('damage in the pages is logged, and tells until it is mended', async () => {
    const { heart, log } = opened({ findDamage: async () => 'Tree 7 page 12' })
    await heart.start()
    expect(log).toEqual([{ event: 'page-check-failed', error: expect.stringContaining('Tree 7 page 12') }])
    expect(await heart.health()).toMatchObject({ status: 'failed', restart: false })
    heart.stop()
  })
})

describe('systemd’s watchdog', () => {
  test('is told four times in its period, and only where one waits', () => {
    expect(watchdogEveryMs({ NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '120000000' })).toBe(30_000)
    expect(watchdogEveryMs({})).toBeUndefined()
    expect(watchdogEveryMs({ NOTIFY_SOCKET: '/run/systemd/notify' })).toBeUndefined()
  })

  test('is told by a heart that beats', async () => {
    const heard = listening()
    const { heart } = opened({ environment: { NOTIFY_SOCKET: 'x', WATCHDOG_USEC: '800000' } })
    await heart.start()
    await vi.waitFor(() => expect(heard().match(/WATCHDOG=1/g)?.length).toBeGreaterThan(2), { timeout: 5_000 })
    heart.stop()
    expect(heard()).toContain('STATUS=ok')
  })

  const hung: Health = whole({
    tick: { state: 'failed', value: 1, unit: 'ms', text: '定时任务运行了20分钟', restart: true },
  })
  const full: Health = whole({ disk: { state: 'failed', value: 0, unit: 'bytes', text: '磁盘还有0 MB' } })

  test('is not told of a tick that hangs, so that it restarts; of a full disk it is, with the words', async () => {
    const heard = listening()
    const log: unknown[] = []
    tellWatchdog(hung, (entry) => log.push(entry))
    await vi.waitFor(() => expect(heard()).toContain('20分钟'))
    expect(heard()).not.toContain('WATCHDOG=1')
    tellWatchdog(full, (entry) => log.push(entry))
    await vi.waitFor(() => expect(heard()).toContain('磁盘还有0 MB'))
    expect(heard()).toContain('WATCHDOG=1')
    expect(log).toEqual([])
  })

  test('that cannot be told is logged, and nothing else happens', async () => {
    listening(1)
    const log: Readonly<Record<string, unknown>>[] = []
    tellWatchdog(full, (entry) => log.push(entry))
    await vi.waitFor(() => expect(log).toHaveLength(1))
    vi.stubEnv('PATH', fresh())
    tellWatchdog(full, (entry) => log.push(entry))
    await vi.waitFor(() => expect(log).toHaveLength(2))
    expect(log[1]).toMatchObject({ event: 'watchdog-failed', error: expect.stringContaining('ENOENT') })
    await sleep(10)
  })
})
