/** `yaodian doctor` over a database on the disk: the words of /healthz. */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readData } from '../../src/composition/data.node.ts'
import { healthOf, tellIncidents, tickBegan } from '../../src/health/index.ts'
import { auditPart, databaseDamaged, loopPart, platformPart, tickPart } from '../../src/health/parts.ts'
import { instant } from '../../src/office/day.ts'
import { loadOffice, withoutDemo } from '../../src/office/load/index.ts'
import { backUpInto, placeOf } from '../../src/runtime/backup.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

let cli = ''
beforeAll(async () => {
  cli = await built('src/main.cli.ts')
}, 60_000)

function doctor(path: string): { out: string; code: number | null } {
  const env = { ...process.env, YAODIAN_DB: path, YAODIAN_CHANNEL: 'console' }
  const { stdout, status } = spawnSync(process.execPath, [cli, 'doctor'], { encoding: 'utf8', env })
  return { out: stdout, code: status }
}

test('tells of a damaged page and of a tick that stands what /healthz tells, and fails', {
  timeout: 60_000,
}, async () => {
  const path = join(folder, 'office.db')
  const store = openSqlite(path)
  const began = Date.now() - 3 * 3_600_000
  const rows = Array.from({ length: 2_000 }, (_, i) =>
    sql('INSERT INTO setting VALUES (?, ?)', `s${i}`, 'x'.repeat(50)),
  )
  await store.commit([tickBegan(instant(began)), ...rows])
  store.close()
  const well = doctor(path)
  expect(well.out).toContain(tickPart({ sinceMs: 3 * 3_600_000, failed: [] }).text)
  expect(well.out).not.toContain(databaseDamaged().text)

  const file = openSync(path, 'r+')
  const last = Math.floor(statSync(path).size / 4_096) - 2
  writeSync(file, Buffer.alloc(4_096), 0, 4_096, last * 4_096)
  closeSync(file)
  const { out, code } = doctor(path)
  const { text, mend } = databaseDamaged()
  expect(out).toContain(`数据库 database：${text}`)
  expect(out).toContain(`→ ${mend}`)
  expect(out.match(/^\S+ 数据库/gm)).toEqual(['错误 数据库'])
  expect(code).toBe(1)
})

describe('of a database that does not open the start and the doctor say the same', () => {
  const office = (path: string, backups: string) => ({
    PATH: process.env['PATH'],
    PORT: '0',
    YAODIAN_DB: path,
    YAODIAN_BACKUP: backups,
    YAODIAN_CHANNEL: 'webhook',
    WEBHOOK_URL: 'http://127.0.0.1:9/',
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
  })
  const said = async (path: string, backups: string) => {
    const options = { encoding: 'utf8', env: office(path, backups), timeout: 30_000 } as const
    const start = spawnSync(process.execPath, [await built('src/main.node.ts')], options)
    const doctor = spawnSync(process.execPath, [cli, 'doctor'], options)
    expect([start.status, doctor.status]).toEqual([1, 1])
    const [, why = ''] = /没有启动：数据库打不开：(.*)/.exec(start.stderr) ?? []
    expect(doctor.stdout).toContain(`错误 数据库：${why}\n`)
    expect(doctor.stdout.match(/^\S+ 数据库/gm)).toEqual(['错误 数据库'])
    return why
  }
  const DAMAGES: readonly (readonly [damage: string, spoil: (whole: Buffer) => Buffer])[] = [
    ['whose header is broken', (whole) => Buffer.concat([Buffer.alloc(100, 'x'), whole.subarray(100)])],
    ['whose first pages are nothing', (whole) => Buffer.concat([whole.subarray(0, 100), Buffer.alloc(80_000, 1)])],
    ['that was cut off', (whole) => whole.subarray(0, 3_000)],
    ['that is a text', () => Buffer.from('名册\n'.repeat(1_000))],
  ]

  test.each(DAMAGES)(
    'one %s: that it is damaged, and from which backup it is restored',
    {
      timeout: 60_000,
    },
    async (_, spoil) => {
      const place = mkdtempSync(join(folder, 'spoilt-'))
      const path = join(place, 'yaodian.db')
      openSqlite(path).close()
      const backups = join(place, 'backups')
      const newest = await backUpInto(backups, placeOf(path), 9, new Date('2017-07-02T20:00:00Z'))
      writeFileSync(path, spoil(readFileSync(path)))
      const why = await said(path, backups)
      expect(why).toContain(`${path} 损坏了`)
      expect(why).toContain(`yaodian restore ${newest}；`)
    },
  )

  test('a folder: that it is one', { timeout: 60_000 }, async () => {
    const why = await said(mkdtempSync(join(folder, 'office-')), join(folder, 'no-backups'))
    expect(why).toContain('是文件夹')
    expect(why).not.toContain('损坏')
  })

  test('one that another program holds: that, and nothing of a restore', { timeout: 60_000 }, async () => {
    const path = join(mkdtempSync(join(folder, 'held-')), 'yaodian.db')
    openSqlite(path).close()
    const other = new Database(path)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE; DELETE FROM setting')
    const why = await said(path, join(folder, 'no-backups'))
    other.close()
    expect(why).toContain('正被别的程序占用')
    expect(why).not.toContain('restore')
  })
})

