/** Commands: what a person can have done, and what doing it yields. */
import type { Intent, Likely } from '../intent/index.ts'
import type { Found, Utterance } from '../language/index.ts'
import type { Instant } from '../office/day.ts'
import type { Measure } from '../office/measure.ts'
import type { Person, Role } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader, Statement } from '../store/index.ts'
import type { Account } from './account.ts'
import type { Act, Opens } from './act.ts'
import type { Card } from './card.ts'
import type { Ending } from './ending.ts'
import type { Incoming } from './incoming.ts'
import type { Input, Wire } from './input.ts'
import type { Outgoing } from './outgoing.ts'
import type { Asks, Kept, Listed, Open, Opened, Told, Waits } from './thread.ts'
import type { Unsettled } from './unsettled.ts'

/** An earlier message of the same person in the same chat. */
export interface Turn {
  /** its row in the inbox */
  readonly id?: string
  readonly text: string
  readonly command: string | null
  /** how it ended */
  readonly status?: string
  readonly at?: Instant
  /** what its outcome kept, as it was written */
  readonly kept?: Kept
}

/**
 * Whether an earlier message ended the talk about what was spoken of before: it told of something else and named
 * nothing of its own, as /帮助 does.
 */
export const endsTalk = ({ command, status, kept }: Turn): boolean =>
  command !== null && status === 'answered' && Object.keys(kept ?? {}).every((name) => name === 'told')

/** Whether an earlier message was only a courtesy (谢谢): what was shown before it is still what was shown last. */
export const isCourtesy = ({ status }: Turn): boolean => status === 'smalltalk'

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
  /**
   * The same words as typed spans: read once, and only where somebody asks for them.
   * @param looking ahead: a wish means what is to come by 10号 and 周三, where a report means what has been
   */
  readonly said: (looking?: 'ahead') => Utterance
  /** whether they were read, and that took a third of a message’s budget: other words of it are not read as well */
  readonly isDense?: () => boolean
  /** what the words are likely meant as, the likeliest first; where nobody guesses absent */
  readonly likely?: () => readonly Likely[]
  /** a command word stood before the words */
  readonly commanded?: boolean
  /** that it is meant is only supposed: what would change anything is shown first, however plain the words are */
  readonly supposed?: true
  /** the person's earlier texts in this chat, oldest first, at most five within the last 30 minutes */
  readonly history: readonly string[]
  /** the same messages, with what they kept */
  readonly turns: readonly Turn[]
  /** what stands open before them in this chat, the newest first: words are matched against it before anything else */
  readonly open?: readonly Open[]
  /** what was left open last for words that change it */
  readonly opened?: Opened
}

/** What a command yields: what is written and what is said, committed as one. */
export interface Outcome {
  /** how it ended, one word for the log: answered, recorded, refused … */
  readonly status: Ending
  readonly writes: readonly Statement[]
  /** the answer, shown in the chat it was asked in */
  readonly reply?: Card
  /** an action's card is replaced in place by the reply, so that it cannot be acted upon twice */
  readonly replaceCard?: boolean
  /** the reply only says that an answer is on its way: more is shown in it, until another takes its place */
  readonly grows?: boolean
  /** messages to others */
  readonly says?: readonly Outgoing[]
  /** the request that ran, for what may go on from it; plain JSON */
  readonly request?: unknown
  /** what it lacks, and waits for */
  readonly asks?: Asks
  /** what the next words may change: shown anew, or done again, with what they say */
  readonly opens?: Opens
  /** whether what was meant is only likely, where that was told by likelihood: a language model may know better */
  readonly isDoubtful?: boolean
  /** what it tells of, one by one in the order shown */
  readonly listed?: readonly Listed[]
  /** where in the papers the answer stands */
  readonly told?: Told
  /** words that it had no place for, where the command knows better than its `slots` say */
  readonly unused?: readonly string[]
}

/** An outcome that says something and writes nothing. */
export const answer = (
  status: Ending,
  reply: Card,
  more: Partial<Omit<Outcome, 'status' | 'writes' | 'reply'>> = {},
): Outcome => ({ status, writes: [], reply, ...more })

/**
 * Who may use a command. For a role the region that the command is about must lie within the region of the person's
 * post.
 */
export type Right =
  /** everybody, listed or not */
  | { readonly kind: 'anyone' }
  /** on the roster */
  | { readonly kind: 'listed' }
  | { readonly kind: 'role'; readonly roles: readonly Role[] }

