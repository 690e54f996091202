/** A region's way through the year: its sum at the end of each period, from all figures of the year. */
import type { Standing } from '../../ledger/index.ts'
import type { Day } from '../../office/day.ts'
import { endOf, nextPeriod, type Period, periodOf } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { type Ground, periodFor } from './basis.ts'
import { indexed, type Tally, tallyOf } from './region-total.ts'

/**
 * Tallies at the end of each period of the year, oldest first, up to the one asked for; those before the first
 * figure are left out.
 * @param figures every figure of the year that counts, oldest first (`yearOfFigures`)
 */
export function trailOf(
  ground: Ground,
  region: RegionKey,
  indicator: Indicator,
  until: Period,
  figures: readonly Standing[],
): Tally[] {
  const last = periodFor(indicator, until)
  const held = new Map<RegionKey, Standing>()
  const tallies: Tally[] = []
  let next = 0
  const first = periodOf(indicator.every, `${last.slice(0, 4)}-01-01` as Day)
  for (let period = first; endOf(period) <= endOf(last); period = nextPeriod(period)) {
    for (let one = figures[next]; one && endOf(one.period) <= endOf(period); one = figures[++next])
      held.set(one.region, one)
    const tally = tallyOf(ground, region, indicator, period, indexed([...held.values()]))
    if (tally.cumulative !== undefined) tallies.push(tally)
  }
  return tallies
}
