/**
 * Numbers as office people write them: 1,200 · 1.2万 · 1万2 · 一千二百 · 三千五 (3500) · 四点五 · 百分之五 is the caller's.
 *
 * Works on text in NFKC and simplified characters; `readNumeral` brings any text into that form itself.
 */
import { type Amount, add, amount, multiply, negate, ZERO } from './amount.ts'

/** A number found in a text; `value` undefined: a figure that is not exact (二十来, 十几, 10-12) or not readable. */
export interface NumeralSpan {
  readonly value?: Amount
  readonly from: number
  readonly to: number
}

const DIGITS: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
}
const SMALL: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 亿: 100_000_000 }
const POWERS: Readonly<Record<string, number>> = { ...SMALL, ...LARGE }

const CHINESE = /[零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅点]{1,24}/y
/** As long as no number is: then it is one that cannot be read. */
const LONGEST_CHINESE = 24
const ENDLESS = /[零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅点]+/y
/** More are not exact as a number of the program. */
const EXACT_DIGITS = 15
/** 万亿; what goes beyond is no figure of an office. */
const LARGEST = 1e12
const ARABIC = /(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?/y
// A blank before 万 only where a unit follows: in 96 万元工业增加值用水量 the two do not belong together.
// 百分点 is a unit.
const POWER = /(?:[十千万亿]|百(?!分))+|w(?![a-z])| [万亿](?=[亩平吨方㎡m家户个t])/y
const INEXACT = /(?:来|余(?![杭姚])|多|几|\+(?!\d))/y
const SIGN = /[-+负—]/

/**
 * The number that begins at a position: Arabic or Chinese digits, with a sign and scales.
 * @param text in NFKC
 * @returns undefined where none begins; `value` is absent where it is no exact one: 二十来, 三四, 10-12, 1.2.3
 */
export function numeralAt(text: string, from: number): NumeralSpan | undefined {
  const sign = SIGN.test(text[from] ?? '') ? text[from] : undefined
  const start = sign ? from + 1 + (text[from + 1] === ' ' && sign === '负' ? 1 : 0) : from
  const read = /\d/.test(text[start] ?? '') ? arabicAt(text, start) : chineseAt(text, start)
  if (!read) return undefined
  const inexact = matchAt(INEXACT, text, read.to)
  if (inexact !== undefined) {
    const power = matchAt(POWER, text, read.to + inexact.length) ?? ''
    return { from, to: read.to + inexact.length + power.length }
  }
  const range = rangeEnd(text, read.to)
  if (range !== undefined) return { from, to: range }
  if (read.value === undefined) return { from, to: read.to }
  return { from, to: read.to, value: sign && sign !== '+' ? negate(read.value) : read.value }
}

/** 10-12, 十到十五: two numbers joined are none. */
function rangeEnd(text: string, at: number): number | undefined {
  const joint = matchAt(/(?:[-~—至到]| [-~—至到] )(?=[\d一二三四五六七八九十两])/y, text, at)
  if (joint === undefined) return undefined
  const second = /\d/.test(text[at + joint.length] ?? '')
    ? arabicAt(text, at + joint.length)
    : chineseAt(text, at + joint.length)
  return second?.to
}

function arabicAt(text: string, from: number): { value?: Amount; to: number } | undefined {
  const first = matchAt(ARABIC, text, from)
  if (first === undefined) return undefined
  let to = from + first.length
  // 1.2.3, 1,20 and 12o are misprints: to guess at them would be to invent a figure.
  const rest = matchAt(/[.,]\d[\d.,]*|[oil](?![a-z])[\doil]*/y, text, to)
  if (rest !== undefined) return { to: to + rest.length }
  let power = matchAt(POWER, text, to)
  if (power === undefined) return { value: amount(first.replaceAll(',', '')), to }
  let value = ZERO
  let head = first
  let last: number | undefined
  for (;;) {
    const factor = scaleOf(power.trim())
    if (factor > LARGEST || (last !== undefined && factor >= last)) return { to: to + power.length }
    value = add(value, multiply(amount(head.replaceAll(',', '')), amount(factor)))
    to += power.length
    last = factor
    const next = matchAt(/\d+(?:\.\d+)?/y, text, to)
    if (next === undefined) return { value, to }
    const nextPower = matchAt(POWER, text, to + next.length)
    if (nextPower === undefined) {
      // 1万2 is 12000, 1万2000 is too
      const tail = next.length === 1 && last >= 100 ? multiply(amount(next), amount(last / 10)) : amount(next)
      return Number(next) < last ? { value: add(value, tail), to: to + next.length } : { to: to + next.length }
    }
    to += next.length
    head = next
    power = nextPower
  }
}

function chineseAt(text: string, from: number): { value?: Amount; to: number } | undefined {
  const all = matchAt(CHINESE, text, from)
  if (all?.length === LONGEST_CHINESE && !/^[点百千万亿佰仟]/.test(all))
    return { to: from + (matchAt(ENDLESS, text, from)?.length ?? 0) }
  const run = (text[from + (all?.length ?? 0)] === '分' ? all?.replace(/百$/, '') : all)?.replace(/(?<!点)点+$/, '')
  // 万 and 百 alone begin a unit or a word, not a number
  if (run === undefined || /^[点百千万亿佰仟]*$/.test(run) || /^[点万亿]/.test(run)) return undefined
  const value = chineseValue(run)
  return { ...(value !== undefined && { value }), to: from + run.length }
}

/** @returns undefined for what is not exact (三四, 十二三, 百) or not well formed */
function chineseValue(run: string): Amount | undefined {
  const plain = run.replaceAll('廿', '二十').replaceAll('卅', '三十')
  const decimal = /^([^点]+)点([零〇一二三四五六七八九]+)([万亿]?)$/.exec(plain)
  if (decimal) {
    const whole = wholeValue(decimal[1] ?? '')
    if (whole === undefined) return undefined
    const fraction = [...(decimal[2] ?? '')].map((char) => DIGITS[char]).join('')
    return multiply(amount(`${whole}.${fraction}`), amount(POWERS[decimal[3] ?? ''] ?? 1))
  }
  const value = plain.includes('点') ? undefined : wholeValue(plain)
  return value === undefined ? undefined : amount(value)
}

function wholeValue(run: string): number | undefined {
  const digits = [...run].map((char) => DIGITS[char])
  if (digits.every((digit) => digit !== undefined)) {
    // 二〇一七 is read digit by digit; 三四 and 三五 are "a few"
    return run.length === 1 || (run.length >= 3 && run.length <= EXACT_DIGITS && !isCounting(digits))
      ? Number(digits.join(''))
      : undefined
  }
  return placeValue(run)
}

const isCounting = (digits: readonly number[]): boolean =>
  digits.every((digit, at) => at === 0 || digit === (digits[at - 1] ?? 0) + 1)

/** Place values must fall within each section; the last digit alone takes a tenth of the place before it (三千五). */
function placeValue(run: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let place = Number.POSITIVE_INFINITY
  let largest = Number.POSITIVE_INFINITY
  let lastPower = 1
  let sawZero = false
  for (const [at, char] of [...run].entries()) {
    const value = DIGITS[char]
    const small = SMALL[char]
    const large = LARGE[char]
    if (value === 0) {
      if (digit !== undefined) return undefined
      sawZero = true
    } else if (value !== undefined) {
      if (digit !== undefined) return undefined
      digit = value
    } else if (small !== undefined) {
      // 十二 begins with its place; 百 and 千 do not
      if (digit === undefined && !(small === 10 && (at === 0 || section > 0 || total > 0 || sawZero))) return undefined
      if (small >= place) return undefined
      section += (digit ?? 1) * small
      place = small
      lastPower = small
      digit = undefined
      sawZero = false
    } else if (large !== undefined) {
      const whole = section + tailOf(digit, place, sawZero)
      if ((whole === 0 && !sawZero) || large >= largest) return undefined
      total += whole * large
      section = 0
      digit = undefined
      place = Number.POSITIVE_INFINITY
      largest = large
      lastPower = large
      sawZero = false
    }
  }
  return total + section + tailOf(digit, Math.min(place, lastPower), sawZero)
}

/** The last digit of a number or section: 三千五 is 3500, 三千零五 3005, 三十五 35. */
function tailOf(digit: number | undefined, place: number, sawZero: boolean): number {
  const isShort = Number.isFinite(place) && place >= 100 && !sawZero
  return isShort ? ((digit ?? 0) * place) / 10 : (digit ?? 0)
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/**
 * Reads a text that is a number and nothing else.
 * @returns undefined when it is none, or not an exact one
 */
export function readNumeral(text: string): Amount | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[−－–]/g, '-')
    .replaceAll('萬', '万')
    .replaceAll('兩', '两')
    .toLowerCase()
    .trim()
  const share = /^百分之(.+)$/.exec(plain)?.[1] ?? plain
  const found = numeralAt(share, 0)
  return found && found.to === share.length ? found.value : undefined
}

/** The factor of a row of scales: 百万 → 1000000. 1 for none, and for what is no scale. */
export const scaleOf = (scales: string): number =>
  [...scales].reduce((product, char) => product * (POWERS[char] ?? 1), 1)
