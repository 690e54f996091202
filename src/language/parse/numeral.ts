/** The numbers of a text: digits and Chinese numerals, each run once, by the office's own reader of numerals. */
import { numeralAt, readNumeral } from '../../office/numeral.ts'
import type { Mark, Piece } from '../piece.ts'

const HAN_DIGITS = '零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅'
const BEGINS = new Set(HAN_DIGITS.replace(/[百千万亿佰仟]/g, ''))
const HAN = new Set(HAN_DIGITS)
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
const NOTHING: readonly Piece[] = []
/** No figure of an office is longer; what is longer is read as one figure that cannot be read. */
const LONGEST = 24

/** A blank before 万 only where a unit follows: in 96 万元工业增加值用水量 the two do not belong together. */
const MYRIAD = /^[万亿][亩平吨方㎡m家户个t]/

/** Where the run of a number's characters ends, joints (10-12) left out: they are for rules. */
function runEnd(text: string, at: number): number {
  // digits go on behind a scale (1万2), and never in a number that is spelt (四十五6月底)
  const isSpelt = !isDigit(text[at])
  if (last.text === text && last.isSpelt === isSpelt && last.at <= at && at < last.end) return last.end
  let end = at + 1
  while (end < text.length && isInside(text, end) && !(isSpelt && isDigit(text[end]))) end++
  last = { text, isSpelt, at, end }
  return end
}

/** The run found last: a text of nothing but numerals has one, looked for from many of its places. */
let last = { text: '', isSpelt: false, at: 0, end: 0 }

function isInside(text: string, at: number): boolean {
  const char = text[at] ?? ''
  // 5、6三个月: another numeral begins
  if (BEGINS.has(char) && isDigit(text[at - 1])) return false
  if (isDigit(char) || HAN.has(char)) return true
  if (char === ' ') return isDigit(text[at - 1]) && MYRIAD.test(text.slice(at + 1, at + 3))
  // a point or comma inside digits, 点 inside Chinese ones
  if (char === '.' || char === ',') return isDigit(text[at - 1]) && isDigit(text[at + 1])
  if (char === '点') return HAN.has(text[at - 1] ?? '') && HAN.has(text[at + 1] ?? '')
  return char === 'w' && isDigit(text[at - 1]) && !/[a-z]/.test(text[at + 1] ?? '')
}

/** Whether a place lies inside a number: characters of numbers stand at both sides. */
export const isInNumeral = (text: string, at: number): boolean =>
  HAN.has(text.charAt(at - 1)) && BEGINS.has(text.charAt(at))

/**
 * The numbers that begin at a position: usually one, and its shorter self where the last characters may be a unit's (5万 亩).
 * @param isApart whether what stands before belongs to something else: 低小三|七十家
 * @param isNamed whether a name stands before, so that the number has no need to begin a date: 僵尸856月底
 */
export function numbersAt(text: string, at: number, { isApart = false, isNamed = false } = {}): readonly Piece[] {
  const sign = SIGNS.has(text.charAt(at)) ? signAt(text, at) : undefined
  const start = sign ? at + 1 : at
  const first = text.charAt(start)
  if (!isDigit(first) && !BEGINS.has(first)) return NOTHING
  if (!isApart && (isMidNumber(text, start) || isPowerOfUnit(text, start + 1))) return NOTHING
  const end = runEnd(text, start)
  const numberTo = (to: number): Piece => numberIn(text, { at, start, sign }, to)
  if (end - start > LONGEST) return [{ at, end, part: { kind: 'unread', like: 'amount' } }]
  const date = isNamed ? dateIn(text, start, end) : undefined
  if (date === 'either') return [{ at, end, part: { kind: 'number', digits: text.slice(start, end) } }]
  if (date !== undefined)
    return [whole(numberTo(date)), numberIn(text, { at: date, start: date, sign: undefined }, end)]
  const pieces = [numberTo(end)]
  const comma = apartFrom(text.slice(start, end))
  if (comma !== undefined) pieces.push({ ...numberTo(start + comma), doubt: 0.3 })
  const oclock = text.slice(start, end).indexOf('点')
  // an hour with its minutes is no fraction: 三点十五
  if (oclock > 0) pieces.push(numberTo(start + oclock))
  const large = /[万亿千百]$/.test(text.slice(start, end)) ? end - 1 : start
  const shorter = large > start ? numberTo(large) : undefined
  if (shorter?.part.kind === 'number' && shorter.part.value !== undefined) pieces.push({ ...shorter, doubt: 0.3 })
  return pieces
}

