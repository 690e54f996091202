/** Which period and which counties a figure counts for: how periods of several kinds and places of several levels fit together. */
import { type Day, yearOf } from './day.ts'
import { endOf, type Period, periodOf, previousPeriod, spanOf } from './period.ts'
import type { Person, Role } from './person.ts'
import type { Indicator, IndicatorId, Plan } from './plan.ts'
import type { Region, RegionKey, Regions } from './region.ts'

/**
 * The period of an indicator that a period of any kind asks for: its own kind, over by the end of what is asked.
 * A month asked of a quarterly rate is the quarter that was over by then, a quarter of a monthly count its last month.
 * Before the first of its kind is over in a year it is that one, never one of the year before.
 */
export function periodFor(indicator: Pick<Indicator, 'every'>, asked: Period): Period {
  const end = endOf(asked)
  const own = periodOf(indicator.every, end)
  return endOf(own) > end && yearOf(endOf(previousPeriod(own))) === yearOf(end) ? previousPeriod(own) : own
}

/**
 * The month that is meant where none is said: the last that is over, kept within the plan's year and what its schedule
 * covers.
 */
export function monthOver(plan: Plan, today: Day): Period {
  const running = periodOf('month', today)
  const over = endOf(running) === today ? running : previousPeriod(running)
  const covered = plan.rules
    .filter((rule) => rule.period === 'month' && rule.indicators.length > 0)
    .map((rule) => rule.from)
  const first = [...covered, `${plan.year}-12` as Period].sort()[0] ?? over
  return within(over, first < `${plan.year}-01` ? (`${plan.year}-01` as Period) : first, `${plan.year}-12` as Period)
}

const within = (period: Period, first: Period, last: Period): Period =>
  period < first ? first : period > last ? last : period

/** Whether an indicator is split to counties at all; without a split every county counts in a sum. */
export function isSplit(plan: Plan, regions: Regions, id: IndicatorId): boolean {
  for (const [key, goals] of plan.allocation.goals)
    if (goals.has(id) && regions.find(key)?.level === 'county') return true
  return false
}

/**
 * The counties whose figures make up a region's sum: those that exist at the end of the period, and those abolished
 * earlier in its year, since what they did from 1 January on stays done.
 */
export function countiesOf(regions: Regions, region: RegionKey, period: Period): Region[] {
  const { to } = spanOf(period)
  const newYear = `${to.slice(0, 4)}-01-01`
  return regions.all.filter(
    (one) =>
      one.level === 'county' &&
      regions.within(one.key, region) &&
      (one.validFrom === undefined || one.validFrom <= to) &&
      (one.validTo === undefined || one.validTo >= newYear),
  )
}

const OWN: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator', 'official', 'admin']

/**
 * The region that a person means without naming one: the county of a contact, the city of its coordinator, else the
 * province, as for somebody who is not known.
 */
export function ownRegion(person: Person | undefined, regions: Regions): RegionKey {
  for (const role of OWN) {
    const post = person?.posts.find((one) => one.role === role)
    if (post) return post.region
  }
  return regions.province.key
}
