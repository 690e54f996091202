import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Amount,
  absolute,
  add,
  amount,
  compare,
  divide,
  grouped,
  isNegative,
  isWhole,
  isZero,
  multiply,
  negate,
  parseAmount,
  percent,
  rounded,
  subtract,
  total,
  ZERO,
} from '../../src/office/amount.ts'

/** Any decimal with up to 12 digits and 8 places, as an integer of units of 10⁻⁸ beside it. */
const SCALE = 8
const scaled = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const written = (units: bigint): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`
}
const of = (units: bigint): Amount => amount(written(units))

describe('amounts', () => {
  test('add, subtract and compare exactly, as whole numbers of their smallest unit do', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        expect(add(of(a), of(b))).toBe(of(a + b))
        expect(subtract(of(a), of(b))).toBe(of(a - b))
        expect(compare(of(a), of(b))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  test('multiply exactly, so that a unit factor and its inverse lead back', () => {
    fc.assert(
      fc.property(scaled, fc.nat(12), (a, places) => {
        const factor = amount(`0.${'0'.repeat(places)}1`)
        const back = amount(`1${'0'.repeat(places + 1)}`)
        expect(multiply(multiply(of(a), factor), back)).toBe(of(a))
      }),
    )
  })

  test('divide as written-out long division does, to 20 places and half away from zero', () => {
    const Long = Big()
    Long.DP = 20
    const quotient = fc.tuple(
      scaled,
      scaled.filter((b) => b !== 0n),
    )
    fc.assert(
      fc.property(quotient, quotient, ([a, b], [c, d]) => {
        // Quotients too, which are as long as any figure is: completion by the share that is expected.
        for (const [one, other] of [[of(a), of(b)] as const, [divide(of(a), of(b)), divide(of(c), of(d))] as const]) {
          if (isZero(other)) continue
          expect(divide(one, other)).toBe(amount(new Long(one).div(other).toFixed()))
        }
      }),
    )
    expect(divide(amount(1), amount('200000000000000000000'))).toBe('0.00000000000000000001')
    expect(divide(amount(-1), amount('200000000000000000000'))).toBe('-0.00000000000000000001')
    expect(divide(amount(1), amount('200000000000000000001'))).toBe('0')
    expect(() => divide(amount(1), ZERO)).toThrow(RangeError)
  })

  test('have one notation each, which reads back to itself', () => {
    fc.assert(
      fc.property(scaled, (a) => {
        const text = of(a)
        expect(parseAmount(text)).toBe(text)
        expect(parseAmount(written(a))).toBe(text)
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
        expect(text).not.toBe('-0')
      }),
    )
  })

  test('know their sign, and whether they are whole', () => {
    fc.assert(
      fc.property(scaled, (a) => {
        expect(isNegative(of(a))).toBe(a < 0n)
        expect(isZero(of(a))).toBe(a === 0n)
        expect(isWhole(of(a))).toBe(a % 10n ** BigInt(SCALE) === 0n)
        expect(add(of(a), negate(of(a)))).toBe(ZERO)
        expect(isNegative(absolute(of(a)))).toBe(false)
      }),
    )
  })

  test.each([
    ['1.', '1'],
    ['.5', '0.5'],
    ['+3', '3'],
    ['-0.00', '0'],
    ['007.10', '7.1'],
  ])('"%s" is %s', (text, value) => expect(parseAmount(text)).toBe(value))

  test.each(['', '.', '-', '1e3', '1,200', '１２', '十二', 'NaN', 'Infinity', ' 1', '0x10'])('"%s" is none', (text) =>
    expect(parseAmount(text)).toBeUndefined(),
  )

  test('of the program’s own that are none are an error at once', () => {
    expect(amount(1.5e-7)).toBe('0.00000015')
    expect(() => amount(Number.NaN)).toThrow(RangeError)
    expect(() => amount('十二')).toThrow(RangeError)
    expect(() => divide(amount(1), ZERO)).toThrow()
  })

  test('sum up exactly where binary fractions would not', () => {
    expect(total([amount('0.1'), amount('0.2')])).toBe('0.3')
    expect(total([])).toBe('0')
  })
})

describe('amounts as people read them', () => {
  test('are rounded half away from zero', () => {
    expect(rounded(amount('2.345'), 2)).toBe('2.35')
    expect(rounded(amount('-2.345'), 2)).toBe('-2.35')
    expect(rounded(amount('-0.004'), 2)).toBe('0')
    expect(percent(amount('0.45649'))).toBe('45.6%')
    expect(percent(divide(amount(1), amount(3)))).toBe('33.3%')
  })

  test('have their digits in groups of three, before the point only', () => {
    expect(grouped(amount('1234567.8912'))).toBe('1,234,567.8912')
    expect(grouped(amount('-123456'))).toBe('-123,456')
    fc.assert(fc.property(scaled, (a) => parseAmount(grouped(of(a)).replaceAll(',', '')) === of(a)))
  })
})
