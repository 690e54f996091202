/** Until when a period's report is due, announcements and extensions counted. */
import { type Deadlines, deadlinesOf } from '../../office/owed.ts'
import type { Reader } from '../../store/index.ts'
import type { ProgressOffice } from './basis.ts'

/**
 * Due days of any number of periods and regions, from one reading of what the office moved and granted. What is moved
 * afterwards is not in it.
 */
export const deadlinesIn = async (store: Reader, office: ProgressOffice): Promise<Deadlines> =>
  deadlinesOf(office, (await office.moves?.(store)) ?? [])
