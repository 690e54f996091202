/**
 * Where a region stands with an indicator: a county by its own figure, a city or the province by its counties'.
 *
 * A county without a report for the period is carried forward with its last figure of the year, and counted as
 * 未报 beside the sum; one that never reported adds nothing and is never 0. Rates are not summed: an upper level has
 * its own figure or none. Counties without a task are left out of sum and count.
 */
import type { Standing } from '../../ledger/index.ts'
import { type Amount, total } from '../../office/amount.ts'
import type { Day, Instant } from '../../office/day.ts'
import { type Progress, progressOf } from '../../office/pace.ts'
import { endOf, type Period } from '../../office/period.ts'
import { goalOf, hasTask, type Indicator, type IndicatorId } from '../../office/plan.ts'
import { existsOn, type RegionKey } from '../../office/region.ts'
import { countedIn } from '../../office/scope.ts'
import { type Ground, periodFor } from './basis.ts'

export interface Tally {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  /** the indicator's own period that was asked for */
  readonly period: Period
  readonly task: boolean
  readonly goal?: Amount | undefined
  /** in the base unit; undefined: 尚无上报 */
  readonly cumulative?: Amount | undefined
  /** the latest of the figures that it rests on */
  readonly asOf?: Day | undefined
  readonly progress?: Progress | undefined
  /** counties that owe the indicator: n/89 */
  readonly of: number
  /** of these, those with a figure for this very period */
  readonly reported: number
  /** of these, those whose figure waits for review (待审) */
  readonly pending: number
  /** of these, those without any figure that year */
  readonly silent: number
  /** when the last figure in it was reported */
  readonly at?: Instant | undefined
  /** the figure itself, where it is one and no sum */
  readonly figure?: Standing | undefined
}

/** A figure that holds, and whether it is in question. */
export type Held = Standing & { readonly questioned?: true }

/** Figures that hold, by region and indicator. */
export type Standings = ReadonlyMap<string, Held>

export const keyOf = (region: RegionKey, indicator: IndicatorId): string => `${region} ${indicator}`

export const indexed = (standings: readonly Held[]): Standings =>
  new Map(standings.map((one) => [keyOf(one.region, one.indicator), one]))

/**
 * @param standings the last figure of each county (and of the region itself, for rates) up to the end of the period
 * @param asked     a period of any kind, see `periodFor`
 */
export function tallyOf(
  ground: Ground,
  region: RegionKey,
  indicator: Indicator,
  asked: Period,
  standings: Standings,
): Tally {
  const { plan, regions } = ground
  const period = periodFor(indicator, asked)
  const counties = countedIn(ground, region, indicator, period)
  const figures = counties.flatMap((county) => standings.get(keyOf(county, indicator.id)) ?? [])
  const owing = counties.filter((county) => existsOn(regions.get(county), endOf(period)))
  const level = regions.get(region).level
  const own = level === 'county' || indicator.kind === 'rate' ? standings.get(keyOf(region, indicator.id)) : undefined
  const summed = level !== 'county' && indicator.kind !== 'rate' && figures.length > 0
  const cumulative = summed ? total(figures.map((one) => one.cumulative)) : own?.cumulative
  const asOf = summed ? latestOf(figures.map((one) => one.asOf)) : own?.asOf
  const goal = goalOf(plan, region, indicator.id)
  return {
    region,
    indicator: indicator.id,
    period,
    task: hasTask(plan, region, indicator.id),
    goal,
    cumulative,
    asOf,
    progress:
      cumulative && asOf
        ? progressOf(indicator, cumulative, goal, asOf, { questioned: own?.questioned ?? false })
        : undefined,
    of: owing.length,
    reported: figures.filter((one) => one.period === period && owing.includes(one.region)).length,
    pending: figures.filter((one) => one.state === 'submitted').length,
    silent: owing.length - figures.filter((one) => owing.includes(one.region)).length,
    at: summed ? (Math.max(...figures.map((one) => one.at)) as Instant) : own?.at,
    figure: own,
  }
}

const latestOf = (days: readonly Day[]): Day | undefined => [...days].sort().at(-1)
