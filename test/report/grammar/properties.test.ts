/** What holds for every number, unit, date and text, not only for those that somebody thought of. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spansIn } from '../../../src/language/index.ts'
import { type Amount, amount, multiply } from '../../../src/office/amount.ts'
import {
  addDays,
  type Day,
  dateOf,
  dayOf,
  fullDayName,
  type Instant,
  monthEnd,
  monthOf,
  yearOf,
} from '../../../src/office/day.ts'
import { readNumeral } from '../../../src/office/numeral.ts'
import type { Indicator } from '../../../src/office/plan.ts'
import { readUpdate } from '../../../src/report/grammar/index.ts'
import { NOTATIONS, writeNumeral } from '../../office/numeral-writer.ts'
import { runs } from '../../size.ts'
import { instantOf, lineOf, office, read, reader } from './office.ts'

const whole = fc.integer({ min: 0, max: 99_999_999 }).map(amount)
const decimal = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 9999 }))
  .map(([units, part]) => amount(`${units}.${String(part).padStart(4, '0')}`))
/** The day of a text that is one date and nothing else. */
function dateIn(text: string, now: Instant): Day | undefined {
  const said = reader(text, { today: dayOf(now), own: office.regions.province.key })
  const [only, another] = spansIn(said, 'time')
  return only && !another && only.at === 0 && only.end === text.length ? only.found.to : undefined
}

const notation = fc.constantFrom(...NOTATIONS)

describe('numbers', () => {
  test('a whole number written in any notation reads back as itself', () => {
    fc.assert(
      fc.property(whole, notation, (value, how) => {
        expect(readNumeral(writeNumeral(value, how))).toBe(value)
      }),
      { numRuns: runs(2000) },
    )
  })

  test('a decimal written in any notation reads back as itself', () => {
    fc.assert(
      fc.property(decimal, notation, (value, how) => {
        expect(readNumeral(writeNumeral(value, how))).toBe(value)
      }),
      { numRuns: runs(2000) },
    )
  })

  test('a minus in front reads as a minus', () => {
    fc.assert(
      fc.property(decimal, notation, (value, how) => {
        fc.pre(value !== '0')
        expect(readNumeral(writeNumeral(`-${value}` as Amount, how))).toBe(`-${value}`)
      }),
    )
  })

  test('a number made vague is none', () => {
    const vague = fc.constantFrom('多', '余', '来', '几')
    fc.assert(
      fc.property(whole, vague, (value, word) => {
        expect(readNumeral(value + word)).toBeUndefined()
      }),
    )
  })
})

const indicator = fc.constantFrom(...office.plan.indicators)
const unitOf = (one: Indicator) => fc.constantFrom({ unit: one.unit, factor: amount(1) }, ...one.otherUnits)

/** A number that the indicator takes: small enough to be believed, whole where firms are counted. */
const believable = (one: Indicator, factor: Amount) => {
  const most = Math.max(1, Math.floor(Number(one.target.value ?? 50) / Number(factor)))
  const top = one.kind === 'rate' ? 99 : Math.min(most, 9_999_999)
  const units = fc.integer({ min: 0, max: Math.max(0, top - 1) })
  return one.integer
    ? units.map(amount)
    : fc
        .tuple(units, fc.integer({ min: 0, max: 99 }))
        .map(([n, part]) => amount(`${n}.${String(part).padStart(2, '0')}`))
}

const reported = indicator.chain((one) =>
  unitOf(one).chain(({ unit, factor }) =>
    fc.record({
      indicator: fc.constant(one),
      name: fc.constantFrom(one.name, one.short, ...one.aliases),
      unit: fc.constant(unit),
      factor: fc.constant(factor),
      value: believable(one, factor),
      how: notation,
    }),
  ),
)

describe('figures', () => {
  test('any name, notation and unit of an indicator gives the figure in its base unit, exactly and without a question', () => {
    fc.assert(
      fc.property(reported, ({ indicator: { id, unit: base, better }, name, unit, factor, value, how }) => {
        // where a fall is the goal, a figure says which way it goes
        const written = better === 'lower' ? `增长${writeNumeral(value, how)}` : writeNumeral(value, how)
        const line = lineOf(`/上报 ${name} ${written}${unit} 截至6月底`)
        expect(line.items).toEqual([
          { indicator: id, value: multiply(value, factor), unit: base, mode: 'cumulative', asOf: '2017-06-30' },
        ])
        expect(line.confirm).toBe(false)
      }),
      { numRuns: runs(1500) },
    )
  })

  test('several indicators in one message keep their own figures, in whatever order and with whatever between them', () => {
    const list = fc.uniqueArray(reported, { minLength: 2, maxLength: 6, selector: ({ indicator: { id } }) => id })
    const between = fc.constantFrom('；', '，', '、', '\n', ' ', '; ')
    fc.assert(
      fc.property(list, between, (all, separator) => {
        const said = all.map(
          ({ indicator: { better }, name, value, unit }) =>
            `${name} ${better === 'lower' ? '增长' : ''}${value}${unit}`,
        )
        const line = lineOf(`/上报 截至6月底：${said.join(separator)}`)
        expect(line.error).toBeNull()
        const figures = line.items.map((one) => `${one.indicator} ${one.value}`).sort()
        expect(figures).toEqual(
          all.map(({ indicator: { id }, value, factor }) => `${id} ${multiply(value, factor)}`).sort(),
        )
      }),
      { numRuns: runs(500) },
    )
  })

  test('a table says the same as the sentence, in any order of its columns', () => {
    const rows = fc.uniqueArray(reported, { minLength: 1, maxLength: 6, selector: ({ indicator: { id } }) => id })
    const columns = fc.shuffledSubarray(['指标', '累计', '单位', '目标', '备注'], { minLength: 5, maxLength: 5 })
    const separator = fc.constantFrom('\t', '   ', ' | ')
    fc.assert(
      fc.property(rows, columns, separator, (all, heads, by) => {
        const cell = ({ name, value, unit }: (typeof all)[number]): Record<string, string> => ({
          指标: name,
          累计: value,
          单位: unit,
          目标: '99',
          备注: '无误',
        })
        const lines = [heads, ...all.map((one) => heads.map((head) => cell(one)[head]))].map((row) => row.join(by))
        const line = lineOf(`/上报 截至6月底\n${lines.join('\n')}`)
        expect(line.error).toBeNull()
        expect(line.items.map((one) => `${one.indicator} ${one.value}`).sort()).toEqual(
          all.map(({ indicator: { id }, value, factor }) => `${id} ${multiply(value, factor)}`).sort(),
        )
      }),
      { numRuns: runs(300) },
    )
  })
})

