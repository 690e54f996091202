/** When the office speaks: on working days, outside a rule's quiet hours. */
import type { Calendar } from './calendar.ts'
import { at, clockOf, dayOf, type Instant } from './day.ts'
import { isQuiet, type Rule } from './schedule.ts'

type Quiet = Pick<Rule, 'quiet'>

/** Whether a rule may speak now: on a working day (调休 counted), outside the quiet hours of schedule.yaml. */
export const isOpen = ({ quiet }: Quiet, now: Instant, calendar: Calendar): boolean =>
  calendar.isWorkday(dayOf(now)) && !isQuiet(quiet, clockOf(now))

/**
 * The next instant after now at which the rule may speak: the end of the quiet hours, today or on the next working day.
 */
export function opening({ quiet }: Quiet, now: Instant, calendar: Calendar): Instant {
  const today = dayOf(now)
  if (calendar.isWorkday(today) && at(today, quiet.to) > now) return at(today, quiet.to)
  return at(calendar.addWorkdays(today, 1), quiet.to)
}

/** The first instant from now on at which the rule may speak: now itself where the office is open. */
export const whenOpen = (rule: Quiet, now: Instant, calendar: Calendar): Instant =>
  isOpen(rule, now, calendar) ? now : opening(rule, now, calendar)
