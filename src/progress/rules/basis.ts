/** What progress needs to know of the office. */
import type { Calendar } from '../../office/calendar.ts'
import type { Day } from '../../office/day.ts'
import type { Move } from '../../office/deadline.ts'
import type { IndicatorId, Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'

export { monthOver, ownRegion, periodFor } from '../../office/scope.ts'

/** A figure that is written and not handed in. */
export interface Drafted {
  readonly indicator: IndicatorId
  readonly asOf: Day
}

/** What questions on progress need of the office. */
export interface ProgressOffice {
  readonly plan: Plan
  readonly regions: Regions
  readonly calendar: Calendar
  /** `own`: figures of single counties are told within one's own region only */
  readonly sight?: 'all' | 'own'
  /** deadlines that the office moved or granted; without it those of the schedule hold */
  readonly moves?: (store: Reader) => Promise<readonly Move[]>
  /** what waits in a region's open drafts, which `report` keeps; without it nothing is told of drafts */
  readonly drafted?: (store: Reader, region: RegionKey) => Promise<readonly Drafted[]>
}
