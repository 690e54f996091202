/** The minute of which the planning never ends, at the desk of poisoned.thread.ts. */
import { instant } from '../../src/office/day.ts'

export const ENDLESS_MINUTE = instant(Date.parse('2017-07-03T13:13:00+08:00'))
