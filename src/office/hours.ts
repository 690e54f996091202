/** When the office speaks: on working days, outside a rule's quiet hours. */
import type { Calendar } from './calendar.ts'
import { at, clockOf, dayOf, type Instant } from './day.ts'
import { isQuiet, type Rule } from './schedule.ts'

type Quiet = Pick<Rule, 'quiet'>

/** Whether the rule may speak now: on a working day (调休 counted), outside its quiet hours. */
export const isOpen = ({ quiet }: Quiet, now: Instant, calendar: Calendar): boolean =>
  calendar.isWorkday(dayOf(now)) && !isQuiet(quiet, clockOf(now))

/** The next instant at which the rule may speak. */
export function opening({ quiet }: Quiet, now: Instant, calendar: Calendar): Instant {
  const today = dayOf(now)
  if (calendar.isWorkday(today) && at(today, quiet.to) > now) return at(today, quiet.to)
  return at(calendar.addWorkdays(today, 1), quiet.to)
}

/** Now, or when the office opens. */
export const whenOpen = (rule: Quiet, now: Instant, calendar: Calendar): Instant =>
  isOpen(rule, now, calendar) ? now : opening(rule, now, calendar)
