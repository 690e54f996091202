/** Bars of places or indicators, a line through periods: of the first measure that can be drawn. */
import { type Block, chart } from '../../../message/card.ts'
import { type Amount, toNumber } from '../../../office/amount.ts'
import { hundred } from '../../../office/format.ts'
import type { Entry, Found } from '../../answer/result.ts'
import { MEASURES } from '../../measures/measure.ts'
import { isKnown } from '../../measures/reading.ts'
import { nameOf } from '../sentence/naming.ts'
import type { Tongue } from '../sentence/reading-text.ts'

/**
 * Bars or a line of the first measure that has a scale, by places or through time.
 * @returns none where there is no such measure, units differ, or fewer than two have a value
 */
export function chartOf(entries: readonly Entry[], found: Found, tongue: Tongue): Block[] {
  const indicators = [...new Set(entries.map(({ cell }) => cell.indicator))]
  const [only] = indicators
  const measure = found.query.measures.find((one) => ['ratio', 'amount'].includes(MEASURES[one].sort))
  if (!measure || !only) return []
  const { sort, name } = MEASURES[measure]
  // Figures of different units have no axis in common.
  if (sort === 'amount' && indicators.length > 1) return []
  const points = entries.flatMap((entry) => {
    const reading = entry.readings.get(measure)
    if (!isKnown(reading)) return []
    const is = reading.is as Amount
    return [{ x: nameOf(entry, found, tongue), y: sort === 'ratio' ? hundred(is) : toNumber(is) }]
  })
  if (points.length < 2) return []
  const isSeries = new Set(entries.map(({ cell }) => cell.period)).size === entries.length
  const drawn = chart({
    type: isSeries || found.query.as === 'series' ? 'line' : 'bar',
    title: `${indicators.length === 1 ? only.short : ''}${name}`,
    unit: sort === 'ratio' ? '%' : only.unit,
    series: [{ name, points }],
  })
  return [drawn]
}
