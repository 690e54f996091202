/** The assistant: two verbs, `handle` a message and `tick` as time passes; everything else is handed in. */
import type { Wording } from '../ask/index.ts'
import type { Channel } from '../channels/channel.ts'
import type { Card } from '../message/card.ts'
import type { Command, Job } from '../message/command.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import type { Instant } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import type { Reader, Store } from '../store/index.ts'
import { deliver } from './deliver.ts'
import { handle } from './handle.ts'
import { helpCommand } from './help.ts'
import { tick } from './tick.ts'
import { wordAnswer } from './wording.ts'

export interface Parts {
  readonly store: Store
  readonly regions: Regions
  /** in the order in which the help lists them; names and words are unique */
  readonly commands: readonly Command[]
  /** takes plain words that no other command claims */
  readonly fallback: Command
  readonly jobs: readonly Job[]
  readonly channels: readonly Channel[]
  readonly clock: () => Instant
  readonly id: () => string
  /** makes the content of a file that is sent, by `OutgoingFile.key`; undefined: it cannot be made any more */
  readonly files?: (key: string, store: Reader) => Promise<Uint8Array | undefined>
  /** a language model that words the answers which were found */
  readonly wording?: Wording
  /** messages that one call sends at most; the rest waits for the next tick: a Worker's call has a budget */
  readonly perCall?: number
  /** lets a message's delivery go on after it is handled; without it handling waits for it */
  readonly later?: (delivery: Promise<void>) => void
  /** the same for the wording of an answer, which takes seconds */
  readonly afterwards?: (wording: Promise<void>) => void
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** How a message ended; `reply` is set only where nothing could be stored and the channel must say so itself. */
export interface Handled {
  readonly status: string
  /** an answer is on its way */
  readonly grows?: boolean
  readonly reply?: Card
}

export interface Assistant {
  /** Takes a message in: commits its effects and answers, then delivers. A redelivered message changes nothing. */
  readonly handle: (message: Incoming) => Promise<Handled>
  /** Does what is due. May come late, twice, or from two processes at once. */
  readonly tick: (now: Instant) => Promise<void>
  /** Sends what waits in the outbox. */
  readonly deliver: (now: Instant) => Promise<void>
  /** all commands with the help, for menus and documentation */
  readonly commands: readonly Command[]
}

export function createAssistant(parts: Parts): Assistant {
  const commands = [parts.fallback, ...parts.commands]
  commands.push(helpCommand(commands, parts.regions))
  const whole = { ...parts, commands }
  checkNames(commands)
  return {
    commands,
    async handle(message) {
      const handled = await handle(message, whole)
      const delivery = deliver(parts.clock(), whole)
      const wording = handled.grows ? wordAnswer(inboxId(message), whole) : undefined
      if (wording && parts.afterwards) parts.afterwards(wording)
      if (parts.later) parts.later(delivery)
      await Promise.all([parts.later ? undefined : delivery, parts.afterwards ? undefined : wording])
      return handled
    },
    async tick(now) {
      await tick(now, whole)
      await deliver(now, whole)
    },
    deliver: (now) => deliver(now, whole),
  }
}

function checkNames(commands: readonly Command[]): void {
  const seen = new Map<string, string>()
  for (const command of commands) {
    for (const word of [command.name, ...command.words]) {
      const other = seen.get(word)
      if (other) throw new Error(`commands ${other} and ${command.name} both answer to ${word}`)
      seen.set(word, command.name)
    }
  }
}
