/** Where places stand with indicators at one time, for what is printed: by the same rules as every answer. */
import type { Basis } from '../ledger/index.ts'

import { type Light, type Progress, progressOf } from '../office/pace.ts'
import { endOf, type Period, previousPeriod, spanOf } from '../office/period.ts'
import type { Indicator } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { periodFor } from '../office/scope.ts'
import type { Reader } from '../store/index.ts'
import type { Office } from './answer/select.ts'
import { type Cell, Cube } from './cube/cube.ts'
import { readLedger } from './cube/read.ts'
import { lightOf, paceDay } from './measures/pace.ts'
import { type Boards, placeOf } from './measures/rank.ts'
import { isKnown } from './measures/reading.ts'

/** Where a place stands with an indicator. Amounts in the base unit, ratios as 0.5. */
export interface PlaceStanding extends Cell, Omit<Progress, 'pace' | 'light'> {
  /** undefined: no figure, or one carried forward that was at pace then */
  readonly light?: Light | undefined
  /** among places of its level */
  readonly rank?: number | undefined
  /** places gained since the period before; negative fell; undefined: had none then */
  readonly gained?: number | undefined
}

/** Of which places, indicators and period the standings are wanted, and which figures count. */
export interface Wanted {
  readonly places: readonly RegionKey[]
  readonly indicators: readonly Indicator[]
  /** of any kind: an indicator stands at its own last period within it */
  readonly period: Period
  readonly basis: Basis
}

/**
 * Where each place stands with each indicator at a period's end: completion, pace, light, rank among all of its level.
 * @returns indicator by indicator, each in the order of the places; one without a figure is there, without a value
 */
export async function standingsOf(
  store: Reader,
  office: Office,
  { places, indicators, period, basis }: Wanted,
): Promise<PlaceStanding[]> {
  const cube = await cubeOf(store, office, { indicators, period, basis })
  const boards: Boards = new Map()
  return indicators.flatMap((indicator) =>
    places.map((place) => standingIn(cube, cube.at(place, indicator, periodFor(indicator, period)), boards)),
  )
}

/** The whole province is read: places are ranked among all of their level. */
async function cubeOf(
  store: Reader,
  office: Office,
  { indicators, period, basis }: Omit<Wanted, 'places'>,
): Promise<Cube> {
  const { plan, regions } = office
  const own = [...new Set(indicators.map((one) => periodFor(one, period)))]
  const last = endOf(period)
  const ends = [...own, ...own.map(previousPeriod)].map(endOf).sort()
  const begin = spanOf(String(plan.year) as Period).from
  const read = await readLedger(store, {
    places: regions.all.map((one) => one.key),
    indicators: indicators.map((one) => one.id),
    year: plan.year,
    first: ends.find((end) => end >= begin) ?? begin,
    last,
    periods: own,
    withHistory: false,
    basis,
  })
  return new Cube({ plan, regions, today: last }, read)
}

function standingIn(cube: Cube, cell: Cell, boards: Boards): PlaceStanding {
  const { indicator, goal, value } = cell
  const progress = value === undefined ? undefined : progressOf(indicator, value, goal, paceDay(cube, cell))
  const light = lightOf(cell, { cube })
  const placed = placeOf(cube, cell, cube.grounds.regions.province.key, boards)
  return {
    ...cell,
    completion: progress?.completion,
    share: progress?.share,
    beyond: progress?.beyond,
    light: isKnown(light) ? (light.is as Light) : undefined,
    rank: placed?.place,
    gained: placed?.gained,
  }
}
