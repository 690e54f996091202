/** Looking ahead: the year's end at the present speed, and what is still needed a month. */
import { needOf, outlookOf, perPart, pointsOf } from '../../office/forecast.ts'
import { endOf, nextPeriod, type Period, periodOf, spanOf } from '../../office/period.ts'
import { monthOver } from '../../office/scope.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { goalReading, withoutFigure } from './figures.ts'
import { absent, known, type Reading } from './reading.ts'

/** The place's cells for each of the indicator's periods from the year's begin to this one. */
export function wayTo(cube: Cube, { place, indicator, period }: Cell): Cell[] {
  const cells: Cell[] = []
  const first = periodOf(indicator.every, spanOf(String(cube.grounds.plan.year) as Period).from)
  for (let at = first; endOf(at) <= endOf(period); at = nextPeriod(at)) cells.push(cube.at(place, indicator, at))
  return cells
}

/**
 * The figure at the year's end at the present speed; absent without a figure, a goal, or two figures to take a speed
 * from.
 */
export function forecastOf(cube: Cube, cell: Cell): Reading {
  const { value, goal, indicator } = cell
  if (value === undefined) return absent(withoutFigure(cell))
  if (goal === undefined) return goalReading(cell)
  const stood = wayTo(cube, cell).map((one) => ({ period: one.period, asOf: one.asOf, cumulative: one.value }))
  const outlook = outlookOf(indicator, pointsOf(stood), goal)
  if (!outlook) return absent('no-pace')
  const need = needOf(indicator, value, goal, cube.grounds.today)
  return known(outlook.yearEnd, { of: 'forecast', outlook, need })
}

/** What is needed in each whole month after the figure's, in the base unit, to reach the goal. */
export function perMonthOf(cube: Cube, cell: Cell): Reading {
  const { value, goal, indicator, asOf } = cell
  const { plan, today } = cube.grounds
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  if (goal === undefined) return goalReading(cell)
  if (indicator.kind === 'rate') return absent('no-pace')
  const [own, over] = [periodOf('month', asOf), monthOver(plan, today)]
  const from = nextPeriod(endOf(own) > endOf(over) ? own : over)
  const months = from.startsWith(String(plan.year)) ? 13 - Number(from.slice(5)) : 0
  if (months === 0) return absent('none')
  const each = perPart(indicator, value, goal, months)
  return each === undefined ? absent('met') : known(each, { of: 'perMonth', from, months })
}
