/** Measures against the time that has passed: what is expected by then, how far ahead, which light. */
import { type Amount, isZero, multiply, total } from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import { type Light, pointsAhead, progressOf, shareBy } from '../../office/pace.ts'
import { endOf } from '../../office/period.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { goalReading, withoutFigure } from './figures.ts'
import { absent, isKnown, known, type Reading } from './reading.ts'

/**
 * The day at which a cell is held against the pace: its figure's own; of one carried forward the end of the period.
 */
export function paceDay({ grounds }: Cube, { asOf, isCarried, asked }: Cell): Day {
  if (asOf !== undefined && !isCarried) return asOf
  const end = endOf(asked)
  return grounds.asOf !== undefined && grounds.asOf < end ? grounds.asOf : end
}

/** The part of the goal that the indicator's profile expects by the figure's day (序时进度), in the base unit. */
export function expectedOf(cube: Cube, cell: Cell): Reading {
  const on = paceDay(cube, cell)
  const share = shareBy(cell.indicator.pace, on)
  if (share === undefined) return absent('no-pace')
  const goal = goalReading(cell)
  return isKnown(goal) ? known(multiply(goal.is as Amount, share), { of: 'expected', share, on }) : goal
}

/** Completion less pace at the figure's day, in percentage points. */
export function aheadOf(cell: Cell, { cube }: InCube): Reading {
  const { value, asOf, indicator, goal } = cell
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  const { completion, share } = progressOf(indicator, value, goal, paceDay(cube, cell))
  if (completion === undefined) return goal === undefined ? goalReading(cell) : absent('no-pace')
  return share === undefined || isZero(share) ? absent('no-pace') : known(pointsAhead(completion, share))
}

interface InCube {
  readonly cube: Cube
}

/**
 * The light at the figure's day. A figure carried forward is held against the end of the period, and is never green:
 * that it kept pace then says nothing of now.
 */
export function lightOf(cell: Cell, { cube }: InCube): Reading {
  const { value, asOf, held, isCarried, isOver } = cell
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  const light = lightAt(cube, cell, value, held?.isDoubted ?? false)
  if (light !== 'green' || isFresh(cube, cell)) return known(light)
  return absent(isCarried && !isOver ? 'not-over' : 'not-reported')
}

const lightAt = (cube: Cube, cell: Cell, value: Amount, questioned: boolean): Light =>
  progressOf(cell.indicator, value, cell.goal, paceDay(cube, cell), { questioned }).light

/** Whether what came in for the period itself is green without anything older. */
function isFresh(cube: Cube, cell: Cell): boolean {
  if (cell.isCarried) return false
  if (cell.isSupposed) return true
  if (!cell.counties.some((one) => one.isCarried)) return true
  const own = cell.counties.filter((one) => !one.isCarried).flatMap(({ value }) => value ?? [])
  return lightAt(cube, cell, total(own), false) === 'green'
}
