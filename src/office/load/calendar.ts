/** calendar/*.yaml: arrangements of days off, over those that the calendar knows by itself. */
import { Calendar, calendarSchema } from '../calendar.ts'
import type { Fault } from './fault.ts'
import type { Files } from './files.ts'
import { readYaml } from './yaml.ts'

/**
 * The calendar with the notices of data/calendar, in the order of their names; the last notice on a day wins.
 * @param faults what is wrong in a file is added; its notices are left out
 */
export function loadCalendar(files: Files, faults: Fault[]): Calendar {
  const paths = [...files.keys()].filter((path) => /^calendar\/[^/]+\.yaml$/.test(path)).sort()
  return new Calendar(paths.flatMap((path) => readYaml(files, path, calendarSchema, faults)?.value.notices ?? []))
}
