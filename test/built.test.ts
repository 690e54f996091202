/** The built program: what `npm ci` leaves, and what a first start finds ready. */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readData } from '../src/composition/data.node.ts'
import { loadDemo, loadOffice } from '../src/office/load/index.ts'
import { type Store, sql } from '../src/store/index.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { startFeishu } from './channels/feishu/sim/index.ts'
import { buildIfStale, DIST, ROOT } from './program.ts'
import { isLong } from './size.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-'))

/** Resolves when the built office says that it is there; it is stopped then. */
function startedOnce(environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [join(DIST, 'main.node.js')], {
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('要点已启动')) child.kill('SIGTERM')
    })
    child.on('exit', (code) =>
      code === 0 ? resolve(environment['YAODIAN_DB'] ?? '') : reject(new Error(`exit ${code}`)),
    )
  })
}

/** Every row of every table, with ids and hashes told apart by when they first occur: they are drawn by chance. */
async function rowsOf(path: string): Promise<Record<string, readonly string[]>> {
  const store = openSqlite(path, { readonly: true })
  try {
    const tables = await store.all<{ name: string }>(
      // the log of changes has a line for each commit, and when it was made
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'change_log' ORDER BY name",
    )
    const seen = new Map<string, string>()
    const named = (drawn: string): string => {
      const known = seen.get(drawn) ?? `#${seen.size}`
      seen.set(drawn, known)
      return known
    }
    const rows: Record<string, readonly string[]> = {}
    for (const { name } of tables) rows[name] = (await linesOf(store, name)).map((line) => line.replace(DRAWN, named))
    return rows
  } finally {
    store.close()
  }
}

/** Of what was said in the demo, how much came to a figure on record or its review. */
async function recordedIn(path: string): Promise<number | undefined> {
  const store = openSqlite(path, { readonly: true })
  const row = await store.first<{ n: number }>(
    `SELECT count(*) AS n FROM inbox WHERE status IN ('recorded', 'accepted', 'received')`,
  )
  store.close()
  return row?.n
}

function pastReports(): number {
  const data = readData()
  const { reports, start } = loadDemo(data, loadOffice(data).regions)
  return reports.filter(({ at }) => at <= start).length
}

/** Ids, and seals over rows that hold them: whole, or their heads as summaries tell them. */
const DRAWN = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|(?<=校验值 ?)[0-9a-f]{12,64}\b/g

/** Where the clock stood when the program was stopped, and the marks of its minute. */
const OF_THE_HOST = /^(demo\.clock|tick)/

async function linesOf(store: Store, table: string): Promise<string[]> {
  const rows = await store.all(`SELECT * FROM ${table}`)
  // When a migration was applied is the host's time, not the demo's; so is what a .docx says of itself, packed.
  const kept = rows.filter((row) => table !== 'setting' || !OF_THE_HOST.test(String(row['name'])))
  return kept.map(({ applied_at: _, ...row }) => JSON.stringify(row).replace(/(\.docx.{1,9}bytes\W+)\d+/, '$1…'))
}

describe('the built program', () => {
  beforeAll(() => {
    buildIfStale()
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // By night held against a past that the program plays in itself, seven seconds of the processor.
  test('starts on a demo whose every row is as if its past had been played in, and takes no log of a database that was deleted', async () => {
    const snapshot = readdirSync(DIST).filter((name) => /^demo-[0-9a-f]{12}\.db$/.test(name))
    expect(snapshot).toHaveLength(1)
    // Beside where it will lie, the log of a database that was deleted.
    const other = openSqlite(join(folder, 'other.db'))
    await other.commit([sql("INSERT INTO setting (name, value) VALUES ('ghost', '')")])
    copyFileSync(join(folder, 'other.db-wal'), join(folder, 'ready.db-wal'))
    other.close()
    const ready = await startedOnce({ YAODIAN_DB: join(folder, 'ready.db') })
    // A plan that is named has no snapshot.
    const played = isLong
      ? await startedOnce({ YAODIAN_DB: join(folder, 'played.db'), YAODIAN_PLAN: '2017' })
      : join(DIST, snapshot[0] ?? '')
    const rows = await rowsOf(ready)
    expect(rows['ledger']?.length).toBeGreaterThan(1_000)
    expect(rows['console_message']?.length).toBeGreaterThan(1_000)
    expect(await recordedIn(ready)).toBe(pastReports())
    expect(await rowsOf(played)).toEqual(rows)
    expect(rows['setting']).not.toEqual([])
    expect(rows['setting']?.filter((row) => row.includes('ghost'))).toEqual([])
  }, 120_000)

  test('answers on Feishu: what is imported on first use has its names', async () => {
    const sim = await startFeishu()
    openSqlite(join(folder, 'feishu.db')).close()
    const child = spawn(process.execPath, [join(DIST, 'main.node.js')], {
      env: {
        ...process.env,
        PORT: '0',
        YAODIAN_DB: join(folder, 'feishu.db'),
        YAODIAN_CHANNEL: 'feishu',
        FEISHU_MODE: 'longconn',
        FEISHU_BASE_URL: sim.url,
        FEISHU_APP_ID: sim.appId,
        FEISHU_APP_SECRET: sim.appSecret,
      },
      stdio: 'ignore',
    })
    try {
      await expect.poll(() => sim.connections.length, { timeout: 60_000 }).toBe(1)
      const user = sim.users.addUser({ name: '官员' })
      sim.users.sendText(user, '2017年要处置多少家僵尸企业？')
      await expect.poll(() => JSON.stringify(sim.lastFromBot(user) ?? null), { timeout: 60_000 }).toMatch(/300家/)
    } finally {
      child.kill('SIGKILL')
      await sim.close()
    }
  }, 150_000)

  test('runs with Node alone from the package for offices without a net, PDF and all', () => {
    const packed = join(folder, 'packed')
    // A build leaves what the one before it made, for a process that still runs on it.
    const old = join(DIST, 'ask-OF-BEFORE.js')
    writeFileSync(old, '')
    const made = spawnSync(process.execPath, [join(ROOT, 'scripts/pack.js'), packed])
    rmSync(old)
    expect(made.status, String(made.stderr)).toBe(0)
    const { outputs } = JSON.parse(readFileSync(join(DIST, 'build.json'), 'utf8')) as { outputs: readonly string[] }
    const scripts = readdirSync(join(packed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.js'),
    )
    expect(scripts.sort()).toEqual(outputs.filter((one) => one.endsWith('.js')).sort())
    const yaodian = (root: string, ...args: readonly string[]) =>
      spawnSync(process.execPath, [join(root, 'dist/main.cli.js'), ...args], {
        cwd: root,
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
      })
    // As the manual has it: unpacked into /opt/yaodian, where the unit looks for dist/.
    const listed = spawnSync('tar', ['-tzf', `${packed}.tgz`], { encoding: 'utf8' }).stdout.split('\n')
    expect(listed).toEqual(expect.arrayContaining(['./dist/main.node.js', './deploy/yaodian.service']))
    expect(yaodian(packed, 'ask', '2017年要处置多少家僵尸企业？').stdout).toContain('300家')
    const pdf = join(ROOT, 'test/documents/files/plan-with-annex.pdf')
    const read = yaodian(packed, 'ingest', pdf)
    expect(read.stdout).toContain('临制高办〔2020〕8号')
    expect(read.stdout).toBe(yaodian(ROOT, 'ingest', pdf).stdout)
    const entries = readdirSync(packed, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    const bytes = entries.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
    expect(bytes / 2 ** 20).toBeLessThan(60)
  }, 120_000)
})
