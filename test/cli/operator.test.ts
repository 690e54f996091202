/** What an operator does by mistake: a restore under a running office, a second start, a disk that is not mounted. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inWords } from '../../src/cli/fault.ts'
import { TICK_BEGAN } from '../../src/health/index.ts'
import { settingOf } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { buildIfStale, DIST } from '../program.ts'
import { CommandLine } from './yaodian.ts'

const root = mkdtempSync(join(tmpdir(), 'yaodian-operator-'))
const line = new CommandLine()
afterAll(() => {
  line.stop()
  rmSync(root, { recursive: true })
})
beforeAll(() => buildIfStale(), 240_000)

/** An office of its own folder, and its command line. */
function office(name: string) {
  const folder = join(root, name)
  mkdirSync(folder)
  const database = join(folder, 'office.db')
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    YAODIAN_CHANNEL: 'webhook',
    WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    YAODIAN_DB: database,
    INIT_CWD: folder,
  }
  const yaodian = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = await line.run(args, { ...env, ...more })
    return { status, said: stdout + stderr }
  }
  /** Started, and up or ended; what it said by then. */
  async function start(more: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [join(DIST, 'main.node.js')], { env: { ...env, ...more } })
    let said = ''
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const up = new Promise<void>((resolve) => {
      for (const pipe of [child.stdout, child.stderr])
        pipe.on('data', (text: Buffer) => {
          said += text
          if (said.includes('要点已启动')) resolve()
        })
    })
    await Promise.race([up, ended])
    return { said: () => said, ended, end: () => child.kill('SIGTERM') && ended }
  }
  return { folder, database, yaodian, start }
}

test('the office that runs looks each minute for a right that somebody raised in its database', {
  timeout: 60_000,
}, async () => {
  const { database, yaodian, start } = office('watched')
  for (const args of [['init'], ['admin', 'add', 'webhook:wang']])
    expect(await yaodian(args)).toMatchObject({ status: 0 })
  const behind = new Database(database)
  behind.exec("UPDATE post SET role = 'official'")
  behind.close()
  const running = await start()
  try {
    const [, port] = /localhost:(\d+)/.exec(running.said()) ?? []
    const audit = async () => {
      const told = await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()
      return (told as { parts: { audit?: { state: string; value: number } } }).parts.audit
    }
    while (!(await audit())) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await audit()).toMatchObject({ state: 'degraded', value: 2 })
  } finally {
    await running.end()
  }
})

describe('while the office runs', { timeout: 120_000 }, () => {
  const { folder, database, yaodian, start } = office('running')
  const backup = join(folder, 'b')
  const secret = { YAODIAN_SEAL_KEY: 'a secret of the office' }
  const typo = { YAODIAN_BAKUP: '/mnt/backup' }
  let running: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    for (const args of [['init'], ['admin', 'add', 'webhook:wang'], ['backup', backup]])
      expect(await yaodian(args, secret)).toMatchObject({ status: 0 })
    running = await start({ ...secret, ...typo })
    expect(running.said()).toContain('要点已启动')
  }, 120_000)
  afterAll(() => running?.end())

  test('a setting with a mistyped name is told at the start and by the doctor, with the one that may be meant', async () => {
    expect(running.said()).toContain('没有 YAODIAN_BAKUP 这项设置，它不起作用；是不是 YAODIAN_BACKUP？')
    expect((await yaodian(['doctor'], { ...secret, ...typo })).said).toMatch(
      /没有 YAODIAN_BAKUP 这项(.|\n)*是不是 YAODIAN_BACKUP？/,
    )
  })

  test('nothing is restored and no second one starts: it is said who is at work and what to do', async () => {
    const refused = await yaodian(['restore', backup], secret)
    expect(refused).toMatchObject({ status: 1 })
    expect(refused.said).toMatch(/要点在运行（进程 \d+，20.*\+08:00 起）：先停掉/)
    const second = await start(secret)
    expect(await second.ended).toBe(1)
    expect(second.said()).toMatch(/没有启动：.*office\.db 正被另一个要点使用（进程 \d+，20/)
  })

  test('with a secret every thread of it writes the log of changes with that secret', async () => {
    const store = openSqlite(database, { readonly: true })
    // Written by the desk that plans, in a thread of its own.
    await expect.poll(() => settingOf(store, 'remind.since'), { timeout: 30_000 }).toBeDefined()
    store.close()
    expect(await running.end()).toBe(0)
    expect(await yaodian(['audit', 'verify'], secret)).toMatchObject({
      status: 0,
      said: expect.stringContaining('没有变动'),
    })
    expect(await yaodian(['audit', 'verify'])).toMatchObject({
      status: 1,
      said: expect.stringContaining('YAODIAN_SEAL_KEY'),
    })
  })

  test('what was backed up is restored once it has ended, and an office runs on that', async () => {
    expect((await yaodian(['restore', backup], secret)).status).toBe(0)
    expect((await yaodian(['privacy', 'log'], secret)).said).toMatch(/"what":"restore"/)
    running = await start(secret)
    expect(running.said()).toContain('要点已启动')
  })

  test('a database that was deleted under it is not made anew beside its log, nor while it runs', async () => {
    const store = openSqlite(database, { readonly: true })
    await expect.poll(() => settingOf(store, TICK_BEGAN), { timeout: 30_000 }).toBeDefined()
    store.close()
    rmSync(database)
    expect(await yaodian(['init'])).toMatchObject({ status: 1, said: expect.stringMatching(/被删除或移走了/) })
    for (const end of ['-wal', '-shm']) rmSync(database + end)
    expect(await yaodian(['init'])).toMatchObject({
      status: 1,
      said: expect.stringMatching(/正被另一个要点使用（进程 \d+/),
    })
    const failed = await yaodian(['backup', 'another'])
    expect(failed).toMatchObject({ status: 1, said: expect.stringMatching(/没有备份成：数据库打不开/) })
    expect(failed.said).not.toMatch(/object Object|已备份/)
    await running.end()
    expect(existsSync(database)).toBe(false)
  })
})

