/** The planner run through time on plain data: what would be sent to whom, when, and why. */
import { addDays, at, type Day, type Instant, isoInstant } from '../../office/day.ts'
import { owedBy } from '../../office/owed.ts'
import type { Period } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { agenda } from './agenda.ts'
import { rulesOf, type Situation } from './owing.ts'
import { planReminders } from './plan.ts'
import type { Mailing, Reminder } from './reminder.ts'

/** A report that arrives on the way. */
export interface SimulatedReport {
  readonly at: Instant
  readonly region: RegionKey
  readonly period: Period
  /** absent: all that the region owes for the period */
  readonly indicators?: readonly IndicatorId[]
}

/** A roster, and reports that arrive on the way, between two days. */
export interface Simulation extends Situation {
  /** both days included */
  readonly from: Day
  readonly to: Day
  readonly arrivals: readonly SimulatedReport[]
}

/**
 * Everything that goes out between two days if the clock runs without a gap, in the order of time.
 * Stages before `from` count as run. A reminder whose report arrives before its own minute is dropped, as the
 * outbox would.
 */
export function simulate(simulation: Simulation): Mailing[] {
  const { plans, from, to } = simulation
  const rules = rulesOf(plans)
  const arriving = new Arriving(simulation)
  const ran = new Set<string>()
  const end = at(addDays(to, 1))
  const sent: Mailing[] = []
  for (let now = at(from); now < end; ) {
    const { passes, next } = agenda({ ...simulation, rules, ran, since: at(from) }, now)
    const reported = arriving.reportedAt(now)
    for (const message of planReminders({ ...simulation, reported }, passes, now)) {
      const parts = message.parts.filter((part) => part.kind === 'digest' || arriving.isMissing(part, message.at))
      if (parts.length > 0 && message.at < end) sent.push({ ...message, parts })
    }
    for (const { id } of passes) ran.add(id)
    now = next
  }
  return sent.sort((a, b) => a.at - b.at)
}

/** What is reported at an instant; asked with rising instants. */
class Arriving {
  private readonly waiting: { readonly at: Instant; readonly settle: () => void }[]
  private readonly reported = new Map<Period, Map<RegionKey, Set<IndicatorId>>>()
  /** PERIOD/REGION/INDICATOR → when its first report arrives */
  private readonly since = new Map<string, Instant>()

  constructor({ arrivals, reported, plans }: Simulation) {
    for (const [period, byRegion] of reported)
      this.reported.set(period, new Map([...byRegion].map(([region, settled]) => [region, new Set(settled)])))
    this.waiting = [...arrivals]
      .sort((a, b) => b.at - a.at)
      .map(({ at, region, period, indicators }) => {
        const settled = indicators ?? plans.flatMap((plan) => owedBy(plan, region, period).map(({ id }) => id))
        for (const id of settled) this.remember(`${period}/${region}/${id}`, at)
        return { at, settle: () => this.settle(period, region, settled) }
      })
  }

  private remember(figure: string, at: Instant): void {
    const known = this.since.get(figure)
    if (known === undefined || at < known) this.since.set(figure, at)
  }

  private settle(period: Period, region: RegionKey, indicators: readonly IndicatorId[]): void {
    const byRegion = this.reported.get(period) ?? new Map<RegionKey, Set<IndicatorId>>()
    const settled = byRegion.get(region) ?? new Set()
    for (const id of indicators) settled.add(id)
    this.reported.set(period, byRegion.set(region, settled))
  }

  reportedAt(now: Instant): Situation['reported'] {
    for (let next = this.waiting.at(-1); next && next.at <= now; next = this.waiting.at(-1)) {
      next.settle()
      this.waiting.pop()
    }
    return this.reported
  }

  isMissing({ missing, region, pass }: Reminder, now: Instant): boolean {
    return missing.some(({ id }) => {
      const since = this.since.get(`${pass.deadline.period}/${region}/${id}`)
      return since === undefined || since > now
    })
  }
}

/** One reminder or summary as `remind --dry-run` prints it. */
export interface DryLine {
  readonly at: string
  readonly person: string
  readonly region: string
  readonly rule: string
  readonly period: string
  readonly stage: string
  readonly due: Day
  readonly reason: string
}

/** A message as lines, one for each region and deadline that it speaks of. */
export function dryLines({ at, person, parts }: Mailing): DryLine[] {
  return parts.map(({ pass, region, reason }) => ({
    at: isoInstant(at),
    person,
    region,
    rule: pass.deadline.rule.id,
    period: pass.deadline.period,
    stage: pass.stage.id,
    due: pass.deadline.due,
    reason,
  }))
}
