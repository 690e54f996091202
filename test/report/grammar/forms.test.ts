/** One value, however it is written: name × number × what joins them × date, in one entry or several, announced or not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amount, amount, multiply } from '../../../src/office/amount.ts'
import type { Indicator } from '../../../src/office/plan.ts'
import { writeNumeral } from '../../office/numeral-writer.ts'
import { runs } from '../../size.ts'
import { office, read } from './office.ts'

interface Entry {
  readonly id: string
  readonly value: Amount
  readonly text: string
}

const NOTATION = fc.constantFrom('plain', 'chinese', 'colloquial', 'full-width')
/** Between a name and its number. */
const JOINT = fc.constantFrom('', ' ', '　', '：', ':', ' ：', '是')
/** Between entries; 、 also joins months, and a number alone in front of it counts entries. */
const SEPARATOR = fc.constantFrom('，', ',', '；', '。', '\n', ' ', '，  ')
const AS_OF = '2017-06-30'
/** On 3 July. */
const DATE = fc.constantFrom(
  ...['6月底', '六月底', '截至6月30日', '截止6月底', '6月30日', '2017年6月30日', '上月底', '6月末', '截至六月三十日'],
)

const unitOf = (one: Indicator) =>
  fc
    .constantFrom({ unit: one.unit, factor: amount(1) }, ...one.otherUnits)
    .map(({ unit, factor }) => ({ unit, factor }))
/** Counts and rates come without a unit too: then it is the base unit. */
const none = fc.constant({ unit: '', factor: amount(1) })
const mayLackUnit = ({ kind }: Indicator): boolean => kind !== 'area' && kind !== 'quantity'

const entryOf = (one: Indicator): fc.Arbitrary<Entry> =>
  fc
    .record({
      name: fc.constantFrom(one.short, ...one.aliases),
      joint: JOINT,
      value: fc.integer({ min: 1, max: 90 }).map(amount),
      notation: NOTATION,
      measure: mayLackUnit(one) ? fc.oneof(unitOf(one), none) : unitOf(one),
    })
    .map(({ name, joint, value, notation, measure: { unit, factor } }) => ({
      id: one.id,
      value: multiply(value, factor),
      text: `${name}${joint}${writeNumeral(value, notation)}${unit}`,
    }))

const entries = fc
  .shuffledSubarray([...office.plan.indicators], { minLength: 1, maxLength: 4 })
  .chain((some) => fc.tuple(...some.map(entryOf)))

const told = (all: readonly Entry[]): string[] => all.map(({ id, value }) => `${id} ${value} ${AS_OF}`).sort()

function readOf(text: string): string[] {
  const reading = read(text)
  const as = reading.kind === 'none' ? reading.as : reading
  const items = as.kind === 'items' ? as.items : as.kind === 'error' ? (as.beside?.items ?? []) : []
  return items.map(({ indicator, value, asOf }) => `${indicator} ${value} ${asOf}`).sort()
}

describe('the same figures are read', () => {
  test('with the date behind them', () => {
    fc.assert(
      fc.property(entries, SEPARATOR, DATE, fc.constantFrom('，', ' ', '\n', '。'), (all, separator, date, joint) => {
        // 企业3 到6月底, 企业3 6月底: a row of months would be as good a reading
        fc.pre(!/[\d一二三四五六七八九十０-９]$/.test(all.at(-1)?.text ?? '') || !/^[6六]/.test(date) || joint === '。')
        const text = `${all.map((one) => one.text).join(separator)}${joint}${date}`
        expect(readOf(text), text).toEqual(told(all))
      }),
      { numRuns: runs(400) },
    )
  })

  test('with the date before them', () => {
    fc.assert(
      fc.property(
        entries,
        SEPARATOR,
        DATE,
        fc.constantFrom('，', ' ', '\n', '：', ''),
        (all, separator, date, joint) => {
          const text = `${date}${joint}${all.map((one) => one.text).join(separator)}`
          expect(readOf(text), text).toEqual(told(all))
        },
      ),
      { numRuns: runs(400) },
    )
  })

  test('with the date glued to a number that has its unit or is written otherwise', () => {
    fc.assert(
      fc.property(fc.constantFrom(...office.plan.indicators).chain(entryOf), DATE, (one, date) => {
        const last = one.text.at(-1) ?? ''
        const isSpelt = /[一二三四五六七八九十]/.test(last)
        fc.pre(!/\d/.test(last.normalize('NFKC')) || !/^\d/.test(date))
        fc.pre(!isSpelt || !/^[六上]/.test(date))
        expect(readOf(one.text + date), one.text + date).toEqual(told([one]))
      }),
      { numRuns: runs(300) },
    )
  })

  test('behind words that count them', () => {
    const counted = fc.constantFrom('先记{n}个', '报{n}个数', '一共{n}项', '这回{n}个')
    fc.assert(
      fc.property(entries, SEPARATOR, counted, (all, separator, words) => {
        const text = `${words.replace('{n}', writeNumeral(amount(all.length), 'colloquial'))} ${all.map((one) => one.text).join(separator)}`
        expect(readOf(text), text).toEqual(told(all))
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('a number and a date of the same digits', () => {
  const months = fc.integer({ min: 1, max: 6 })

  test('that can be told apart in one way are, and are asked about', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 99 }), months, (value, month) => {
        fc.pre(value % 10 !== 1)
        const reading = read(`/上报 低小散${value}${month}月底`)
        expect(reading).toMatchObject({ kind: 'items', confirm: true, items: [{ value: String(value) }] })
      }),
      { numRuns: runs(100) },
    )
  })

  test('that can be told apart in two ways are no figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 2 }), (value, month) => {
        expect(read(`/上报 低小散${value}1${month}月底`)).toMatchObject({
          kind: 'error',
          error: { kind: 'not-a-number' },
        })
      }),
      { numRuns: runs(30) },
    )
  })
})

test('a number in front that no entry is counted by is asked about', () => {
  expect(readOf('先记两个 僵尸7 低小散75')).toEqual(readOf('僵尸7 低小散75'))
  expect(read('先记三个 僵尸7 低小散75')).toMatchObject({ kind: 'error', beside: { items: [{}, {}] } })
  expect(read('个转企12 僵尸6 六月底')).toMatchObject({
    error: { kind: 'unknown-indicator', message: expect.stringContaining('个转企') },
    beside: { items: [{ indicator: 'zombie-firms', value: '6' }] },
  })
})

test('two numbers for one name are told apart by the refusal', () => {
  expect(read('僵尸7家，僵尸9家')).toMatchObject({ error: { message: expect.stringMatching(/“7家”和“9家”/) } })
})
