/** 完成率超过80%的, 低于10家的, 过半的: a line drawn by the question. */
import { type Amount, amount, divide, multiply, parseAmount } from '../../office/amount.ts'

export interface Threshold {
  readonly side: 'above' | 'below'
  /** 达到, 以上: the line itself is above */
  readonly isIncluded: boolean
  /** a ratio where `of` is rate, else as typed in `unit` */
  readonly value: Amount
  readonly of: 'rate' | 'amount'
  readonly unit?: string
}

const ABOVE = '超过|大于|高于|多于|不低于|达到|以上|过'
const BELOW = '低于|小于|少于|不足|不到|不满|以下|没到|没过|未达|未过'
const NUMBER =
  '((?<![\\d.])\\d+(?:\\.\\d+)?)(万)?(%|个百分点|家|户|个|亩|万亩|公顷|万平方米|平方米|万平|吨标煤|万吨标煤|吨|万吨)'

export const THRESHOLD = new RegExp(
  `(?:${ABOVE}|${BELOW})(?:了)?${NUMBER}|${NUMBER}(?:以上|以下)|(?:${BELOW}|过|超|没过|不到)?一?半(?:数)?(?:的|$|[?？])|过半|不到一半|三分之一|三分之二`,
)

const DIGITS = '一二三四五六七八九'
const digit = (text: string): number => DIGITS.indexOf(text) + 1

/** 七成, 八成半, 百分之七十五 as per cents, so that every line is read in one form. */
export const withPercents = (text: string): string =>
  text
    .replace(
      /([一二三四五六七八九])成(半)?(?!员|立|果|效|本|交|功|绩|长)/g,
      (_, tens: string, half?: string) => `${digit(tens) * 10 + (half ? 5 : 0)}%`,
    )
    .replace(
      /百分之([一二三四五六七八九])?十([一二三四五六七八九])?/g,
      (_, tens?: string, ones?: string) => `${(tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0)}%`,
    )
    .replace(/百分之(\d+(?:\.\d+)?)/g, '$1%')

const BEFORE = new RegExp(`(${ABOVE}|${BELOW})了?${NUMBER}`)
const AFTER = new RegExp(`${NUMBER}(以上|以下)`)
const isBelow = (word: string): boolean => BELOW.split('|').includes(word)

/** @returns undefined where no line is drawn */
export function thresholdIn(text: string): Threshold | undefined {
  const half = /(不到|不足|低于|没过|未过)?(?:过|超过?)?一?半/.exec(text)
  const before = BEFORE.exec(text)
  const after = AFTER.exec(text)
  if (before)
    return thresholdOf(
      before[2] ?? '',
      before[3],
      before[4] ?? '',
      isBelow(before[1] ?? ''),
      /达到|不低于/.test(before[1] ?? ''),
    )
  if (after) return thresholdOf(after[1] ?? '', after[2], after[3] ?? '', after[4] === '以下', true)
  if (half) return { side: half[1] ? 'below' : 'above', isIncluded: !half[1], value: amount('0.5'), of: 'rate' }
  return undefined
}

function thresholdOf(
  digits: string,
  myriad: string | undefined,
  unit: string,
  below: boolean,
  isIncluded: boolean,
): Threshold | undefined {
  const said = parseAmount(digits)
  if (said === undefined) return undefined
  const value = myriad ? multiply(said, amount(10_000)) : said
  const side = below ? 'below' : 'above'
  return unit === '%'
    ? { side, isIncluded, value: divide(value, amount(100)), of: 'rate' }
    : { side, isIncluded, value, of: 'amount', unit }
}
