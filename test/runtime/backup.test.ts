/** Backups: whole or not there, what they hold comes back, and what was changed since is noticed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append, audit, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { type Day, instant } from '../../src/office/day.ts'
import type { Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import {
  backUp,
  backUpInto,
  backupsIn,
  dataUnlike,
  faultsIn,
  lastBackup,
  nightlyBackup,
  placeOf,
  restore,
} from '../../src/runtime/backup.node.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { CommandLine } from '../cli/yaodian.ts'
import { buildIfStale, DIST } from '../program.ts'
import { syncedBy, TELLS_DESCRIPTORS } from './synced.ts'

const root = mkdtempSync(join(tmpdir(), 'yaodian-backup-'))
afterAll(() => rmSync(root, { recursive: true }))

const CHANGXING = '330522' as RegionKey
const night = new Date('2017-07-02T20:00:00Z')

const reported = (revision: number): NewEntry => ({
  id: `f${revision}`,
  region: CHANGXING,
  indicator: 'zombie-firms' as IndicatorId,
  period: `2017-0${revision}` as Period,
  act: 'report',
  by: '陈工' as PersonId,
  proxy: false,
  message: `m${revision}`,
  at: instant(revision),
  said: {
    mode: 'cumulative',
    typedValue: '12',
    value: amount(12),
    cumulative: amount(12),
    asOf: `2017-0${revision}-28` as Day,
  },
})

const report = async (store: Store, revision: number) =>
  store.commit(await append(store, '330000' as RegionKey, await placesOf(store, [CHANGXING]), [reported(revision)]))

/** An office that holds one figure and one piece of evidence. */
async function office(name: string) {
  const folder = join(root, name)
  mkdirSync(join(folder, 'evidence'), { recursive: true })
  const place = placeOf(join(folder, 'yaodian.db'))
  const store = openSqlite(place.database)
  await report(store, 1)
  const hash = createHash('sha256').update('a contract').digest('hex')
  writeFileSync(join(place.evidence, hash), 'a contract')
  await store.commit([
    sql(
      `INSERT INTO evidence (message, sha256, region, name, mime, bytes, person, carrier, at, seal)
       VALUES ('m1', ?, '330522', '合同', 'text/plain', 10, 'p', 'm2', 1, 'before')`,
      hash,
    ),
  ])
  return { folder, place, store, hash }
}

const entriesIn = async (database: string): Promise<number> => {
  const store = openSqlite(database, { readonly: true })
  try {
    return (await audit(store)).entries
  } finally {
    store.close()
  }
}

