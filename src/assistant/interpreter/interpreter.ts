/** A language model that is asked what is meant; it changes nothing, and what it says is believed only as far as it can be checked. */
import { z } from 'zod'
import { type Model, ModelFault, readPrompt } from '../../model/index.ts'
import type { Files } from '../../office/load/index.ts'
import { type ModelGuess, readReply, SHAPE } from './model-reply.ts'
import * as text from './text.ts'
import type { Unsure } from './unsure.ts'

/** The longest that a message waits for it, in ms: a person in a chat waits no longer for a plain answer. */
export const LIMIT_MS = 2_000

export interface Interpreter {
  /** @returns nothing where the model is late, silent or makes no sense */
  readonly ask: (unsure: Unsure) => Promise<ModelGuess | undefined>
}

const lines = z.string()
const inputs = z.object({
  functions: lines,
  speaker: lines,
  turns: lines,
  waits: lines,
  indicators: lines,
  places: lines,
  now: lines,
  spans: lines,
  reading: lines,
  message: lines,
})

/**
 * Asks a language model what a message means, in lines of the program's own language.
 * @param model answers within LIMIT_MS
 * @param files with `prompts/request.md` @throws PromptError where it cannot be used
 */
export function openInterpreter(model: Model, files: Files): Interpreter {
  const prompt = readPrompt(files, 'request', inputs)
  return {
    async ask(unsure) {
      try {
        let answer = ''
        for await (const piece of model.ask({ ...prompt.fill(shown(unsure)), schema: SHAPE })) answer += piece
        return readReply(answer)
      } catch (error) {
        if (error instanceof ModelFault) return undefined
        throw error
      }
    },
  }
}

const shown = (unsure: Unsure): z.input<typeof inputs> => ({
  functions: unsure.functions.map(fenced).join('\n'),
  indicators: unsure.indicators.join('、'),
  places: unsure.places.join('、'),
  speaker: unsure.speaker,
  turns: list(unsure.turns.map((one) => text.turnLine(one.text.slice(0, LONGEST_TURN), one.answer))),
  waits: list(unsure.waits),
  now: unsure.now,
  spans: list(unsure.spans.map(({ kind, words }) => text.spanLine(kind, words))),
  reading: fenced(unsure.reading),
  message: fenced(unsure.message),
})

/** Longer ones are tables, of which nothing is meant again. */
const LONGEST_TURN = 200

const list = (all: readonly string[]): string => (all.length > 0 ? all.map(fenced).join('\n') : text.NOTHING)

/** What was said closes no field and opens none. */
const fenced = (said: string): string => said.replaceAll('<', '＜').replaceAll('>', '＞')
