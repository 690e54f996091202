/** Figures among targets, last year's figures, rates, parts and notes: the right ones are found, whatever stands beside them. */
import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import { expect, test } from 'vitest'
import { amount, multiply, negate } from '../../../src/office/amount.ts'
import type { Indicator } from '../../../src/office/plan.ts'
import { isGrowth } from '../../../src/report/grammar/pair/role.ts'
import { runs } from '../../size.ts'
import { lineOf, office } from './office.ts'

interface Statement {
  readonly said: string
  /** `id value mode` */
  readonly meant: readonly string[]
}

const nameOf = (one: Indicator) => fc.constantFrom(one.name, one.short, ...one.aliases)
const gap = fc.constantFrom('', ' ', '：')
const few = fc.integer({ min: 1, max: 40 })
const many = fc.integer({ min: 70, max: 99 })

const before = (unit: string) =>
  fc.oneof(
    fc.constant(''),
    fc.constant(''),
    many.map((n) => `目标${n}${unit}，`),
    many.map((n) => `年度任务${n}${unit}，`),
    few.map((n) => `去年同期${n}${unit}，`),
  )

const behind = (unit: string) =>
  fc.oneof(
    fc.constantFrom('', '', '，完成率61%', '（完成率61%）', '，占年度任务的61%', '，排名第3', '，完成年度目标'),
    few.map((n) => `，同比增长${n}%`),
    few.map((n) => `，去年同期${n}${unit}`),
    many.map((n) => `（目标${n}${unit}）`),
    few.map((n) => `，其中规上${n}${unit}`),
    few.map((n) => `，还差${n}${unit}`),
    many.map((n) => `，预计年底达到${n}${unit}`),
  )

const count = (one: Indicator): fc.Arbitrary<Statement> =>
  fc.constantFrom({ unit: one.unit, factor: amount(1) }, ...one.otherUnits).chain(({ unit, factor }) =>
    fc
      .record({
        name: nameOf(one),
        gap,
        head: before(unit),
        mode: fc.constantFrom('', '累计', '已完成', '累计完成', '共', '完成'),
        value: fc.integer({ min: 2, max: 8 }).map(amount),
        month: fc.constantFrom('', '', '，本月新增', '，其中本月', '，当月', '，较上月增加', '，6月新增'),
        tail: behind(unit),
      })
      .map(({ name, gap: between, head, mode, value, month, tail }) => ({
        said: `${name}${between}${head}${mode}${value}${unit}${month && `${month}1${unit}`}${tail}`,
        meant: [`${one.id} ${multiply(value, factor)} cumulative`, ...(month ? [`${one.id} ${factor} increment`] : [])],
      })),
  )

const rate = (one: Indicator): fc.Arbitrary<Statement> => {
  const down = one.better === 'lower'
  const words = down
    ? ['下降V%', '-V%', '同比下降V%', '降V个百分点', '同比降低V%']
    : isGrowth(one)
      ? ['V%', '增长V%', '同比增长V%']
      : ['V%', '达到V%', '为V%']
  const tails = [
    '',
    '',
    '（目标9%）',
    '，比全省平均高1个百分点',
    '，完成年度目标',
    ...(isGrowth(one) ? [] : ['，同比提高1个百分点']),
  ]
  return fc
    .record({
      name: nameOf(one),
      gap,
      words: fc.constantFrom(...words),
      tenths: fc.integer({ min: 11, max: 99 }),
      tail: fc.constantFrom(...tails),
    })
    .map(({ name, gap: between, words: body, tenths, tail }) => {
      const value = amount(`${Math.floor(tenths / 10)}.${tenths % 10}`)
      return {
        said: `${name}${between}${body.replace('V', value)}${tail}`,
        meant: [`${one.id} ${down ? negate(value) : value} cumulative`],
      }
    })
}

const statements = fc
  .shuffledSubarray([...office.plan.indicators], { minLength: 1, maxLength: 3 })
  .chain((some) => fc.tuple(...some.map((one) => (one.kind === 'rate' ? rate(one) : count(one)))))

const messages = fc
  .record({
    all: statements,
    date: fc.constantFrom('截至6月底', '截至6月30日', '6月底', '1-6月', '上半年', '2017-06-30', '截至上月底', '6月'),
    atHead: fc.boolean(),
    between: fc.constantFrom('；', '\n', '，', '、', ' ', '。'),
    command: fc.constantFrom('/上报 ', '上报：', ''),
    note: fc.constantFrom('', '', '\n备注：含3家重点企业', '\n联系人：张三13800001234'),
  })
  .map(({ all, date, atHead, between, command, note }) => {
    const body = all.map(({ said }) => said).join(between)
    return {
      said: `${command}${atHead ? `${date}，${body}` : `${body}，${date}`}${note}`,
      meant: all.flatMap(({ meant }) => meant),
      command,
    }
  })

const fullWidth = (text: string): string =>
  text.replace(/[0-9.%:]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const scripts = [
  (text: string): string => text,
  Converter({ from: 'cn', to: 'tw' }),
  Converter({ from: 'cn', to: 'hk' }),
  fullWidth,
]

test('the figures reported are found among all the numbers beside them, in any script', () => {
  fc.assert(
    fc.property(messages, fc.constantFrom(...scripts), ({ said, meant, command }, write) => {
      const line = lineOf(write(said))
      expect(line.error).toBeNull()
      expect(line.items.map(({ indicator, value, mode }) => `${indicator} ${value} ${mode}`).sort()).toEqual(
        [...meant].sort(),
      )
      expect(new Set(line.items.map(({ asOf }) => asOf))).toEqual(new Set(['2017-06-30']))
      // without a command word what is more than notation is asked about: notation.test.ts
      if (command !== '' || /目标|任务|同期|(?<!累计)完成|排名|还差|预计|占年|备注|联系|其中|高1个/.test(said))
        expect(line.confirm).toBe(command === '')
    }),
    { numRuns: runs(2000) },
  )
})
