/** What one answer is made from: the asker, the basis that may be shown, and the reads, done once. */
import type { Asked } from '../../message/command.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { owedFor } from '../../office/owed.ts'
import { endOf, nextPeriod, type Period, periodOf } from '../../office/period.ts'
import type { Person, Role } from '../../office/person.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { may } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import { monthOver, ownRegion, type ProgressOffice, periodFor } from '../rules/basis.ts'

const INSIDE: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

/**
 * Who asks, where and when, with what of the office an answer needs. `own` is the asker's region, the province for
 * who has none.
 */
export class QueryContext {
  readonly office: ProgressOffice
  readonly store: Reader
  readonly today: Day
  readonly own: RegionKey
  /** a group sees what everybody may see: reviewed figures, nobody's name */
  readonly inGroup: boolean
  private readonly person: Person | undefined

  constructor(office: ProgressOffice, asked: Asked) {
    this.office = office
    this.store = asked.store
    this.today = dayOf(asked.now)
    this.own = ownRegion(asked.person, office.regions)
    this.inGroup = asked.message.chat.kind === 'group'
    this.person = asked.person
  }

  /** What a figure went through is for its own region and the coordinators above it, and not for a group. */
  seesInside(region: RegionKey): boolean {
    return !this.inGroup && may(this.person, INSIDE, region, this.office.regions)
  }

  indicators(ids: readonly IndicatorId[]): readonly Indicator[] {
    const { plan } = this.office
    return ids.length > 0 ? ids.map((id) => indicatorOf(plan, id)) : plan.indicators
  }

  /** The period meant where none is said: what is owed now. */
  period(indicator: Indicator): Period {
    return periodFor(indicator, this.over())
  }

  /** The periods of every kind that are over and for which a rule asks, the newest first. */
  periodsOwed(): Period[] {
    const { plan } = this.office
    const found: Period[] = []
    for (const kind of new Set(plan.indicators.map(({ every }) => every)))
      for (let one = periodOf(kind, `${plan.year}-01-01` as Day); this.isOver(one); one = nextPeriod(one))
        if (owedFor(plan, one).length > 0) found.push(one)
    return found.sort((a, b) => endOf(b).localeCompare(endOf(a)))
  }

  private isOver(period: Period): boolean {
    return endOf(period) <= this.today && period.startsWith(String(this.office.plan.year))
  }

  /** The last month that is over. */
  over(): Period {
    return monthOver(this.office.plan, this.today)
  }
}
