import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  at,
  clockOf,
  type Day,
  dateOf,
  day,
  dayName,
  dayOf,
  daysBetween,
  fullDayName,
  instant,
  isoInstant,
  monthEnd,
  monthOf,
  parseDay,
  parseInstant,
  weekdayName,
  weekdayOf,
  yearOf,
} from '../../src/office/day.ts'

const START = '1990-01-01' as Day
const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(START, n))
const clocks = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

describe('days', () => {
  test('are counted without gaps: n days later is n days between', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n)
        expect(addDays(addDays(d, n), -n)).toBe(d)
      }),
    )
  })

  test('are what their parts say, and compare as strings in the order of time', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(day(yearOf(a), monthOf(a), dateOf(a))).toBe(a)
        expect(parseDay(a)).toBe(a)
        expect(a < b).toBe(daysBetween(a, b) > 0)
      }),
    )
  })

  test('go round the week from Monday to Sunday', () => {
    expect(weekdayOf('2017-07-03' as Day)).toBe(1)
    expect(weekdayName('2017-07-02' as Day)).toBe('周日')
    fc.assert(fc.property(days, (d) => weekdayOf(addDays(d, 1)) === (weekdayOf(d) % 7) + 1))
  })

  test('end a month the day before the next begins', () => {
    expect(monthEnd(2016, 2)).toBe('2016-02-29')
    expect(monthEnd(2017, 2)).toBe('2017-02-28')
    fc.assert(
      fc.property(days, (d) => {
        const end = monthEnd(yearOf(d), monthOf(d))
        expect(monthOf(end)).toBe(monthOf(d))
        expect(dateOf(addDays(end, 1))).toBe(1)
      }),
    )
  })

  test.each(['2017-02-29', '2017-13-01', '2017-00-10', '2017-06-31', '2017-6-30', '20170630', '', '2017-06-30 '])(
    'that do not exist, or are written otherwise, are none: "%s"',
    (text) => expect(parseDay(text)).toBeUndefined(),
  )

  test('are told in Chinese without zeros before', () => {
    expect(dayName('2017-06-05' as Day)).toBe('6月5日')
    expect(fullDayName('2017-06-05' as Day)).toBe('2017年6月5日')
  })
})

describe('instants', () => {
  test('fall on the office day and clock that they were made of, whatever the host’s zone', () => {
    fc.assert(
      fc.property(days, clocks, (d, clock) => {
        const moment = at(d, clock)
        expect(dayOf(moment)).toBe(d)
        expect(clockOf(moment)).toBe(clock)
        expect(parseInstant(isoInstant(moment))).toBe(moment)
      }),
    )
  })

  test.each([
    ['2017-06-30T09:00:00+08:00', '2017-06-30T09:00:00+08:00'],
    ['2017-06-30T01:00:00Z', '2017-06-30T09:00:00+08:00'],
    ['2017-06-30T09:00:00+0800', '2017-06-30T09:00:00+08:00'],
    ['2017-06-30 09:00', '2017-06-30T09:00:00+08:00'],
    ['2017-06-30', '2017-06-30T00:00:00+08:00'],
    ['2016-12-31T23:30:00Z', '2017-01-01T07:30:00+08:00'],
  ])('%s is %s', (text, iso) => {
    const moment = parseInstant(text)
    expect(moment).toBeDefined()
    expect(isoInstant(moment ?? instant(0))).toBe(iso)
  })

  test.each(['2017-02-30T10:00:00+08:00', '2017-06-30T25:00', '2017-06-30T09', '30.6.2017', 'heute', ''])(
    'that are none are none: "%s"',
    (text) => expect(parseInstant(text)).toBeUndefined(),
  )
})
