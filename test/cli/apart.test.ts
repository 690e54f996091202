/** Where nothing was tampered with, the audit accuses nobody: another database, an older state of it, another key. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../program.ts'
import { CommandLine } from './yaodian.ts'

const root = mkdtempSync(join(tmpdir(), 'yaodian-apart-'))
const line = new CommandLine()
afterAll(() => {
  line.stop()
  rmSync(root, { recursive: true })
})
beforeAll(() => buildIfStale(), 240_000)

const KEY = { YAODIAN_SEAL_KEY: 'the office has this key' }
const OTHER = { YAODIAN_SEAL_KEY: 'and this is another key' }

/** An office's settings, and the command line; one administrator more with each backup. */
function office(name: string) {
  const folder = join(root, name)
  mkdirSync(join(folder, 'backups'), { recursive: true })
  const database = join(folder, 'office.db')
  const backups = join(folder, 'backups')
  const env = {
    PATH: process.env['PATH'],
    YAODIAN_CHANNEL: 'webhook',
    WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    YAODIAN_DB: database,
    YAODIAN_BACKUP: backups,
    INIT_CWD: folder,
  }
  const yaodian = async (args: string, more: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = await line.run(args.split(' '), { ...env, ...more })
    return { status, faults: stdout.trim().split('\n').filter(Boolean), said: stdout + stderr }
  }
  const works = async (args: string, more: Readonly<Record<string, string>> = {}) => {
    expect(await yaodian(args, more)).toMatchObject({ status: 0 })
  }
  const backedUp = () => readdirSync(backups).map((one) => join(backups, one))
  /** Somebody with the file. */
  const behind = (statements: string): void => {
    const db = new Database(database)
    db.exec(statements)
    db.close()
  }
  let backupsMade = 0
  const backup = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
    await works(`admin add webhook:a${backupsMade}`, more)
    const into = join(backups, `yaodian-2017070${++backupsMade}-033000`)
    await works(`backup ${into}`, more)
    return into
  }
  return { folder, database, yaodian, works, backup, backedUp, behind }
}

const verify = 'audit verify'
const WHOLE = { status: 0, faults: [] }

test('a new database beside backups of another is said to be another, until it has a backup of its own; theirs stay', {
  timeout: 60_000,
}, async () => {
  const { folder, yaodian, works, backup, backedUp } = office('another')
  await works('init')
  const theirs = [await backup(), await backup()]
  expect(await yaodian(verify)).toMatchObject(WHOLE)

  const fresh = { YAODIAN_DB: join(folder, 'new.db'), YAODIAN_BACKUPS: '1' }
  expect(await yaodian('init', fresh)).toMatchObject({
    status: 1,
    said: expect.stringMatching(/什么也没有建.*yaodian restore \S+backups\/yaodian-2017070\d-033000；.*init --anew/),
  })
  await works('init --anew', fresh)
  const { status, faults } = await yaodian(verify, fresh)
  expect(status).toBe(1)
  expect(faults).toEqual([expect.stringMatching(/（\S+\+08:00）是另一个数据库的，没有与它比较.*yaodian backup/)])
  await works('backup', fresh)
  expect(await yaodian(verify, fresh)).toMatchObject(WHOLE)
  expect(backedUp()).toEqual([...theirs, expect.anything()])
  // Each goes on to be compared with its own.
  expect(await yaodian(verify)).toMatchObject(WHOLE)
})

test('what was cut off since the last backup is still told where no other database explains it', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup, behind } = office('cut')
  await works('init')
  await backup()
  behind('DELETE FROM change_log WHERE sequence > 2')
  expect((await yaodian(verify)).faults).toContainEqual(expect.stringMatching(/之前被截断/))
})

test('an older backup that was restored is said to be that, by whom, and administrators are told; the next backup ends it', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup, database } = office('restored')
  await works('init')
  const older = await backup()
  await backup()
  await works(`restore ${older}`)
  const { status, faults } = await yaodian(verify)
  expect(status).toBe(1)
  expect(faults).toEqual([expect.stringMatching(/由 cli:.* 从 .* 恢复，比最近的备份.*旧.*yaodian backup/)])
  const db = new Database(database, { readonly: true })
  expect(db.prepare("SELECT card FROM outbox WHERE key LIKE 'restore:%'").pluck().all()).toEqual([
    expect.stringContaining('数据库从备份恢复了'),
  ])
  db.close()
  await backup()
  expect(await yaodian(verify)).toMatchObject(WHOLE)
})

test('a seal of before an older backup was restored accuses nobody, one of after it still does', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup } = office('sealed')
  await works('init')
  const older = await backup()
  await works(`restore ${older}`)
  await backup()
  const of = (day: string) => yaodian(`${verify} --seal ${'0'.repeat(16)} --day ${day}`)
  expect((await of('2017-07-04')).faults).toEqual([expect.stringMatching(/恢复过，2017-07-04 的校验值/)])
  const tomorrow = new Date(Date.now() + 30 * 3_600_000).toISOString().slice(0, 10)
  expect((await of(tomorrow)).faults).toEqual([expect.stringMatching(/被改过、删过或截短过/)])
})

