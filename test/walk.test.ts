/**
 * The walk of one message, as docs/architecture.md tells it: how many files of src/ run for it, and how many lines of
 * code they have: what a docstring explains is no longer walk. Counted by V8 on a warm desk; the numbers in the table may only fall.
 */
import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from './office.ts'

const DOCUMENT = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8')
const ROW = /^\| (?<walk>[^|]+?) \| (?<files>\d+) \| (?<lines>\d+) \|$/gm
const TOLD = [...DOCUMENT.matchAll(ROW)].map(({ groups = {} }) => ({
  walk: groups['walk'] ?? '',
  files: Number(groups['files']),
  lines: Number(groups['lines']),
}))
const SOURCE = new URL('../src/', import.meta.url).pathname

const session = new Session()
beforeAll(async () => {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
})
afterAll(async () => {
  await session.post('Profiler.stopPreciseCoverage')
  session.disconnect()
})

/** Files of which a function ran; what a module does when it is loaded is no part of a walk. */
async function walked(step: () => Promise<unknown>): Promise<{ readonly files: number; readonly lines: number }> {
  await session.post('Profiler.takePreciseCoverage')
  await step()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const files = new Set(
    result.flatMap(({ url, functions }) => {
      const path = url.startsWith('file:') ? fileURLToPath(url) : url
      const isRun = functions.some(({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0)
      return isRun && path.startsWith(SOURCE) ? [path] : []
    }),
  )
  const lines = [...files].reduce((sum, path) => sum + codeLines(readFileSync(path, 'utf8')), 0)
  return { files: files.size, lines }
}

/** Without blank lines and those that are comments whole. */
const codeLines = (text: string): number =>
  text
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '')
    .split('\n')
    .filter((line) => !/^\s*(?:$|\/\/)/.test(line)).length

type Desk = Awaited<ReturnType<typeof office>>
const REPORT = '/上报 僵尸企业 12家'
const PLAIN = '僵尸企业12家'
const PAPER = '盘活存量建设用地要多少亩'
const LEDGER = '哪些县还没报'
const says = (text: string) => (desk: Desk) => desk.says('长兴', text)
const WALKS: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  [`\`${REPORT}\``]: says(REPORT),
  [PLAIN]: says(PLAIN),
  [PAPER]: says(PAPER),
  [LEDGER]: says(LEDGER),
  [`${LEDGER}, after five turns`]: says(LEDGER),
  'a tick': (desk) => desk.until('2017-07-03 09:15'),
}
const TURNS = ['长兴僵尸企业完成率', '安吉呢', '比上个月呢', '谢谢', '低小散呢']

test('a docstring makes no walk longer', () => {
  const code = 'export const a = 1\n'
  expect(codeLines(code)).toBe(1)
  expect(codeLines(`/** What a is.\n *\n * And why.\n */\n\n// once\n${code}  /** one line */\n`)).toBe(1)
  expect(codeLines(`${code}const path = 'data/**/*.yaml' // all\n`)).toBe(2)
})

test('the walks are those that are told', () => {
  expect(TOLD.map(({ walk }) => walk)).toEqual(Object.keys(WALKS))
})

test.each(TOLD)('$walk takes $files files of $lines lines at most', async ({ walk, files, lines }) => {
  const warm = await office(await freshStore())
  for (const text of [...TURNS, REPORT, PLAIN, PAPER, LEDGER]) await warm.says('安吉', text)
  const desk = await office(await freshStore())
  if (walk.endsWith('turns')) for (const text of TURNS) await desk.says('长兴', text)
  const step = WALKS[walk]
  const taken = step && (await walked(() => step(desk)))
  expect(taken?.files, JSON.stringify(taken)).toBeLessThanOrEqual(files)
  expect(taken?.lines, JSON.stringify(taken)).toBeLessThanOrEqual(lines)
  // what fell is written down
  expect(taken?.files, JSON.stringify(taken)).toBeGreaterThan(files * 0.95)
})
