import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, daysBetween, weekdayOf, yearOf } from '../../src/office/day.ts'
import {
  endOf,
  kindOf,
  nextPeriod,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodName,
  periodOf,
  previousPeriod,
  readPeriod,
  spanOf,
} from '../../src/office/period.ts'

const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01' as Day, n))
const kinds = fc.constantFrom<PeriodKind>('week', 'month', 'quarter', 'year')
const periods = fc.tuple(kinds, days).map(([kind, d]) => periodOf(kind, d))

describe('periods', () => {
  test('hold the day that they were made of, and every day of their span is theirs', () => {
    fc.assert(
      fc.property(kinds, days, fc.nat(400), (kind, d, n) => {
        const period = periodOf(kind, d)
        const { from, to } = spanOf(period)
        expect(kindOf(period)).toBe(kind)
        expect(from <= d && d <= to).toBe(true)
        expect(periodOf(kind, addDays(from, n % (daysBetween(from, to) + 1)))).toBe(period)
      }),
    )
  })

  test('follow one another without gap or overlap, and sort as strings', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const next = nextPeriod(period)
        expect(spanOf(next).from).toBe(addDays(endOf(period), 1))
        expect(previousPeriod(next)).toBe(period)
        expect(period < next).toBe(true)
      }),
    )
  })

  test('are read back from their own notation and from their Chinese name', () => {
    fc.assert(
      fc.property(periods, (period) => {
        expect(parsePeriod(period)).toBe(period)
        const said = periodName(period).replace(/（.*）$/, '')
        expect(readPeriod(said, 1900)).toBe(period)
      }),
    )
  })

  test('of a week run from Monday to Sunday and belong to the year of their Thursday', () => {
    fc.assert(
      fc.property(days, (d) => {
        const week = periodOf('week', d)
        const { from, to } = spanOf(week)
        expect([weekdayOf(from), weekdayOf(to)]).toEqual([1, 7])
        expect(yearOf(addDays(from, 3))).toBe(Number(week.slice(0, 4)))
      }),
    )
  })

  test.each([
    ['2015-12-31', '2015-W53'],
    ['2016-01-03', '2015-W53'],
    ['2017-01-01', '2016-W52'],
    ['2017-01-02', '2017-W01'],
    ['2018-12-31', '2019-W01'],
    ['2021-01-03', '2020-W53'],
  ])('%s lies in week %s', (d, week) => expect(periodOf('week', d as Day)).toBe(week))

  test.each(['2017-W53', '2017-W00', '2017-13', '2017-Q5', '2017-6', '17', ''])('there is no "%s"', (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  )
})

describe('a period in the words of the office', () => {
  test.each<[said: string, period: string]>([
    ['2017-06', '2017-06'],
    ['6月', '2017-06'],
    ['06月', '2017-06'],
    ['６月份', '2017-06'],
    ['六月', '2017-06'],
    ['十二月份', '2017-12'],
    ['2016年十一月', '2016-11'],
    ['2017年6月', '2017-06'],
    ['2017.6', '2017-06'],
    ['2017/06', '2017-06'],
    ['6', '2017-06'],
    ['二季度', '2017-Q2'],
    ['第二季度', '2017-Q2'],
    ['2季度', '2017-Q2'],
    ['2016年四季度', '2016-Q4'],
    ['2017Q2', '2017-Q2'],
    ['q3', '2017-Q3'],
    ['第26周', '2017-W26'],
    ['2016年第5周', '2016-W05'],
    ['W7', '2017-W07'],
    ['2016年', '2016'],
    ['2017年度', '2017'],
    ['今年', '2017'],
    ['全年', '2017'],
  ])('%s is %s', (said, period) => expect(readPeriod(said, 2017)).toBe(period as Period))

  test.each(['13月', '0月', '十三月', '五季度', '第53周', '第0周', '三', '上半年', '6月30日', '僵尸企业', ''])(
    '"%s" is none',
    (said) => expect(readPeriod(said, 2017)).toBeUndefined(),
  )
})
