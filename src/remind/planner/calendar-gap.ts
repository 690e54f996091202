/** Years without a holiday notice, told to the admin once, in time to mend it. */

import type { Outgoing } from '../../message/outgoing.ts'
import { gapText } from '../../office/calendar.ts'
import { addDays, at, dayOf, type Instant } from '../../office/day.ts'
import { noticesToAdmins } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import * as text from '../text/reminder.ts'
import type { RemindingOffice } from './planner-input.ts'

/** The notice for a year comes out about two months before it. */
const AHEAD_DAYS = 40
const MORNING = '09:00'

/** Tells administrators that deadlines reach into a year whose notice of holidays is not loaded; once for each gap. */
export async function gapsToTell({ calendar }: RemindingOffice, now: Instant, store: Reader): Promise<Outgoing[]> {
  const today = dayOf(now)
  const gaps = calendar.gaps(today, addDays(today, AHEAD_DAYS))
  if (gaps.length === 0) return []
  return noticesToAdmins(store, keyOf(gaps), {
    card: text.calendarGap(gaps.map(gapText)),
    due: at(calendar.nextWorkday(today), MORNING),
  })
}

const keyOf = (gaps: readonly { readonly year: number }[]): string =>
  `calendar-gap:${gaps.map(({ year }) => year).join('+')}`
