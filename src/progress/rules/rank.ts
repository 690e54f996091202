/** Places by completion rate: ties share one (1, 1, 3), tiny targets do not win, 无任务 and 未报 have none. */
import type { Indicator } from '../../office/plan.ts'
import { placesBy, scoreOf } from '../../office/rank.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Tally } from './region-total.ts'

export interface Placed {
  readonly tally: Tally
  readonly place: number
  /** places gained since the period before; negative fell; undefined: had none then */
  readonly gained?: number | undefined
}

export interface Ranking {
  readonly placed: readonly Placed[]
  /** with a task and without any figure that year: 未报, not last */
  readonly silent: readonly Tally[]
  /** 无任务 */
  readonly without: readonly Tally[]
}

/**
 * @param tallies of one indicator and one level, in the order in which those of one place are to be listed
 * @param before  the same regions a period earlier, for the change of place
 */
export function rank(
  indicator: Pick<Indicator, 'kind' | 'better'>,
  tallies: readonly Tally[],
  before: readonly Tally[] = [],
): Ranking {
  const earlier = placesOf(indicator, before)
  const now = placesOf(indicator, tallies)
  const placed = tallies.flatMap((tally): Placed[] => {
    const place = now.get(tally.region)
    const was = earlier.get(tally.region)
    return place === undefined ? [] : [{ tally, place, gained: was === undefined ? undefined : was - place }]
  })
  return {
    placed: placed.sort((a, b) => a.place - b.place),
    silent: tallies.filter((one) => one.task && !now.has(one.region)),
    without: tallies.filter((one) => !one.task),
  }
}

/** The place of each region that has one. */
function placesOf(indicator: Pick<Indicator, 'kind' | 'better'>, tallies: readonly Tally[]): Map<RegionKey, number> {
  return placesBy(
    tallies.flatMap(({ region, task, cumulative, progress }) => {
      const score = task && cumulative !== undefined ? scoreOf(indicator, cumulative, progress) : undefined
      return score === undefined ? [] : [{ key: region, score }]
    }),
  )
}
