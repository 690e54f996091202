/** A reading beside another one: of another period or place, of the pace or the goal. */
import { type Amount, amount, multiply, subtract } from '../../office/amount.ts'
import type { Measure } from '../../office/measure.ts'
import { progressOf } from '../../office/pace.ts'
import { endOf } from '../../office/period.ts'
import type { Cell } from '../cube/cube.ts'
import { goalReading } from '../measures/figures.ts'
import { isSized, MEASURES } from '../measures/measure.ts'
import { expectedOf } from '../measures/pace.ts'
import { type Lens, readingOf } from '../measures/read-measure.ts'
import { absent, isKnown, known, type Reading, type Readings } from '../measures/reading.ts'
import type { Versus } from '../query.ts'
import type { Comparison } from './result.ts'

/** Each reading beside that of another place, another period or a base, with the difference: own less other. */
export function compared(versus: Versus, cell: Cell, readings: Readings, lens: Lens): Map<Measure, Comparison> {
  const other = 'base' in versus ? undefined : otherCell(versus, cell, lens)
  return new Map(
    readings.measures.map((measure) => {
      const own = readings.get(measure)
      const beside = 'base' in versus ? baseOf(versus.base, measure, cell, lens) : atOther(other, measure, lens)
      return [measure, { other: beside, difference: differenceOf(measure, own, beside), cell: other }]
    }),
  )
}

/** A measure of what the query compares a cell with; absent without such. */
export function besideOf(measure: Measure, cell: Cell, lens: Lens): Reading {
  const { versus } = lens
  if (!versus) return absent('none')
  return 'base' in versus
    ? baseOf(versus.base, measure, cell, lens)
    : atOther(otherCell(versus, cell, lens), measure, lens)
}

/** @returns undefined for a year that the ledger has not */
function otherCell(versus: Exclude<Versus, { base: unknown }>, cell: Cell, { cube }: Lens): Cell | undefined {
  if ('place' in versus) return cube.at(versus.place, cell.indicator, cell.asked)
  return endOf(versus.period).startsWith(String(cube.grounds.plan.year))
    ? cube.at(cell.place, cell.indicator, versus.period)
    : undefined
}

const atOther = (other: Cell | undefined, measure: Measure, lens: Lens): Reading =>
  other ? readingOf(measure, other, lens) : absent('no-year')

/** What a figure or a rate is held against: the goal, or what is expected of it by its day. */
function baseOf(base: 'goal' | 'pace', measure: Measure, cell: Cell, { cube }: Lens): Reading {
  if (measure === 'value') return base === 'goal' ? goalReading(cell) : expectedOf(cube, cell)
  if (measure !== 'rate' || cell.indicator.kind === 'rate') return absent('none')
  if (base === 'goal') return known(amount(1))
  const { value, goal, asOf, indicator } = cell
  const share = value && asOf ? progressOf(indicator, value, goal, asOf).share : undefined
  return share === undefined ? absent('no-pace') : known(share)
}

/**
 * Own less other, in base units; between ratios in percentage points.
 * @returns undefined where either is unknown, and for dates, instants, names and truths
 */
export function differenceOf(
  measure: Measure,
  own: Reading | undefined,
  other: Reading | undefined,
): Amount | undefined {
  if (!isKnown(own) || !isKnown(other) || !isSized(measure)) return undefined
  if (MEASURES[measure].sort === 'instant' || MEASURES[measure].sort === 'day') return undefined
  const difference = subtract(own.is as Amount, other.is as Amount)
  return MEASURES[measure].sort === 'ratio' ? multiply(difference, amount(100)) : difference
}
