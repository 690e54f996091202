/** What one answer is made from: the asker, the basis that may be shown, and the reads, done once. */
import type { Asked } from '../../message/command.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { Person, Role } from '../../office/person.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { may } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import { type Ground, monthOver, monthRunning, ownRegion, periodFor } from '../rules/basis.ts'
import { type Basis, standingsIn, yearOfFigures } from '../rules/figures.ts'
import { keyOf, type Tally, tallyOf } from '../rules/region-total.ts'
import { trailOf } from '../rules/year-series.ts'

const INSIDE: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

export class Desk {
  readonly ground: Ground
  readonly store: Reader
  readonly today: Day
  readonly own: RegionKey
  /** a group sees what everybody may see: reviewed figures, nobody's name */
  readonly inGroup: boolean
  readonly basis: Basis
  private readonly person: Person | undefined

  constructor(ground: Ground, asked: Asked) {
    this.ground = ground
    this.store = asked.store
    this.today = dayOf(asked.now)
    this.own = ownRegion(asked.person, ground.regions)
    this.inGroup = asked.message.chat.kind === 'group'
    this.person = asked.person
    this.basis = this.inGroup ? 'reviewed' : 'standing'
  }

  /** What a figure went through is for its own region and the coordinators above it, and not for a group. */
  seesInside(region: RegionKey): boolean {
    return !this.inGroup && may(this.person, INSIDE, region, this.ground.regions)
  }

  indicators(ids: readonly IndicatorId[]): readonly Indicator[] {
    const { plan } = this.ground
    return ids.length > 0 ? ids.map((id) => indicatorOf(plan, id)) : plan.indicators
  }

  /** The period meant where none is said: what is owed now. */
  period(indicator: Indicator): Period {
    return periodFor(indicator, this.over())
  }

  /** Where a region stands now, or at the end of a period; a county's newest figure counts even when it came early. */
  async tallies(region: RegionKey, indicators: readonly Indicator[], asked?: Period): Promise<Tally[]> {
    const isCounty = this.ground.regions.get(region).level === 'county'
    const period = asked ?? (isCounty ? monthRunning(this.ground.plan, this.today) : this.over())
    const standings = await standingsIn(this.store, this.ground, region, indicators, period, this.basis)
    return indicators.map((indicator) => {
      const newest = isCounty && !asked ? standings.get(keyOf(region, indicator.id)) : undefined
      const owed = asked ?? this.period(indicator)
      const shown = newest && endOf(newest.period) > endOf(owed) ? newest.period : owed
      return tallyOf(this.ground, region, indicator, shown, standings)
    })
  }

  /** The same for many regions within one that holds them all: one reading. */
  async talliesWithin(
    pool: RegionKey,
    regions: readonly RegionKey[],
    indicator: Indicator,
    asked?: Period,
  ): Promise<Tally[]> {
    const period = asked ?? this.over()
    const standings = await standingsIn(this.store, this.ground, pool, [indicator], period, this.basis)
    return regions.map((region) => tallyOf(this.ground, region, indicator, period, standings))
  }

  /** A region's way through the year. */
  async trail(region: RegionKey, indicator: Indicator, until?: Period): Promise<Tally[]> {
    const { plan, regions } = this.ground
    const over = periodFor(indicator, this.over())
    const all = await yearOfFigures(this.store, this.ground, region, indicator, plan.year)
    const figures = this.inGroup ? all.filter((one) => one.state !== 'submitted') : all
    const newest = regions.get(region).level === 'county' ? figures.at(-1)?.period : undefined
    const last = newest && endOf(newest) > endOf(over) ? newest : over
    return trailOf(this.ground, region, indicator, until ?? last, figures)
  }

  /** The last month that is over. */
  over(): Period {
    return monthOver(this.ground.plan, this.today)
  }

  /** Whether a period asked for is not over yet. */
  isOpen(indicator: Indicator, asked: Period): boolean {
    return endOf(periodFor(indicator, asked)) > this.today
  }
}