const whole = (piece: Piece): Piece => ({ ...piece, part: { ...piece.part, isWhole: true } as Mark })
const YEAR = /^[12]\d{3}$/
const MONTHS = '一二三四五六七八九'
const isMonth = (digits: string): boolean =>
  /^(?:[1-9]|1[0-2]|十[一二]?)$/.test(digits) || (digits.length === 1 && MONTHS.includes(digits))

/**
 * Where a date begins that a number runs on into: 85|6月底, 七十五|六月底, 9|2017年6月.
 * @returns 'either' where two may be meant: 1612月
 */
function dateIn(text: string, start: number, end: number): number | 'either' | undefined {
  const run = text.slice(start, end)
  if (text[end] === '年') return YEAR.test(run.slice(-4)) && run.length > 4 ? end - 4 : undefined
  if (text[end] !== '月' || isMonth(run) || MONTH_LIST.test(run)) return undefined
  const [place, another] = [1, 2]
    .filter((length) => length < run.length && isMonth(run.slice(-length)))
    .map((length) => end - length)
    .filter((at) => isNumber(text.slice(start, at)))
  return place !== undefined && another !== undefined ? 'either' : place
}

/** Two digits in a row before a month are two months, and no inexact number: 三四月. */
const MONTH_LIST = /^[一二三四五六七八九]{2,}$/
const isNumber = (digits: string): boolean => !YEAR.test(digits) && readNumeral(digits) !== undefined

/** 180,10: a comma that groups no thousands may stand between two things. */
function apartFrom(digits: string): number | undefined {
  const comma = digits.indexOf(',')
  return comma > 0 && !/^(?:,\d{3})+(?!\d)/.test(digits.slice(comma)) ? comma : undefined
}

/** What stands before a dash that joins two figures: 60%-80%, 10家-12家, 6月-8月. */
const MEASURED = new Set('%月日号年家户个亩吨米顷方煤元人')

const SIGNS: ReadonlySet<string> = new Set('负+-')

/** A sign belongs to a number unless a number stands before it: 10-12 has none. */
function signAt(text: string, at: number): '+' | '-' | undefined {
  const char = text[at] ?? ''
  const before = text[at - 1] ?? ''
  if (char === '负') return '-'
  if ((char !== '+' && char !== '-') || isDigit(before) || HAN.has(before)) return undefined
  return MEASURED.has(before) && isJoint(text, at, before) ? undefined : char
}

/** 10家-12家, 6月-8月: the same stands behind the second number; in 本月-5家 it does not. */
const LOOK = 12
function isJoint(text: string, at: number, measure: string): boolean {
  const behind = /^[\d.,]+(.)?/.exec(text.slice(at + 1, at + LOOK))
  return behind?.[1] === undefined || behind[1] === measure || behind[1] === ' '
}

/** 180,10月底: a day may begin behind a comma. */
const DATE = /^\d{1,2} ?月/

/** 17m26月底: the digit of a unit is none of a number. */
const POWER_OF_UNIT = /[\d十百千万亿kc]m[23]$/
const isPowerOfUnit = (text: string, end: number): boolean => POWER_OF_UNIT.test(text.slice(Math.max(0, end - 3), end))

/** Whether a number begins here whatever digits stand before: those of an hour, a list, a unit, or spelt in Chinese. */
const beginsAnew = (text: string, at: number): boolean =>
  text[at - 1] === '点' ||
  (text[at - 1] === ',' && DATE.test(text.slice(at, at + 4))) ||
  isPowerOfUnit(text, at) ||
  (isDigit(text[at]) && isSpeltBefore(text, at))

/** In the middle of a number nothing begins. */
const isMidNumber = (text: string, at: number): boolean =>
  at > 0 && isInside(text, at) && (text[at - 1] === '.' || isInside(text, at - 1)) && !beginsAnew(text, at)

/** Whether the number that ends here was begun in Chinese numerals. */
function isSpeltBefore(text: string, at: number): boolean {
  let start = at
  while (start > at - LONGEST && HAN.has(text.charAt(start - 1))) start--
  return start < at && !isDigit(text[start - 1])
}

interface NumberStart {
  readonly at: number
  /** behind its sign */
  readonly start: number
  readonly sign: '+' | '-' | undefined
}

function numberIn(text: string, { at, start, sign }: NumberStart, end: number): Piece {
  const digits = text.slice(start, end).replace(/ /g, '')
  const read = numeralAt(sign === '-' ? `-${digits}` : digits, 0)
  const length = read ? read.to - (sign === '-' ? 1 : 0) : 0
  const value = read && length === digits.length ? read.value : undefined
  const part: Mark = { kind: 'number', digits, ...(value !== undefined && { value }), ...(sign && { sign }) }
  return { at, end, part }
}
