/**
 * `npm run mutate -- [--only WORD]`: switches off each guard in turn, in a copy of the tree, and runs the test that is to
 * turn red; before that the same test unchanged, which is to be green. Ten to twenty seconds a guard.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GUARDS, type Guard } from './guards.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Below the repository, so that packages are found from there. */
const COPY = join(ROOT, 'var/mutate')
const TREE = [
  'src',
  'test',
  'data',
  'prompts',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'wrangler.toml',
]
const REPORT = join(COPY, 'report.json')
const LONGEST_MS = 300_000

type Colour = 'red' | 'green' | 'nothing ran'

const escaped = (title: string): string => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function run([file, title]: Guard['test']): Colour {
  rmSync(REPORT, { force: true })
  const named = title === '' ? [] : ['-t', escaped(title)]
  const args = ['vitest', 'run', '--project', 'node', file, ...named, '--reporter=json', `--outputFile=${REPORT}`]
  spawnSync('npx', args, { cwd: COPY, stdio: 'ignore', timeout: LONGEST_MS })
  try {
    const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(REPORT, 'utf8')) as {
      numFailedTests: number
      numPassedTests: number
    }
    return numFailedTests > 0 ? 'red' : numPassedTests > 0 ? 'green' : 'nothing ran'
  } catch {
    return 'nothing ran'
  }
}

/** @returns what became of the test, with the guard switched off */
function without({ file, from, to, test }: Guard): Colour {
  const path = join(COPY, file)
  const right = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    right.replace(from, () => to),
  )
  try {
    return run(test)
  } finally {
    writeFileSync(path, right)
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
rmSync(COPY, { recursive: true, force: true })
mkdirSync(COPY, { recursive: true })
for (const one of TREE) cpSync(join(ROOT, one), join(COPY, one), { recursive: true })

const before = new Map<string, Colour>()
let missed = 0
for (const guard of GUARDS.filter((one) => one.guard.includes(values.only))) {
  const name = guard.test.join(' ')
  const with_ = before.get(name) ?? run(guard.test)
  before.set(name, with_)
  const off = without(guard)
  const holds = with_ === 'green' && off === 'red'
  if (!holds) missed++
  console.log(`${holds ? 'ok    ' : 'MISSED'}  ${guard.guard}: on ${with_}, off ${off}  (${guard.test.join(': ')})`)
}
rmSync(COPY, { recursive: true, force: true })
process.exitCode = missed === 0 ? 0 : 1
