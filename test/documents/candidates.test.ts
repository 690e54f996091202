/** No goal of a paper is lost: what is not proposed is offered, and what was reached is never proposed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readData } from '../../src/data.node.ts'
import { candidatesOf } from '../../src/documents/draft/candidate.ts'
import { indicatorsFrom } from '../../src/documents/draft/draft.ts'
import { openOf, withEdit } from '../../src/documents/draft/open.ts'
import { type Document, readDocument } from '../../src/documents/index.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { overlaid } from '../fixtures/offices/overlaid.ts'
import { frozenFiles } from '../frozen.ts'

const LANHAI = join(import.meta.dirname, '../fixtures/offices/lanhai')
const OFFICES = { lanhai: overlaid(readData(), readData(LANHAI)), zhejiang: frozenFiles() }

test.each(Object.entries(OFFICES))(
  'each goal that people drew up for %s by hand is proposed or offered',
  (_, files) => {
    const { plan } = loadOffice(files)
    const document = readDocument(plan.text, { id: 'paper' })
    const found = candidatesOf(document, plan.year)
    const figures = plan.indicators.flatMap(({ name, unit, target }) =>
      target.value === undefined ? [] : [{ name, figure: `${target.value.replace('-', '')}${unit}` }],
    )
    expect(figures.length).toBeGreaterThan(9)
    const figureOf = ({ fact }: (typeof found)[number]): string => `${fact.number}${fact.unit}`
    expect(figures.filter(({ figure }) => !found.some((one) => figureOf(one) === figure))).toEqual([])
    const proposed = found.filter(({ why }) => why === undefined)
    expect(
      figures.filter(({ figure }) => proposed.some((one) => figureOf(one) === figure)).length,
    ).toBeGreaterThanOrEqual(figures.length - 2)
  },
)

const read = (text: string): Document => readDocument(`2026年某市工作安排\n${text}\n`, { id: 'made' })

test('what is not worded as a goal is offered last, and is one when a person says so', () => {
  const document = read(
    '一、生态\n修复滨海湿地3.6万亩。新增停车位400个。\n二、去年工作\n2025年，新增停车位300个，改造路灯20盏。',
  )
  const found = candidatesOf(document, 2026)
  expect(found.map(({ said, why }) => `${said} ${why ?? ''}`)).toEqual([
    '新增停车位400个 ',
    '新增停车位300个 是2025年的完成数',
    '修复滨海湿地3.6万亩 看着不是目标',
  ])
  const made = indicatorsFrom(
    document,
    found.filter(({ fact }) => fact.object === '修复滨海湿地'),
  )
  expect(made).toMatchObject([
    { name: '修复滨海湿地', unit: '万亩', kind: 'area', target: { value: '3.6', wording: '修复滨海湿地3.6万亩' } },
  ])
})

test.each([
  ['平均利率4%。', ['better']],
  ['合格率达到95%。', []],
  ['归集证照80类。', ['kind']],
  ['建成9项。', ['name']],
  ['增加值增长5%—5.5%。', ['value']],
  ['6月底前改造老旧小区40个。', ['pace']],
  ['12月底前改造老旧小区40个。', []],
])('only what the paper leaves open is asked: %s', (text, fields) => {
  const [first] = candidatesOf(read(`一、目标\n${text}`), 2026)
  expect(first && openOf(first.fact, 2026).map(({ field }) => field)).toEqual(fields)
})

test('a unit that is told brings its kind and other units, and a rate has no pace', () => {
  const document = read('一、目标\n新增企业60家。')
  const [one] = indicatorsFrom(document, candidatesOf(document, 2026))
  if (!one) throw new Error('no goal')
  expect(withEdit(one, { unit: '万亩' })).toMatchObject({ kind: 'area', integer: false, otherUnits: { 亩: 0.0001 } })
  expect(withEdit(one, { unit: '%' })).toMatchObject({ kind: 'rate', pace: 'none' })
  expect(withEdit(one, { better: 'lower', every: 'quarter' })).toMatchObject({
    better: 'lower',
    every: 'quarter',
    unit: '家',
  })
})

test('the papers of five offices are offered whole: nothing stands twice, every key is one', () => {
  for (const name of ['agriculture', 'commerce', 'energy', 'housing', 'science']) {
    const text = readFileSync(new URL(`./drafts/${name}.txt`, import.meta.url), 'utf8')
    const document = readDocument(text, { id: name })
    const keys = candidatesOf(document, document.year ?? 0).map(({ key }) => key)
    expect(keys.length).toBeGreaterThan(7)
    expect(new Set(keys).size).toBe(keys.length)
  }
})
