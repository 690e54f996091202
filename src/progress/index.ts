/** Progress: where the year stands, read from the ledger; the door of this slice. */

export { amountIn, moment, placeName } from '../office/format.ts'
export { allocationStamp, keepAllocation, withOwnAllocation, withStoredAllocation } from './allocation.ts'
export { progressCommands } from './commands.ts'
export { attendance, firstReports } from './rules/attendance.ts'
export { monthOver, type ProgressOffice } from './rules/basis.ts'
export { deadlinesIn } from './rules/deadlines.ts'
export { completionSheets, ledgerSheet, rankingSheets } from './tables/export-tables.ts'
export { makeTable } from './tables/files.ts'
export { indicatorOfHead, readAllocation, readMonthly } from './tables/import-tables.ts'
export { NO_FIGURE } from './words.ts'
