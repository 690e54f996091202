/** A stated figure in another unit, both operands shown. */
import { amount, compare, divide, rounded } from '../../office/amount.ts'
import { scaleOf } from '../../office/numeral.ts'
import { convert, type PlainFigure, sameUnit } from '../words/figures.ts'

/**
 * A stated figure in the unit that is asked for, both shown, with the rule where there is one: `8万亩≈5333.33公顷（1公顷＝15亩）`.
 * @param wanted a unit, perhaps with its scale: 公顷, 万元
 * @returns undefined where nothing is to be converted, or no factor is known between the two
 */
export function conversionOf(figure: PlainFigure, wanted: string): string | undefined {
  const [, scale = '', unit = wanted] = /^([十百千万亿]{0,3})(.+)$/.exec(wanted) ?? []
  const isSame = sameUnit(unit) === sameUnit(figure.unit)
  if (isSame && !scale && !/[十百千万亿]/.test(figure.text)) return undefined
  const value = isSame ? figure.value : convert(figure, unit)
  if (value === undefined) return undefined
  const scaled = divide(value, amount(scaleOf(scale)))
  const shown = `${rounded(scaled, 2)}${scale}${isSame ? figure.unit : unit}`
  if (shown === figure.text) return undefined
  const rule = RULES.find(
    ([a, b]) => !isSame && [a, b].includes(sameUnit(unit)) && [a, b].includes(sameUnit(figure.unit)),
  )?.[2]
  return `${figure.text}${compare(rounded(scaled, 2), scaled) === 0 ? '＝' : '≈'}${shown}${rule ? `（${rule}）` : ''}`
}

const RULES: readonly (readonly [string, string, string])[] = [
  ['亩', '公顷', '1公顷＝15亩'],
  ['亩', '平方公里', '1平方公里＝1500亩'],
  ['亩', '平方米', '15亩＝10000平方米'],
  ['公顷', '平方米', '1公顷＝10000平方米'],
  ['公顷', '平方公里', '1平方公里＝100公顷'],
  ['平方米', '平方公里', '1平方公里＝1000000平方米'],
]
