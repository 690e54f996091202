/** Exact decimals: a figure that an official stakes a name on must not pass through a binary fraction. */
import Big from 'big.js'

/** A decimal in plain notation without superfluous zeros: `12`, `-4.5`, `0.048`. */
export type Amount = string & { readonly __brand: 'Amount' }

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Quotients are for people (rates, means): so many places are more than any of them needs. */
const PLACES = 20
const Decimal = Big()

const plain = (value: Big): Amount => {
  const text = value.toFixed()
  return (text === '-0' ? '0' : text) as Amount
}

/** Reads a plain decimal such as `1200`, `-0.50`. @returns undefined when it is none */
export function parseAmount(text: string): Amount | undefined {
  return DECIMAL.test(text) ? plain(new Decimal(text.replace('+', ''))) : undefined
}

/** A decimal as an amount, for figures that the program itself writes. @throws RangeError when it is none */
export function amount(value: string | number): Amount {
  if (Number.isSafeInteger(value)) return String(value) as Amount
  const plainText = typeof value === 'number' && Number.isFinite(value) ? new Decimal(value).toFixed() : String(value)
  const read = parseAmount(plainText)
  if (read === undefined) throw new RangeError(`not a decimal: ${value}`)
  return read
}

/** The amount 0. */
export const ZERO = amount(0)

/** Sums of so short whole numbers are exact in the machine's own, products of half as long ones. */
const SHORT = 15

const isShort = (a: Amount, longest: number): boolean => a.length <= longest && isWhole(a)

/** `a` + `b`, exact, of any length. */
export const add = (a: Amount, b: Amount): Amount =>
  isShort(a, SHORT) && isShort(b, SHORT) ? wholly(Number(a) + Number(b)) : plain(new Decimal(a).plus(b))

/** `a` − `b`, exact. */
export const subtract = (a: Amount, b: Amount): Amount =>
  isShort(a, SHORT) && isShort(b, SHORT) ? wholly(Number(a) - Number(b)) : plain(new Decimal(a).minus(b))

/** `a` × `b`, exact. */
export const multiply = (a: Amount, b: Amount): Amount =>
  isShort(a, SHORT / 2) && isShort(b, SHORT / 2) ? wholly(Number(a) * Number(b)) : plain(new Decimal(a).times(b))

/** Minus zero is written as zero. */
const wholly = (whole: number): Amount => String(whole) as Amount

/**
 * `a` ÷ `b` to 20 decimals, rounded half away from zero: the one operation that is not exact.
 * By whole numbers, in a third of the time that digit by digit takes: every light asks for two.
 * @throws RangeError when `b` is zero
 */
export function divide(a: Amount, b: Amount): Amount {
  const [dividend, divisor] = [scaled(a), scaled(b)]
  const shift = PLACES + divisor.decimals - dividend.decimals
  const over = shift < 0 ? divisor.digits * 10n ** BigInt(-shift) : divisor.digits
  const under = shift > 0 ? dividend.digits * 10n ** BigInt(shift) : dividend.digits
  const quotient = under / over
  const isUp = 2n * size(under % over) >= size(over)
  const away = under < 0n === over < 0n ? 1n : -1n
  return placed(isUp ? quotient + away : quotient)
}

interface Scaled {
  readonly digits: bigint
  readonly decimals: number
}

function scaled(a: Amount): Scaled {
  const point = a.indexOf('.')
  if (point < 0) return { digits: BigInt(a), decimals: 0 }
  return { digits: BigInt(a.slice(0, point) + a.slice(point + 1)), decimals: a.length - point - 1 }
}

/** A whole number of the smallest place. */
function placed(smallest: bigint): Amount {
  const digits = String(size(smallest)).padStart(PLACES + 1, '0')
  let end = digits.length
  while (end > digits.length - PLACES && digits[end - 1] === '0') end--
  const fraction = digits.slice(-PLACES, end)
  return `${smallest < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}` as Amount
}

const size = (whole: bigint): bigint => (whole < 0n ? -whole : whole)

/** −`a`; of `0` it is `0`. */
export const negate = (a: Amount): Amount => plain(new Decimal(a).times(-1))

/** |`a`| */
export const absolute = (a: Amount): Amount => plain(new Decimal(a).abs())

/** The sum; `0` of none. */
export const total = (all: Iterable<Amount>): Amount => [...all].reduce(add, ZERO)

/**
 * Negative, zero or positive as `a` is below, equal to or above `b`. What is rounded to the machine's own numbers keeps
 * its order, so that only what comes to the same there is compared digit by digit: a table is sorted by the thousand.
 */
export function compare(a: Amount, b: Amount): number {
  const [near, far] = [Number(a), Number(b)]
  if (near !== far) return near < far ? -1 : 1
  return a === b ? 0 : new Decimal(a).cmp(b)
}

/** Whether it has no decimals: 12.0 is written 12, so it has none. */
export const isWhole = (a: Amount): boolean => !a.includes('.')

/** Whether it is below zero. */
export const isNegative = (a: Amount): boolean => a.startsWith('-')

/** Whether it is zero. Amounts are written plain, so that `0` is the only text of zero. */
export const isZero = (a: Amount): boolean => a === '0'

/** The nearest number of the machine, for drawing and for ratios that people read; never for what is stored. */
export const toNumber = (a: Amount): number => Number(a)

/** Rounded half away from zero, for showing. @param places decimals at most: zeros at the end are dropped */
export const rounded = (a: Amount, places: number): Amount => plain(new Decimal(a).round(places, Big.roundHalfUp))

/** `1,234.5`: digits in groups of three, as tables show them. */
export function grouped(a: Amount): string {
  const [whole = '', fraction] = a.split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.slice(sign.length)
  const first = digits.length % 3 || 3
  const groups = [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])]
  return `${sign}${groups.join(',')}${fraction ? `.${fraction}` : ''}`
}

/** A share as people read it: `45.6%`. @param ratio 0.456 @param places decimals at most */
export const percent = (ratio: Amount, places = 1): string => `${rounded(multiply(ratio, amount(100)), places)}%`
