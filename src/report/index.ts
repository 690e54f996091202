/** Reporting: a line of chat becomes a checked, correctable, traceable figure. The door of this folder. */
import type { Command } from '../message/command.ts'
import { grantCommand, lockCommand, receiveCommand, unlockCommand, writeOffCommand } from './commands/close.ts'
import { confirmCommand, discardCommand } from './commands/confirm.ts'
import { correctCommand } from './commands/correct.ts'
import { amendCommand, editCommand } from './commands/edit.ts'
import { type Attachments, evidenceCommand, fileCommand } from './commands/evidence.ts'
import { fillCommand } from './commands/form.ts'
import { nilCommand } from './commands/nil.ts'
import { reopenCommand } from './commands/reopen.ts'
import { passCommand, returnCommand, reviewCommand } from './commands/review.ts'
import { proxyCommand, submitCommand } from './commands/submit.ts'
import { makeForm, type ReadFile, sheetSent, templateCommand } from './commands/template.ts'
import { traceCommand } from './commands/trace.ts'
import { recallCommand, undoCommand } from './commands/undo.ts'
import type { Ground } from './rules/weigh.ts'

export { type Attachments, EVIDENCE_LIMITS, evidenceHeld, isEvidence, SEALED_EVIDENCE } from './commands/evidence.ts'
export { formFor } from './commands/form.ts'
export { draftedIn, type Written, writtenFor } from './drafts.ts'
export { openItems } from './handover.ts'
export { bookMonthly } from './monthly.ts'
export { ALL, pressConfirm, pressFill, pressNil } from './presses.ts'
export { LIMITS } from './rules/checks.ts'
export type { Ground } from './rules/weigh.ts'
export { type Act, actOf } from './said/act.ts'
export { pendingIn } from './waiting.ts'
export { makeForm }

/**
 * The commands of reporting: 上报 to 批准更正, and what a sent file or a recall does.
 * @param attachments where files come from and are kept; without it evidence is not taken
 * @param read reads tables that are sent back filled in; without it they are evidence as any file
 */
export const reportCommands = (ground: Ground, attachments?: Attachments, read?: ReadFile): Command[] => [
  reopenCommand(ground),
  submitCommand(ground),
  fillCommand(ground),
  templateCommand(ground),
  nilCommand(ground),
  undoCommand(ground),
  correctCommand(ground),
  editCommand(ground),
  amendCommand(ground),
  confirmCommand(ground),
  discardCommand(ground),
  evidenceCommand(ground),
  traceCommand(ground),
  fileCommand(ground, attachments, (asked, attached) => sheetSent(asked, ground, { attachments, read, attached })),
  recallCommand(ground),
  reviewCommand(ground),
  passCommand(ground),
  returnCommand(ground),
  proxyCommand(ground),
  receiveCommand(ground),
  lockCommand(ground),
  unlockCommand(ground),
  writeOffCommand(ground),
  grantCommand(ground),
]
