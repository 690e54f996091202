/** The budget of a message holds on both sides: what an office says takes far less, what is made to take more is cut off. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { lazyReader, spansIn, type Utterance } from '../../src/language/index.ts'
import { dayOf } from '../../src/office/day.ts'
import { MOST_NUMBERS } from '../../src/report/grammar/reading.ts'
import { isLong } from '../size.ts'
import { openDesk } from './desk.ts'
import { files, now, office, region } from './office.ts'
import { LONGEST } from './texts.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = lazyReader(office, files)
const said = (raw: string): Utterance => read(raw, { today: dayOf(now), own: region })

/** As src/language/parse/chart.ts bounds it. */
const BUDGET = 440_000
const counties = office.regions.all.filter(({ level }) => level === 'county')
const nameAt = (at: number): string => counties[at % counties.length]?.name ?? ''

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(strings) : []

/** What people of many hands say: the sentences that taught what is meant, and the sets of updates and questions. */
const SENTENCES = [
  ...readdirSync(join(ROOT, 'data/intents'))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => strings(parse(readFileSync(join(ROOT, 'data/intents', name), 'utf8')))),
  ...['updates.dev.jsonl', 'questions.dev.jsonl', 'progress.jsonl', 'progress-2.jsonl', 'mixed.jsonl'].flatMap((name) =>
    readFileSync(join(ROOT, 'test/eval', name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly text?: string; readonly question?: string })
      .map(({ text, question }) => text ?? question ?? ''),
  ),
]

/** All of them by night. */
const EACH = isLong ? 1 : 8

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n')

const plan = readFileSync(join(ROOT, 'test/fixtures/offices/zhejiang/plans/2017/document.txt'), 'utf8')

/** The densest that an office pastes: as many numbers as can be taken in, as long as can be taken in. */
const PASTES: Readonly<Record<string, string>> = {
  'a table of forty rows by eight': lines(41, (at) =>
    at === 0
      ? `县（市、区）\t${office.plan.indicators
          .slice(0, 8)
          .map((one) => one.name)
          .join('\t')}`
      : `${nameAt(at)}\t${Array.from({ length: 8 }, (_, column) => (at * 37 + column * 11) % 400).join('\t')}`,
  ),
  'forty lines of three figures each, in words': lines(
    40,
    (at) =>
      `${at + 1}. ${nameAt(at)}：僵尸企业已经处置完成${at + 3}家，低小散企业（作坊）整治提升${at * 7}家，标准厂房今年以来新建成投入使用${at}.5万平方米，其余各项工作均按照全省统一部署有序推进，下一步将加大力度，确保按期完成年度目标任务，有关情况另行书面报告，请领导审阅并予以指导，谢谢。`,
  ),
  'fifty dated lines': lines(
    50,
    (at) => `2017年${(at % 6) + 1}月${(at % 28) + 1}日，${nameAt(at)}处置僵尸企业${at}家，累计完成情况良好`,
  ),
  'a talk passed on': lines(
    100,
    (at) => `${nameAt(at)}王科长 ${(at % 12) + 8}:${10 + (at % 50)} 收到，本周五下班前上报6月份处置情况，谢谢！`,
  ),
  'the paper itself, and half of it again': plan.repeat(2),
}

/** Times and numbers joined so that each may go with each. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['one day up to itself, again and again', '2024年6月30日至'],
  ['days in a row, each up to the next', '6月30日至7月1日至7月2日至'],
  ['months to which something was done by', '截至6月'],
].map(([what = '', unit = '']) => [what, `僵尸企业12家${unit.repeat(LONGEST)}`.slice(0, LONGEST)] as const)

describe('what an office says', () => {
  test('takes a fortieth of the budget, whichever of hundreds of sentences', () => {
    const all = SENTENCES.filter((one, at) => one && at % EACH === 0)
    expect(all.length).toBeGreaterThan(600)
    expect(Math.max(...all.map((one) => said(one).steps))).toBeLessThan(BUDGET / 40)
  })

  test.each(Object.entries(PASTES))('is well within it where it is %s', (_, text) => {
    const { steps, isSpent } = said(text.slice(0, LONGEST))
    expect(text.length).toBeGreaterThan(1_000)
    expect(isSpent).toBeUndefined()
    expect(steps).toBeLessThan(BUDGET * 0.8)
  })

  test('as densely as can be taken in is read to its end', () => {
    const { steps, readings, ...rest } = said(
      lines(MOST_NUMBERS, (at) => `${nameAt(at)}僵尸企业处置了${at + 1}家，今年内办结`),
    )
    expect(spansIn({ readings, ...rest, steps }, 'amount')).toHaveLength(MOST_NUMBERS)
    expect(steps).toBeLessThan(BUDGET)
  })
})

describe('what is made to take more', () => {
  test.each(HOSTILE)('%s: it is cut off there, and nothing of it is read', (_, text) => {
    const { steps, isSpent, readings } = said(text)
    expect(isSpent).toBe(true)
    expect(steps).toBeLessThan(BUDGET * 1.2)
    expect(readings[0]?.spans.map(({ found }) => found.kind)).toEqual(['unread'])
  })

  test('is told so in one honest sentence, and its inbox row says why', async () => {
    const hostile = HOSTILE[0]?.[1] ?? ''
    const { says, store } = await openDesk()
    for (const [text, status] of [
      [hostile, 'too-dense'],
      [`/通报 ${hostile}`.slice(0, LONGEST), undefined],
      [PASTES['fifty dated lines'] ?? '', undefined],
    ] as const) {
      const ended = await says('contact', text)
      if (status) expect(ended).toEqual({ status })
      else expect(ended).not.toEqual({ status: 'too-dense' })
    }
    const rows = await store.all<{ status: string }>(`SELECT status FROM inbox WHERE status = 'too-dense'`)
    expect(rows).toHaveLength(1)
    const cards = await store.all<{ card: string }>('SELECT card FROM outbox')
    expect(cards.filter(({ card }) => card.includes('没有读完'))).toHaveLength(1)
    expect(await store.all('SELECT * FROM ledger')).toEqual([])
  })
})
