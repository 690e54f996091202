/** Reminding (催报): who has not reported hears of it, on working days, until they have. */
import type { Command } from '../message/command.ts'
import { checkCommand } from './commands/check.ts'
import { decideCommand, extendCommand } from './commands/extend.ts'
import { backCommand, leaveCommand } from './commands/leave.ts'
import { moveCommand } from './commands/move.ts'
import { COOL_DOWN_MS, MOST_A_DAY, nudgeCommand } from './commands/nudge.ts'
import { pressReviewCommand } from './commands/press-review.ts'
import { previewCommand } from './commands/preview.ts'
import { LONGEST_DAYS, quietCommand } from './commands/quiet.ts'
import { snoozeCommand } from './commands/snooze.ts'
import type { RemindingOffice } from './planner/planner-input.ts'

export { remindJob } from './planner/job.ts'
export { nextDeadline } from './planner/next.ts'
export type { RemindingOffice } from './planner/planner-input.ts'
export type { Roster } from './planner/roster.ts'
export { dryLines, type SimulatedReport, type Simulation, simulate } from './planner/simulate.ts'
export { remindersWithin } from './reminded.ts'
export { demoRoster, readMoves, readRoster } from './rows.ts'

/** How often people are reminded, and how long they may be left alone; the rules of reporting (须知) quote it. */
export const REMINDING_LIMITS = { coolDownMs: COOL_DOWN_MS, mostADay: MOST_A_DAY, quietDays: LONGEST_DAYS } as const

/** The commands of reminding. @param office all its plans: last year's deadlines are reminded of beside this year's */
export const remindCommands = (office: RemindingOffice): Command[] => [
  previewCommand(office),
  nudgeCommand(office),
  pressReviewCommand(office),
  moveCommand(office),
  extendCommand(office),
  decideCommand(office),
  leaveCommand(office),
  backCommand,
  quietCommand(office),
  snoozeCommand(office),
  checkCommand(office),
]
