/** When a deadline runs out next: for clocks that one can move, and for looking ahead. */
import { addDays, at, type Day, dayOf, type Instant } from '../../office/day.ts'
import { periodsDue } from '../../office/deadline.ts'
import type { Reader } from '../../store/index.ts'
import { readMoves } from '../rows.ts'
import { deadlinesOf } from './agenda.ts'
import { rulesOf } from './owing.ts'
import type { RemindingOffice } from './planner-input.ts'

const CLOSE_OF_BUSINESS = '18:00'
const AHEAD_DAYS = 120

/**
 * The end of office hours on the next due day after `now`, moved deadlines counted; undefined where the plans have
 * none left.
 */
export async function nextDeadline(office: RemindingOffice, now: Instant, store: Reader): Promise<Instant | undefined> {
  const moves = await readMoves(store)
  const today = dayOf(now)
  const days = rulesOf(office.plans)
    .filter(({ indicators }) => indicators.length > 0)
    .flatMap((rule) => {
      const moved = moves.filter((move) => move.rule === rule.id).map((move) => move.period)
      const periods = new Set([...periodsDue(rule, addDays(today, -AHEAD_DAYS), addDays(today, AHEAD_DAYS)), ...moved])
      return [...periods].flatMap((period) =>
        deadlinesOf(rule, period, { ...office, moves }).map(({ due }): Day => due),
      )
    })
  return days
    .map((day) => at(day, CLOSE_OF_BUSINESS))
    .filter((instant) => instant > now)
    .sort((a, b) => a - b)[0]
}
