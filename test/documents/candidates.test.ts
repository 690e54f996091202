/** No goal of a paper is lost: what is not proposed is offered, and what was reached is never proposed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readData } from '../../src/composition/data.node.ts'
import { candidatesOf } from '../../src/documents/draft/candidate.ts'
import { indicatorsFrom } from '../../src/documents/draft/draft.ts'
import { UNDEFINED } from '../../src/documents/draft/indicator.ts'
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

test('what counts is taken from the paper where it says so', () => {
  const document = read(
    '一、目标\n新增普惠托位1550个，新增企业60家。\n二、附则\n本方案所称“普惠托位”，是指收费不高于政府公布价格的托位。',
  )
  const [places, firms] = indicatorsFrom(document, candidatesOf(document, 2026))
  expect(places?.definition).toMatch(/^普惠托位：收费不高于政府公布价格的托位/)
  expect(firms?.definition).toBe(UNDEFINED)
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

const said = (document: Document): string[] =>
  candidatesOf(document, 2026).map((one) =>
    `${one.said}${one.alike ? `（像${one.alike}）` : ''} ${one.why ?? ''}`.trim(),
  )

test('a range in a cell of the annex is one goal, of which the end is asked; last year’s column beside it is none', () => {
  const document = read(
    '一、任务\n见附件。\n附件1\n年度指标表\n| 指标 | 单位 | 2025年完成 | 2026年目标 |\n| 研发投入强度 | % | 2.3 | 2.5—2.7 |\n| 新增孵化器 | 家 | 9 | 10～12家 |',
  )
  expect(said(document)).toEqual(
    [
      '研发投入强度2.5—2.7% ',
      '研发投入强度2.3% 是2025年的完成数',
      '新增孵化器10—12家 ',
      '新增孵化器9家 是2025年的完成数',
    ].map((one) => one.trim()),
  )
  const [share] = candidatesOf(document, 2026)
  expect(share && openOf(share.fact, 2026).map(({ field }) => field)).toContain('value')
})

test('what a goal starts from is no result: neither the year nor the figure that it is brought down from', () => {
  const found = said(read('一、任务\n实现项目审批时间由2025年的20个工作日压减到14个工作日以内。'))
  expect(found.join()).toContain('14个工作日')
  expect(found.join()).not.toContain('完成数')
})

test('how far a level is to rise is offered beside the level as what may be the same', () => {
  expect(said(read('一、目标\n垃圾回收利用率达到41%，比2025年提高2.5个百分点。'))).toEqual([
    '垃圾回收利用率41%',
    '垃圾回收利用率2.5个百分点（像一 垃圾回收利用率）',
  ])
})

test('what may be spent at most is no goal', () => {
  expect(said(read('一、目标\n统筹安排专项资金不超过3亿元，新建充电桩600个。'))).toEqual([
    '统筹安排专项资金3亿元 是上限，不是要做到的数',
    '新建充电桩600个',
  ])
})

test('a rule’s table sets goals where it says of what year, and limits where it does not', () => {
  const rule = (head: string): string[] =>
    said(
      readDocument(
        `某市充电设施管理办法\n第一条 为规范管理，制定本办法。\n附件1\n| 项目 | ${head} | 责任单位 |\n| 新建快充桩 | 60个 | 发改局 |`,
        { id: 'rule' },
      ),
    )
  expect(rule('限补数量')).toEqual(['新建快充桩60个 是办法里的规定'])
  expect(rule('2026年目标')).toEqual(['新建快充桩60个'])
})

test('a unit beside a row may be a ratio, and so may what is counted; neither makes it a place’s own', () => {
  const document = read(
    '一、任务\n见附件。\n附件1\n年度指标表\n| 指标 | 计量单位 | 2026年目标 |\n| 每千人口护士 | 人 | 3.6 |\n| 婴儿死亡率 | 1/10万 | 2.5以下 |',
  )
  expect(said(document)).toEqual(['每千人口护士3.6人', '婴儿死亡率2.51/10万'])
})

test('the parts of a figure that places have are theirs, whatever verb the figure has', () => {
  expect(said(read('一、任务\n排查整治老旧管网210处，其中江南区60处、城东县150处。'))).toEqual([
    '排查整治老旧管网210处',
    '排查江南区60处 是一个地方的数',
    '排查城东县150处 是一个地方的数',
  ])
})

test('how much of a work is to be done by a day is a stage of it, how much it is to grow is a goal', () => {
  expect(said(read('一、任务\n新建管廊40公里，9月底前完成投资的60%，完成技改投资同比增长8%。'))).toEqual([
    '新建管廊40公里',
    '完成投资的60% 是任务的一段进度',
    '完成技改投资8%',
  ])
})

test('a bound that last year gives makes no result of what stands beside it', () => {
  expect(said(read('一、任务\n用工规模不低于去年，风险消除率达到85%。'))).toEqual(['风险消除率85%'])
})
