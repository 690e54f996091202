/** Measures of how much: value, increment, goal, rate, gap, share. */
import { type Amount, amount, divide, isZero, negate, subtract, ZERO } from '../../office/amount.ts'
import { at } from '../../office/day.ts'
import { completionOf, progressOf } from '../../office/pace.ts'
import { previousPeriod } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { type Absence, absent, isKnown, known, type Reading } from './reading.ts'

/** Why a cell has no figure at all that year. */
export function withoutFigure({ task, indicator, level }: Cell): Absence {
  if (!task) return 'no-task'
  return indicator.kind === 'rate' && level !== 'county' ? 'not-summed' : 'no-figure'
}

/** Why nothing came in for the very period of a cell. */
export function withoutReport(cell: Cell): Absence {
  if (!cell.task) return 'no-task'
  if (!cell.isOver) return 'not-over'
  return cell.owed ? 'not-reported' : 'not-owed'
}

/** The cumulative figure in the base unit. */
export const figureOf = (cell: Cell): Reading =>
  cell.value === undefined ? absent(withoutFigure(cell)) : known(cell.value)

/** The day of the figure; of a sum the latest. */
export const asOfReading = (cell: Cell): Reading =>
  cell.asOf === undefined ? absent(withoutFigure(cell)) : known(amount(at(cell.asOf)))

/** The goal in the base unit; absent where none was set, or the place has no task. */
export function goalReading({ task, goal }: Cell): Reading {
  if (goal !== undefined) return known(goal)
  return absent(task ? 'no-goal' : 'no-task')
}

/** Figure ÷ goal as a ratio: 0.5 is 50 %. Absent for rates, which are held against their goal in points. */
export function rateOf(cell: Cell): Reading {
  if (cell.value === undefined) return absent(withoutFigure(cell))
  if (cell.indicator.kind === 'rate') return absent('no-pace')
  const completion = completionOf(cell.value, cell.goal)
  return completion === undefined ? absent(cell.task ? 'no-goal' : 'no-task') : known(completion)
}

/** Goal less figure in the base unit, negative beyond it; of a rate in percentage points. */
export function gapOf(cell: Cell): Reading {
  const { value, goal, asOf, indicator } = cell
  if (value === undefined || asOf === undefined) return absent(withoutFigure(cell))
  if (goal === undefined) return goalReading(cell)
  if (indicator.kind !== 'rate') return known(subtract(goal, value))
  const { beyond } = progressOf(indicator, value, goal, asOf)
  return beyond === undefined ? absent('no-goal') : known(negate(beyond))
}

/**
 * What came in since the end of the period before, in the base unit. What is counted from 1 January began the year at
 * zero.
 */
export function incrementOf(cube: Cube, cell: Cell): Reading {
  const { value, asked, indicator, place, reported, level } = cell
  if (value === undefined) return absent(withoutFigure(cell))
  const hasReport = level === 'county' || indicator.kind === 'rate' ? !cell.isCarried : reported > 0
  if (!hasReport) return absent(withoutReport(cell))
  const since = previousPeriod(asked)
  if (!since.startsWith(String(cube.grounds.plan.year))) {
    return indicator.kind === 'rate'
      ? absent('no-base')
      : known(value, { of: 'increment', since, from: ZERO, fresh: 0 })
  }
  const base = cube.at(place, indicator, since)
  if (base.value === undefined)
    return cell.held?.nil ? known(ZERO, { of: 'increment', since, from: value, fresh: 0 }) : absent('no-base')
  const before = new Set(base.counties.flatMap((one) => (one.value === undefined ? [] : [one.place])))
  const fresh = cell.counties.filter((one) => one.value !== undefined && !before.has(one.place))
  return known(subtract(value, base.value), {
    of: 'increment',
    since,
    from: base.value,
    asOf: base.asOf,
    fresh: fresh.length,
  })
}

/** The place's part of the figure of `among`, as a ratio, with its part of the goal beside it. */
export function shareOf(cube: Cube, cell: Cell, among: RegionKey): Reading {
  const { indicator, asked, goal } = cell
  if (indicator.kind === 'rate') return absent('not-summed')
  const whole = figureOf(cube.at(among, indicator, asked))
  const own = figureOf(cell)
  if (!isKnown(own) || !isKnown(whole)) return isKnown(own) ? whole : own
  const target = indicator.target.value
  const total = whole.is as Amount
  if (isZero(total)) return absent('no-base')
  const ofGoal = goal !== undefined && target !== undefined && !isZero(target) ? divide(goal, target) : undefined
  return known(divide(own.is as Amount, total), {
    of: 'share',
    whole: total,
    ofGoal,
    ...(target !== undefined && { target }),
  })
}
