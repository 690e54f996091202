import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Calendar } from '../../src/office/calendar.ts'
import { type Day, instant } from '../../src/office/day.ts'
import { deadlineOf, dueText, type Move, moveFor, periodsDue } from '../../src/office/deadline.ts'
import type { Period } from '../../src/office/period.ts'
import { type RegionKey, Regions } from '../../src/office/region.ts'
import { isQuiet, type Rule, type Shift, scheduleSchema } from '../../src/office/schedule.ts'

const calendar = new Calendar()
const schedule = scheduleSchema.parse(
  parse(readFileSync('test/fixtures/offices/zhejiang/plans/2017/schedule.yaml', 'utf8')),
)
const monthly = schedule.rules.find(({ id }) => id === 'monthly') as Rule
const period = (text: string) => text as Period
const dues = (rule: Rule) =>
  periodsDue(rule, '2017-01-01' as Day, '2018-12-31' as Day).map((one) => deadlineOf(rule, one, calendar).due)

describe('the schedule of 2017', () => {
  test('the first month owed is April; due on the 5th, rolled forward over weekends and National Day', () => {
    expect(dues(monthly)).toEqual([
      '2017-05-05',
      '2017-06-05',
      '2017-07-05',
      '2017-08-07',
      '2017-09-05',
      '2017-10-09',
      '2017-11-06',
      '2017-12-05',
      '2018-01-05',
    ])
  })

  test('rates are due by quarter, from the second on', () => {
    const quarterly = schedule.rules.find(({ id }) => id === 'quarterly') as Rule
    expect(dues(quarterly)).toEqual(['2017-07-10', '2017-10-10', '2018-01-10'])
  })

  test('defaults fill what a rule does not say itself', () => {
    expect(monthly).toMatchObject({
      quiet: { from: '18:00', to: '08:30' },
      spreadMinutes: 10,
      graceDays: 0,
      urgentBudget: 20,
    })
    expect(monthly.stages.filter(({ urgent }) => urgent).map(({ id }) => id)).toEqual(['overdue+3'])
  })
})

describe('a due day on a day off', () => {
  const shifted = (shift: Shift, of: string) => {
    const deadline = deadlineOf({ ...monthly, shift }, period(of), calendar)
    return [deadline.due, dueText(deadline, calendar)]
  }

  test.each<[Shift, string, string]>([
    ['none', '2017-08-05', '8月5日（周六），节假日不顺延'],
    ['statutory-only', '2017-08-05', '8月5日（周六），法定节假日顺延，周末不顺延'],
    ['next-workday', '2017-08-07', '8月5日（周六）→ 8月7日（周一），依据 遇休息日顺延至下一个工作日'],
    ['previous-workday', '2017-08-04', '8月5日（周六）→ 8月4日（周五），依据 遇休息日提前至上一个工作日'],
  ])('a Saturday with %s', (shift, due, said) => {
    expect(shifted(shift, '2017-07')).toEqual([due, said])
  })

  test.each<[Shift, string]>([
    ['none', '2017-10-05'],
    ['statutory-only', '2017-10-09'],
    ['next-workday', '2017-10-09'],
    ['previous-workday', '2017-09-30'],
  ])('in the National Day holiday with %s', (shift, due) => {
    expect(shifted(shift, '2017-09')[0]).toBe(due)
  })

  test('an ordinary day is only named', () => {
    expect(shifted('next-workday', '2017-06')).toEqual(['2017-07-05', '7月5日（周三）'])
  })

  test('grace lengthens the time until late, not the due day', () => {
    expect(deadlineOf({ ...monthly, graceDays: 2 }, period('2017-06'), calendar)).toMatchObject({
      due: '2017-07-05',
      lastDay: '2017-07-07',
    })
  })

  test('the 31st of a shorter month is its last day', () => {
    const rule: Rule = { ...monthly, due: { monthsAfter: 2, day: 31 }, shift: 'none' }
    expect(deadlineOf(rule, period('2017-04'), calendar).due).toBe('2017-06-30')
    expect(deadlineOf(rule, period('2017-12'), calendar).due).toBe('2018-02-28')
  })
})

