/** Cards as Feishu draws them, judged by the simulator's own rules. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fitted } from '../../../src/channels/feishu/fit.ts'
import { escaped, neutral } from '../../../src/channels/feishu/markdown.ts'
import type { Block, Card } from '../../../src/message/card.ts'
import { parseCard } from './sim/card/check.ts'
import { wordsOf } from './sim/card/markdown.ts'
import { type Sim, startFeishu } from './sim/index.ts'

let sim: Sim
beforeAll(async () => {
  sim = await startFeishu()
})
afterAll(() => sim.close())

const card = (...blocks: Block[]): Card => ({ title: '进度', subtitle: '截至 6月30日', tone: 'warn', blocks })
/** @throws what the platform would answer */
const accepted = (one: Card) => {
  const json = JSON.stringify(fitted(one))
  expect(JSON.stringify(json).length).toBeLessThan(30 * 1024)
  return parseCard(sim.world, json)
}

const columns = [
  { key: 'county', name: '县' },
  { key: 'rate', name: '完成率', align: 'right' as const },
]
const table = (rows: number): Block => ({
  kind: 'table',
  caption: '排名',
  columns,
  rows: Array.from({ length: rows }, (_, index) => ({ county: `第${index}县`, rate: `${index} %` })),
})
const chart: Block = {
  kind: 'chart',
  chart: {
    type: 'bar',
    title: '完成率',
    unit: '%',
    series: [
      { name: '本期', points: [{ x: '长兴', y: 51.2 }] },
      { name: '上期', points: [{ x: '长兴', y: 40 }] },
    ],
  },
}
const form = (name: string): Block => ({
  kind: 'form',
  form: {
    name,
    command: '填报',
    values: { region: 'changxing' },
    submit: '提交',
    inputs: [
      { kind: 'text', name: 'value', label: '数值', value: '12', hint: '家', required: true },
      { kind: 'select', name: 'unit', label: '单位', value: '家', options: [{ value: '家', label: '家' }] },
      { kind: 'date', name: 'asOf', label: '截至', value: '2017-06-30' },
    ],
  },
})
const every: Block[] = [
  { kind: 'text', text: '已记录 <at id=all></at> **12** 家' },
  { kind: 'text', text: '1. 第一\n2. *第二*', strong: true },
  { kind: 'quote', text: '处置僵尸企业300家。', source: '浙转升办〔2017〕13号 二（三）' },
  {
    kind: 'fields',
    fields: [
      { name: '完成率', value: '51.2 %', tone: 'good' },
      { name: '序时', value: '50 %' },
    ],
  },
  table(12),
  chart,
  form('report'),
  {
    kind: 'buttons',
    buttons: [{ label: '撤销', command: '撤回', values: { message: 'm' }, style: 'danger', confirm: '确定撤回？' }],
  },
  { kind: 'note', text: '演示数据' },
  {
    kind: 'fold',
    title: '出处',
    blocks: [
      { kind: 'text', text: '全文' },
      { kind: 'quote', text: '原文', source: '一（二）' },
    ],
  },
  { kind: 'divider' },
]

describe('a card of Feishu', () => {
  test.each(every.map((block) => [block.kind, block] as const))('draws %s as the platform takes it', (_, block) => {
    expect(accepted(card(block))['schema']).toBe('2.0')
  })

  test('draws all kinds together', () => {
    expect(accepted(card(...every))['schema']).toBe('2.0')
  })

  test('two forms with inputs of the same name live in one card', () => {
    accepted(card(form('first'), form('second')))
  })

  test('more tables and charts than the platform draws become text', () => {
    const json = JSON.stringify(accepted(card(...Array.from({ length: 7 }, () => table(2)), ...Array(7).fill(chart))))
    expect(json.match(/"tag":"table"/g)).toHaveLength(5)
    expect(json.match(/"tag":"chart"/g)).toHaveLength(5)
    expect(json).toContain('县 第0县，完成率 0 %')
  })

  test('a ranking of all 89 counties stands in one card, whole', () => {
    const rows = JSON.stringify(accepted(card(table(89))))
    expect(rows).toContain('第88县')
  })

  test('what is too long is shortened and says so, and its buttons stay', () => {
    const buttons: Block = { kind: 'buttons', buttons: [{ label: '下一页', command: '进度' }] }
    const json = JSON.stringify(accepted(card(table(2_000), { kind: 'text', text: '长'.repeat(40_000) }, buttons)))
    expect(json).toContain('只列前')
    expect(json).toContain('下一页')
  })

  test('two hundred lines are joined into few elements without losing one', () => {
    const lines = Array.from({ length: 300 }, (_, index): Block => ({ kind: 'text', text: `第${index}行` }))
    const json = JSON.stringify(accepted(card(...lines)))
    expect(json).toContain('第0行')
    expect(json).toContain('第299行')
  })

  test('any card at all is taken by the platform', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 400 })
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: words, strong: fc.boolean() }),
      fc.record({ kind: fc.constant('note' as const), text: words }),
      fc.record({ kind: fc.constant('quote' as const), text: words, source: words }),
      fc.record({
        kind: fc.constant('fields' as const),
        fields: fc.array(fc.record({ name: words, value: words }), { maxLength: 30 }),
      }),
      fc.nat(300).map(table),
      fc.constant(chart),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 60 }), (blocks) => {
        accepted(card(...blocks))
      }),
      { numRuns: 60 },
    )
  })
})

describe('words of people', () => {
  test('show in card markdown as they were typed', () => {
    const said = '**粗** <at id=all></at> [链接](http://x) `码` ~~删~~ _斜_ &#60; # 题'
    expect(wordsOf(said, () => '')).not.toBe(said) // unescaped they would be read
    expect(wordsOf(escaped(said), () => '')).toBe(said)
    fc.assert(fc.property(fc.string(), (text) => wordsOf(escaped(text), () => '') === text))
  })

  test('begin no list', () => {
    expect(escaped('1. 第一')).not.toMatch(/^1\./)
  })

  test('mention nobody in text messages', () => {
    expect(neutral('<at user_id="all"></at> **b** [t](u)')).not.toMatch(/<|\*\*|\]\(/)
  })
})
