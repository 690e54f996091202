/** Until when a period's report is due, announcements and extensions counted. */
import { type Deadlines, deadlinesOf } from '../../office/owed.ts'
import type { Reader } from '../../store/index.ts'
import type { ProgressOffice } from './basis.ts'

/**
 * The due days of any region and period, with moved deadlines as they stand now. One query; moves that come later are
 * not in it.
 */
export const deadlinesIn = async (store: Reader, office: ProgressOffice): Promise<Deadlines> =>
  deadlinesOf(office, (await office.moves?.(store)) ?? [])
