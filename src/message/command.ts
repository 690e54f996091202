/** Commands: what a person can have done, and what doing it yields. */
import type { Instant } from '../office/day.ts'
import type { Person, Role } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Statement } from '../store/index.ts'
import type { Card } from './card.ts'
import type { Incoming } from './incoming.ts'
import type { Outgoing } from './outgoing.ts'

/** What a command is given; it reads through `store` and writes nothing itself. */
export interface Asked {
  readonly message: Incoming
  readonly now: Instant
  /** undefined: not on the roster, answered from the documents only */
  readonly person: Person | undefined
  readonly store: Reader
  /** a fresh id; the core has no random source of its own */
  readonly id: () => string
  /** the words after the command word, or the whole text where a command claims plain words */
  readonly text: string
  /** a button's or form's values; empty for typed commands */
  readonly values: Readonly<Record<string, string>>
  /** the person's earlier texts in this chat, oldest first, at most five within the last 30 minutes */
  readonly history: readonly string[]
}

/** What a command yields: what is written and what is said, committed as one. */
export interface Outcome {
  /** how it ended, one word for the log: answered, recorded, refused … */
  readonly status: string
  readonly writes: readonly Statement[]
  /** the answer, shown in the chat it was asked in */
  readonly reply?: Card
  /** an action's card is replaced in place by the reply, so that it cannot be acted upon twice */
  readonly replaceCard?: boolean
  /** the reply only says that an answer is on its way: more is shown in it, until another takes its place */
  readonly grows?: boolean
  /** messages to others */
  readonly says?: readonly Outgoing[]
}

/** Who may: any of these roles, with the region that the command is about inside the region of the post. */
export type Right =
  /** everybody, listed or not */
  | { readonly kind: 'anyone' }
  /** on the roster */
  | { readonly kind: 'listed' }
  | { readonly kind: 'role'; readonly roles: readonly Role[] }

export interface Command {
  /** the slash word: 上报; `/上报` and, when it stands first and alone or before a blank, `上报` */
  readonly name: string
  /** other words for it: 报, report */
  readonly words: readonly string[]
  readonly right: Right
  /** one line for the help */
  readonly summary: string
  /** an example in the asker's own county; undefined where the command has only buttons */
  readonly example?: (region: string) => string
  /** whether plain words, without a command word, are meant for this command */
  readonly claims?: (asked: Asked) => boolean
  readonly run: (asked: Asked) => Promise<Outcome>
}

/** Something to be done as time passes: planned afresh at each tick from what is stored. */
export interface Job {
  readonly name: string
  readonly run: (
    now: Instant,
    store: Reader,
  ) => Promise<{ readonly writes: readonly Statement[]; readonly says: readonly Outgoing[] }>
}

/** The first region in which the person holds one of the roles. */
export function regionAs(person: Person | undefined, roles: readonly Role[]): RegionKey | undefined {
  return person?.posts.find((post) => roles.includes(post.role))?.region
}
