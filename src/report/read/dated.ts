/** Which day a figure is of where none was said with it. */
import { latest, owing } from '../../ledger/index.ts'
import type { Asked } from '../../message/command.ts'
import { datesIn } from '../../office/dates.ts'
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Ground } from '../rules/weigh.ts'

/** 本月 says the period too: which day that is, the grammar knows. */
export const saysDate = (said: string, now: Instant): boolean =>
  /[本当这]个?[周月季]/.test(said) || datesIn(said.normalize('NFKC'), now).some((one) => one.day !== undefined)

/**
 * The date of a figure without one: a correction is of the newest figure; a report is for the period that is over
 * as long as that is owed, else it is of the day the grammar takes.
 */
export async function undated(
  { store, now }: Pick<Asked, 'store' | 'now'>,
  { plan }: Ground,
  region: RegionKey,
  indicator: Indicator,
  assumed: Day,
  correcting: boolean,
): Promise<Day> {
  if (correcting) {
    const [newest] = await latest(store, { regions: [region], indicators: [indicator.id] }, String(plan.year) as Period)
    return newest?.asOf ?? assumed
  }
  const due = lastOver(indicator, dayOf(now))
  const { missing } = await owing(store, plan, region, due)
  return missing.some((one) => one.id === indicator.id) ? endOf(due) : assumed
}
