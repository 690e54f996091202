/** Places by completion rate: ties share one (1, 1, 3), tiny targets do not win, 无任务 and 未报 have none. */
import { type Amount, amount, compare, subtract } from '../office/amount.ts'
import type { Indicator } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Tally } from './tally.ts'

/** Above this a completion rate ranks no higher. */
export const CAP = amount('1.2')

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

/** What a tally ranks by: the capped completion rate, for rates how far the figure is beyond its goal. */
function scoreOf(indicator: Pick<Indicator, 'kind' | 'better'>, tally: Tally, cap: Amount = CAP): Amount | undefined {
  if (!tally.task || tally.cumulative === undefined) return undefined
  if (indicator.kind === 'rate') {
    const { beyond } = tally.progress ?? {}
    if (beyond !== undefined) return beyond
    return indicator.better === 'higher' ? tally.cumulative : subtract(amount(0), tally.cumulative)
  }
  const { completion } = tally.progress ?? {}
  return completion && compare(completion, cap) > 0 ? cap : completion
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
  const scored = tallies.flatMap((tally) => {
    const score = scoreOf(indicator, tally)
    return score === undefined ? [] : [{ region: tally.region, score }]
  })
  scored.sort((a, b) => compare(b.score, a.score))
  const places = new Map<RegionKey, number>()
  scored.forEach(({ region, score }, index) => {
    const above = scored[index - 1]
    const shared = above && compare(above.score, score) === 0 ? places.get(above.region) : undefined
    places.set(region, shared ?? index + 1)
  })
  return places
}
