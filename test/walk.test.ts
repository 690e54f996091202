/**
 * The walk of one message, as docs/architecture.md tells it: which files of src/ run for it, how many, and how many lines of
 * code they have: what a docstring explains is no longer walk. Counted by V8 on a warm desk; the numbers in the table may only fall.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { closeAll, feishuOffice } from './channels/feishu/office.ts'
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
})
afterAll(() => session.disconnect())

/** Files below src/ of which a function ran; what a module does when it is loaded is no part of a walk. */
async function ranIn(step: () => Promise<unknown>): Promise<readonly string[]> {
  // Begun anew for each step: what has been optimized since, for the files that share this process, counts no calls.
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await step()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  await session.post('Profiler.stopPreciseCoverage')
  const files = result.flatMap(({ url, functions }) => {
    const path = url.startsWith('file:') ? fileURLToPath(url) : url
    const isRun = functions.some(({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0)
    return isRun && path.startsWith(SOURCE) ? [path.slice(SOURCE.length)] : []
  })
  return [...new Set(files)]
}

async function walked(step: () => Promise<unknown>): Promise<{ readonly files: number; readonly lines: number }> {
  const files = await ranIn(step)
  const lines = files.reduce((sum, path) => sum + codeLines(readFileSync(join(SOURCE, path), 'utf8')), 0)
  return { files: files.length, lines }
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

/** Files and folders of src/ that the numbered steps of the message's walk name. */
function stepsOf(document: string): { readonly message: string; readonly named: readonly string[] } {
  const [, message = '', walk = ''] = /^## One message: `(.+)`\n([\s\S]*?)^## /m.exec(document) ?? []
  const steps = walk.split('\n').filter((line) => /^\d+\. /.test(line))
  const names = steps.flatMap((step) => [...step.matchAll(/`([a-z-]+(?:\/[\w.-]+)*)`/g)].map(([, name = '']) => name))
  return { message, named: names.filter((name) => existsSync(join(SOURCE, name))) }
}

const notRun = (named: readonly string[], ran: readonly string[]): string[] =>
  named.filter((name) => !ran.some((path) => path === name || path.startsWith(`${name}/`)))

test('each file that the walk of the message names runs for it, from the platform to the platform', async () => {
  const { message, named } = stepsOf(DOCUMENT)
  expect(named.length).toBeGreaterThan(14)
  const desk = await feishuOffice('webhook')
  try {
    const contact = await desk.person('张敏', 'contact', '柳泉县')
    const ran = await ranIn(async () => {
      desk.sim.users.sendText(contact, message.replace('僵尸企业', '老旧木厂'))
      await desk.quiet()
    })
    expect(await desk.count('ledger')).toBe(1)
    expect(notRun(named, ran)).toEqual([])
    // a step that this message does not take is seen
    const { named: wrong } = stepsOf(
      DOCUMENT.replace('`report/record.ts`', '`report/record.ts`, `bulletin`, `remind/index.ts`'),
    )
    expect(notRun(wrong, ran)).toEqual(['bulletin', 'remind/index.ts'])
  } finally {
    await closeAll()
  }
})
