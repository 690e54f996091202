/** What is owed: region × indicator × period, for indicators with a task there, from the schedule's first period on. */
import type { Calendar } from './calendar.ts'
import type { Day } from './day.ts'
import { type Deadline, deadlineOf, type Move, moveFor } from './deadline.ts'
import { endOf, kindOf, type Period, periodOf, previousPeriod, spanOf } from './period.ts'
import { hasTask, type Indicator, type Plan } from './plan.ts'
import type { RegionKey, Regions } from './region.ts'
import type { Rule } from './schedule.ts'

/**
 * The indicators that a region owes for a period: those of its rules (schedule.yaml) for which it has a task.
 * @returns in the order of the plan; none for a period that no rule covers
 */
export function owedBy(plan: Plan, region: RegionKey, period: Period): Indicator[] {
  return owedFor(plan, period).filter((one) => hasTask(plan, region, one.id))
}

/** The indicators that anybody owes for a period, in the order of the plan; none outside the plan's year. */
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

/** Indicators owed that a bare nil report (本月无新增) settles: every kind but rates, in the given order. */
export const settledByNil = (owed: readonly Indicator[]): Indicator[] => owed.filter((one) => one.kind !== 'rate')

/** The period that a day belongs to, of the kind in which the indicator is reported. */
export const periodOfIndicator = (indicator: Indicator, on: Day): Period => periodOf(indicator.every, on)

/** The last period of an indicator that is over on a day, its last day included: the one whose report is due now. */
export function lastOver(indicator: Indicator, today: Day): Period {
  const running = periodOfIndicator(indicator, today)
  return spanOf(running).to === today ? running : previousPeriod(running)
}

/** The period of a plan that is over first of those that it owes; undefined where nothing is reported on it. */
export const firstOwed = ({ rules }: Plan): Period | undefined =>
  rules
    .filter(({ indicators }) => indicators.length > 0)
    .map(({ from }) => from)
    .sort((one, other) => endOf(one).localeCompare(endOf(other)))[0]

/** The rule of schedule.yaml under which a period is owed, the first that covers it; undefined where none does. */
export const ruleFor = (plan: Plan, period: Period): Rule | undefined =>
  plan.rules.find(
    (one) =>
      one.period === kindOf(period) &&
      one.indicators.length > 0 &&
      one.from <= period &&
      (one.to === undefined || period <= one.to),
  )

/** A period's deadline by region; undefined where nothing is owed for it. */
export type Deadlines = (period: Period, region: RegionKey) => Deadline | undefined

/**
 * Looks up the deadline of a period for a region, undefined where no rule covers it. Each is worked out once for a period
 * and what moved it: who asks goes through every county and indicator.
 * @param announced deadlines that the office moved or granted, in any order
 */
export function deadlinesOf(
  { plan, regions, calendar }: { readonly plan: Plan; readonly regions: Regions; readonly calendar: Calendar },
  announced: readonly Move[],
): Deadlines {
  const rules = new Map<Period, Rule | undefined>()
  const known = new Map<Period, Map<Move | undefined, Deadline>>()
  return (period, region) => {
    if (!rules.has(period)) rules.set(period, ruleFor(plan, period))
    const rule = rules.get(period)
    if (!rule) return undefined
    const move = announced.length === 0 ? undefined : moveFor(announced, rule, period, region, regions)
    const ofPeriod = known.get(period) ?? new Map<Move | undefined, Deadline>()
    known.set(period, ofPeriod)
    const deadline = ofPeriod.get(move) ?? deadlineOf(rule, period, calendar, move)
    ofPeriod.set(move, deadline)
    return deadline
  }
}
