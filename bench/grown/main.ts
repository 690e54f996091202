/**
 * Whether the tests go on passing when `data/` changes: a year with its paper and an indicator more, a paper alone,
 * an indicator less, another province.
 *
 * Each is made in a copy of the checkout, in which the suite of suite.ts runs; `test/grown.test.ts` holds that no other
 * test reads the office that ships. `--programs`: those too that start the program (minutes); `--only WORD`: a growth by
 * its name.
 */
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANY_OFFICE, OWN_OFFICE, OWN_PROGRAMS, PROGRAMS } from './suite.ts'

const ROOT = join(import.meta.dirname, '../..')
const CARRIED = [
  ...['src', 'test', 'bench', 'scripts', 'data', 'prompts', 'docs'],
  ...['package.json', 'tsconfig.json', 'vitest.config.ts', 'wrangler.toml'],
]
const FIXTURES = 'test/fixtures'

const SUITE = [...ANY_OFFICE, ...OWN_OFFICE]
const isWhole = process.argv.includes('--programs')

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

/** What this year's plan calls the same, by an id of its own, as `yaodian plan new` may have drafted it. */
const SHARED = `
- id: dead-firms
  name: 处置僵尸企业
  short: 僵尸企业
  aliases: []
  unit: 家
  otherUnits: { 户: 1 }
  kind: count
  integer: true
  better: higher
  target: { op: '=', value: 200, wording: 全年处置僵尸企业200家 }
  section: 二（三）
  definition: 只为证明下一年同名的指标不动测试
  pace: linear
  every: month
  evidence: false
`

/** The year after, as an office has it: a paper, a schedule, shares, indicators of its own and one of the year before. */
function growNextYear(root: string): void {
  const last = join(root, 'data/plans/2017')
  const next = join(root, 'data/plans/2018')
  cpSync(join(root, FIXTURES, 'plan-2018/plans/2018'), next, { recursive: true })
  appendFileSync(join(next, 'document.txt'), '\n（三）处置企业。全年处置僵尸企业200家。\n')
  appendFileSync(join(next, 'indicators.yaml'), SHARED)
  const schedule = readFileSync(join(last, 'schedule.yaml'), 'utf8')
  writeFileSync(join(next, 'schedule.yaml'), schedule.replaceAll('2018', '2019').replaceAll('2017', '2018'))
  const shares = readFileSync(join(next, 'allocation.csv'), 'utf8').trimEnd().split('\n')
  const goal = (row: string): string =>
    row.startsWith('region,') ? 'dead-firms' : /^3305(?:00|22),/.test(row) ? '200' : ''
  writeFileSync(join(next, 'allocation.csv'), shares.map((row) => `${row},${goal(row)}\n`).join(''))
}

interface Growth {
  readonly name: string
  /** @param root the copy */
  readonly grow: (root: string) => void
  /** it is the same office still */
  readonly isSame: boolean
}

const GROWTHS: readonly Growth[] = [
  {
    name: 'a year with its paper, and an indicator',
    isSame: true,
    grow: (root) => {
      growNextYear(root)
      appendFileSync(join(root, 'data/plans/2017/indicators.yaml'), INDICATOR)
    },
  },
  {
    // An earlier year's: asked from, never worked on; it has no schedule and no shares.
    name: 'a paper alone',
    isSame: true,
    grow: (root) => {
      const from = join(root, FIXTURES, 'plan-2018/plans/2018')
      const to = join(root, 'data/plans/2016')
      mkdirSync(to)
      for (const name of ['plan.yaml', 'document.txt', 'indicators.yaml']) {
        const text = readFileSync(join(from, name), 'utf8').replaceAll('2018', '2016')
        writeFileSync(join(to, name), text.replace(/^allocation: .*\n/m, ''))
      }
    },
  },
  {
    name: 'an indicator less',
    isSame: true,
    grow: (root) => {
      const path = join(root, 'data/plans/2017/indicators.yaml')
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.slice(0, text.lastIndexOf('\n- id: ') + 1))
    },
  },
  {
    name: 'another province',
    isSame: false,
    grow: (root) => {
      for (const folder of ['regions', 'plans', 'calendar', 'demo']) {
        rmSync(join(root, 'data', folder), { recursive: true })
        cpSync(join(root, FIXTURES, 'offices/lanhai', folder), join(root, 'data', folder), { recursive: true })
      }
    },
  },
]

// The check forces colours upon its steps; here the words are read.
const { FORCE_COLOR: _, ...plain } = process.env

function holds({ name, grow, isSame }: Growth): boolean {
  const root = mkdtempSync(join(tmpdir(), 'yaodian-grown-'))
  try {
    for (const path of CARRIED) cpSync(join(ROOT, path), join(root, path), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
    grow(root)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const suite = [...SUITE, ...(isWhole ? OWN_PROGRAMS : []), ...(isWhole && isSame ? PROGRAMS : [])]
    const ran = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', '--mode', 'single', ...suite], {
      cwd: root,
      encoding: 'utf8',
      env: { ...plain, NO_COLOR: '1', CI: '' },
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

const word = process.argv[process.argv.indexOf('--only') + 1]
const chosen = process.argv.includes('--only') ? GROWTHS.filter(({ name }) => name.includes(word ?? '')) : GROWTHS
if (chosen.length === 0 || chosen.map(holds).includes(false)) process.exit(1)