/** The sections of the help. */
export type HelpGroup = 'reporting' | 'reviewing' | 'figures' | 'absence' | 'papers' | 'people'

/** Where the help shows a command, and which questions of how something is done it answers. */
export interface HelpPlace {
  readonly group: HelpGroup
  /** its place in the group, the smallest first: how likely it is wanted; equal ones stand as they are registered */
  readonly rank: number
  /** acts of the language that it does: 请假怎么弄 names `leave` */
  readonly acts?: readonly string[]
  /** what it tells: 怎么看排名 names `rank` */
  readonly measures?: readonly Measure[]
  /**
   * What a button begins it with and that does nothing yet, but shows what can be done (a form, a preview, a list):
   * true for the command itself, else another's name.
   */
  readonly begins?: true | string
}

/**
 * A command as it is registered: its words, its right, its place in the help, and how it runs. Routing, help, menu
 * and documents read this one object.
 */
export interface Command {
  /** the slash word: 上报; `/上报` and, when it stands first and alone or before a blank, `上报` */
  readonly name: string
  /** other words for it: 报, report */
  readonly words: readonly string[]
  readonly right: Right
  /** one line for the help */
  readonly summary: string
  /** without it the help lists it last */
  readonly help?: HelpPlace
  /** an example in the asker's own county; undefined where the command has only buttons */
  readonly example?: (region: string) => string
  /**
   * What is open comes first: whether the words answer to what this person left open here (a draft, a figure just
   * recorded), and what comes of it. Looks at the store only where the words may be such an answer.
   */
  readonly continues?: (asked: Asked) => Promise<Outcome | undefined>
  /** what this person left open with it, where something is; looked for only where a language model may be asked */
  readonly unsettled?: (asked: Asked) => Promise<Unsettled | undefined>
  /**
   * What an answer to its own question fills in: the values of a press, complete or to be asked for the rest.
   * @returns undefined where the words are no such answer, or say something besides
   */
  readonly fills?: (asked: Asked, waits: Waits) => Wire | undefined
  /**
   * What an act makes of what it left open: a press of the same command or another, which shows it anew before anything
   * goes out.
   * @param before what it left (`Outcome.opens`)
   * @returns undefined where the words say nothing that fits it
   */
  readonly changes?: (act: Act, before: Wire, asked: Asked) => Promise<Opens | undefined> | Opens | undefined
  /**
   * What words may tell it, besides the acts that it does: what is said of anything else is shown with what it would do.
   * Absent: any words may mean something to it (a reason, a question to be handed on).
   */
  readonly slots?: readonly Found['kind'][]
  /** by what it is taken back, shown before it is: 撤了 right behind it means that */
  readonly undoneBy?: string
  /** what plain words are meant as that it does */
  readonly intents?: readonly Intent[]
  /** what comes of it: an answer, something to be confirmed, or something done at once */
  readonly effect?: 'reads' | 'drafts' | 'writes'
  /** shown in its place where plain words only may be meant for it; without it a button that does it */
  readonly offers?: (asked: Asked) => Promise<Outcome | undefined>
  /** answers from documents: a talk about them goes on with it */
  readonly answersFrom?: 'documents'
  /** for a report or a question on the ledger: whether plain words can be read as one */
  readonly claims?: (asked: Asked) => boolean
  /** what it makes of a question; undefined where it makes nothing of it */
  readonly accounts?: (asked: Asked) => Account | undefined
  /** what its buttons and forms bring; without it only words that they repeat */
  readonly input?: Input
  /** typed words, or words that it claimed */
  readonly run: Run
  /** reads what a press brings; undefined: of another version, or forged */
  readonly press?: (values: Wire) => Press | undefined
}

/** Runs a command: reads, and returns what is to be written and said. */
export type Run = (asked: Asked) => Promise<Outcome>

/** A press, read: what is to run, on the words that it repeats. */
export interface Press {
  readonly text: string
  readonly run: Run
}

/** Something to be done as time passes: planned afresh at each tick from what is stored. */
export interface Job {
  readonly name: string
  readonly run: (
    now: Instant,
    store: Reader,
  ) => Promise<{ readonly writes: readonly Statement[]; readonly says: readonly Outgoing[] }>
}

/** The first region in which the person holds one of the roles; undefined where they hold none, or are not known. */
export function regionAs(person: Person | undefined, roles: readonly Role[]): RegionKey | undefined {
  return person?.posts.find((post) => roles.includes(post.role))?.region
}
