/** Until when a period's report is due, announcements and extensions counted. */
import { type Deadlines, deadlinesOf } from '../../office/owed.ts'
import type { Reader } from '../../store/index.ts'
import type { Ground } from './basis.ts'

/** One reading of the announcements for any number of periods and regions. */
export const deadlinesIn = async (store: Reader, ground: Ground): Promise<Deadlines> =>
  deadlinesOf(ground, (await ground.moves?.(store)) ?? [])
