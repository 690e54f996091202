/** What every driver of a machine must do, beside what every store must: each one's own test calls this. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { DatabaseConnection, Driver, PreparedStatement } from '../../src/store/driver.ts'
import { engineOf } from '../../src/store/engine.ts'
import { keepSetting, NoDatabase, SETTING, StoreUnavailable, sql } from '../../src/store/index.ts'
import { built } from '../built.ts'
import { storeContract } from './store.ts'

const A = keepSetting('a', '1')
const PAGE = 4_096
/** Shorter than anybody waits for a lock (`Driver.connect`), longer than what is asked meanwhile takes. */
const HELD_MS = 700

/** A connection that does something after each of its queries. */
const passing = (db: DatabaseConnection, after: () => void): DatabaseConnection => {
  const statement = <R>(one: PreparedStatement<R>): PreparedStatement<R> => ({
    all: (...params) => {
      const rows = one.all(...params)
      after()
      return rows
    },
    get: (...params) => one.get(...params),
    iterate: (...params) => one.iterate(...params),
    run: (...params) => one.run(...params),
    pluck: () => statement(one.pluck()),
  })
  return {
    name: db.name,
    prepare: (text) => statement(db.prepare(text)),
    exec: (statements) => db.exec(statements),
    function: (name, options, work) => db.function(name, options, work),
    transaction: (work) => db.transaction(work),
    close: () => db.close(),
  }
}

