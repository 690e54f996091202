/** What the walk asks and shows, as values: the terminal and the page draw the same ones. No Node here: the page's types. */
import type { Edit } from '../../documents/draft/open.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorText } from '../../office/load/plan/write.ts'
import { Failure } from '../usage.ts'

/** The steps of `plan new`, in the order in which they are gone through. */
export const STEPS = ['paper', 'goals', 'details', 'regions', 'split', 'roster', 'check', 'reminder'] as const
/** A step of `plan new`. */
export type StepId = (typeof STEPS)[number]

/** An answer that will not do; the message says why, and what to give instead. The same question is put again. */
export class Wrong extends Error {}

/** An answer that no correction mends: the step is asked anew from its beginning. */
export class Again extends Wrong {}

/** A line that is shown, with its tone. */
export interface Remark {
  readonly tone: 'plain' | 'good' | 'warn'
  readonly text: string
}

/** What a step shows and asks as things stand. */
export interface Look {
  readonly shown: readonly Remark[]
  /** those that rest on another's answer come after it, and only once it is there */
  readonly asks: readonly Ask[]
  /** what does not come out though all is answered, and what to do */
  readonly wrong?: string
}

/** A file that a person gave. */
export interface GivenFile {
  readonly name: string
  /** where it lies, as far as the one who gives it tells; else its name */
  readonly path: string
  readonly bytes: Uint8Array
}

/** An answer that can be chosen. */
export interface Option {
  readonly value: string
  readonly label: string
}

interface Asked<Answer> {
  /** of the step's asks one has it */
  readonly name: string
  readonly text: string
  /** Keeps the answer. @throws Wrong with a sentence that says what to do */
  readonly take: (answer: Answer) => Promise<void>
}

/** A question answered by a file, or by one of the words that stand in its place. */
export interface FileAsk extends Asked<GivenFile | string> {
  readonly kind: 'file'
  readonly others: readonly Option[]
  /** the file given before, or one of the words */
  readonly proposal?: { readonly name: string; readonly path: string; readonly kept: string } | string | undefined
  /** may be typed or pasted as text */
  readonly pasted?: true
}

/** A question answered by one of several options. */
export interface ChoiceAsk extends Asked<string> {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  /** one of their values */
  readonly proposal?: string
}

/** A question answered by typed text. */
export interface TextAsk extends Asked<string> {
  readonly kind: 'text'
  readonly proposal?: string | undefined
  readonly format?: 'day'
}

/** A figure of the paper that may be a goal, as it is shown. */
export interface Tick {
  readonly key: string
  readonly said: string
  readonly where: string
  readonly wording: string
  readonly why?: string | undefined
  readonly alike?: string | undefined
  readonly barred: boolean
  /** not worded as a goal */
  readonly other: boolean
  readonly chosen: boolean
}

/** The question which figures are goals. It is answered with the keys of all that are. */
export interface TicksAsk extends Asked<readonly string[]> {
  readonly kind: 'ticks'
  readonly items: readonly Tick[]
}

/** A goal as it is shown to be corrected. */
export type GoalRow = IndicatorText & {
  readonly key: string
  /** ≥120个 */
  readonly said: string
  /** 计数, 越高越好, 每月, 匀速 */
  readonly traits: readonly string[]
  readonly due?: Day | undefined
  /** the paper does not say what counts */
  readonly isVague: boolean
}

/** The question how each goal counts. It is answered with the changes, by the goals' keys. */
export interface GoalsAsk extends Omit<Asked<never>, 'take'> {
  readonly kind: 'goals'
  /** @returns the rows as they are then @throws Wrong, and nothing is changed */
  readonly take: (changes: Readonly<Record<string, Edit>>) => Promise<readonly GoalRow[]>
  readonly rows: readonly GoalRow[]
  readonly choices: Readonly<Record<Trait, readonly Option[]>>
}

/** What of a goal can be corrected by choice. */
export type Trait = 'kind' | 'better' | 'every' | 'pace'

/** A question of a step. */
export type Ask = FileAsk | ChoiceAsk | TextAsk | TicksAsk | GoalsAsk

/** A remark in the plain tone. */
export const plain = (text: string): Remark => ({ tone: 'plain', text })
/** A remark that something went well. */
export const good = (text: string): Remark => ({ tone: 'good', text })
/** A remark to look at something. */
export const warn = (text: string): Remark => ({ tone: 'warn', text })

/**
 * Does work whose failure a person can mend.
 * @returns what it comes to, or what is wrong and what to do, in Chinese
 */
export async function tried<T>(work: () => Promise<T>): Promise<{ readonly found: T } | { readonly wrong: string }> {
  try {
    return { found: await work() }
  } catch (error) {
    if (error instanceof Failure || error instanceof Wrong) return { wrong: error.message }
    throw error
  }
}

/**
 * Does work whose failure a person can mend by another answer.
 * @throws Wrong in place of Failure, so that the question is put again
 */
export async function mended<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure) throw new Wrong(error.message)
    throw error
  }
}
