/** A path mistyped is no new office: a database is made on purpose, by `yaodian init`. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale, DIST } from '../program.ts'
import { CommandLine } from './yaodian.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-init-'))
const line = new CommandLine()
afterAll(() => {
  line.stop()
  rmSync(folder, { recursive: true })
})
beforeAll(() => buildIfStale(), 240_000)

const MESSENGER = {
  YAODIAN_CHANNEL: 'webhook',
  WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
}

const environment = (more: Readonly<Record<string, string>>) => ({ PATH: process.env['PATH'], PORT: '0', ...more })

/** The office, ended as soon as it is up; what it said by then, and how it ended. */
function started(more: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(DIST, 'main.node.js')], { env: environment(more) })
  let said = ''
  for (const pipe of [child.stdout, child.stderr])
    pipe.on('data', (text: Buffer) => {
      said += text
      if (said.includes('要点已启动')) child.kill('SIGTERM')
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

const yaodian = (more: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  line.run(args, environment(more))

describe('an office on messengers', { timeout: 60_000 }, () => {
  test('does not start where there is no database, nor on an empty file, and makes none', async () => {
    const nowhere = { ...MESSENGER, YAODIAN_DB: join(folder, 'mistyped/office.db') }
    const { code, said } = await started(nowhere)
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toEqual([expect.stringMatching(/没有启动.*mistyped\/office\.db.*yaodian init/)])
    expect(existsSync(join(folder, 'mistyped'))).toBe(false)

    const empty = join(folder, 'empty.db')
    writeFileSync(empty, '')
    expect(await started({ ...MESSENGER, YAODIAN_DB: empty })).toMatchObject({
      code: 1,
      said: expect.stringContaining(`${empty} 没有数据库`),
    })
    expect(statSync(empty).size).toBe(0)
    expect((await yaodian({ ...MESSENGER, YAODIAN_DB: empty }, 'init')).status).toBe(0)
  })

  test('starts on what init made, and says which file and how many people; the demo keeps off it', async () => {
    const own = { ...MESSENGER, YAODIAN_DB: join(folder, 'new/office.db') }
    expect(await yaodian(own, 'init')).toMatchObject({ status: 0, stderr: expect.stringContaining('people import') })
    expect(await started(own)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`${own.YAODIAN_DB}，名册上 0 人`),
    })
    expect((await yaodian(own, 'admin', 'add', 'webhook:wang')).status).toBe(0)
    expect(await yaodian(own, 'init')).toMatchObject({ status: 1, stderr: expect.stringContaining('已经有数据库了') })
    expect((await started(own)).said).toContain('名册上 1 人')
    expect(await started({ YAODIAN_DB: own.YAODIAN_DB })).toMatchObject({
      code: 1,
      said: expect.stringContaining('单位自己的数据库'),
    })
    expect((await started(own)).said).toContain('名册上 1 人')
  })
})

describe('the command line', { timeout: 60_000 }, () => {
  test('writes to no database that nobody made; statements that are only printed need none', async () => {
    const nowhere = { ...MESSENGER, YAODIAN_DB: join(folder, 'nowhere.db') }
    for (const args of [['admin', 'add', 'webhook:wang'], ['audit', 'verify'], ['doctor']]) {
      const { status, stdout, stderr } = await yaodian(nowhere, ...args)
      expect([args[0], status]).toEqual([args[0], 1])
      expect(stdout + stderr).toMatch(/nowhere\.db(.|\n)*yaodian init/)
    }
    expect((await yaodian(nowhere, 'admin', 'add', 'ou_1', '--sql')).stdout).toContain('INSERT INTO')
    expect(existsSync(nowhere.YAODIAN_DB)).toBe(false)
  })

  test('makes no office’s database where the demo would look for its own', async () => {
    expect(await yaodian({}, 'init')).toMatchObject({ status: 2, stderr: expect.stringContaining('YAODIAN_CHANNEL') })
  })
})
