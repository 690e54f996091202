/**
 * Whether the tests go on passing when `data/` grows: a year with its paper, an indicator, another province.
 *
 * Each is made in a copy of the checkout, in which a small suite of behaviour tests runs. They speak of an office of
 * their own (test/data.ts), so nothing that is added may fail one.
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const CARRIED = ['src', 'test', 'data', 'prompts', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'wrangler.toml']
const FIXTURES = 'test/fixtures'

/** Some of every slice, and what holds the loaders. */
const SUITE: readonly string[] = [
  'test/data.test.ts',
  'test/office/prepared.test.ts',
  'test/ask/answers.test.ts',
  'test/report/report.test.ts',
  'test/progress/commands.test.ts',
  'test/remind/commands.test.ts',
  'test/guide/meaning.test.ts',
  'test/offices/second.test.ts',
  // What holds the shipped office, whichever that is.
  'test/shipped.test.ts',
  'test/any-office.test.ts',
]

const INDICATOR = `
- id: pilot-share
  name: 传统产业试点占比
  short: 试点占比
  aliases: [试点比重]
  unit: '%'
  otherUnits: { 个百分点: 1 }
  kind: rate
  integer: false
  better: higher
  target: { op: rising, wording: 支持绍兴等开展传统产业改造提升试点 }
  section: 三（二）
  definition: 只为证明加一项指标不动测试
  pace: none
  every: quarter
  evidence: false
`

interface Growth {
  readonly name: string
  /** @param root the copy */
  readonly grow: (root: string) => void
}

const GROWTHS: readonly Growth[] = [
  {
    name: 'a year with its paper, and an indicator',
    grow: (root) => {
      cpSync(join(root, FIXTURES, 'plan-2018/plans/2018'), join(root, 'data/plans/2018'), { recursive: true })
      appendFileSync(join(root, 'data/plans/2017/indicators.yaml'), INDICATOR)
    },
  },
  {
    name: 'another province',
    grow: (root) => {
      for (const folder of ['regions', 'plans', 'calendar', 'demo']) {
        rmSync(join(root, 'data', folder), { recursive: true })
        cpSync(join(root, FIXTURES, 'offices/lanhai', folder), join(root, 'data', folder), { recursive: true })
      }
    },
  },
]

function holds({ name, grow }: Growth): boolean {
  const root = mkdtempSync(join(tmpdir(), 'yaodian-grown-'))
  try {
    for (const path of CARRIED) cpSync(join(ROOT, path), join(root, path), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
    grow(root)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const ran = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', '--mode', 'beside', ...SUITE], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', CI: '' },
    })
    const told = `${ran.stdout}${ran.stderr}`
    const count = /Tests\s+(.*)/.exec(told)?.[1] ?? 'no tests'
    console.log(`${ran.status === 0 ? 'ok    ' : 'FAILED'} ${name}: ${count}`)
    if (ran.status !== 0) console.log(told.split('\n').slice(-120).join('\n'))
    return ran.status === 0
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

if (GROWTHS.map(holds).includes(false)) process.exit(1)
