/** Reminding (催报): who has not reported hears of it, on working days, until they have. */

export { remindJob } from './job.ts'
export { demoRoster, readMoves, readRoster } from './rows.ts'
export { type Arrival, type DryLine, dryLines, type Simulation, simulate } from './simulate.ts'
export type { RemindingOffice } from './situation.ts'
