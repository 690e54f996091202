/** What the office itself can tell, and whom to ask: 口径, 联系人, 转人工. */
import type { Document } from '../documents/index.ts'
import type { Command } from '../message/command.ts'
import type { Office } from '../office/load/index.ts'
import type { Announced } from './announced.ts'
import { answerCommand } from './answer.ts'
import { contactsCommand } from './contacts.ts'
import { handoverCommand } from './handover.ts'
import { meaningCommand } from './meaning.ts'
import { waitingCommand } from './waiting.ts'

export const guideCommands = (
  office: Pick<Office, 'plan' | 'regions' | 'calendar'> & Announced,
  document: Document | undefined,
): Command[] => [
  meaningCommand(office, document),
  contactsCommand(office),
  handoverCommand(office),
  waitingCommand(office),
  answerCommand(office),
]
