/** Measures against the time that has passed: what is expected by then, how far ahead, which light. */
import { type Amount, isZero, multiply } from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import { pointsAhead, progressOf, shareBy } from '../../office/pace.ts'
import { endOf } from '../../office/period.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { goalReading, withoutFigure } from './figures.ts'
import { absent, isKnown, known, type Reading } from './reading.ts'

/** The day of the cell's own figure; where nothing came in for the period, its end. */
export function paceDay({ grounds }: Cube, { asOf, isCarried, asked }: Cell): Day {
  if (asOf !== undefined && !isCarried) return asOf
  const end = endOf(asked)
  return grounds.asOf !== undefined && grounds.asOf < end ? grounds.asOf : end
}

/** The amount expected by the figure's day, by the indicator's own profile. */
export function expectedOf(cube: Cube, cell: Cell): Reading {
  const on = paceDay(cube, cell)
  const share = shareBy(cell.indicator.pace, on)
  if (share === undefined) return absent('no-pace')
  const goal = goalReading(cell)
  return isKnown(goal) ? known(multiply(goal.is as Amount, share), { of: 'expected', share, on }) : goal
}

/** Points by which completion is ahead of the pace of the figure's own day. */
export function aheadOf(cell: Cell): Reading {
  const { value, asOf, indicator, goal } = cell
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  const { completion, share } = progressOf(indicator, value, goal, asOf)
  if (completion === undefined) return goal === undefined ? goalReading(cell) : absent('no-pace')
  return share === undefined || isZero(share) ? absent('no-pace') : known(pointsAhead(completion, share))
}

/**
 * The light of a figure at its own day. One carried forward is never green: that it was at pace a period ago does
 * not say that it is now; that it was behind stays so until something comes in.
 */
export function lightOf(cell: Cell): Reading {
  const { value, asOf, indicator, goal, held, isCarried } = cell
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  const { light } = progressOf(indicator, value, goal, asOf, { questioned: held?.isDoubted ?? false })
  return isCarried && light === 'green' ? absent(cell.isOver ? 'not-reported' : 'not-over') : known(light)
}
