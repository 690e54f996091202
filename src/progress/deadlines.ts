/** Until when a period's report is due, announcements and extensions counted. */
import { type Deadline, deadlineOf, moveFor } from '../office/deadline.ts'
import { kindOf, type Period } from '../office/period.ts'
import type { Plan } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Rule } from '../office/schedule.ts'
import type { Reader } from '../store/index.ts'
import type { Ground } from './ground.ts'

/** The rule of the schedule under which a period is owed. */
const ruleFor = (plan: Plan, period: Period): Rule | undefined =>
  plan.rules.find(
    (one) =>
      one.period === kindOf(period) &&
      one.indicators.length > 0 &&
      one.from <= period &&
      (one.to === undefined || period <= one.to),
  )

/** A period's deadline by region; undefined where nothing is owed for it. */
export type Deadlines = (period: Period, region: RegionKey) => Deadline | undefined

/** One reading of the announcements for any number of periods and regions. */
export async function deadlinesIn(store: Reader, { plan, regions, calendar, moves }: Ground): Promise<Deadlines> {
  const announced = (await moves?.(store)) ?? []
  return (period, region) => {
    const rule = ruleFor(plan, period)
    return rule && deadlineOf(rule, period, calendar, moveFor(announced, rule, period, region, regions))
  }
}
