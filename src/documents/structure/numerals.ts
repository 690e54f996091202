/** Chinese ordinals up to 999, as headings carry them. */
import { inWords, numeral } from '../files/word/numeral.ts'

const DIGITS = '零一二三四五六七八九'

const ORDINAL =
  /^(?:([一二三四五六七八九])百)?(?:(?:零|〇)?([一二三四五六七八九])|([一二三四五六七八九])?(十)([一二三四五六七八九])?)?$/

const digit = (character: string | undefined): number => (character ? DIGITS.indexOf(character) : 0)

/** Reads 三, 十二, 一百零五 or 12. @returns undefined for what is none, such as the 十三五 of a plan's name */
export function readOrdinal(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const match = text ? ORDINAL.exec(text) : null
  if (!match) return undefined
  const [, hundreds, single, tens, ten, ones] = match
  return digit(hundreds) * 100 + digit(single) + (ten ? (digit(tens) || 1) * 10 : 0) + digit(ones)
}

/** A whole number from 1 to 999 in Chinese digits, as headings count: 3 → 三, 12 → 十二, 105 → 一百零五. */
export const ordinal = (n: number): string => inWords(n, DIGITS, ['', '十', '百'], true)

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }

/** Reads IV, xii and Ⅳ. @returns undefined for letters that are no number so written, such as IIX */
export function readRoman(text: string): number | undefined {
  const letters = text.normalize('NFKC').toUpperCase()
  const values = [...letters].map((letter) => ROMAN[letter] ?? 0)
  const sum = values.reduce((total, value, at) => total + (value < (values[at + 1] ?? 0) ? -value : value), 0)
  return numeral(sum, 'upperRoman') === letters ? sum : undefined
}
