/** The wording of answers by a language model, where one is set: the same for every runtime. */
import { openWording } from './ask/index.ts'
import type { ModelConfig } from './config.ts'
import { openModel } from './model/index.ts'
import type { Files } from './office/load/index.ts'

interface Parts {
  readonly model: ModelConfig | undefined
  /** `data/` with `prompts/` */
  readonly files: Files
  /** milliseconds, rising: for leaving a failing endpoint alone */
  readonly now: () => number
  /** how each answer ended; neither texts nor keys */
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void
  /** keeps the process at work until the answer is worded */
  readonly afterwards: (wording: Promise<void>) => void
}

/**
 * To be spread into the parts of an assistant.
 * @throws PromptError when a prompt cannot be used
 */
export const wordingParts = ({ model, files, now, log, afterwards }: Parts) =>
  model ? { wording: openWording(openModel({ ...model, now, ...(log && { log }) }), files), afterwards } : {}
