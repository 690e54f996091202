/** What a nil report says and settles: an item of nothing new, all but rates that is still owed. */
import { owing } from '../../ledger/index.ts'
import { ZERO } from '../../office/amount.ts'
import { addDays, type Day, dayOf } from '../../office/day.ts'
import { lastOver, periodOfIndicator, settledByNil } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import { openDrafts } from '../drafts.ts'
import type { Item } from '../item.ts'
import { LIMITS } from '../rules/checks.ts'
import type { Reporting } from './region.ts'

/** A nil report of one indicator as an item: nothing new as of the day. */
export const nilItem = (indicator: Indicator, asOf: Day): Item => ({
  indicator: indicator.id,
  mode: 'increment',
  typedValue: '无新增',
  value: ZERO,
  asOf,
  nil: true,
})

/** A period's last day; today in a period that still runs. */
export function asOfIn(period: Period, today: Day): Day {
  const end = endOf(period)
  return end <= addDays(today, LIMITS.daysAhead) ? end : today
}

/** What a nil report would settle. */
interface NilOwed {
  readonly period: Period
  readonly indicators: readonly Indicator[]
  /** owed too, but said in an update that its sender has yet to confirm: 其他 does not mean these */
  readonly waiting: number
}

/** The counts and areas still owed: for the period that is over, or, when that is settled, for the running one. */
export async function nilOwed(
  { asked: { store, now }, ground: { plan }, region }: Reporting,
  said?: Period,
): Promise<NilOwed> {
  const today = dayOf(now)
  const drafted = (await openDrafts(store, [region])).flatMap((draft) => draft.update.items)
  const countable = settledByNil(plan.indicators)
  const periods = said
    ? [said]
    : [
        ...new Set([
          ...countable.map((one) => lastOver(one, today)),
          ...countable.map((one) => periodOfIndicator(one, today)),
        ]),
      ]
  for (const period of periods) {
    const { missing } = await owing(store, plan, region, period)
    const owed = settledByNil(missing)
    const indicators = owed.filter(
      (one) => !drafted.some((item) => item.indicator === one.id && periodOfIndicator(one, item.asOf) === period),
    )
    if (owed.length > 0) return { period, indicators, waiting: owed.length - indicators.length }
  }
  return { period: periods[0] ?? (today.slice(0, 7) as Period), indicators: [], waiting: 0 }
}
