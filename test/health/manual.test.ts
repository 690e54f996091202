/** The lines of the manual are run as they stand, but for where things lie: whoever has only the manual has these. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale, ROOT } from '../program.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yaodian-manual-')))
afterAll(() => rmSync(folder, { recursive: true }))

/** The block of shell in the manual that has `line`. */
function block(line: string): string {
  const manual = readFileSync(join(ROOT, 'docs/operate.zh-CN.md'), 'utf8')
  const found = [...manual.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  const one = found.filter((text) => text.includes(line))
  expect(one).toHaveLength(1)
  return one[0] ?? ''
}

/** @param places what the manual calls a place → where it is here; the longer names first */
function run(lines: string, places: Readonly<Record<string, string>>): { out: string; status: number | null } {
  const here = Object.entries(places).reduce((text, [named, at]) => text.replaceAll(named, at), lines)
  const helpers = 'set -e; systemctl() { :; }; runuser() { :; }\n'
  const { stdout, stderr, status } = spawnSync('bash', ['-c', helpers + here], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  return { out: stdout + stderr, status }
}

describe('the drill', () => {
  beforeAll(() => buildIfStale(), 120_000)

  test('restores an office that has a seal key and data of its own, and finds it whole', { timeout: 60_000 }, () => {
    const own = join(folder, 'own')
    cpSync(join(ROOT, 'test/fixtures/offices/cangling'), own, { recursive: true })
    const settings = join(folder, 'yaodian.env')
    const lines = [
      'YAODIAN_CHANNEL=webhook',
      'WEBHOOK_URL=http://127.0.0.1:9/',
      `WEBHOOK_SECRET=whsec_${Buffer.alloc(32).toString('base64')}`,
      'YAODIAN_SEAL_KEY=abcdefgh12345678',
      `YAODIAN_DB=${join(folder, 'yaodian.db')}`,
      `YAODIAN_DATA=${own}`,
      `YAODIAN_BACKUP=${join(folder, 'backups')}`,
    ]
    writeFileSync(settings, `${lines.join('\n')}\n`)
    const places = { '/opt/yaodian': ROOT, '/etc/yaodian.env': settings }
    const made = run(
      `cd /opt/yaodian && set -a && . /etc/yaodian.env && set +a
       node dist/main.cli.js init
       node dist/main.cli.js admin add webhook:zhang
       node dist/main.cli.js backup`,
      places,
    )
    expect(made.status, made.out).toBe(0)
    const [backup = ''] = new RegExp(`${join(folder, 'backups')}/yaodian-\\d{8}-\\d{6}`).exec(made.out) ?? []
    expect(backup).not.toBe('')

    const drill = block('main.cli.js restore')
    const { out, status } = run(drill, {
      '/mnt/backup/yaodian-20170702-200000': backup,
      '/tmp/drill': join(folder, 'drill'),
      ...places,
    })
    expect(status, out).toBe(0)
    expect(out).toContain(`数据库：${join(folder, 'drill/yaodian.db')}，名册上1人`)
    expect(out).toContain('没有设自动备份')
    expect(out).not.toContain('错误')
    expect(existsSync(join(folder, 'drill/data/plans'))).toBe(true)
  })
})

test('an offline upgrade puts the new program beside the old one, mixes nothing, and leaves a way back', () => {
  const opt = join(folder, 'opt/yaodian')
  const fresh = join(folder, 'fresh')
  for (const [at, name] of [
    [opt, 'of-before.js'],
    [fresh, 'of-now.js'],
  ] as const) {
    mkdirSync(join(at, 'dist'), { recursive: true })
    writeFileSync(join(at, 'dist', name), '')
  }
  const archive = join(folder, 'new.tgz')
  expect(spawnSync('tar', ['-czf', archive, '-C', fresh, '.']).status).toBe(0)
  const { status, out } = run(block('ln -sfn /opt/yaodian-2'), {
    '/root/yaodian-新版.tgz': archive,
    '/opt/yaodian': opt,
  })
  expect(status, out).toBe(0)
  expect(readlinkSync(opt)).toBe(`${opt}-2`)
  expect(existsSync(join(opt, 'dist/of-now.js'))).toBe(true)
  expect(existsSync(join(opt, 'dist/of-before.js'))).toBe(false)
  expect(existsSync(join(`${opt}-1`, 'dist/of-before.js'))).toBe(true)
})
