/** Reporting: a line of chat becomes a checked, correctable, traceable figure. The door of this folder. */
import type { Command } from '../message/command.ts'
import { amendCommand } from './amend.ts'
import { grantCommand, lockCommand, receiveCommand } from './close.ts'
import { confirmCommand, discardCommand } from './confirm.ts'
import { correctCommand } from './correct.ts'
import { editCommand } from './edit.ts'
import { type Attachments, evidenceCommand, fileCommand } from './evidence.ts'
import { fillCommand } from './form.ts'
import { nilCommand } from './nil.ts'
import { passCommand, returnCommand, reviewCommand } from './review.ts'
import { proxyCommand, submitCommand } from './submit.ts'
import { traceCommand } from './trace.ts'
import { recallCommand, undoCommand } from './undo.ts'
import type { Ground } from './weigh.ts'

export { type Attachments, isEvidence } from './evidence.ts'
export { openItems } from './handover.ts'
export { bookMonthly } from './monthly.ts'
export type { Ground } from './weigh.ts'

/** @param attachments where files come from and are kept; without it evidence is not taken */
export const reportCommands = (ground: Ground, attachments?: Attachments): Command[] => [
  submitCommand(ground),
  fillCommand(ground),
  nilCommand(ground),
  undoCommand(ground),
  correctCommand(ground),
  editCommand(ground),
  amendCommand(ground),
  confirmCommand(ground),
  discardCommand(ground),
  evidenceCommand(ground),
  traceCommand(ground),
  fileCommand(ground, attachments),
  recallCommand(ground),
  reviewCommand(ground),
  passCommand(ground),
  returnCommand(ground),
  proxyCommand(ground),
  receiveCommand(ground),
  lockCommand(ground),
  grantCommand(ground),
]
