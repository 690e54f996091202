/** What a person left open with a command and what can be said to it, for a language model: it picks the act, the program does it. */
import type { Asked, Outcome } from './command.ts'

/** One thing that can be said to what stands open. A model's word alone goes no further than a draft or a button. */
export interface OfferedAct {
  /** as it is offered and named: 改在等的数 */
  readonly name: string
  /** what it does, and which words it takes, one line in Chinese */
  readonly summary: string
  /** the command that it belongs to, where it is another than the one that holds what is open */
  readonly of?: string
  /** it says yes to what stands open: where the reader did that, it is done */
  readonly agrees?: true
  /**
   * @param asked `text`: the words picked for it, each set off by a comma, read without the sentence around them
   * @returns undefined where the words are none that it can take
   */
  readonly run: (asked: Asked) => Promise<Outcome | undefined>
}

/** What stands open before a person, and the acts that a language model may choose from to answer it. */
export interface Unsettled {
  /** what stands open, a line each, as the person was shown it */
  readonly lines: readonly string[]
  readonly acts: readonly OfferedAct[]
}
