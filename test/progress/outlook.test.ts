import { describe, expect, test } from 'vitest'
import { amount } from '../../src/office/amount.ts'
import type { Day } from '../../src/office/day.ts'
import { needOf, outlookOf, type Point } from '../../src/office/forecast.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import { indicatorOf } from '../../src/office/plan.ts'
import { id, office } from './small.ts'

const zombie = indicatorOf(office.plan, id('老旧木厂'))
const hightech = indicatorOf(office.plan, id('龙企'))
const growth = indicatorOf(office.plan, id('竹木经济'))
const trail = (...values: number[]): Point[] =>
  values.map((value, index) => {
    const period = `2017-${String(index + 1).padStart(2, '0')}` as Period
    return { period, asOf: endOf(period), cumulative: amount(value) }
  })

describe('the outlook', () => {
  test('an even pace ends at its own line, with no range', () => {
    // 1 a day from 1 January: 31 on 31 January, 59 on 28 February, 90 on 31 March.
    const outlook = outlookOf(zombie, trail(31, 59, 90), amount(365))
    expect(outlook).toMatchObject({ speed: '1', yearEnd: '365', low: '365', high: '365', completion: '1' })
  })

  test('the present speed is that of the last three periods; slowest and fastest give the range', () => {
    const outlook = outlookOf(zombie, trail(0, 0, 31, 61, 92), amount(400))
    expect(Number(outlook?.yearEnd)).toBeCloseTo(92 + 214, 5)
    expect(Number(outlook?.low)).toBeLessThan(92 + 214)
    expect(outlook?.since).toBe('2017-02-28')
  })

  test('there is none without a figure, for rates, and where the goal comes in batches', () => {
    expect(outlookOf(zombie, trail(10, 20), amount(300))).toBeDefined()
    expect(outlookOf(zombie, [], amount(300))).toBeUndefined()
    expect(outlookOf(zombie, trail(10, 20), undefined)).toBeUndefined()
    expect(outlookOf(growth, trail(10, 20), amount(12))).toBeUndefined()
    expect(outlookOf(hightech, trail(10, 20), amount(1500))).toBeUndefined()
  })

  test('what is needed a week counts from today, whole firms are rounded up, a met goal needs nothing', () => {
    // 26 weeks of 182 days to 31 December
    expect(needOf(zombie, amount(100), amount(300), '2017-07-02' as Day)).toMatchObject({
      gap: '200',
      weeks: '26',
      perWeek: '8',
    })
    expect(needOf(zombie, amount(300), amount(300), '2017-07-02' as Day)).toBeUndefined()
    expect(needOf(zombie, amount(100), amount(300), '2017-12-31' as Day)).toBeUndefined()
  })
})
