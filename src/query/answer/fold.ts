/** Several cells as one: what may be added, and what each kind of fold makes of it. */
import { type Amount, amount, compare, divide, isZero, total } from '../../office/amount.ts'
import type { Measure } from '../../office/measure.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Cell } from '../cube/cube.ts'
import { isSized, MEASURES } from '../measures/measure.ts'
import { type Lens, readingOf } from '../measures/read-measure.ts'
import { absent, isKnown, known, type Reading } from '../measures/reading.ts'
import type { Axis, Fold, LedgerQuery } from '../query.ts'
import type { Axes, Folded, Nought } from './result.ts'

/** The measures that a query folds: shown, ordered by, claimed. */
export const foldedMeasures = ({ measures, order, claim }: LedgerQuery): Measure[] => [
  ...new Set([...measures, ...(order ? [order.measure] : []), ...(claim ? [claim.measure] : [])]),
]

/**
 * Why a query must not be folded as it asks: rates are not summed over places, cumulative figures not over time, nor
 * different units, nor a whole with its part.
 * @returns undefined where it may
 */
export function unfoldable(
  query: LedgerQuery,
  axes: Axes,
  cells: readonly Cell[],
  regions: Regions,
): Nought | undefined {
  const { fold, by = [] } = query
  if (fold === undefined || fold === 'count' || fold === 'share') return undefined
  const asked = foldedMeasures(query)
  const isOfAmounts = fold === 'sum' || fold === 'mean' || asked.some((one) => MEASURES[one].sort === 'amount')
  if (isOfAmounts && !by.includes('indicator') && axes.indicators.length > 1)
    return { why: 'units-differ', indicators: axes.indicators.map((one) => one.id) }
  for (const measure of asked) {
    const why = refusal(measure, fold, by, cells)
    if (why) return { why, measure }
  }
  const place = fold === 'sum' && !by.includes('place') ? overlapping(axes.places, regions) : undefined
  return place === undefined ? undefined : { why: 'overlap', place }
}

function refusal(measure: Measure, fold: Fold, by: readonly Axis[], cells: readonly Cell[]) {
  if (fold === 'least' || fold === 'most') return isSized(measure) ? undefined : 'not-summed'
  const { overPlaces, overTime } = MEASURES[measure]
  if (overPlaces === 'never') return 'not-summed'
  // A sum of rates is none, and the mean of completion rates is not the rate of the whole.
  if (cells.some((one) => one.indicator.kind === 'rate') || (overPlaces === 'ratio' && fold === 'mean'))
    return 'rates-summed'
  const isOverTime = !by.includes('period') && new Set(cells.map((one) => one.period)).size > 1
  return isOverTime && overTime === 'never' ? 'cumulative-over-time' : undefined
}

/** A place that lies in another one of them. */
const overlapping = (places: readonly RegionKey[], regions: Regions): RegionKey | undefined =>
  places.find((inner) => places.some((outer) => outer !== inner && regions.within(inner, outer)))

/** A cell's value on each of some axes, as ids: the key of its group. */
export const keyOf = (cell: Cell, by: readonly Axis[], regions: Regions): Partial<Record<Axis, string>> =>
  Object.fromEntries(by.map((axis) => [axis, axisOf(cell, axis, regions)]))

function axisOf({ place, indicator, period, level }: Cell, axis: Axis, regions: Regions): string {
  switch (axis) {
    case 'place':
      return place
    case 'city':
      return level === 'county' ? (regions.get(place).parent ?? place) : place
    case 'indicator':
      return indicator.id
    case 'period':
      return period
  }
}

/**
 * One reading for several cells. A ratio of several places is the quotient of their sums.
 * @param fold never `count` or `share`: these are told by how many cells passed
 */
export function foldOf(
  measure: Measure,
  fold: Exclude<Fold, 'count' | 'share'>,
  cells: readonly Cell[],
  lens: Lens,
): Folded {
  const read = cells.map((cell) => ({ cell, reading: readingOf(measure, cell, lens) }))
  const counted = read.flatMap(({ cell, reading }) => (isKnown(reading) ? [{ cell, is: reading.is as Amount }] : []))
  const without = read.flatMap(({ cell, reading }) => (isKnown(reading) ? [] : [cell]))
  const rest = { counted: counted.map((one) => one.cell), without }
  const first = read.find(({ reading }) => !isKnown(reading))?.reading
  if (counted.length === 0) return { ...rest, reading: first ?? absent('none') }
  if (fold === 'least' || fold === 'most') {
    const sign = fold === 'least' ? 1 : -1
    const [edge] = [...counted].sort((a, b) => sign * compare(a.is, b.is))
    return { ...rest, reading: edge ? known(edge.is) : absent('none'), holder: edge?.cell }
  }
  if (MEASURES[measure].overPlaces === 'ratio') return { ...rest, reading: ratioOf(rest.counted) }
  const sum = total(counted.map((one) => one.is))
  return { ...rest, reading: known(fold === 'sum' ? sum : divide(sum, amount(counted.length))) }
}

/** A rate of several places is the quotient of their sums. */
function ratioOf(cells: readonly Cell[]): Reading {
  const goal = total(cells.flatMap((one) => one.goal ?? []))
  return isZero(goal) ? absent('no-goal') : known(divide(total(cells.flatMap((one) => one.value ?? [])), goal))
}
