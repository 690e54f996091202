/** Fields that several data files share, each with the words that follow 要求：. */
import { z } from 'zod'
import { parseAmount } from '../amount.ts'
import { parseDay } from '../day.ts'
import type { RegionKey } from '../region.ts'

type Expected = string | ((text: string) => string)

/**
 * A text that a reader takes, as what it comes to.
 * @param parse undefined for what it does not take
 * @param expected in words, of the text where it names that
 * @param given what may stand there: texts alone where nothing else is said
 */
export const readAs = <T>(
  parse: (text: string) => T | undefined,
  expected: Expected,
  given: z.ZodType<string | number> = z.string(typeof expected === 'string' ? { error: expected } : {}),
) =>
  given.transform((value, context): T => {
    const text = String(value).trim()
    const result = parse(text)
    if (result !== undefined) return result
    const message = typeof expected === 'string' ? expected : expected(text)
    context.addIssue({ code: 'custom', message, input: value })
    return z.NEVER
  })

/** As `readAs`, where a file's own numbers are texts too. */
const read = <T>(parse: (text: string) => T | undefined, expected: string) =>
  readAs(parse, expected, z.union([z.string(), z.number()], { error: expected }))

/** A text without blanks at its ends, not empty. */
export const text = z.string().regex(/^\S(.*\S)?$/su, { error: '首尾无空格的文字' })

/** A decimal as it is written. YAML's own floats are exact up to 15 digits; longer ones go in quotes. */
export const decimal = read((value) => parseAmount(plainNotation(value)), '小数，如 0.5')

/** A decimal above zero. */
export const positiveDecimal = decimal.refine((value) => !value.startsWith('-') && value !== '0', {
  error: '大于零的小数',
})

/** A day that the calendar has, as `2030-07-05`. */
export const day = read(parseDay, '存在的日期，如 2030-07-05')

/** A region's six-digit key; whether there is such a region is not looked at. */
export const regionKey = read((value) => (/^\d{6}$/.test(value) ? (value as RegionKey) : undefined), '六位区划代码')

/** `1.5e-7`, as JavaScript writes small numbers, to `0.00000015`. */
function plainNotation(value: string): string {
  return /^-?\d+(\.\d+)?e-\d+$/.test(value)
    ? Number(value)
        .toFixed(20)
        .replace(/(?<!0)0+$/, '')
    : value
}
