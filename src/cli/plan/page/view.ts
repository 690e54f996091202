/** What the page is told of the walk, as JSON; types alone, which the page's own code is checked against. */
import type { Ask, FileAsk, GoalsAsk, Remark, StepId, TicksAsk } from '../ask.ts'

/** A question as the page gets it, without what takes its answer. */
export type AskView = View<Exclude<Ask, FileAsk>> | FileAskView

type View<A> = A extends { readonly take: unknown } ? Omit<A, 'take'> : never

/** `TicksAsk` as the page gets it. */
export type TicksView = View<TicksAsk>
/** `GoalsAsk` as the page gets it. */
export type GoalsView = View<GoalsAsk>

/** `FileAsk` as the page gets it; of a file given before it has the name alone. */
export type FileAskView = Omit<FileAsk, 'take' | 'proposal'> & { readonly proposal?: string; readonly given?: string }

/** A step in the page's list. */
export interface StepView {
  readonly id: StepId
  readonly name: string
  readonly done: boolean
}

/** All that the page shows. */
export interface WalkView {
  readonly year: number
  /** the folder that the plan is written to */
  readonly target: string
  readonly steps: readonly StepView[]
  /** where the walk is; absent: all is done but the writing */
  readonly at?: StepId
  /** of the step that was just done: what came of it */
  readonly told: readonly Remark[]
  readonly shown: readonly Remark[]
  readonly asks: readonly AskView[]
  /** what does not come out though all is answered */
  readonly wrong?: string
  /** by the ask's name: what is wrong with what was just answered */
  readonly faults: Readonly<Record<string, string>>
  /** the plan is written: what to do next */
  readonly written?: readonly Remark[]
}