describe('a backup', () => {
  test('holds the database with what only its log has, the evidence, and the heads of the ledger', async () => {
    const { folder, place, store, hash } = await office('whole')
    const made = await backUp(place, join(folder, 'b'), night)
    expect(made).toMatchObject({
      made: '2017-07-02T20:00:00.000Z',
      evidence: [hash],
      ledger: { entries: 1, faults: 0 },
    })
    expect(made.ledger.heads).toMatchObject([{ region: CHANGXING, sequence: 1 }])
    expect(await faultsIn(join(folder, 'b'))).toEqual([])
    expect(await entriesIn(join(folder, 'b/yaodian.db'))).toBe(1)
    await expect(backUp(place, join(folder, 'b'), night)).rejects.toThrow('已经有了')
    store.close()
  })

  test.skipIf(!TELLS_DESCRIPTORS)(
    'is on the disk with each of its files before it has its name, and older ones go',
    async () => {
      const { folder, place, store, hash } = await office('synced')
      const synced = await syncedBy(() => backUp(place, join(folder, 'b'), night))
      const paths = synced.map(({ path }) => path.replace(/.*\.part/, ''))
      expect(paths).toEqual(
        expect.arrayContaining(['/yaodian.db', '/backup.json', '/evidence', `/evidence/${hash}`, folder]),
      )
      expect(synced.at(-1)?.holds).toContain('b')
      store.close()
    },
  )

  test('of an office that goes on writing is one moment of it', async () => {
    const { folder, place, store } = await office('busy')
    await store.commit([sql('CREATE TABLE pair (a INTEGER, b INTEGER)'), sql('INSERT INTO pair VALUES (0, 0)')])
    let writes = 0
    let isOver = false
    const writing = (async () => {
      while (!isOver) {
        await store.commit([sql('UPDATE pair SET a = a + 1'), sql('UPDATE pair SET b = b + 1')])
        writes++
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await backUp(place, join(folder, 'b'), night)
    isOver = true
    await writing
    const copy = openSqlite(join(folder, 'b/yaodian.db'), { readonly: true })
    const pair = await copy.first<{ a: number; b: number }>('SELECT * FROM pair')
    expect(writes).toBeGreaterThan(3)
    expect(pair?.a).toBe(pair?.b)
    copy.close()
    store.close()
  })

  test.each([
    ['the database', 'yaodian.db', 'yaodian.db 不在，或与备份时不同'],
    ['a piece of evidence', undefined, '不在，或与备份时不同'],
    ['the manifest', 'backup.json', '没有读得出的 backup.json'],
  ])('whose %s was changed is not restored, and the office stays as it is', async (what, file, why) => {
    const { folder, place, store, hash } = await office(`changed-${what.replaceAll(' ', '-')}`)
    store.close()
    const into = join(folder, 'b')
    await backUp(place, into, night)
    const path = join(into, file ?? join('evidence', hash))
    writeFileSync(path, readFileSync(path).fill(0, 0, 8))
    expect((await faultsIn(into)).join()).toContain(why)
    await expect(restore(into, place, night)).rejects.toThrow(why)
    expect(await entriesIn(place.database)).toBe(1)
  })

  test('that cannot be finished leaves nothing behind', async () => {
    const { folder, place, store } = await office('broken')
    store.close()
    writeFileSync(place.database, 'no database at all')
    await expect(backUp(place, join(folder, 'b'), night)).rejects.toThrow()
    expect(readdirSync(folder).filter((name) => name.includes('b.') || name === 'b')).toEqual([])
  })

  test('comes back as it was, and what stood there since is set aside', async () => {
    const { folder, place, store, hash } = await office('back')
    await backUp(place, join(folder, 'b'), night)
    await report(store, 2)
    store.close()
    rmSync(join(place.evidence, hash))
    const old = await restore(join(folder, 'b'), place, new Date('2017-07-03T01:00:00Z'))
    expect(old).toBe(`${place.database}.before-20170703-090000`)
    expect(await entriesIn(place.database)).toBe(1)
    expect(await entriesIn(old ?? '')).toBe(2)
    expect(readFileSync(join(place.evidence, hash), 'utf8')).toBe('a contract')
  })

  test('is made once a night, so many are kept, and other folders are left alone', async () => {
    const { folder, place, store } = await office('nightly')
    const into = join(folder, 'backups')
    mkdirSync(join(into, 'holiday photos'), { recursive: true })
    const { make, last } = nightlyBackup(into, place, 2)
    expect(await last()).toBeUndefined()
    for (const day of ['01', '02', '03']) await make(new Date(`2017-07-${day}T20:00:00Z`))
    // Started again and again within the same night.
    await make(new Date('2017-07-03T20:10:00Z'))
    expect(readdirSync(into)).toEqual(['holiday photos', 'yaodian-20170703-040000', 'yaodian-20170704-040000'])
    expect(await last()).toBe(Date.parse('2017-07-03T20:00:00Z'))
    store.close()
  })

  test('knows the ledger as it was: what is cut off or deleted afterwards is noticed', async () => {
    const { folder, place, store } = await office('heads')
    await report(store, 2)
    const into = join(folder, 'backups')
    await backUpInto(into, place, 3, night)
    expect(await backupsIn(into)).toHaveLength(1)
    await report(store, 3)
    expect((await audit(store, (await lastBackup(into, ''))?.ledger.heads)).faults).toEqual([])
    await store.commit([sql('DELETE FROM ledger'), sql('DELETE FROM cell')])
    expect((await audit(store)).faults).toEqual([])
    expect((await audit(store, (await lastBackup(into, ''))?.ledger.heads)).faults).toMatchObject([
      { what: 'cut', region: CHANGXING },
    ])
    store.close()
  })
})

describe('on the command line', () => {
  const line = new CommandLine()
  beforeAll(() => buildIfStale(), 240_000)
  afterAll(() => line.stop())

  test('a backup is made and restored, and a mistake says what to do', async () => {
    const { folder, place, store, hash } = await office('cli')
    store.close()
    const yaodian = (...args: readonly string[]) =>
      line.run(args, { ...process.env, YAODIAN_DB: place.database, INIT_CWD: folder })
    expect(await yaodian('backup')).toMatchObject({ status: 2, stderr: expect.stringContaining('YAODIAN_BACKUP') })
    expect(await yaodian('backup', 'b')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('台账1条'),
    })
    expect(existsSync(join(folder, 'b/backup.json'))).toBe(true)
    expect(await yaodian('restore', 'nowhere')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('不是备份'),
    })
    expect(await yaodian('restore', 'b')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('原来的改名为'),
    })
    const verified = await yaodian('audit', 'verify')
    expect(verified).toMatchObject({ status: 0, stderr: expect.stringContaining('台账1条') })
    const [, seal = '', day = ''] = /--seal (\w+) --day ([\d-]+)/.exec(verified.stderr) ?? []
    for (const given of [[seal, '--day', day], [seal], [`${seal.toUpperCase()}0123`]])
      expect(await yaodian('audit', 'verify', '--seal', ...given)).toMatchObject({
        status: 0,
        stderr: expect.stringContaining(`与 ${day} 零点的校验值`),
      })
    expect((await yaodian('audit', 'verify', '--seal', 'f'.repeat(16))).status).toBe(1)
    for (const mistyped of ['abcdef', seal.slice(1), `${seal.slice(1)}g`]) {
      const told = await yaodian('audit', 'verify', '--seal', mistyped, '--day', day)
      expect(told).toMatchObject({ status: 2, stderr: expect.stringContaining(`${mistyped} 不是校验值`) })
      expect(told.stderr + told.stdout).not.toContain('不符')
    }
    const again = openSqlite(place.database)
    await again.commit([
      sql(
        "INSERT INTO bulletin (id, period, snapshot, seal, person, at) VALUES ('2017-06-1', '2017-06', '{}', 'x', 'p', 1)",
      ),
    ])
    again.close()
    writeFileSync(join(place.evidence, hash), 'another contract')
    const { status, stdout } = await yaodian('audit', 'verify')
    expect(status).toBe(1)
    expect(stdout).toMatch(/"what":"bulletin","id":"2017-06-1"/)
    expect(stdout).toMatch(/"what":"evidence"[^\n]*内容变了/)
  }, 60_000)

  test('a restore that breaks off leaves the office as it was, and nothing beside it', async () => {
    const { folder, place, store } = await office('breaks off')
    store.close()
    await backUp(place, join(folder, 'b'), night)
    const later = openSqlite(place.database)
    await report(later, 2)
    later.close()
    const env = { ...process.env, YAODIAN_DB: place.database, INIT_CWD: folder }
    // in blocks of 512 bytes: less than half of the database
    const limited = `ulimit -f 200; '${process.execPath}' '${join(DIST, 'main.cli.js')}' restore b`
    const broken = spawnSync('sh', ['-c', limited], { env, cwd: folder, encoding: 'utf8' })
    expect(statSync(place.database).size).toBeGreaterThan(2 * 200 * 512)
    expect(broken.status).not.toBe(0)
    expect(broken.stderr).toMatch(/EFBIG/)
    expect(readdirSync(folder).filter((name) => /part$|before/.test(name))).toEqual([])
    expect(await entriesIn(place.database)).toBe(2)
    expect(spawnSync('sh', ['-c', limited.slice(limited.indexOf("'"))], { env, cwd: folder }).status).toBe(0)
    expect(await entriesIn(place.database)).toBe(1)
  }, 60_000)
})

