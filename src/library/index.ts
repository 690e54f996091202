/** The library: documents brought in through the chat, what became of them, and what is said of those that no longer hold. */
import type { Document } from '../documents/index.ts'
import type { Command } from '../message/command.ts'
import { catalogueCommand, takeOutCommand } from './catalogue.ts'
import { type FileIntake, ingestCommand, keepCommand } from './ingest.ts'

export type { FileIntake } from './ingest.ts'
export { type Lapsed, sayingPast } from './out-of-force.ts'

/**
 * The commands by which documents are brought in, listed and taken out.
 * @param documents those in force; the first `own` of them are the plan's
 * @param files without it nothing can be brought in through the chat
 */
export const libraryCommands = (documents: readonly Document[], own: number, files?: FileIntake): Command[] => {
  const plans = documents.slice(0, own)
  return [ingestCommand(plans, files), keepCommand(plans), catalogueCommand(documents), takeOutCommand]
}
