/** Cards as Feishu draws them, judged by the simulator's own rules. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fitted } from '../../../src/channels/feishu/cards/fit.ts'
import { escaped, neutral } from '../../../src/channels/feishu/cards/markdown.ts'
import type { Block, Card } from '../../../src/message/card.ts'
import { runs } from '../../size.ts'
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
      { name: '本期', points: [{ x: '柳泉', y: 51.2 }] },
      { name: '上期', points: [{ x: '柳泉', y: 40 }] },
    ],
  },
}
const form = (name: string): Block => ({
  kind: 'form',
  form: {
    name,
    command: '填报',
    values: { region: 'liuquan' },
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
  { kind: 'quote', text: '处置老旧木厂63家。', source: '沧林振办〔2017〕13号 二（三）' },
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

  test('a value of a page is shortened, and pushes no figure out', () => {
    const names = ['指标', '累计', '所属期', '完成率', '序时', '备注']
    for (const long of ['-', '破', '😀']) {
      const fields = names.map((name) => ({ name, value: name === '备注' ? long.repeat(8_000) : '12' }))
      const json = JSON.stringify(accepted(card({ kind: 'fields', fields }, { kind: 'text', text: '还应报' })))
      for (const name of [...names, '还应报']) expect(json).toContain(name)
    }
  })

  test('what is left out of a list, a fold or a chart is said', () => {
    const value = '长'.repeat(200)
    const fields = Array.from({ length: 300 }, (_, index) => ({ name: `第${index}项`, value }))
    const list = JSON.stringify(accepted(card({ kind: 'fields', fields })))
    const shown = new Set(list.match(/第\d+项/g)).size
    expect(shown).toBeGreaterThan(20)
    expect(list).toContain(`还有 ${300 - shown} 项没有列出`)
    const inner = Array.from({ length: 90 }, (): Block & { kind: 'text' } => ({ kind: 'text', text: value }))
    expect(JSON.stringify(accepted(card({ kind: 'fold', title: '出处', blocks: inner })))).toContain('没有列出')
    const points = Array.from({ length: 2_000 }, (_, index) => ({ x: `第${index}日`, y: index }))
    const series = [{ name: '本期', points }]
    const drawn = JSON.stringify(
      accepted(card({ kind: 'chart', chart: { type: 'line', title: '进度', unit: '', series } })),
    )
    expect(drawn).toMatch(/进度（只画前 \d+ 个）"/)
  })

  test('a long cell is shortened, and its table stays', () => {
    const rows = [{ county: '柳泉', rate: '长'.repeat(12_000) }]
    const json = JSON.stringify(accepted(card({ kind: 'table', columns, rows }, { kind: 'text', text: '说明' })))
    expect(json).toMatch(/柳泉.*长…/)
    expect(json).toContain('说明')
  })

  test('a title of a page, and buttons that carry a page each, still make a card', () => {
    const title = `没有“/${'长'.repeat(6_000)}”这个命令`
    expect(JSON.stringify(accepted({ ...card(), title }))).toContain('没有“/长')
    const buttons = Array.from({ length: 8 }, () => ({
      label: '县',
      command: '上报',
      values: { text: '长'.repeat(6_000) },
    }))
    expect(JSON.stringify(accepted(card({ kind: 'buttons', buttons })))).toContain('按钮也没能列出')
  })

  test('any card of long words is taken by the platform', () => {
    const words = fc
      .record({ of: fc.constantFrom('长', '-', '😀', 'a', '\n', '"'), times: fc.nat(3_000) })
      .map(({ of, times }) => of.repeat(times))
    const fields = fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ name: fc.constant('名'), value: words }), { maxLength: 7 }),
    })
    const text = fc.record({ kind: fc.constant('text' as const), text: words })
    const block: fc.Arbitrary<Block> = fc.oneof(
      fields,
      text,
      fc.record({
        kind: fc.constant('table' as const),
        columns: fc.constant(columns),
        rows: fc.array(fc.record({ county: words, rate: words }), { maxLength: 7 }),
        caption: fc.constant('排名'),
      }),
      fc.record({
        kind: fc.constant('fold' as const),
        title: fc.constant('出处'),
        blocks: fc.array(fc.oneof(fields, text), { maxLength: 6 }),
      }),
    )
    fc.assert(
      fc.property(words, fc.array(block, { maxLength: 4 }), (title, blocks) => {
        accepted({ ...card(...blocks), title })
      }),
      { numRuns: runs(25) },
    )
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
      { numRuns: runs(60) },
    )
  })
})

describe('words of people', () => {
  test('can not be turned round, nor hide what stands beside them', () => {
    const said = '\u202e21家\u202c\u0007\u0000 12\u2066家\ud83d\r\n完'
    const blocks: Block[] = [
      { kind: 'text', text: said, strong: true },
      { kind: 'quote', text: said, source: said },
      { kind: 'fields', fields: [{ name: said, value: said }] },
      { kind: 'table', columns: [{ key: 'a', name: said }], rows: [{ a: said }], caption: said },
      { kind: 'buttons', buttons: [{ label: said, command: '撤回', confirm: said }] },
    ]
    const json = JSON.stringify(accepted({ title: said, subtitle: said, blocks }))
    expect(json).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0000|\\u0007|\\ud83d|\\r/)
    expect(json).toContain('21家 12家')
    expect(neutral(said)).toBe('21家 12家\n完')
  })

  test('come back from a button as they were', () => {
    const text = '\u202e21家 {{b}} <at id=all></at>'
    const values = JSON.stringify(
      accepted(card({ kind: 'buttons', buttons: [{ label: '上报', command: '上报', values: { text } }] })),
    )
    expect(values).toContain(JSON.stringify(text))
  })

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