describe('settings and backups', { timeout: 60_000 }, () => {
  test('a backup goes into no folder whose disk is not there, and what a killed one left is cleared', async () => {
    const { folder, yaodian } = office('unmounted')
    await yaodian(['init'])
    const unset = await yaodian(['doctor'])
    expect(unset.said).toContain('备份 backup：没有设自动备份')
    expect(unset.said).toContain('管理员：一个也没有')
    expect(await yaodian(['backup'], { YAODIAN_BACKUP: join(folder, 'mnt/disk') })).toMatchObject({
      status: 1,
      said: expect.stringMatching(/没有这个文件或文件夹.*挂上/),
    })
    expect(existsSync(join(folder, 'mnt'))).toBe(false)

    const into = join(folder, 'disk')
    mkdirSync(join(into, '.yaodian-20170702-200000.999999999.5b0f2a52-2d0e-4d6c-9d0d-3a1f6c1e7a10.part'), {
      recursive: true,
    })
    const backup = (...more: string[]) => yaodian(['backup', ...more], { YAODIAN_BACKUP: into })
    expect((await backup()).status).toBe(0)
    expect(readdirSync(into)).toEqual([expect.stringMatching(/^yaodian-\d{8}-\d{6}$/)])
    const { said } = await yaodian(['doctor'], { YAODIAN_BACKUP: into })
    expect(said).toContain(`备份 backup：备份放在 ${into}，最近一次备份在`)

    // The disk is taken off: its mount point is an empty folder.
    rmSync(into, { recursive: true })
    mkdirSync(into)
    expect(await backup()).toMatchObject({ status: 1, said: expect.stringContaining('先把那块盘挂上') })
    expect(readdirSync(into)).toEqual([])
    expect((await backup('--prepare')).status).toBe(0)
  })

  test.each([
    [['frob'], '没有这个命令：frob'],
    [['doctor', '--all'], '没有这个选项：--all'],
    [['restore'], '后面还要写：folder'],
    [['export', 'ledger', '2017-06'], '要写选项：--out <file>'],
    [['remind', '--dry-run', '--from', 'soon', '--to', 'later'], '--from 应为日期'],
  ])('a command that is called wrongly is told so in Chinese: %j', async (args, told) => {
    const { yaodian } = office(`wrongly-${args.join('')}`)
    const { status, said } = await yaodian(args)
    expect([status, said]).toEqual([2, expect.stringContaining(told)])
    expect(said).not.toMatch(/error:|unknown|missing|expected/)
  })

  test('what the machine refuses is told in words, whatever was thrown', () => {
    expect(inWords(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toMatch(/磁盘满了/)
    expect(inWords({ message: 'attempt to write', code: 'SQLITE_READONLY_DIRECTORY' })).toMatch(/只能读/)
    expect(inWords(new Error('x', { cause: { code: 'EACCES' } }))).toMatch(/没有权限/)
    expect(inWords({ odd: 1 })).toBe('{"odd":1}')
  })
})

describe('administrators', { timeout: 60_000 }, () => {
  test('are accounts of a channel in use, and the last one stays', async () => {
    const { folder, yaodian } = office('admins')
    await yaodian(['init'])
    for (const wrong of ['王处', 'ou_0123', 'feishu:ou_1', 'console:x'])
      expect([wrong, await yaodian(['admin', 'add', wrong])]).toEqual([
        wrong,
        { status: 2, said: expect.stringContaining('账号应写成 webhook:名字') },
      ])
    expect((await yaodian(['admin', 'add', 'webhook:wang'])).status).toBe(0)
    expect(await yaodian(['admin', 'remove', 'webhook:wang'])).toMatchObject({
      status: 1,
      said: expect.stringContaining('最后一位联系得到的管理员'),
    })
    expect((await yaodian(['doctor'])).said).toContain('管理员：1位，其中1位联系得到')
    // One more who is known by a telephone number alone could be told nothing.
    writeFileSync(join(folder, 'a.csv'), '姓名,手机,角色,区域\n张三,13800000001,管理员,\n')
    expect((await yaodian(['people', 'import', 'a.csv'])).status).toBe(0)
    expect((await yaodian(['admin', 'remove', 'webhook:wang'])).status).toBe(1)
    writeFileSync(join(folder, 'r.csv'), '姓名,open_id,角色,区域\n陈晓,webhook:chen,县联系人,长兴县\n')
    expect(await yaodian(['people', 'import', 'r.csv', '--replace'])).toMatchObject({
      status: 1,
      said: expect.stringMatching(/没有管理员.*webhook:wang/),
    })
    expect((await yaodian(['admin', 'add', 'webhook:li'])).status).toBe(0)
    expect((await yaodian(['admin', 'remove', 'webhook:wang'])).status).toBe(0)
    expect(await yaodian(['admin', 'remove', 'webhook:wang'])).toMatchObject({ status: 1 })
    // A table that cannot be written is told in words; who took which, too.
    const nowhere = join(folder, 'none/r.xlsx')
    const ranking = ['export', 'ranking', '僵尸企业', '2017-06', '--out', nowhere]
    expect(await yaodian(ranking, { YAODIAN_PLAN: '2017' })).toMatchObject({
      status: 1,
      said: expect.stringContaining(`写不了 ${nowhere}`),
    })
    // Who gave rights is found afterwards, and what a refused command would have given is not there.
    const { said } = await yaodian(['privacy', 'log'])
    expect([...said.matchAll(/"what":"(\w+)","whom":"([^"]+)"/g)].map(([, ...one]) => one)).toEqual([
      ['admin', '+ webhook:wang'],
      ['roster', 'a.csv'],
      ['admin', '+ webhook:li'],
      ['admin', '- webhook:wang'],
      ['file', `排名 僵尸企业 2017-06 → ${nowhere}`],
    ])
  })
})

test('who had a person’s data handed out, and who erased them, is written down, and on duty nobody is erased unasked', {
  timeout: 60_000,
}, async () => {
  const { folder, database, yaodian } = office('privacy')
  await yaodian(['init'])
  writeFileSync(join(folder, 'r.csv'), '姓名,open_id,手机,角色,区域\n葛宏伟,webhook:ge,13800001111,县联系人,长兴县\n')
  await yaodian(['people', 'import', 'r.csv'])
  const exported = await yaodian(['privacy', 'export', '葛宏伟'])
  expect(exported.said).toContain('13800001111')
  expect(await yaodian(['privacy', 'erase', '葛宏伟'])).toMatchObject({
    status: 1,
    said: expect.stringContaining('--force'),
  })
  const erased = await yaodian(['privacy', 'erase', '葛宏伟', '--force'])
  expect([erased.status, erased.said]).toEqual([0, expect.stringContaining('.before-')])
  const { said } = await yaodian(['privacy', 'log'])
  expect([...said.matchAll(/"who":"cli:\w+","what":"(\w+)"/g)].map(([, what]) => what)).toEqual([
    'roster',
    'export',
    'erase',
  ])
  // Nothing of them is left in the file.
  for (const word of ['葛宏伟', '13800001111']) expect(readFileSync(database).includes(word)).toBe(false)
})
