/** Progress: where the year stands, read from the ledger; the door of this slice. */

export { needOf, outlookOf, type Point, warningsOf } from '../office/forecast.ts'
export { allocationStamp, keepAllocation, withOwnAllocation, withStoredAllocation } from './allocation.ts'
export { compose } from './bulletin.ts'
export { progressCommands } from './commands.ts'
export { talliesOf } from './figures.ts'
export { makeFile } from './handout.ts'
export { readAllocation, readMonthly } from './intake.ts'
export {
  bulletinDraft,
  bulletinDraftMessages,
  bulletinFiles,
  issuedById,
  lastIssued,
  touchedBulletins,
} from './issue.ts'
export { isSurelyAsked } from './kind.ts'
export { completionSheet, ledgerSheet, rankingSheets } from './outtake.ts'
export { type Question, readQuestion } from './question.ts'
export { rank } from './rank.ts'
export { rowsOf, SheetUnreadable, workbook } from './sheet.ts'
export { takeSnapshot } from './snapshot.ts'
