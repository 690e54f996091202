/** A number with what was said before it: its value, its mode, and where the number itself begins. */
import type { Found } from '../../../language/index.ts'
import { isZero } from '../../../office/amount.ts'
import type { At, Said } from './said.ts'

const DIGITS = '\\d零〇一二三四五六七八九十百千万亿两俩廿卅壹贰叁肆伍陆柒捌玖拾佰仟'
const NUMERAL = new RegExp(`[-+负]? ?(?:百分之)?[${DIGITS}](?:[${DIGITS}w.,点]| (?=[万亿]))*`)

export const hasNumeral = (words: string): boolean => NUMERAL.test(words)

/** 新处置了 */
const FRESH = /^新(?!增)(.*?)了?$/

type FoundAmount = Extract<Found, { readonly kind: 'amount' }>

/**
 * @param found   absent: a number that cannot be told
 * @param words   the span in the form that is read
 * @param options.latent  无 alone
 * @param options.inexact 超过12家
 */
export function ofAmount(
  { at, end }: At,
  words: string,
  found: FoundAmount | undefined,
  { latent = false, inexact = false } = {},
): Said {
  if (found && isNil(found, words)) return { is: 'nil', bare: latent, at, end }
  const numeral = NUMERAL.exec(words)
  const from = numeral?.index ?? 0
  const before = words.slice(0, from).replace(/\s/g, '')
  const plus = /^ ?\+/.test(words.slice(from))
  // 半数 is no number of anything counted; 持平 is none at all
  const isExact = found && !found.about && !inexact && (numeral !== null || found.unit === undefined)
  const unit = found?.unit ?? (/亿$/.test(words) ? '元' : undefined)
  const fresh = FRESH.exec(before)?.[1]
  // +3 may be more, or merely not less
  const mode = fresh === undefined && (!plus || before !== '') ? found?.mode : undefined
  return {
    ...{ is: 'amount', at, end, before, plus },
    numeral: { at: at + from, end: at + from + (numeral?.[0].trimEnd().length ?? words.length) },
    ...(isExact && { value: found.value }),
    ...(unit !== undefined && { unit }),
    ...(mode && { mode }),
    ...(fresh !== undefined && { fresh }),
    ...(found?.change && { change: found.change }),
  }
}

/** 无新增, 零报告, 新增0. */
const isNil = ({ value, unit, mode }: FoundAmount, words: string): boolean =>
  isZero(value) && unit === undefined && mode === 'increment' && !words.startsWith('+')
