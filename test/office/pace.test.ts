import { describe, expect, test } from 'vitest'
import { amount, rounded } from '../../src/office/amount.ts'
import type { Day } from '../../src/office/day.ts'
import { progressOf, shareBy } from '../../src/office/pace.ts'

const linear = { kind: 'count', better: 'higher', pace: { kind: 'linear' } } as const
const june30 = '2017-06-30' as Day

describe('the share of the year', () => {
  test('runs by days of 365, the first day counted', () => {
    expect(shareBy(linear.pace, '2017-01-01' as Day)?.slice(0, 8)).toBe('0.002739')
    expect(shareBy(linear.pace, june30)?.slice(0, 8)).toBe('0.495890')
    expect(shareBy(linear.pace, '2017-12-31' as Day)).toBe('1')
    expect(shareBy(linear.pace, '2016-12-31' as Day)).toBe('1')
  })

  test('stands still between the dates that a batch profile names', () => {
    const pace = {
      kind: 'steps',
      steps: [
        { on: '2017-06-30' as Day, share: amount('0.4') },
        { on: '2017-12-31' as Day, share: amount(1) },
      ],
    } as const
    expect(['2017-06-29', '2017-06-30', '2017-11-01', '2017-12-31'].map((on) => shareBy(pace, on as Day))).toEqual([
      '0',
      '0.4',
      '0.4',
      '1',
    ])
  })
})

describe('the light', () => {
  const lightOf = (cumulative: number, goal?: number) =>
    progressOf(linear, amount(cumulative), goal === undefined ? undefined : amount(goal), june30).light

  test('is green at pace, yellow from nine tenths of it, red below', () => {
    // 181 of 365 days, so 181 of a goal of 365 are exactly at pace.
    expect([181, 180, 163, 162].map((value) => lightOf(value, 365))).toEqual(['green', 'yellow', 'yellow', 'red'])
  })

  test('is grey without a goal and before anything is due', () => {
    expect(lightOf(5)).toBe('grey')
    const yearEnd = {
      ...linear,
      pace: { kind: 'steps', steps: [{ on: '2017-12-31' as Day, share: amount(1) }] },
    } as const
    expect(progressOf(yearEnd, amount(5), amount(10), june30).light).toBe('grey')
  })

  test('is purple while the figure is in question, whatever the pace', () => {
    const progress = progressOf(linear, amount(365), amount(365), june30, { questioned: true })
    expect(progress).toMatchObject({ light: 'purple', completion: '1' })
  })

  test('of a rate goes by its distance to the goal, and a fall is good where less is better', () => {
    const falling = { kind: 'rate', better: 'lower', pace: { kind: 'none' } } as const
    const at = (value: string) => progressOf(falling, amount(value), amount('-5'), june30)
    expect(['-6', '-5', '-4.5', '-4'].map((value) => [at(value).beyond, at(value).light])).toEqual([
      ['1', 'green'],
      ['0', 'green'],
      ['-0.5', 'yellow'],
      ['-1', 'red'],
    ])
    expect(at('-5').pace).toBeUndefined()
  })

  test('shows a completion rate that divides to no end', () => {
    const { completion } = progressOf(linear, amount(1), amount(3), june30)
    expect(completion && rounded(completion, 4)).toBe('0.3333')
  })
})
