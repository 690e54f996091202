/** What is reported and what is still owed, as the planner knows it at one moment. */
import type { Calendar } from '../../office/calendar.ts'
import type { Deadline, Move } from '../../office/deadline.ts'
import { owedFor } from '../../office/owed.ts'
import type { Period } from '../../office/period.ts'
import { hasTask, type Indicator, type IndicatorId, type Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Rule } from '../../office/schedule.ts'
import type { Roster } from './roster.ts'

/** What counts as reported for a period: a figure or a nil report that stands, not a draft or a returned one. */
type Reported = ReadonlyMap<Period, ReadonlyMap<RegionKey, ReadonlySet<IndicatorId>>>

/** Who is on which post, and what is settled, as the planner of reminders works on it. */
export interface Situation {
  /** those whose rules may speak: in January the old year's last reports are still due */
  readonly plans: readonly Plan[]
  readonly regions: Regions
  readonly calendar: Calendar
  readonly moves: readonly Move[]
  readonly roster: Roster
  readonly reported: Reported
  /** locked by the province: nobody is asked for what cannot be reported */
  readonly closed?: ReadonlySet<Period>
}

/** The rules of all plans: last year's deadlines are reminded of beside this year's. */
export const rulesOf = (plans: readonly Plan[]): Rule[] => plans.flatMap(({ rules }) => rules)

interface Owed {
  readonly plan: Plan
  readonly indicators: readonly Indicator[]
}

/**
 * What regions still owe under a deadline. `missing` gives the indicators not settled, `owes` whether the region has
 * any under it.
 */
export class Arrears {
  private readonly situation: Situation
  private readonly owed = new Map<string, Owed>()

  constructor(situation: Situation) {
    this.situation = situation
  }

  missing(deadline: Deadline, region: RegionKey): Indicator[] {
    const settled = this.situation.reported.get(deadline.period)?.get(region)
    const { plan, indicators } = this.under(deadline)
    return indicators.filter(({ id }) => !settled?.has(id) && hasTask(plan, region, id))
  }

  owes(deadline: Deadline, region: RegionKey): boolean {
    const { plan, indicators } = this.under(deadline)
    return indicators.some(({ id }) => hasTask(plan, region, id))
  }

  private under({ rule, period }: Deadline): Owed {
    const key = `${rule.id}/${period}`
    const known = this.owed.get(key)
    if (known) return known
    const plan = this.situation.plans.find(({ rules }) => rules.includes(rule))
    if (!plan) throw new Error(`rule ${rule.id} belongs to none of the plans`)
    const { indicators } = rule
    const all = owedFor(plan, period)
    const owed = { plan, indicators: indicators === 'all' ? all : all.filter(({ id }) => indicators.includes(id)) }
    this.owed.set(key, owed)
    return owed
  }
}
