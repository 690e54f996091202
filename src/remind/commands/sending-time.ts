/** When what is sent by hand goes out. */
import type { Instant } from '../../office/day.ts'
import { isOpen, opening } from '../../office/hours.ts'
import type { RemindContext } from './remind-context.ts'

/** Now, or when the office opens: by hand too, nobody is disturbed at night or on a day off. */
export function sendingTime({ timetable, open }: RemindContext, now: Instant): Instant {
  const rule = open[0]?.rule
  return rule && !isOpen(rule, now, timetable.calendar) ? opening(rule, now, timetable.calendar) : now
}
