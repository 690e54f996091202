/** 交接: what a new contact of a county finds open: drafts, returned figures, what is owed. */
import { owing } from '../ledger/index.ts'
import { dayOf } from '../office/day.ts'
import { lastOver } from '../office/owed.ts'
import type { OpenItems } from '../people/index.ts'
import { owingLine } from './cards/receipt.ts'
import { openDrafts } from './drafts.ts'
import type { Ground } from './rules/weigh.ts'

/**
 * What a change of contact leaves to the successor of a county, as lines in Chinese: drafts, figures returned, what
 * is owed. They stay with the county.
 */
export const openItems =
  ({ plan }: Ground): OpenItems =>
  async (store, region, now) => {
    const drafts = await openDrafts(store, [region])
    const periods = [...new Set(plan.indicators.map((one) => lastOver(one, dayOf(now))))]
    const due = await Promise.all(periods.map((period) => owing(store, plan, region, period)))
    return [
      ...(drafts.length ? [`有${drafts.length}份草稿等待确认，可以接着确认或放弃。`] : []),
      ...due.filter((one) => one.owed.length > 0).map(owingLine),
    ]
  }
