/** Reminding (催报): who has not reported hears of it, on working days, until they have. */
import type { Command } from '../message/command.ts'
import { checkCommand } from './check.ts'
import { decideCommand, extendCommand } from './extend.ts'
import { backCommand, leaveCommand } from './leave.ts'
import { moveCommand } from './move.ts'
import { nudgeCommand } from './nudge.ts'
import { previewCommand } from './preview.ts'
import { quietCommand } from './quiet.ts'
import type { RemindingOffice } from './situation.ts'
import { snoozeCommand } from './snooze.ts'

export { remindJob } from './job.ts'
export { nextDeadline } from './next.ts'
export { demoRoster, readMoves, readRoster } from './rows.ts'
export { type Arrival, dryLines, type Simulation, simulate } from './simulate.ts'
export type { RemindingOffice } from './situation.ts'

export const remindCommands = (office: RemindingOffice): Command[] => [
  previewCommand(office),
  nudgeCommand(office),
  moveCommand(office),
  extendCommand(office),
  decideCommand(office),
  leaveCommand(office),
  backCommand,
  quietCommand(office),
  snoozeCommand(office),
  checkCommand(office),
]