test('with another key, or none, nothing works, and one sentence says why and what to do', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup } = office('other-key')
  await works('init', KEY)
  const kept = await backup(KEY)
  for (const [key, says] of [
    [OTHER, /YAODIAN_SEAL_KEY 不是封存时用的那一个.*audit reseal/],
    [{}, /没有设 YAODIAN_SEAL_KEY.*audit reseal/],
  ] as const)
    for (const command of [verify, 'people export', 'privacy log', `restore ${kept}`]) {
      const { status, faults, said } = await yaodian(command, key)
      expect({ command, status, faults }).toEqual({ command, status: 1, faults: [] })
      expect(said.trim().split('\n')).toEqual([expect.stringMatching(says)])
    }
  expect(await yaodian(verify, KEY)).toMatchObject(WHOLE)
})

test('a lost key is followed by another: what is there is sealed anew, which is recorded and told, and tampering shows', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup, behind, database } = office('lost-key')
  await works('init', KEY)
  const kept = await backup(KEY)
  expect(await yaodian('audit reseal')).toMatchObject({ status: 2, said: expect.stringContaining('先设新的') })
  await works('audit reseal', OTHER)
  expect(await yaodian(verify, OTHER)).toMatchObject(WHOLE)
  expect((await yaodian('privacy log', OTHER)).said).toMatch(
    /"what":"reseal","whom":"到第 \d+ 条（校验值 .{16}）为止.*密钥丢了，没有能核对/,
  )
  const db = new Database(database, { readonly: true })
  expect(db.prepare("SELECT count(*) FROM outbox WHERE key LIKE 'reseal:%'").pluck().get()).toBe(1)
  db.close()
  // The lost one turns up: it is not the one any more.
  expect((await yaodian(verify, KEY)).said).toMatch(
    /条不是用现在的 YAODIAN_SEAL_KEY 封存的：换过密钥的，照另存的最新一份设好/,
  )
  await works('admin add webhook:later', OTHER)
  expect(await yaodian(verify, OTHER)).toMatchObject(WHOLE)
  behind("UPDATE person SET name = '别人' WHERE id = 'webhook:a0'")
  expect((await yaodian(verify, OTHER)).faults).toEqual([expect.stringContaining('人员 webhook:a0 写入以后被改动过')])
  // What was backed up with the lost key is restored, and sealed anew, too.
  await works(`restore ${kept} --reseal`, OTHER)
  expect((await yaodian(verify, OTHER)).faults).toEqual([expect.stringContaining('恢复')])
  await works('people export', OTHER)
})

test('what was looked into after tampering counts from then on, with how much it was, and what comes later shows', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, backup, backedUp, behind, database } = office('looked-into')
  await works('init')
  await backup()
  behind("UPDATE person SET name = '别人' WHERE id = 'webhook:a0'; DELETE FROM change_log WHERE sequence = 2")
  expect((await yaodian(verify)).faults.length).toBeGreaterThan(2)
  const head = (): { sequence: number; hash: string } => {
    const db = new Database(database, { readonly: true })
    const found = db.prepare('SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1').get()
    db.close()
    return found as { sequence: number; hash: string }
  }
  const before = head()
  await works('audit reseal', KEY)
  // A second person sees from where to where nothing is compared, and what was unlike by then: in the log,
  const said = (await yaodian('privacy log', KEY)).said
  const [, last = '', hash] =
    /"what":"reseal".*到第 (\d+) 条（校验值 .{16}）为止.*重新封存到第 \d+ 条（校验值 (.{16})）；封存以前有\d+处不符：.*人员1处/.exec(
      said,
    ) ?? []
  expect(said).toContain(`到第 ${before.sequence} 条（校验值 ${before.hash.slice(0, 16)}）为止`)
  expect(Number(last)).toBe(before.sequence)
  // in the administrators' chats,
  const db = new Database(database, { readonly: true })
  const card = db.prepare("SELECT card FROM outbox WHERE key LIKE 'reseal:%'").pluck().get()
  const lines = db.prepare('SELECT hash FROM change_log').pluck().all() as string[]
  db.close()
  expect(card).toContain('人员 webhook:a0 写入以后被改动过')
  expect(card).toContain(before.hash.slice(0, 16))
  expect(lines.filter((one) => one.startsWith(String(hash)))).toHaveLength(1)
  // at each audit from then on,
  expect(await yaodian(verify, KEY)).toMatchObject({
    ...WHOLE,
    said: expect.stringMatching(/重新封存过：.*有\d+处不符/),
  })
  // and the next backup has a head of the log that follows on it.
  await backup(KEY)
  const told = JSON.parse(readFileSync(join(backedUp().at(-1) ?? '', 'backup.json'), 'utf8')) as {
    log: { sequence: number }
  }
  expect(told.log.sequence).toBeGreaterThan(lines.findIndex((one) => one.startsWith(String(hash))) + 1)
  behind("UPDATE person SET name = '又一人' WHERE id = 'webhook:a0'")
  expect((await yaodian(verify, KEY)).faults).toContainEqual(expect.stringContaining('人员 webhook:a0'))
})

test('whoever adds a line in the name of a later key has it told as no line of the office’s', {
  timeout: 60_000,
}, async () => {
  const { yaodian, works, behind } = office('later-key')
  await works('init', KEY)
  await works('admin add webhook:a', KEY)
  behind("INSERT INTO change_log SELECT max(sequence) + 1, max(at), '[]', 2, 'x' FROM change_log")
  behind("UPDATE person SET name = '别人'")
  // It hides nothing, and nothing stands still because of it.
  expect((await yaodian(verify, KEY)).faults).toEqual([
    expect.stringMatching(/起有1条不是用现在的 YAODIAN_SEAL_KEY 封存的：.*是有人添的/),
    expect.stringContaining('人员 webhook:a 写入以后被改动过'),
  ])
  await works('admin add webhook:b', KEY)
})
