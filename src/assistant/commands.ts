/** Everything the assistant can do, in the order in which the help lists it. */
import { type Asker, documentCommands, questionCommand } from '../ask/index.ts'
import type { Document } from '../documents/index.ts'
import { learning } from '../learn/index.ts'
import type { Command, Job } from '../message/command.ts'
import type { Office } from '../office/load/index.ts'
import { bindingCommands } from '../people/index.ts'
import { makeFile, progressCommands } from '../progress/index.ts'
import { readMoves, remindCommands, remindJob } from '../remind/index.ts'
import { type Attachments, openItems, reportCommands } from '../report/index.ts'
import type { Reader } from '../store/index.ts'

export interface Abilities {
  readonly commands: readonly Command[]
  /** takes plain words that no other command claims */
  readonly fallback: Command
  readonly jobs: readonly Job[]
  /** makes files that are handed over, by their keys */
  readonly files: (key: string, store: Reader) => Promise<Uint8Array | undefined>
}

export interface Means {
  readonly office: Office
  readonly asker: Asker
  /** what the asker answers from */
  readonly documents: readonly Document[]
  /** where files come from and are kept; without it evidence is not taken */
  readonly attachments?: Attachments
}

export function abilities({ office, asker, documents, attachments }: Means): Abilities {
  const { plan, regions, lexicon } = office
  const ground = { plan, regions, lexicon }
  const { question, commands: learningCommands } = learning(questionCommand(asker), asker.key, documents)
  return {
    commands: [
      ...reportCommands(ground, attachments),
      ...progressCommands({ ...office, moves: readMoves }),
      ...remindCommands(office),
      ...documentCommands([...documents].reverse()),
      ...bindingCommands(regions, openItems(ground)),
      ...learningCommands,
    ],
    fallback: question,
    jobs: [remindJob(office)],
    files: (key, store) => makeFile(key, store, office),
  }
}
