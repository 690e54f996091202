/** Fields that several data files share, each with the words that follow 要求：. */
import { z } from 'zod'
import { parseAmount } from '../amount.ts'
import { parseDay } from '../day.ts'
import type { RegionKey } from '../region.ts'

const read = <T>(parse: (text: string) => T | undefined, expected: string) =>
  z.union([z.string(), z.number()], { error: expected }).transform((value, context): T => {
    const result = parse(String(value).trim())
    if (result !== undefined) return result
    context.addIssue({ code: 'custom', message: expected, input: value })
    return z.NEVER
  })

/** Not empty, no blanks at its ends. */
export const text = z.string().regex(/^\S(.*\S)?$/su, { error: '首尾无空格的文字' })

/** A decimal as written: YAML's own floats are exact up to 15 digits, longer ones go in quotes. */
export const decimal = read((value) => parseAmount(plainNotation(value)), '小数，如 0.5')

export const positiveDecimal = decimal.refine((value) => !value.startsWith('-') && value !== '0', {
  error: '大于零的小数',
})

export const day = read(parseDay, '存在的日期，如 2030-07-05')

export const regionKey = read((value) => (/^\d{6}$/.test(value) ? (value as RegionKey) : undefined), '六位区划代码')

/** `1.5e-7`, as JavaScript writes small numbers, to `0.00000015`. */
function plainNotation(value: string): string {
  return /^-?\d+(\.\d+)?e-\d+$/.test(value)
    ? Number(value)
        .toFixed(20)
        .replace(/(?<!0)0+$/, '')
    : value
}
