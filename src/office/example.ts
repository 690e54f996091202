/** Examples in the office's own words, so that each can be sent as it stands: an indicator, a figure and a place of its own. */
import type { Day } from './day.ts'
import { hasTask, type Indicator, type Plan } from './plan.ts'
import type { Region, RegionKey, Regions } from './region.ts'

/** The indicators that read best in a line of chat come first: counted ones, then the shortest names. */
const byReadability = (one: Indicator, other: Indicator): number =>
  Number(one.kind !== 'count') - Number(other.kind !== 'count') || one.short.length - other.short.length

/**
 * The indicator that serves as the example in help and cards: the one that takes least explaining. Undefined where
 * the plan has none.
 */
export const exampleIndicator = (indicators: readonly Indicator[]): Indicator | undefined =>
  [...indicators].sort(byReadability)[0]

/** The short name of `exampleIndicator`, as people type it; 指标名称 where there are none. */
export const exampleName = (indicators: readonly Indicator[]): string =>
  exampleIndicator(indicators)?.short ?? '指标名称'

/** Invented figures: whole ones, since every kind of figure may be whole. */
const FIGURES = [12, 35] as const

/** A figure of `exampleIndicator` as a contact reports it: 僵尸企业 12家. */
export const exampleFigure = (indicators: readonly Indicator[]): string =>
  figureOf(exampleIndicator(indicators), FIGURES[0])

/**
 * Two figures as they are reported in one line (僵尸企业 12家，低小散企业 35家); one alone where no two indicators
 * are due together.
 */
export function exampleFigures(indicators: readonly Indicator[]): string {
  const [first, second] = [...indicators].sort(byReadability)
  const isTogether = second && second.every === first?.every
  return [figureOf(first, FIGURES[0]), ...(isTogether ? [figureOf(second, FIGURES[1])] : [])].join('，')
}

const figureOf = (indicator: Indicator | undefined, figure: number): string =>
  indicator ? `${indicator.short} ${figure}${indicator.unit}` : '指标名称 数值'

/** A question that the year's paper answers: 2017年僵尸企业的目标是多少？ */
export const exampleQuestion = ({ year, indicators }: Plan): string =>
  `${year}年${exampleName(indicators)}的目标是多少？`

/** What is shown of the office's places: with its plan, a place that has the task of the example. */
interface Places {
  readonly plan?: Plan | undefined
  readonly regions: Regions
}

/**
 * A county that serves as the example for a person: the own one, else one of the own region, best one with a task
 * there.
 *
 * @param today regions that exist then
 * @returns the own region itself where no county lies in it
 */
export function exampleCounty({ plan, regions }: Places, own: RegionKey, today: Day): Region {
  const region = regions.get(own)
  if (region.level === 'county') return region
  const counties = regions.counties(today, region.level === 'city' ? own : undefined)
  const shown = plan && exampleIndicator(plan.indicators)
  return counties.find(({ key }) => plan && shown && hasTask(plan, key, shown.id)) ?? counties[0] ?? region
}

/** The city of `exampleCounty`, for what is asked of a city's counties; that county itself where it has none. */
export function exampleCity(places: Places, own: RegionKey, today: Day): Region {
  const county = exampleCounty(places, own, today)
  return county.parent ? places.regions.get(county.parent) : county
}
