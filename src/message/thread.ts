/** A talk's thread: what an earlier message left for the words that follow it, typed, so that nothing is read twice. */
import { z } from 'zod'
import type { Day, Instant } from '../office/day.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Opens } from './act.ts'
import type { Button } from './card.ts'
import type { Wire } from './input.ts'

/**
 * Something that an answer may lack (a place, a time, a reason); the next message fills it where it says that and
 * nothing else.
 */
export type Slot = z.output<typeof slot>
const slot = z.enum(['unit', 'amount', 'indicator', 'place', 'time', 'reason', 'person'])

/** What an outcome asks for. */
export interface Asks {
  readonly slots: readonly Slot[]
  /** the command that takes the answer, where it is not the one that asks */
  readonly command?: string
  /** what was said already, as a press of the same command would bring it */
  readonly values: Wire
}

/**
 * Version of kept `Waits`, raised when a slot or the meaning of kept values changes. A row of another version is
 * asked anew.
 */
export const WAITS_VERSION = 1

/** What was asked, of one person in one chat: by which command, and until when an answer fills it. */
export interface Waits extends Asks {
  readonly command: string
  readonly until: Instant
  readonly version: number
}

/** What was shown and is done by one press; until then it stands open, whatever else is said. */
export interface Shown {
  readonly title: string
  /** whom or what it is about, as it was shown */
  readonly text: string
  readonly does: Button
}

/** Something that a person has before them in a chat and has not settled: neither done nor let go nor replaced. */
export interface Open extends Shown {
  /** by which command it was shown */
  readonly command: string
  /** the command's own: what was shown */
  readonly request?: unknown
  readonly at: Instant
  /** nothing else was said since it was shown */
  readonly isLast: boolean
}

/** What a command left open for words that change it, the last of its kind in the talk. */
export interface Opened extends Opens {
  /** the command that takes them */
  readonly command: string
  /** what is done by one press, where that was shown and not done */
  readonly shown?: Shown
  /** nothing else was said since */
  readonly isLast: boolean
  /** the last word was that it is not to be done */
  readonly isGivenUp?: true
}

/** What a message leaves for those that follow it in the talk. */
export interface Kept {
  readonly shown?: Shown
  /** what can be chosen from, where it was asked back */
  readonly options?: readonly Button[]
  /** what was not chosen, where something was: 另一个 */
  readonly left?: readonly Button[]
  /** the command's own: the request that ran; read again by the command that wrote it */
  readonly request?: unknown
  readonly waits?: Waits
  /** what the next words may change */
  readonly opens?: Opens
  readonly topic?: Topic
  readonly listed?: readonly Listed[]
  readonly told?: Told
}

const indicator = z.custom<IndicatorId>((id) => typeof id === 'string')
const region = z.custom<RegionKey>((key) => typeof key === 'string')
const day = z.custom<Day>((text) => typeof text === 'string')

const told = z.object({
  /** the answer in one line */
  line: z.string(),
  /** the provisions that it rests on, the one that answers first: a document's title, 二（三）, verbatim words */
  clauses: z.array(z.object({ document: z.string(), section: z.string(), quote: z.string() }).readonly()).readonly(),
})

/** What an answer from the papers told, and where it stands: what follows without a noun of its own stays with it. */
export type Told = Readonly<z.output<typeof told>>

const button = z.object({
  label: z.string(),
  command: z.string(),
  values: z.record(z.string(), z.string()).optional(),
  style: z.enum(['primary', 'danger', 'plain']).optional(),
})

const waits = z.object({
  slots: z.array(slot),
  values: z.record(z.string(), z.string()),
  command: z.string(),
  until: z.number(),
  version: z.number(),
})

const opens = z.object({ command: z.string().optional(), values: z.record(z.string(), z.string()) })

const topic = z.object({
  /** each a word that may mean several */
  indicators: z.array(z.array(indicator).readonly()).readonly(),
  places: z.array(region).readonly(),
  /** those of them that were said to be left out: 德清的别发 */
  out: z.array(region).readonly().optional(),
  times: z.array(z.object({ from: day, to: day, grain: z.string() }).readonly()).readonly(),
})

/** What a message spoke of: names alone, whoever answered it. */
export type Topic = Readonly<z.output<typeof topic>>

const listed = z.object({ place: region.optional(), indicator: indicator.optional() })

/** One of what an answer told of, in the order shown: what 第二个 and 它 point to. */
export type Listed = Readonly<z.output<typeof listed>>

/** A field in the shape of another version is left out. */
const ofThisVersion = <Read extends z.ZodType>(read: Read) => read.optional().catch(undefined)

const kept = z.object({
  options: ofThisVersion(z.array(button)),
  left: ofThisVersion(z.array(button)),
  request: z.unknown().optional(),
  waits: ofThisVersion(waits),
  opens: ofThisVersion(opens),
  shown: ofThisVersion(z.object({ title: z.string(), text: z.string(), does: button })),
  topic: ofThisVersion(topic),
  listed: ofThisVersion(z.array(listed)),
  told: ofThisVersion(told),
})

/**
 * What a message left for the next, as `Leaves` wrote it. A field in the shape of another version is left out: it is no
 * longer open. @throws SyntaxError for what is no JSON: we wrote it
 */
export function readKept(json: string): Kept {
  const found = kept.safeParse(JSON.parse(json)).data ?? {}
  // Written by this program from values of these types.
  return Object.fromEntries(Object.entries(found).filter(([, one]) => one !== undefined)) as Kept
}