describe('moved deadlines', () => {
  const r = (code: string) => code as RegionKey
  const regions = new Regions([
    { key: r('33'), level: 'province', name: '浙江省', short: '浙江', codes: [{ code: '33' }] },
    { key: r('3305'), level: 'city', name: '湖州市', short: '湖州', parent: r('33'), codes: [{ code: '3305' }] },
    {
      key: r('330522'),
      level: 'county',
      name: '长兴县',
      short: '长兴',
      parent: r('3305'),
      codes: [{ code: '330522' }],
    },
    {
      key: r('330523'),
      level: 'county',
      name: '安吉县',
      short: '安吉',
      parent: r('3305'),
      codes: [{ code: '330523' }],
    },
  ])
  const move = (sequence: number, due: string, region?: string): Move => ({
    sequence,
    rule: 'monthly',
    period: period('2017-06'),
    due: due as Day,
    because: `原因${sequence}`,
    at: instant(sequence),
    ...(region && { region: r(region) }),
  })
  const holds = (moves: Move[], region = '330522') =>
    moveFor(moves, monthly, period('2017-06'), r(region), regions)?.due

  test('the last announcement to everybody holds, also an earlier day', () => {
    expect(holds([move(1, '2017-07-10'), move(2, '2017-07-07')])).toBe('2017-07-07')
  })

  test('an extension holds for its region alone, and while it gives longer', () => {
    expect(holds([move(1, '2017-07-07', '330522')])).toBe('2017-07-07')
    expect(holds([move(1, '2017-07-07', '330522')], '330523')).toBeUndefined()
    expect(holds([move(1, '2017-07-07', '3305')], '330523')).toBe('2017-07-07')
    expect(holds([move(1, '2017-07-07', '330522'), move(2, '2017-07-10')])).toBe('2017-07-10')
    expect(holds([move(1, '2017-07-10'), move(2, '2017-07-12', '330522')])).toBe('2017-07-12')
  })

  test('an announced day is meant as said, is another revision, and shows its reason', () => {
    const deadline = deadlineOf(monthly, period('2017-06'), calendar, move(3, '2017-07-08'))
    expect(deadline).toMatchObject({ due: '2017-07-08', revision: 'm3', announced: 3 })
    expect(dueText(deadline, calendar)).toBe('7月5日（周三）→ 7月8日（周六），依据 原因3')
  })

  test('one announced with the schedule needs no database', () => {
    const rule: Rule = {
      ...monthly,
      overrides: [{ period: period('2017-06'), due: '2017-07-07' as Day, because: '汛期' }],
    }
    const deadline = deadlineOf(rule, period('2017-06'), calendar)
    expect(dueText(deadline, calendar)).toBe('7月5日（周三）→ 7月7日（周五），依据 汛期')
    expect(deadlineOf(rule, period('2017-07'), calendar).revision).toBe('0')
  })
})

describe('a broken schedule is refused with the place and what was expected', () => {
  const stage = { id: 'due', workdays: 0, clock: '09:00', audience: ['contact'] }
  const rule = {
    id: 'a',
    name: '甲',
    period: 'month',
    from: '2017-04',
    indicators: 'all',
    due: { monthsAfter: 1, day: 5 },
    shift: 'none',
    stages: [stage],
  }
  const faults = (change: object) =>
    scheduleSchema
      .safeParse({ rules: [{ ...rule, ...change }] })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('\n') ?? ''

  test('the rule that the faults are planted in is sound itself', () => {
    expect(faults({})).toBe('')
  })

  test.each<[string, object, RegExp]>([
    [
      'a stage in the quiet hours',
      { stages: [{ ...stage, clock: '07:00' }] },
      /rules\.0\.stages\.0\.clock: .*静默时段/,
    ],
    ['a spread that runs into them', { stages: [{ ...stage, clock: '17:55' }] }, /静默时段/],
    ['a cron that does not look that day any more', { cron: '0 8 * * *' }, /还会再看一次/],
    ['a cron that skips days', { cron: '0 9 * * 1' }, /还会再看一次/],
    ['no cron at all', { cron: 'hourly' }, /五段的 cron 式/],
    ['a period of another kind', { from: '2017-Q2' }, /rules\.0\.from: 以 month 计的时期/],
    ['an end before the beginning', { to: '2017-03' }, /rules\.0\.to: 不早于 from/],
    ['two stages of one name', { stages: [stage, stage] }, /各不相同的 id/],
    ['a summary for a contact', { stages: [{ ...stage, id: 'digest-x' }] }, /id 以 digest 开头的发给协调员/],
    ['a reminder for a coordinator', { stages: [{ ...stage, audience: ['city-coordinator'] }] }, /发给协调员/],
    ['an unknown shift', { shift: 'maybe' }, /rules\.0\.shift/],
    ['a due day without month', { due: { day: 5 } }, /monthsAfter 和 day，或 daysAfter/],
    ['a clock without quotes', { stages: [{ ...stage, clock: 540 }] }, /clock/],
    ['a key of nobody', { colour: 'red' }, /colour/],
  ])('%s', (_, change, message) => {
    expect(faults(change)).toMatch(message)
  })
})

test('quiet hours may span midnight or lie within the day', () => {
  const night = { from: '18:00', to: '08:30' }
  expect(['08:29', '08:30', '17:59', '18:00', '23:00'].map((clock) => isQuiet(night, clock))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ])
  const noon = { from: '12:00', to: '13:30' }
  expect(['11:59', '12:00', '13:30'].map((clock) => isQuiet(noon, clock))).toEqual([false, true, false])
})