const days = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2017-01-01' as Day, n))
const forms: readonly ((day: Day) => string)[] = [
  (day) => day,
  (day) => day.replaceAll('-', '/'),
  (day) => day.replaceAll('-', '.'),
  (day) => day.replaceAll('-', ''),
  fullDayName,
  (day) => `${yearOf(day)}年${monthOf(day)}月${dateOf(day)}号`,
  (day) => `${String(yearOf(day)).slice(2)}年${monthOf(day)}月${dateOf(day)}日`,
  (day) => `${monthOf(day)}月${dateOf(day)}日`,
  (day) => `${monthOf(day)} 月 ${dateOf(day)} 日`,
  (day) => `${writeNumeral(amount(monthOf(day)), 'chinese')}月${writeNumeral(amount(dateOf(day)), 'chinese')}日`,
]

describe('dates', () => {
  test('a day written in any form reads back as itself', () => {
    const now = instantOf('2017-12-31')
    fc.assert(
      fc.property(days, fc.constantFrom(...forms), (day, form) => {
        expect(dateIn(`截至${form(day)}`, now)).toBe(day)
      }),
      { numRuns: runs(1500) },
    )
  })

  test('a month in any form stands for its last day', () => {
    const month = fc.integer({ min: 1, max: 12 })
    const form = fc.constantFrom(
      'M月底',
      'M月末',
      'M月份',
      'M月',
      '1-M月',
      '1—M月',
      '1至M月',
      '2017年M月',
      '前M个月',
      '今年M月底',
    )
    fc.assert(
      fc.property(month, form, (m, words) => {
        fc.pre(m > 1 || !words.startsWith('1'))
        expect(dateIn(words.replace('M', String(m)), instantOf('2017-12-31'))).toBe(monthEnd(2017, m))
      }),
    )
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '僵尸企业',
      '低小散',
      '标准厂房',
      '用水量',
      '高企',
      '12',
      '1.2万',
      '三千五',
      '家',
      '亩',
      '万平方米',
      '%',
      '，',
      '；',
      '\n',
      '\t',
      ' ',
      '（',
      '）',
    ],
    ...[
      '截至6月底',
      '7月',
      '昨天',
      '累计',
      '本月',
      '新增',
      '目标',
      '其中',
      '去年同期',
      '下降',
      '分别',
      '均',
      '和',
      '备注',
      '无新增',
      '应为',
      '左右',
      '安吉',
      '/上报 ',
      '|',
      '-',
    ],
  )
  const garbled = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
  )

  test('is read without failing, and what it keeps stands in what was typed', () => {
    fc.assert(
      fc.property(garbled, (text) => {
        const reading = read(text)
        const within = ({ from, to }: { from: number; to: number }): boolean =>
          0 <= from && from <= to && to <= text.length
        const bare = reading.kind === 'none' ? reading.as : reading.kind === 'other-region' ? reading.reading : reading
        if (bare.kind === 'items') {
          expect(bare.items.length).toBeGreaterThan(0)
          for (const { typedValue } of bare.items) expect(text).toContain(typedValue)
        }
        if (bare.kind === 'error' && bare.error.span) expect(within(bare.error.span)).toBe(true)
      }),
      { numRuns: runs(3000) },
    )
  })

  test('is read the same way twice', () => {
    const context = {
      read: reader,
      now: instantOf('2017-07-03'),
      region: office.regions.province.key,
      indicators: office.plan.indicators,
      regions: office.regions,
    }
    fc.assert(
      fc.property(garbled, (text) => {
        expect(readUpdate(text, context)).toEqual(readUpdate(text, context))
      }),
      { numRuns: runs(300) },
    )
  })

  test('never books two figures for one indicator, day and way of counting', () => {
    fc.assert(
      fc.property(garbled, (text) => {
        const { items } = lineOf(text)
        const slots = items.map(({ indicator: id, mode, asOf }) => `${id} ${mode} ${asOf}`)
        if (lineOf(text).error === null) expect(new Set(slots).size).toBe(slots.length)
      }),
      { numRuns: runs(1500) },
    )
  })
})
