/** Amounts as said in the base unit of an indicator. */
import { type Amount, amount, compare, divide, multiply } from '../../office/amount.ts'
import type { Indicator } from '../../office/plan.ts'

const form = (unit: string): string => unit.normalize('NFKC').toLowerCase()
const TEN_THOUSAND = amount(10_000)

/** Short for a unit where an indicator is counted in it: 方 for 平方米; else its beginning, 吨 for 吨标煤. */
const SHORT: ReadonlyMap<string, string> = new Map([['方', '平方米']])

/**
 * An amount in an indicator's base unit.
 * @param unit as said, 万 read with the number; absent: the base unit
 * @returns undefined where the unit is none of the indicator's
 */
export function inBaseUnit(indicator: Indicator, value: Amount, unit: string | undefined): Amount | undefined {
  // 21万 of what is counted in 万平方米
  if (unit === undefined)
    return indicator.unit.startsWith('万') && compare(value, TEN_THOUSAND) >= 0 ? divide(value, TEN_THOUSAND) : value
  const known = new Map([
    ...indicator.otherUnits.map((one): [string, Amount] => [form(one.unit), one.factor]),
    [form(indicator.unit), amount(1)],
  ])
  const begun = [...known.keys()].map((one) => one.replace(/^万/, '')).find((one) => one.startsWith(form(unit)))
  for (const name of [form(unit), SHORT.get(unit) ?? '', begun ?? '']) {
    const exact = known.get(name)
    if (exact !== undefined) return multiply(value, exact)
    const large = known.get(`万${name}`)
    if (large !== undefined) return multiply(value, divide(large, TEN_THOUSAND))
  }
  return undefined
}
