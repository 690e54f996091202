/**
 * `npm run mutate -- [--only WORD]`: switches off each guard in turn, in a copy of the tree, and runs the test that is to
 * turn red; before that all of these tests unchanged, which are to be green. Ten to twenty seconds a guard.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { GUARDS, type Guard } from './guards.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Below the repository, so that packages are found from there. */
const COPY = join(ROOT, 'var/mutate')
const TREE = [
  'src',
  'test',
  'data',
  'prompts',
  'scripts',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'wrangler.toml',
]
const REPORT = join(COPY, 'report.json')
const VITEST = join(ROOT, 'node_modules/.bin/vitest')
const LONGEST_MS = 900_000

type Colour = 'red' | 'green' | 'nothing ran'

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

const escaped = (title: string): string => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** @returns what became of each of them, run together */
function run(tests: readonly Guard['test'][]): readonly Colour[] {
  rmSync(REPORT, { force: true })
  const files = [...new Set(tests.map(([file]) => file))]
  const titles = tests.some(([, title]) => title === '') ? '' : tests.map(([, title]) => escaped(title)).join('|')
  const named = titles === '' ? [] : ['-t', titles]
  const args = ['run', '--project', 'node', ...files, ...named, '--reporter=json', `--outputFile=${REPORT}`]
  spawnSync(VITEST, args, { cwd: COPY, stdio: 'ignore', timeout: LONGEST_MS })
  const results = existsSync(REPORT) ? Report.parse(JSON.parse(readFileSync(REPORT, 'utf8'))).testResults : []
  return tests.map(([file, title]) => {
    const own = results.filter(({ name }) => name.endsWith(file)).flatMap((one) => one.assertionResults)
    const states = own.filter(({ fullName }) => fullName.includes(title)).map(({ status }) => status)
    return states.includes('failed') ? 'red' : states.includes('passed') ? 'green' : 'nothing ran'
  })
}

/** @returns what became of the test, with the guard switched off */
function without({ file, from, to, test }: Guard): Colour | undefined {
  const path = join(COPY, file)
  const right = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    right.replace(from, () => to),
  )
  try {
    return run([test])[0]
  } finally {
    writeFileSync(path, right)
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const guards = GUARDS.filter((one) => one.guard.includes(values.only))
// A run of no test by name would be one of all tests.
if (guards.length === 0) throw new Error(`no guard's name holds “${values.only}”`)
rmSync(COPY, { recursive: true, force: true, maxRetries: 5 })
mkdirSync(COPY, { recursive: true })
for (const one of TREE) cpSync(join(ROOT, one), join(COPY, one), { recursive: true })

const on = run(guards.map(({ test }) => test))
let missed = 0
guards.forEach((guard, at) => {
  const off = without(guard)
  const holds = on[at] === 'green' && off === 'red'
  if (!holds) missed++
  console.log(`${holds ? 'ok    ' : 'MISSED'}  ${guard.guard}: on ${on[at]}, off ${off}  (${guard.test.join(': ')})`)
})
rmSync(COPY, { recursive: true, force: true, maxRetries: 5 })
process.exitCode = missed === 0 ? 0 : 1
