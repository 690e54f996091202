/** Units: what one makes of a number for an indicator. */
import { type Amount, amount, multiply } from '../../office/amount.ts'
import type { Indicator } from '../../office/plan.ts'

const normalised = (unit: string): string => unit.normalize('NFKC').toLowerCase()

const TEN_THOUSAND = amount(10_000)
const TEN_THOUSANDTH = amount('0.0001')

/**
 * The factor from a unit to the indicator's base unit.
 * 万 beside a unit is read with the number, so a unit known as 万X makes X known too, and the other way round.
 * @returns undefined where the unit does not belong to the indicator
 */
export function factorOf(indicator: Indicator, typed: string): Amount | undefined {
  const known = factorsOf(indicator)
  const unit = normalised(typed)
  const exact = known.get(unit) ?? (unit === '平' ? (known.get('平方米') ?? known.get('平方')) : undefined)
  if (exact !== undefined) return exact
  const large = known.get(`万${unit}`)
  if (large !== undefined) return multiply(large, TEN_THOUSANDTH)
  const small = unit.startsWith('万') ? known.get(unit.slice(1)) : undefined
  return small === undefined ? undefined : multiply(small, TEN_THOUSAND)
}

/** All units of an indicator, the base unit first, each with how many of the base unit it is. */
export const unitsOf = ({ unit, otherUnits }: Indicator): Indicator['otherUnits'] => [
  { unit, factor: amount(1) },
  ...otherUnits,
]

const kept = new WeakMap<Indicator, ReadonlyMap<string, Amount>>()

function factorsOf(indicator: Indicator): ReadonlyMap<string, Amount> {
  const known = kept.get(indicator)
  if (known) return known
  const made = new Map(unitsOf(indicator).map(({ unit, factor }) => [normalised(unit), factor]))
  kept.set(indicator, made)
  return made
}

/** Counts and rates may come without a unit; areas and energy may not, since 亩 and 万亩 are both in use. */
export const needsUnit = ({ kind }: Indicator): boolean => kind === 'area' || kind === 'quantity'

/**
 * A typed number in the indicator's base unit, exactly.
 * @returns 'bad-unit' where the unit does not belong, or is missing where it must not be
 */
export function inBaseUnit(indicator: Indicator, value: Amount, unit: string | undefined): Amount | 'bad-unit' {
  if (unit === undefined) return needsUnit(indicator) ? 'bad-unit' : value
  const factor = factorOf(indicator, unit)
  return factor === undefined ? 'bad-unit' : multiply(value, factor)
}
