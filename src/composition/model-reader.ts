/** A language model that answers from the papers, where one is set: the same for every runtime. */
import { openModelReader } from '../ask/index.ts'
import type { ModelConfig } from '../config/index.ts'
import { openModel } from '../model/index.ts'
import type { Files } from '../office/load/index.ts'

interface Parts {
  readonly model: ModelConfig | undefined
  /** `data/` with `prompts/` */
  readonly files: Files
  /** milliseconds, rising: for leaving a failing endpoint alone, and asking twice only where there is time */
  readonly now: () => number
  /** how each answer ended; neither texts nor keys */
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void
  /** keeps the process at work until the answer is there */
  readonly afterwards: (reading: Promise<void>) => void
}

/**
 * To be spread into the parts of an assistant.
 * @throws PromptError when a prompt cannot be used
 */
export const readingParts = ({ model, files, now, log, afterwards }: Parts) =>
  model ? { reading: openModelReader(openModel({ ...model, now, ...(log && { log }) }), files, now), afterwards } : {}