test('a connection that the running office still feels is not said to be well above one that is found broken', {
  timeout: 60_000,
}, async () => {
  const path = join(folder, 'unreached.db')
  const store = openSqlite(path)
  const now = () => instant(Date.now())
  const look = healthOf({ store, now, tick: 'none', lostMs: () => undefined })
  await tellIncidents(store, await look(), now())
  store.close()
  const env = {
    ...process.env,
    YAODIAN_DB: path,
    YAODIAN_CHANNEL: 'feishu',
    FEISHU_APP_ID: `cli_${'0'.repeat(16)}`,
    FEISHU_APP_SECRET: 'x'.repeat(32),
    FEISHU_BASE_URL: 'http://127.0.0.1:9',
  }
  const { stdout } = spawnSync(process.execPath, [cli, 'doctor'], { encoding: 'utf8', env })
  expect(stdout).toContain('错误 飞书')
  expect(stdout).not.toContain('正常 平台连接')
})

test('tells what only the running office feels, tampering with the ledger above all, as /healthz tells it', {
  timeout: 60_000,
}, async () => {
  const path = join(folder, 'felt.db')
  const lostMs = 5 * 60_000
  /** The office looks, as it does each minute; then somebody runs the doctor. */
  const seenAfter = async (agoMs: number, auditFaults: number): Promise<string> => {
    const store = openSqlite(path)
    const now = () => instant(Date.now() - agoMs)
    const look = healthOf({
      store,
      now,
      tick: 'none',
      lagMs: () => 700,
      lostMs: () => lostMs,
      auditFaults: () => auditFaults,
    })
    await tellIncidents(store, await look(), now())
    store.close()
    return doctor(path).out
  }
  const tampered = await seenAfter(0, 3)
  expect(tampered).toContain(`注意 台账核对 audit：${auditPart(3).text}\n     → ${auditPart(3).mend}`)
  expect(tampered).toContain(`注意 程序响应 loop：${loopPart(700).text}\n`)
  expect(tampered).toContain(`注意 平台连接 platform：${platformPart(lostMs).text}\n`)
  expect(await seenAfter(0, 0)).toContain(`正常 台账核对 audit：${auditPart(0).text}\n`)

  // A process that has stopped feels nothing; what it found in the ledger is still so.
  const stopped = await seenAfter(2 * 3_600_000, 3)
  expect(stopped).toContain(`注意 台账核对 audit：${auditPart(3).text}（2小时前看到的`)
  expect(stopped).not.toContain(' loop：')
  expect(stopped).not.toContain(' platform：')
})

describe('of a database that is not there', () => {
  const told = (path: string, backups?: string): string => {
    const env = {
      ...process.env,
      YAODIAN_DB: path,
      YAODIAN_CHANNEL: 'webhook',
      WEBHOOK_URL: 'http://127.0.0.1:9/',
      WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
      ...(backups && { YAODIAN_BACKUP: backups }),
    }
    return spawnSync(process.execPath, [cli, 'doctor'], { encoding: 'utf8', env }).stdout
  }

  test('names init where no office ever was', { timeout: 60_000 }, () => {
    const place = join(folder, 'fresh')
    mkdirSync(place)
    writeFileSync(join(place, 'roster.csv'), '')
    expect(told(join(place, 'yaodian.db'), join(folder, 'no-backups'))).toContain('新装的用 yaodian init 建')
  })

  test.each(['yaodian.db-wal', 'yaodian.db.running', 'yaodian.db.before-0025', 'evidence'])(
    'warns of init where its office has left %s',
    { timeout: 60_000 },
    (left) => {
      const place = mkdtempSync(join(folder, 'moved-'))
      writeFileSync(join(place, left), '')
      const out = told(join(place, 'yaodian.db'))
      expect(out).toContain(`不见了，还留着 ${join(place, left)}\n`)
      expect(out).toContain('不要 yaodian init')
      expect(out).not.toContain('新装的用')
    },
  )

  test('names the newest of its backups', { timeout: 60_000 }, async () => {
    const place = mkdtempSync(join(folder, 'backed-up-'))
    const path = join(place, 'yaodian.db')
    const backups = join(folder, 'backups')
    openSqlite(path).close()
    await backUpInto(backups, placeOf(path), 9, new Date('2017-07-01T20:00:00Z'))
    const newest = await backUpInto(backups, placeOf(path), 9, new Date('2017-07-02T20:00:00Z'))
    rmSync(place, { recursive: true })
    mkdirSync(place)
    const out = told(path, backups)
    expect(out).toContain(`备份 ${newest}\n`)
    expect(out).toContain(`找不到的，yaodian restore ${newest}；`)
    expect(out).toContain('不要 yaodian init')
  })
})