/** @param file of the driver, below the repository: another process claims by what it exports */
export function driverContract(driver: Driver, file: string): void {
  const engine = engineOf(driver)
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-driver-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let files = 0
  const fresh = () => join(folder, `${files++}.db`)
  const made = () => {
    const path = fresh()
    engine.open(path).close()
    return path
  }

  /** Another process that has the driver. @param program what it does with `driver` */
  const elsewhere = async (program: string) => {
    const found = `
      const own = Object.values(await import(${JSON.stringify(pathToFileURL(await built(file)).href)}))
      const driver = own.find((one) => typeof one.claim === 'function')
      ${program}`
    const child = spawn(process.execPath, ['--input-type=module', '-e', found], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return {
      pid: child.pid,
      said: async () => String((await once(child.stdout, 'data'))[0]),
      killed: async () => {
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }

  storeContract(async () => engine.open(fresh()))

  describe('a database file', () => {
    test('keeps what was written when it is opened again, and is migrated once', async () => {
      const path = fresh()
      const first = engine.open(path)
      await first.commit([A])
      first.close()
      const again = engine.open(path)
      expect(await again.first(SETTING, 'a')).toEqual({ value: '1' })
      again.close()
    })

    test('that nobody made is not opened and not made, an empty one neither; one that was made is', async () => {
      const path = fresh()
      expect(() => engine.openMade(path)).toThrow(NoDatabase)
      expect(() => driver.connect(path, 'reading')).toThrow()
      expect(existsSync(path)).toBe(false)
      writeFileSync(path, '')
      expect(() => engine.openMade(path)).toThrow(path)
      expect(statSync(path).size).toBe(0)
      engine.open(path).close()
      const store = engine.openMade(path)
      expect(await store.all('SELECT * FROM setting')).toEqual([])
      store.close()
    })

    test('of something else is no database at all, nor is a folder', () => {
      const path = fresh()
      writeFileSync(path, 'a letter to the editor, long enough to be no header of a database'.repeat(100))
      expect(() => engine.openMade(path)).toThrow(StoreUnavailable)
      expect(() => engine.open(folder)).toThrow(StoreUnavailable)
    })

    test('waits at each commit until it is on the disk; a demo, which can be played in again, does not', async () => {
      for (const [options, waits] of [
        [{}, 2],
        [{ demo: true }, 1],
      ] as const) {
        const store = engine.open(fresh(), options)
        expect(await store.first('PRAGMA synchronous')).toEqual({ synchronous: waits })
        store.close()
      }
    })

    test('that another holds for writing is said to be unavailable, and nothing is written', async () => {
      const path = fresh()
      const store = engine.open(path)
      const other = driver.connect(path, 'writing')
      other.exec('BEGIN EXCLUSIVE')
      await expect(store.commit([A])).rejects.toBeInstanceOf(StoreUnavailable)
      other.exec('ROLLBACK')
      expect(await store.all('SELECT * FROM setting')).toEqual([])
      other.close()
      store.close()
    })

    test('that another holds only for a while is waited for, and what is written then is written over what that one wrote', async () => {
      const path = fresh()
      const store = engine.open(path)
      await store.commit([A])
      const lets = await elsewhere(`
        const db = driver.connect(${JSON.stringify(path)}, 'writing')
        db.exec("BEGIN IMMEDIATE; UPDATE setting SET value = 'theirs' WHERE name = 'a'")
        console.log('holds')
        setTimeout(() => db.exec('COMMIT'), ${HELD_MS})`)
      expect(await lets.said()).toBe('holds\n')
      // Who only reads waits for nobody, and sees nothing that is not committed.
      expect(await store.first(SETTING, 'a')).toEqual({ value: '1' })
      const append = sql(`UPDATE setting SET value = value || ' and ours' WHERE name = 'a'`)
      expect(await store.commit([append])).toEqual([1])
      expect(await store.first(SETTING, 'a')).toEqual({ value: 'theirs and ours' })
      store.close()
    })

    test('is read by a round as of one instant, whatever another commits between its queries', async () => {
      const path = made()
      let between = (): void => {}
      const store = engineOf({
        ...driver,
        connect: (at, how) => passing(driver.connect(at, how), () => between()),
      }).open(path)
      const other = engine.open(path)
      const all = sql('SELECT name FROM setting')
      let commits: Promise<unknown> = Promise.resolve()
      between = () => {
        between = () => {}
        commits = other.commit([A])
      }
      // Its first query is where the instant is.
      expect(await store.round([all, all, all])).toEqual([[], [], []])
      await commits
      expect(await store.round([all, all])).toEqual([[{ name: 'a' }], [{ name: 'a' }]])
      for (const one of [store, other]) one.close()
    })

    test('that was opened for reading is said to be unavailable for writing', async () => {
      const store = engine.open(made(), { readonly: true })
      await expect(store.commit([A])).rejects.toBeInstanceOf(StoreUnavailable)
      store.close()
    })

    test('is read by one while another writes', async () => {
      const path = made()
      const [writing, reading] = [engine.open(path), engine.open(path, { readonly: true })]
      await writing.commit([A])
      expect(await reading.first(SETTING, 'a')).toEqual({ value: '1' })
      for (const store of [writing, reading]) store.close()
    })

    test('as bytes is opened in memory, and what is written there is written nowhere else', async () => {
      // Bytes 18 and 19 say that a log lies beside the file.
      const bytes = readFileSync(made()).fill(1, 18, 20)
      const store = engine.open(bytes)
      await store.commit([A])
      expect(await engine.open(bytes).all('SELECT * FROM setting')).toEqual([])
      expect(await store.first(SETTING, 'a')).toEqual({ value: '1' })
    })
  })

  describe('the log of changes', () => {
    test('has whatever the program wrote, and tells of what another wrote behind it', async () => {
      const path = fresh()
      const store = engine.open(path)
      await store.commit([keepSetting('heads.told', '一')])
      await store.commit([keepSetting('heads.told', '二'), A])
      store.close()
      expect(engine.changedBehind(path)).toEqual([])
      const behind = driver.connect(path, 'writing')
      behind.prepare('UPDATE setting SET value = ? WHERE name = ?').run('三', 'heads.told')
      behind.close()
      expect(engine.changedBehind(path)).toEqual([expect.objectContaining({ what: 'setting' })])
    })

    test('of a commit that was refused has nothing', async () => {
      const path = fresh()
      const store = engine.open(path)
      await expect(store.commit([keepSetting('heads.told', '一'), { sql: 'SELEC', params: [] }])).rejects.toThrow(
        /SELEC/,
      )
      await store.commit([A])
      store.close()
      expect(engine.changedBehind(path)).toEqual([])
    })
  })

  describe('a claim', () => {
    test('is one’s alone, and another’s when that one has let go', () => {
      const path = fresh()
      const first = driver.claim(path)
      expect([first.alone, driver.claim(path).alone]).toEqual([true, false])
      first.release()
      const third = driver.claim(path)
      expect(third.alone).toBe(true)
      third.release()
    })

    test('tells who comes whether the one before let go, until what that one was at is settled', () => {
      const path = fresh()
      const first = driver.claim(path)
      expect(first.cleanly).toBe(true)
      first.release()
      writeFileSync(`${path}.running-by`, 'process 1\n')
      for (const settled of [undefined, true]) {
        const after = driver.claim(path)
        expect(after.cleanly).toBe(false)
        after.release(settled)
      }
      const now = driver.claim(path)
      expect(now.cleanly).toBe(true)
      now.release()
    })

    test('of a process that was killed holds nothing', async () => {
      const path = fresh()
      const child = await elsewhere(`
        console.log(driver.claim(${JSON.stringify(path)}, '9:00').alone)
        setInterval(() => {}, 1000)`)
      expect(await child.said()).toBe('true\n')
      expect(driver.claim(path)).toMatchObject({ alone: false, by: `进程 ${child.pid}，9:00 起` })
      await child.killed()
      const now = driver.claim(path)
      expect(now).toMatchObject({ alone: true, cleanly: false })
      now.release()
    })
  })

  describe('pages', () => {
    test('of a whole database have no damage, and are copied with all that is committed, while it is written to', async () => {
      const [path, into] = [fresh(), fresh()]
      const store = engine.open(path)
      await store.commit([A])
      const [damage] = await Promise.all([
        driver.findDamage(path),
        driver.copyDatabase(path, into),
        ...Array.from({ length: 50 }, (_, i) => store.commit([keepSetting(`s${i}`, 'x'), keepSetting(`t${i}`, 'x')])),
      ])
      expect(damage).toBeUndefined()
      store.close()
      const copy = engine.openMade(into)
      expect(await copy.first(SETTING, 'a')).toEqual({ value: '1' })
      const halves = await copy.all(
        "SELECT count(*) AS n FROM setting GROUP BY substr(name, 2) HAVING name <> 'a' AND n <> 2",
      )
      expect(halves).toEqual([])
      copy.close()
      await expect(driver.copyDatabase(path, into)).rejects.toThrow()
    })

    test('of which one was overwritten are damaged, which is said in words; of no file nothing is said', async () => {
      const path = made()
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.fill(0, PAGE, 2 * PAGE))
      expect(await driver.findDamage(path)).toMatch(/page|btree|malformed/i)
      await expect(driver.findDamage(fresh())).rejects.toThrow()
    })
  })
}
