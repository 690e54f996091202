/** Without a command word: what is nothing but notation is taken as it stands, every sentence is asked about. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../size.ts'
import { inShort, office, read, type Setting } from './office.ts'

const NOV = { now: '2017-11-02' }

const CLEAR: readonly (readonly [string, string, Setting?])[] = [
  ['用能空间 0.86万tce 截至十月底', '用能 0.86 @10-31', NOV],
  ['高新产业占比 51.3% 前三季度', '高新占比 51.3 @09-30', NOV],
  ['科小 又8家', '科小 +8 @06-30'],
  ['存量用地 再盘活120亩 10月', '土地 +0.012 @10-31', NOV],
  ['低小散 零 截至10月末', '低小散 0 @10-31', NOV],
  ['低小散 较上月+37家 截至2017-10-31', '低小散 +37 @10-31', NOV],
  ['本月无新增 截至10月底', '无 @10-31', NOV],
  ['高企、小微园区 零报告 10月', '无 园区 高企', NOV],
  ['标厂 11.2万方 1-10月', '厂房 11.2 @10-31', { now: '2017-10-27' }],
  ['僵尸企业 12', '僵尸 12 @06-30'],
  ['僵尸企业 12；低小散 125；6月底', '低小散 125 @06-30; 僵尸 12 @06-30'],
  ['僵尸企业：累计12家，本月新增3家（截至6月底）', '僵尸 +3 @06-30; 僵尸 12 @06-30'],
  ['用水量 下降4.5%，废水排放量 下降5.1%，上半年', '废水 -5.1 @06-30; 用水 -4.5 @06-30'],
  [
    '序号 指标 完成情况 联系人\n1 存量土地 960亩 张三\n2 小微园 2家 李四\n时间：10月底',
    '园区 2 @10-31; 土地 0.096 @10-31',
    NOV,
  ],
  ['上半年 僵尸企業 12家', '僵尸 12 @06-30'],
]

const ASKED: readonly (readonly [string, Setting?])[] = [
  ...([['本月无新增'], ['零报告'], ['僵尸企业 本月无新增'], ['高企没新增 6月']] as const),
  ...([
    ['僵尸3 低小散96 到6月底'],
    ['僵尸企业 3 低小散 96 6月底'],
    ['僵尸12'],
    ['用水-4.5 上半年'],
    ['科小 两千六'],
  ] as const),
  ...([['6.30：厂房1.9万方'], ['僵尸企业 12家 6/30'], ['僵尸企业 12家 月底', NOV]] as const),
  ...([
    ['我县 僵尸企业 12家 6月底'],
    ['僵尸企业处置了12家'],
    ['僵尸企业 完成12家'],
    ['僵尸企业 12家 到6月底为止'],
  ] as const),
  ...([
    ['3家僵尸企业 6月底'],
    ['僵尸企业 12家 其他无新增'],
    ['更正 僵尸企业 12家 6月底'],
    ['疆尸企业 12家 6月底'],
  ] as const),
  ...([
    ['僵尸企业 目标20家 12家 6月底'],
    ['高企 7月新认定3家', { now: '2017-08-03' }],
    ['低小散 本月新增22家'],
  ] as const),
  ...([
    ['用水量 5% 上半年'],
    ['高企 +3家 6月底'],
    ['僵尸企业 12家 王五13800001234'],
    ['僵尸企业 ~12家 6月底'],
  ] as const),
  ...([
    ['指标\t目标\t累计\n僵尸企业\t10\t8\n高企\t50\t47', NOV],
    ['新增高企3家 6月底'],
    ['长兴6月底僵尸企业12家'],
  ] as const),
]

describe('taken as it stands', () => {
  test.each(CLEAR.map(([said, expected, setting]) => ({ said, expected, setting })))(
    '$said',
    ({ said, expected, setting }) => {
      const reading = read(said, setting)
      expect(reading).toMatchObject({ confirm: false })
      if (reading.kind === 'items') expect(inShort(reading)).toBe(expected)
      else
        expect(
          `${inShort(reading)}${reading.kind === 'nil' && !reading.indicators ? ` @${reading.asOf.slice(5)}` : ''}`,
        ).toBe(expected)
    },
  )
})

describe('asked about', () => {
  test.each(ASKED.map(([said, setting]) => ({ said, setting })))('$said', ({ said, setting }) => {
    const reading = read(said, setting)
    expect(['items', 'nil']).toContain(reading.kind)
    expect(reading).toMatchObject({ confirm: true })
  })
})

const counted = office.plan.indicators.filter(({ kind }) => kind !== 'rate')
const entry = fc.constantFrom(...counted).chain((one) =>
  fc.record({
    id: fc.constant(one.id),
    name: fc.constantFrom(one.name, one.short, ...one.aliases),
    gap: fc.constantFrom('', ' ', '：'),
    mode: fc.constantFrom('', '累计', '本月新增', '又', '较上月'),
    value: fc.integer({ min: 1, max: 8 }).map(String),
    unit: fc.constant(one.unit),
  }),
)

test('entries of name, mode, value and unit with a date written out are clear, in any number and order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }),
      fc.constantFrom('；', '\n', '，', '、', ' ', ''),
      fc.constantFrom('截至6月底', '6月30日', '2017-06-30', '1-6月', '上半年', '上月底'),
      fc.boolean(),
      (entries, between, date, atHead) => {
        const body = entries
          .map(({ name, gap, mode, value, unit }) => `${name}${gap}${mode}${value}${unit}`)
          .join(between)
        const reading = read(atHead ? `${date} ${body}` : `${body} ${date}`)
        expect(reading).toMatchObject({ kind: 'items', confirm: false })
        const items = reading.kind === 'items' ? reading.items : []
        expect(items.map((one) => `${one.indicator} ${one.value} ${one.mode} ${one.asOf}`).sort()).toEqual(
          entries
            .map(
              ({ id, value, mode }) =>
                `${id} ${value} ${mode === '' || mode === '累计' ? 'cumulative' : 'increment'} 2017-06-30`,
            )
            .sort(),
        )
      },
    ),
    { numRuns: runs(1000) },
  )
})