describe('of an office’s plan', () => {
  // A build machine's own setting: a pipe gets no colours there either, but where they are forced.
  const { FORCE_COLOR: _, ...plain } = process.env
  const env = (path: string) => ({
    ...plain,
    CI: 'true',
    YAODIAN_DB: path,
    YAODIAN_CHANNEL: 'webhook',
    ...WEBHOOK,
  })
  const WEBHOOK = { WEBHOOK_URL: 'http://127.0.0.1:9/', WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}` }
  const told = (path: string): string =>
    spawnSync(process.execPath, [cli, 'doctor'], { encoding: 'utf8', env: env(path) }).stdout

  test('tells a year that has figures and no plan, as after a restore on another machine, and the office does not start', {
    timeout: 60_000,
  }, async () => {
    const path = join(folder, 'restored.db')
    const store = openSqlite(path)
    expect(told(path)).not.toContain('2031年的数')
    await store.commit([
      sql(
        `INSERT INTO cell (region, indicator, period, ends, revision, state, nil, proxy, person, at)
         VALUES ('980522', 'x', '2031-06', '2031-06-30', 1, 'submitted', 0, 0, 'p', 1)`,
      ),
    ])
    store.close()
    expect(told(path)).toContain('错误 计划：台账里有2031年的数，而 ')
    const main = await built('src/main.node.ts')
    const { status, stderr } = spawnSync(process.execPath, [main], {
      encoding: 'utf8',
      env: { ...env(path), PORT: '0' },
      timeout: 30_000,
    })
    expect(stderr).toContain('plans/2031 不在：从备份的 data/plans/ 拷回来')
    expect(status).toBe(1)
  })

  test('tells that it is of an earlier year than this, and that no split was imported', { timeout: 60_000 }, () => {
    const path = join(folder, 'new.db')
    openSqlite(path).close()
    const out = told(path)
    const { plan, regions } = withoutDemo(loadOffice(readData()))
    const { year } = plan
    const isSplit = [...plan.allocation.goals.keys()].some((key) => key !== regions.province.key)
    expect(out.includes(`注意 计划：还是${year}年的，今年是`)).toBe(year < new Date().getFullYear())
    expect(out.includes(`注意 任务分解：${year}年的没有`)).toBe(!isSplit)
  })

  test('tells that the days off of the year after the plan’s are missing, until they stand in the calendar', {
    timeout: 120_000,
  }, () => {
    const path = join(folder, 'calendar.db')
    openSqlite(path).close()
    // The office of 2017 as one of 2040, of which no package knows the days off.
    const own = join(folder, 'own')
    cpSync(join(import.meta.dirname, '../fixtures/offices/cangling'), own, { recursive: true })
    renameSync(join(own, 'plans', '2017'), join(own, 'plans', '2040'))
    for (const file of readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((one) =>
      /\.(ya?ml|txt|csv)$/.test(one),
    )) {
      const content = readFileSync(join(own, file), 'utf8')
      writeFileSync(join(own, file), content.replaceAll('2018', '2041').replaceAll('2017', '2040'))
    }
    const missing = (...known: readonly number[]): string[] => {
      const notices = known.map((year) => `  - { year: ${year}, source: 通知 }`)
      mkdirSync(join(own, 'calendar'), { recursive: true })
      writeFileSync(
        join(own, 'calendar', 'notices.yaml'),
        ['notices:', ...notices, ''].join('\n').replace(/^notices:\n$/, 'notices: []\n'),
      )
      const { stdout } = spawnSync(process.execPath, [cli, 'doctor'], {
        encoding: 'utf8',
        env: { ...env(path), YAODIAN_DATA: own },
      })
      if (/注意 放假安排/.test(stdout)) expect(stdout).toContain(`把通知补进 ${own}/calendar/notices.yaml`)
      return [...stdout.matchAll(/注意 放假安排：(\d{4})年的放假安排尚未载入/g)].flatMap(([, year]) => year ?? [])
    }
    expect(missing()).toEqual(['2040', '2041'])
    expect(missing(2040)).toEqual(['2041'])
    expect(missing(2040, 2041)).toEqual([])
  })

  test('says of a database that a newer version has changed what is to be done, and nothing of its disk', {
    timeout: 60_000,
  }, () => {
    const path = join(folder, 'newer.db')
    openSqlite(path).close()
    const db = new Database(path)
    db.exec("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')")
    db.close()
    const out = told(path)
    expect(out).toContain('已被较新版本的要点升级过（9999_later.sql）：请运行新版本')
    expect(out).not.toContain('改好权限')
  })
})
