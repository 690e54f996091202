/** The language model that is asked what is meant, where one is set: the same for every runtime. */
import { LIMIT_MS, openInterpreter } from '../assistant/interpreter/interpreter.ts'
import type { ModelConfig } from '../config/index.ts'
import { openModel } from '../model/index.ts'
import type { Files } from '../office/load/index.ts'

interface Parts {
  readonly model: ModelConfig | undefined
  /** `data/` with `prompts/` */
  readonly files: Files
  /** milliseconds, rising: for leaving a failing endpoint alone */
  readonly now: () => number
  /** how each answer ended; neither texts nor keys */
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void
}

/**
 * To be spread into the parts of an assistant. Its endpoint is left alone for being slow here, where two seconds are
 * all there is, without being left alone for wording answers.
 * @throws PromptError when the prompt cannot be used
 */
export const interpreterParts = ({ model, files, now, log }: Parts) =>
  model
    ? { interpreter: openInterpreter(openModel({ ...model, limitMs: LIMIT_MS, now, ...(log && { log }) }), files) }
    : {}
