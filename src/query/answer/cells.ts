/** The cells of a query: the product of its axes, without what nobody owes. */
import { type Period, periodOf } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { periodFor } from '../../office/scope.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import type { LedgerQuery } from '../query.ts'
import type { Axes } from './result.ts'
import { runningIn } from './select.ts'

/**
 * The cells of a query: places × indicators × periods, in that order, without those nobody owes. A place or indicator
 * that is named keeps its cell without a task: 无任务 is an answer.
 */
export function cellsOf(cube: Cube, query: LedgerQuery, axes: Axes): Cell[] {
  const { places, indicators, isParts } = axes
  const own = new Map(indicators.map((one) => [one, onceEach(axes.periods, one)]))
  return places.flatMap((place) => {
    const all = indicators.flatMap((indicator) =>
      (earlyIn(cube, query, axes, place, indicator) ?? own.get(indicator) ?? []).map((period) =>
        cube.at(place, indicator, period),
      ),
    )
    const owed = query.of === 'owed' || query.when === 'owed' ? all.filter((one) => one.owed) : all
    const tasked = owed.filter((one) => one.task || one.value !== undefined)
    const isNamed = !isParts && (typeof query.of !== 'string' || tasked.length === 0)
    return isNamed && query.of !== 'owed' && query.when !== 'owed' ? owed : tasked
  })
}

/** A county's figure that came early is its latest, and how far review has come is told of the figure that stands. */
function earlyIn(
  cube: Cube,
  query: LedgerQuery,
  axes: Axes,
  place: RegionKey,
  indicator: Indicator,
): Period[] | undefined {
  const { plan, regions, today } = cube.grounds
  if (query.when !== 'latest' || axes.isParts || regions.get(place).level !== 'county') return undefined
  const running = runningIn(indicator, query, plan, today)
  const early = running && cube.at(place, indicator, running)
  if (running && early?.held && !early.isCarried) return [running]
  const { held, state } = cube.at(place, indicator, axes.periods.at(-1) ?? periodOf(indicator.every, today))
  const isOfReview = query.measures[0] === 'state' && query.of !== 'owed'
  return held && state === 'none' && isOfReview ? [held.period] : undefined
}

/**
 * The periods asked for without those that are the same own period of the indicator: of two months in a quarter the
 * first.
 */
export function onceEach(periods: readonly Period[], indicator: Indicator): Period[] {
  const seen = new Set<Period>()
  return periods.filter((asked) => {
    const own = periodFor(indicator, asked)
    const isNew = !seen.has(own)
    seen.add(own)
    return isNew
  })
}
