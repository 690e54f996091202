/** What the assistant is made of: what decides (a desk) and what receives and says (the front). */

import type { Judge, Judging, ModelReader } from '../ask/index.ts'
import type { Channel } from '../channels/channel.ts'
import type { RulesPaper } from '../guide/index.ts'
import type { Guess } from '../intent/index.ts'
import type { Read } from '../language/index.ts'
import type { Card } from '../message/card.ts'
import type { Command, Job } from '../message/command.ts'
import type { Ending } from '../message/ending.ts'
import type { Account, Incoming } from '../message/incoming.ts'
import type { Instant } from '../office/day.ts'
import type { Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'
import type { ActClassifier } from '../open/index.ts'
import type { Reader, Store } from '../store/index.ts'
import type { Silence } from './delivery/silence.ts'
import type { Interpreter } from './interpreter/interpreter.ts'
import type { ModelGuess } from './interpreter/model-reply.ts'
import type { Unsure } from './interpreter/unsure.ts'

export type Log = (entry: Readonly<Record<string, unknown>>) => void

/** How a message ended; `reply` is set only where nothing could be stored and the channel must say so itself. */
export interface Handled {
  readonly status: Ending
  /** an answer is on its way */
  readonly grows?: boolean
  readonly reply?: Card
}

/** Why a message's handling was stopped, nothing of it being written. */
export type CutOff = 'time' | 'memory' | 'died'

/** `unsure`: nothing was committed; it is to be handled again, with what a model took it for or without. */
export type Worked = Handled | { readonly cutOff: CutOff } | { readonly unsure: Unsure }

export interface HandleOptions {
  /** nothing else is handled where this one is: it was begun before, and the process died */
  readonly alone?: boolean
  /** what a language model took the words for; `not-yet`: it can be asked where the reader is unsure */
  readonly interpretation?: ModelGuess | 'not-yet'
}

/**
 * Where messages are read and decided, and where whatever takes long is made: in this thread, or in another one
 * that can be stopped. Everything it is given and gives back is a plain value.
 */
export interface Desk {
  /**
   * Reads, decides and commits. A message known already changes nothing: `duplicate`.
   * @param begun is waited for once its turn has come, before it is read
   */
  readonly handle: (
    message: Incoming,
    now: Instant,
    options?: HandleOptions,
    begun?: () => Promise<unknown>,
  ) => Promise<Worked>
  /** Plans and commits what time brings. */
  readonly plan: (now: Instant) => Promise<void>
  /** Reads the office anew where it changed, so that no message waits for it; without it the office never changes. */
  readonly refresh?: () => Promise<void>
  /** The content of a file that is sent, by `OutgoingFile.key`; undefined: it cannot be made any more. */
  readonly file: (key: string, now: Instant) => Promise<Uint8Array | undefined>
  /** Verifies what a language model said, which may be whatever anybody wrote. @param asker to whom it said it */
  readonly judge: (judging: Judging, asker: Account) => ReturnType<Judge>
}

export interface DeskParts {
  readonly store: Store
  /** examples are made of it */
  readonly plan: Plan
  readonly regions: Regions
  /** in the order in which the help lists them; names and words are unique */
  readonly commands: readonly Command[]
  /** takes plain words that no other command claims */
  readonly fallback: Command
  /** the office's rules of reporting, for how something is done here */
  readonly rules?: RulesPaper
  readonly jobs: readonly Job[]
  /** the one reader of the office's language; without it messages have no spans */
  readonly read?: Read
  /** how likely each intent is for what was said; without it the first command that claims the words has them */
  readonly guess?: Guess
  /** how likely each act is for what was said to something open; without it only what is understood as a whole changes it */
  readonly classifyAct?: ActClassifier
  readonly id: () => string
  readonly files?: (key: string, store: Reader) => Promise<Uint8Array | undefined>
  readonly log: Log
}

export interface FrontParts {
  readonly desk: Desk
  readonly store: Store
  readonly regions: Regions
  readonly channels: readonly Channel[]
  readonly clock: () => Instant
  /**
   * Since this process took over from one that died, in ms, by a clock that nobody sets; infinite where none died; without
   * it a call is a process of its own (Workers).
   */
  readonly upMs?: () => number
  /** a language model that answers from the papers */
  readonly reading?: ModelReader
  /** has a question answered that waits for it (reading.ts), which a start without a model does not load */
  readonly readAnswer?: (message: Incoming, parts: FrontParts) => Promise<void>
  /** a language model that is asked what is meant, where the reader is unsure */
  readonly interpreter?: Interpreter
  /** what is known of the one platform’s being there */
  readonly silence?: Silence
  /** what one recipient is sent goes one after the other, whichever calls are at it */
  readonly inTurn?: (recipient: string, work: () => Promise<void>) => Promise<void>
  /** messages that one call sends at most; the rest waits for the next tick: a Worker's call has a budget */
  readonly perCall?: number
  /** lets a message's delivery go on after it is handled; without it handling waits for it */
  readonly later?: (delivery: Promise<void>) => void
  /** the same for what a model answers, which takes seconds */
  readonly afterwards?: (reading: Promise<void>) => void
  /** how long a message may keep its platform waiting; without it the platform waits for the end */
  readonly patience?: Patience
  readonly log: Log
}

/** Real milliseconds, for a runtime whose desk is another thread: there a message cannot hold up the clock. */
export interface Patience {
  /** a message unfinished after so long is stored as received, so that a restart knows of it */
  readonly keepMs: number
  /** … and after so long its platform is told that it was received */
  readonly answerMs: number
}
