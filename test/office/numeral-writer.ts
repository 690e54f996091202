/** The other way round of `readNumeral`: numbers as office people write them, for what is to be read back. */
import { type Amount, amount, grouped, isNegative, multiply, negate } from '../../src/office/amount.ts'

/** The ways to write a number that `readNumeral` reads back. */
export const NOTATIONS = [
  'plain',
  'grouped',
  'full-width',
  'ten-thousands',
  'thousands',
  'chinese',
  'colloquial',
  'financial',
] as const

export type Notation = (typeof NOTATIONS)[number]

const WIDE = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

/** Writes a number; Chinese notations take at most 10^12 and keep decimals (四点五). */
export function writeNumeral(value: Amount, notation: Notation): string {
  if (isNegative(value)) {
    const minus = notation === 'chinese' || notation === 'colloquial' || notation === 'financial' ? '负' : '-'
    return (notation === 'full-width' ? '－' : minus) + writeNumeral(negate(value), notation)
  }
  const [whole = '0', fraction] = value.split('.')
  switch (notation) {
    case 'plain':
      return value
    case 'grouped':
      return grouped(value)
    case 'full-width':
      return WIDE(value)
    case 'ten-thousands':
      return `${multiply(value, amount('0.0001'))}万`
    case 'thousands':
      return `${multiply(value, amount('0.001'))}千`
    case 'chinese':
    case 'colloquial':
    case 'financial':
      return inChinese(Number(whole), fraction, notation)
  }
}

const ONES = '零一二三四五六七八九'

function inChinese(whole: number, fraction: string | undefined, notation: Notation): string {
  const text = sections(whole)
  if (fraction) return `${text}点${[...fraction].map((digit) => ONES[Number(digit)]).join('')}`
  if (notation === 'financial') return [...text].map((char) => FINANCIAL[char] ?? char).join('')
  if (notation !== 'colloquial') return text
  // 三千五百 → 三千五, 二百 → 两百
  return text.replace(/^二(?=[百千万亿])/, '两').replace(/(?<=千.)百$|(?<=万.)千$|(?<=百.)十$/, '')
}

const FINANCIAL: Readonly<Record<string, string>> = {
  ...{
    一: '壹',
    二: '贰',
    三: '叁',
    四: '肆',
    五: '伍',
    六: '陆',
    七: '柒',
    八: '捌',
    九: '玖',
    十: '拾',
    百: '佰',
    千: '仟',
  },
}

function sections(value: number): string {
  if (value >= 100_000_000) return join(value, 100_000_000, '亿')
  if (value >= 10_000) return join(value, 10_000, '万')
  if (value >= 1000) return join(value, 1000, '千')
  if (value >= 100) return join(value, 100, '百')
  if (value >= 20) return join(value, 10, '十')
  if (value >= 10) return `十${value % 10 ? ONES[value % 10] : ''}`
  return ONES[value] ?? ''
}

function join(value: number, power: number, name: string): string {
  const rest = value % power
  const head = sections(Math.floor(value / power)) + name
  if (rest === 0) return head
  const gap = rest < power / 10 ? '零' : ''
  // within a number ten is 一十
  return `${head}${gap}${rest >= 10 && rest < 20 ? '一' : ''}${sections(rest)}`
}
