import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Calendar, calendarSchema } from '../../src/office/calendar.ts'
import { addDays, type Day, weekdayOf } from '../../src/office/day.ts'

const d = (text: string) => text as Day
const noticesIn = (yaml: string) => calendarSchema.parse(parse(yaml, { schema: 'core' })).notices
const year = (n: number): Day[] => {
  const days: Day[] = []
  for (let day = d(`${n}-01-01`); day <= `${n}-12-31`; day = addDays(day, 1)) days.push(day)
  return days
}

/** 国务院办公厅关于2017年部分节假日安排的通知（国办发明电〔2016〕17号） */
const ARRANGEMENT_2017 = {
  off: [
    ['元旦', '2017-01-01', '2017-01-02'],
    ['春节', '2017-01-27', '2017-02-02'],
    ['清明节', '2017-04-02', '2017-04-04'],
    ['劳动节', '2017-05-01', '2017-05-01'],
    ['端午节', '2017-05-28', '2017-05-30'],
    ['中秋节、国庆节', '2017-10-01', '2017-10-08'],
  ],
  work: ['2017-01-22', '2017-02-04', '2017-04-01', '2017-05-27', '2017-09-30'],
} as const

const isOff2017 = (day: Day): boolean => {
  if (ARRANGEMENT_2017.off.some(([, from, to]) => from <= day && day <= to)) return true
  return weekdayOf(day) > 5 && !ARRANGEMENT_2017.work.some((work) => work === day)
}

describe('the calendar', () => {
  const calendar = new Calendar(noticesIn(readFileSync('data/calendar/notices.yaml', 'utf8')))

  test('every day of 2017 is off or worked as the State Council arranged it', () => {
    const days = year(2017)
    expect(days).toHaveLength(365)
    expect(days.filter((day) => calendar.isWorkday(day))).toEqual(days.filter((day) => !isOff2017(day)))
    expect(days.filter((day) => calendar.isWorkday(day))).toHaveLength(249)
  })

  test('every day of a 2017 holiday is statutory, and a plain weekend is not', () => {
    const statutory = year(2017).filter((day) => calendar.isStatutoryHoliday(day))
    const table = year(2017).filter((day) => ARRANGEMENT_2017.off.some(([, from, to]) => from <= day && day <= to))
    expect(statutory).toEqual(table)
    expect(calendar.isWorkday(d('2017-06-03'))).toBe(false)
    expect(calendar.isStatutoryHoliday(d('2017-06-03'))).toBe(false)
  })

  test('the shifted workdays that other libraries miss are known', () => {
    for (const day of ['2017-04-01', '2017-09-30', '2026-10-10']) {
      expect(weekdayOf(d(day))).toBe(6)
      expect(calendar.isWorkday(d(day))).toBe(true)
    }
  })

  test('counting working days steps over National Day and never counts the day itself', () => {
    expect(calendar.addWorkdays(d('2017-09-30'), 1)).toBe('2017-10-09')
    expect(calendar.addWorkdays(d('2017-10-09'), -3)).toBe('2017-09-28')
    expect(calendar.addWorkdays(d('2017-10-05'), 0)).toBe('2017-10-05')
    expect(calendar.nextWorkday(d('2017-10-05'))).toBe('2017-10-09')
    expect(calendar.previousWorkday(d('2017-10-05'))).toBe('2017-09-30')
    expect(calendar.nextWorkday(d('2017-10-09'))).toBe('2017-10-09')
  })

  test('each known year has its holidays, and the years beyond are reported as gaps', () => {
    const known = Array.from({ length: 23 }, (_, i) => 2004 + i)
    for (const n of known) expect(year(n).filter((day) => calendar.isStatutoryHoliday(day)).length).toBeGreaterThan(20)
    expect(calendar.gaps(d('2004-01-01'), d('2026-12-31'))).toEqual([])
    expect(calendar.gaps(d('2003-01-01'), d('2028-12-31'))).toEqual([{ year: 2003 }, { year: 2027 }, { year: 2028 }])
    expect(calendar.gapAt(d('2027-05-03'))).toEqual({ year: 2027 })
    expect(calendar.gapAt(d('2017-05-03'))).toBeUndefined()
  })

  test('in a gap Monday to Friday are working days', () => {
    expect(calendar.isWorkday(d('2027-10-01'))).toBe(true)
    expect(calendar.isWorkday(d('2027-10-02'))).toBe(false)
  })

  test('a notice in data closes a gap and wins over the package', () => {
    const amended = new Calendar(
      noticesIn(`
notices:
  - year: 2027
    source: 一个通知
    holidays: [{ name: 国庆节, from: 2027-10-01, to: 2027-10-07 }]
    workdays: [2027-10-09]
  - source: 本省临时安排
    holidays: [{ name: 台风停工, from: 2017-07-05, to: 2017-07-05 }]
    workdays: [2017-07-08]
`),
    )
    expect(amended.gapAt(d('2027-10-01'))).toBeUndefined()
    expect(amended.isWorkday(d('2027-10-01'))).toBe(false)
    expect(amended.isWorkday(d('2027-10-09'))).toBe(true)
    expect(calendar.isWorkday(d('2017-07-05'))).toBe(true)
    expect(amended.isWorkday(d('2017-07-05'))).toBe(false)
    expect(amended.isWorkday(d('2017-07-08'))).toBe(true)
  })

  test('a broken notice is refused with the key that is wrong', () => {
    expect(() => noticesIn('notices: [{ source: x, workdays: [2017-02-30] }]')).toThrow(/存在的日期/)
    expect(() => noticesIn('notices: [{ workdays: [] }]')).toThrow(/source/)
    expect(() =>
      noticesIn('notices: [{ source: x, holidays: [{ name: y, from: 2017-02-03, to: 2017-02-01 }] }]'),
    ).toThrow(/不早于开始/)
  })
})