describe('the plans of an office’s years', () => {
  const written = (folder: string, files: Readonly<Record<string, string>>): string => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return folder
  }
  const SHIPPED = { 'plans/2017/plan.yaml': 'of 2017', 'calendar/notices.yaml': '2017', 'lexicon.yaml': 'ours' }

  test('are backed up, and told where another machine’s program lacks them or has other words', async () => {
    const { folder, place } = await office('plans')
    const data = written(join(folder, 'program'), {
      ...SHIPPED,
      'plans/2031/plan.yaml': 'of 2031',
      'plans/2031/schedule.yaml': 'when',
      'plans/.2032.part/plan.yaml': 'half',
      'calendar/notices.yaml': '2017 and 2031',
    })
    const into = join(folder, 'backup')
    const { data: kept } = await backUp({ ...place, data }, into, night)
    expect(kept?.map(({ path }) => path)).toEqual([
      'calendar/notices.yaml',
      'plans/2017/plan.yaml',
      'plans/2031/plan.yaml',
      'plans/2031/schedule.yaml',
    ])
    expect(await dataUnlike(into, { ...place, data })).toEqual({ missing: [], differing: [] })
    const elsewhere = written(join(folder, 'elsewhere'), SHIPPED)
    expect(await dataUnlike(into, { ...place, data: elsewhere })).toEqual({
      missing: ['plans/2031'],
      differing: ['calendar/notices.yaml'],
    })
  })

  test('make a backup one that is not restored where they were changed in it', async () => {
    const { folder, place } = await office('plans-changed')
    const data = written(join(folder, 'program'), SHIPPED)
    const into = join(folder, 'backup')
    await backUp({ ...place, data }, into, night)
    writeFileSync(join(into, 'data/plans/2017/plan.yaml'), 'of 2018')
    expect(await faultsIn(into)).toEqual(['data/plans/2017/plan.yaml 不在，或与备份时不同'])
  })
})

test('a backup of a clock that was ahead does not pass for the last one', async () => {
  const { folder, place } = await office('ahead')
  const into = join(folder, 'backups')
  await backUpInto(into, place, 14, night)
  const ahead = new Date(night.getTime() + 5 * 86_400_000)
  await backUpInto(into, place, 14, ahead)
  const nightly = nightlyBackup(into, place, 14)
  const nextNight = new Date(night.getTime() + 86_400_000)
  expect(await nightly.last(nextNight)).toBe(night.getTime())
  expect(await nightly.make(nextNight)).toBeDefined()
  expect(await nightly.last(new Date(ahead.getTime() + 1))).toBe(ahead.getTime())
})

test('a backup is made into no folder whose disk is not there', async () => {
  const { folder, place } = await office('no-disk')
  await expect(backUp(place, join(folder, 'mnt/disk/one'), night)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(existsSync(join(folder, 'mnt'))).toBe(false)
})
