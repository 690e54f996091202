/** What the office itself can tell, and whom to ask: 须知, 口径, 联系人, 转人工. */
import type { Document } from '../documents/index.ts'
import type { Command } from '../message/command.ts'
import type { Office } from '../office/load/index.ts'
import type { Announced } from './announced.ts'
import { answerCommand } from './answer.ts'
import { contactsCommand } from './contacts.ts'
import { handoverCommand } from './handover.ts'
import { meaningCommand } from './meaning.ts'
import { rulesCommand } from './rules/command.ts'
import type { RulesPaper } from './rules/paper.ts'
import { waitingCommand } from './waiting.ts'

export { paperOf, type RulesPaper } from './rules/paper.ts'
export { articleCard, notWritten } from './rules/text.ts'

/**
 * 须知, 口径, 联系人, 转人工, what waits for an answer, and the answer itself.
 * @param document the plan's paper, quoted by 口径; without it only the office's own definitions are shown
 * @param paper the office's own rules of reporting (`paperOf`)
 */
export const guideCommands = (
  office: Pick<Office, 'plan' | 'regions' | 'calendar'> & Announced,
  document: Document | undefined,
  paper: RulesPaper,
): Command[] => [
  rulesCommand(paper),
  meaningCommand(office, document, paper),
  contactsCommand(office),
  handoverCommand(office),
  waitingCommand(office),
  answerCommand(office),
]
