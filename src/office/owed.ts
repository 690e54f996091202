/** What is owed: region × indicator × period, for indicators with a task there, from the schedule's first period on. */
import type { Day } from './day.ts'
import { endOf, kindOf, type Period, periodOf, previousPeriod, spanOf } from './period.ts'
import { hasTask, type Indicator, type Plan } from './plan.ts'
import type { RegionKey } from './region.ts'

/** The indicators that a region owes for a period; none for a period that no rule of the schedule covers. */
export function owedBy(plan: Plan, region: RegionKey, period: Period): Indicator[] {
  return owedFor(plan, period).filter((one) => hasTask(plan, region, one.id))
}

/** The indicators that anybody owes for a period. */
export function owedFor(plan: Plan, period: Period): Indicator[] {
  const kind = kindOf(period)
  const rules = plan.rules.filter(
    (rule) => rule.period === kind && rule.from <= period && (rule.to === undefined || period <= rule.to),
  )
  return endOf(period).startsWith(String(plan.year))
    ? plan.indicators.filter(
        (one) =>
          one.every === kind && rules.some(({ indicators }) => indicators === 'all' || indicators.includes(one.id)),
      )
    : []
}

/** The indicators that a bare nil report (本月无新增) settles: counts and areas, never rates. */
export const settledByNil = (owed: readonly Indicator[]): Indicator[] => owed.filter((one) => one.kind !== 'rate')

/** The period of an indicator that a day belongs to. */
export const periodOfIndicator = (indicator: Indicator, on: Day): Period => periodOf(indicator.every, on)

/** The last period of an indicator that is over on a day: the one whose report is due now. */
export function lastOver(indicator: Indicator, today: Day): Period {
  const running = periodOfIndicator(indicator, today)
  return spanOf(running).to === today ? running : previousPeriod(running)
}
