/** What passes between the main thread and the thread of a desk: plain values. */
import type { Judgement, Judging } from '../../ask/index.ts'
import type { CutOff, HandleOptions, Worked } from '../../assistant/index.ts'
import type { Account, Incoming } from '../../message/incoming.ts'
import type { Instant } from '../../office/day.ts'
import type { Files } from '../../office/load/index.ts'
import type { Retention } from '../../privacy/index.ts'

/** A call to a desk's thread, as it is posted: one kind for each method of `Desk`. */
export type Call =
  | { readonly kind: 'handle'; readonly message: Incoming; readonly now: Instant; readonly options: HandleOptions }
  | { readonly kind: 'plan'; readonly now: Instant }
  | { readonly kind: 'file'; readonly key: string; readonly now: Instant }
  | { readonly kind: 'refresh'; readonly now: Instant }
  | { readonly kind: 'judge'; readonly judging: Judging; readonly asker: Account }

/** What a finished call comes to, by its kind. */
export type DeskResult = Exclude<Worked, { readonly cutOff: CutOff }> | Uint8Array | Judgement | undefined

/** Messages from the main thread to a desk's. */
export type ToDesk =
  | { readonly kind: 'call'; readonly call: Call }
  /** the content that was asked for; undefined where the channel no longer has it */
  | { readonly kind: 'content'; readonly request: number; readonly content?: Uint8Array; readonly error?: string }

/** Messages from a desk's thread to the main one. */
export type FromDesk =
  | { readonly kind: 'ready' }
  /** the office's papers are being read, or have been: what that takes is no message's time */
  | { readonly kind: 'loading'; readonly isOver: boolean }
  | { readonly kind: 'done'; readonly result: DeskResult }
  | { readonly kind: 'failed'; readonly error: string }
  /** the content of an attachment is wanted: channels are in the main thread */
  | { readonly kind: 'fetch'; readonly request: number; readonly channel: string; readonly key: string }
  | { readonly kind: 'log'; readonly entry: Readonly<Record<string, unknown>> }

/** What a thread builds its desk from. */
export interface DeskSetting {
  /** `data/` as the main thread read it at its start: every thread serves that office, whatever is edited meanwhile */
  readonly files: Files
  readonly databasePath: string
  /** what the log of changes is hashed with */
  readonly sealKey?: string
  readonly planYear?: number
  /** invented people and goals belong to it */
  readonly demo: boolean
  readonly readingMs?: number
  /** what is kept for how long; without it for ever, as in the demo */
  readonly keep?: Retention
  /** of whom figures of single counties are told */
  readonly sight?: 'all' | 'own'
}
