/** A message's whole way: seen before? who? which command? may they? run, and commit as one. */

import type { Asked, Command, Outcome } from '../message/command.ts'
import { readPress } from '../message/declare.ts'
import { ENDINGS, type Ending } from '../message/ending.ts'
import { countSaid, isKnown, LONGEST_PRESS, LONGEST_TEXT, seen } from '../message/inbox.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import type { Wire } from '../message/input.ts'
import { answerTo, type Outgoing, post, shownAs } from '../message/outgoing.ts'
import { dayOf, type Instant, MINUTE_MS } from '../office/day.ts'
import { accessed, personOf } from '../people/index.ts'
import { Conflict, type Reader, readingOnce, type Statement, StoreUnavailable } from '../store/index.ts'
import { asHeard } from './interpreter/hearing.ts'
import { type Unsure, unsureOf } from './interpreter/unsure.ts'
import { doubtOfReply, isTooLong } from './meaning/doubt.ts'
import { type Done, plainly, type ReadAs } from './meaning/plain.ts'
import { pointedIn } from './meaning/pointing.ts'
import { reading, type Saying } from './meaning/reading.ts'
import { route, visible } from './meaning/route.ts'
import {
  agreedTo,
  agrees,
  chosen,
  declined,
  detailed,
  isAnswer,
  isStale,
  keptBy,
  NO_TALK,
  other,
  sendsOnly,
  type Talk,
  talkBefore,
  type Understood,
} from './meaning/talk.ts'
import type { DeskParts, Handled, HandleOptions, Log } from './parts.ts'
import { holds } from './rights.ts'
import * as text from './text.ts'

/** Two people at one figure settle within two or three turns; more is a fault of ours. */
const TRIES = 8

/** @returns what the reader is unsure of, nothing being committed, where a model can still be asked */
export async function handle(
  message: Incoming,
  now: Instant,
  whole: DeskParts,
  heard?: HandleOptions['heard'],
): Promise<Handled | { readonly unsure: Unsure }> {
  const id = inboxId(message)
  const parts = message.readsOnly ? { ...whole, commands: whole.commands.filter(readsOnly) } : whole
  try {
    for (let tried = 0; tried < TRIES; tried++) {
      if (await isKnown(parts.store, id)) return { status: 'duplicate' }
      try {
        // A command that finds what it read overtaken while it still reads says so by a Conflict too.
        const store = readingOnce(parts.store)
        const decided = await decide(message, now, { ...parts, store }, heard)
        if ('unsure' in decided) return decided
        const { command, outcome, interpreted } = decided
        await store.commit(await unitOfWork(message, now, decided, store))
        const { status } = outcome
        parts.log({
          event: 'handled',
          id,
          command,
          status,
          family: ENDINGS[status].family,
          ...(interpreted && { interpreted }),
        })
        return { status: outcome.status, ...(outcome.grows && { grows: true }) }
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    }
    throw new Error(`gave up after ${TRIES} conflicts`)
  } catch (error) {
    return failed(id, error, parts.log)
  }
}

/** What a program may have done for it. */
const readsOnly = ({ effect }: Command): boolean => effect === 'reads'

/** Nothing was stored: the channel says so itself. */
export function failed(id: string, error: unknown, log: Log): Handled {
  log({ event: 'failed', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return { status: 'failed', reply: error instanceof StoreUnavailable ? text.storeUnavailable() : text.unexpected() }
}

type Decided = Done & Understood

/** Too many messages of one sender: none of them is read. */
export const PER_MINUTE = 30

/** By the platform's clock: a host whose clock is behind would take a whole day for that minute. */
export const isFlooding = async (message: Incoming, store: Reader): Promise<boolean> =>
  (await countSaid(store, message, MINUTE_MS, message.at)) >= PER_MINUTE

async function decide(
  message: Incoming,
  now: Instant,
  parts: DeskParts,
  heard: HandleOptions['heard'],
): Promise<Decided | { readonly unsure: Unsure }> {
  const say = (status: Ending, reply: Outcome['reply']): Decided => ({
    command: null,
    outcome: { status, writes: [], ...(reply && { reply }) },
  })
  if (await isFlooding(message, parts.store)) return say('too-many', text.tooMany(PER_MINUTE))
  const person = await personOf(parts.store, message.account, dayOf(now))
  const { turns, open, waits }: Talk = message.kind === 'text' ? await talkBefore(message, parts.store) : NO_TALK
  const saying = reading(parts, person, now, pointedIn(turns))
  const asked: Asked & Saying = {
    message,
    now,
    person,
    store: parts.store,
    id: parts.id,
    // as its words are routed: read once, though a blank stands around them
    ...saying(message.kind === 'text' ? visible(message.text) : ''),
    history: turns.flatMap((one) => (one.text === '' ? [] : [one.text])),
    turns,
    open,
  }
  const allowed = async (command: Command, run: () => Promise<Outcome>): Promise<Decided> => ({
    command: command.name,
    outcome: holds(person, command.right)
      ? await run()
      : { status: 'forbidden', writes: [], reply: text.forbidden(command, person) },
  })
  const withWords = (words: string): Asked & Saying => ({ ...asked, ...(words !== asked.text && saying(words)) })
  const tooDense = (): Decided => say('too-dense', text.tooDense())
  const run = (
    command: Command,
    rest: string,
    how: Partial<Pick<Asked, 'commanded' | 'supposed' | 'history'>> = {},
  ): Promise<Decided> =>
    allowed(command, async () => {
      const words = withWords(rest)
      const outcome = await command.run({ ...words, ...how })
      // nothing was done, and what it says it says of words that were not read
      return outcome.writes.length === 0 && words.isSpent() ? tooDense().outcome : outcome
    })
  const named = (name: string): Command | undefined => parts.commands.find((command) => command.name === name)

  const press = async (name: string, values: Wire): Promise<Decided> => {
    const command = named(name)
    if (!command) return say('stale', text.staleCard())
    return allowed(command, async () => {
      const read = readPress(command, values)
      return read ? read.run(withWords(read.text)) : { status: 'stale', writes: [], reply: text.staleCard() }
    })
  }

  /** What is open comes first: what was asked, what can be chosen, what waits; then what the words mean by themselves. */
  const inTalk = async (plain: Asked): Promise<Decided & ReadAs> => {
    if (asked.said().isSpent) return tooDense()
    const filled = waits && named(waits.command)?.fills?.(asked, waits)
    // what was asked too long ago, or by another version, is asked anew
    if (waits && filled) return press(waits.command, isStale(waits, now) ? waits.values : filled)
    const choice = chosen(asked) ?? other(asked) ?? detailed(asked, named)
    if (choice) {
      const left = (turns.at(-1)?.kept?.options ?? []).filter((one) => one !== choice)
      return { ...(await press(choice.command, choice.values ?? {})), left }
    }
    const going = await continued(asked, parts.commands)
    if (going) return { ...going, doubt: doubtOfReply(asked, going.outcome) }
    const agreed = agreedTo(asked)
    if (agreed) return press(agreed.command, agreed.values ?? {})
    const gone = declined(asked)
    if (gone) return { ...say('declined', text.leftUndone()), command: gone.command }
    if (open[0] && agrees(asked)) return say('clarify', text.stillOpen(open[0]))
    if (sendsOnly(asked.said())) return say('talk', text.nothingToSend())
    if (isAnswer(asked.said())) return say('talk', text.nothingWaits())
    return plainly(plain, parts, doing, heard !== undefined)
  }
  const doing = { withWords, run }

  /** The same, with a model asked where the reader's reading is doubtful. */
  const inTalkOrAsked = async (words: string): Promise<Decided | { readonly unsure: Unsure }> => {
    const plain = withWords(words)
    const read = await inTalk(plain)
    const isDoubtful = read.doubt !== undefined && read.doubt !== 'none' && !isTooLong(asked)
    if (heard === undefined || !isDoubtful) return read
    if (heard === 'not-yet') return { unsure: await unsureOf(plain, waits, parts.commands, parts) }
    return (await asHeard(heard, read, plain, parts, doing)) ?? read
  }

  switch (message.kind) {
    case 'text': {
      if (message.text.length > LONGEST_TEXT) return say('too-long', text.tooLong(message.text.length, LONGEST_TEXT))
      const found = route(message.text, parts.commands)
      switch (found.kind) {
        case 'command': {
          // 撤回, 报 alone are of what is open, as 撤回刚才的 is; with words behind it, or typed as a command, it is itself.
          const isBare = found.text === '' && found.command.effect !== 'reads'
          const open = isBare && !found.slash ? parts.commands : [found.command]
          const going = found.text === '' ? await continued(asked, open) : undefined
          return going ?? run(found.command, found.text, { commanded: true })
        }
        case 'unknown':
          return say('unknown-command', text.unknownCommand(found.word, found.nearest))
        case 'plain': {
          const decided = await inTalkOrAsked(found.text)
          return 'unsure' in decided ? decided : { ...decided, said: asked.said() }
        }
        case 'empty':
          return say('empty', text.empty())
      }
      break
    }
    case 'action': {
      const length = Object.values(message.values).reduce((sum, value) => sum + value.length, 0)
      if (length > LONGEST_PRESS) return say('too-long', text.tooLong(length, LONGEST_PRESS))
      return press(message.command, message.values)
    }
    case 'file':
    case 'recall': {
      const command = named(message.kind)
      return command ? run(command, '') : say('unreadable', text.unreadable())
    }
    case 'enter': {
      const help = (asked.person && named('首页')) ?? named('帮助')
      return help ? run(help, '') : say('entered', undefined)
    }
    case 'other':
      return say('unreadable', text.unreadable())
  }
}

/** What goes on from what was said is a sentence, or a row of names; a page is said by itself. */
const LONGEST_GOING_ON = 500

/** What is open comes first, an answer just given before all: 不对，我要的是安吉 is of that, and of no draft. */
async function continued(asked: Asked, commands: readonly Command[]): Promise<Decided | undefined> {
  if (asked.text.length > LONGEST_GOING_ON) return undefined
  const last = asked.turns.at(-1)?.command
  const answering = commands.filter(({ name, effect }) => name === last && effect === 'reads')
  for (const command of [...answering, ...commands.filter((one) => !answering.includes(one))]) {
    if (!command.continues || !holds(asked.person, command.right)) continue
    const outcome = await command.continues(asked)
    if (outcome) return { command: command.name, outcome }
  }
  return undefined
}

/** The inbox row, the effects and the answers: all or nothing. */
async function unitOfWork(
  message: Incoming,
  now: Instant,
  { outcome, ...understood }: Decided,
  store: Reader,
): Promise<Statement[]> {
  const answer = outcome.reply && {
    ...answerTo(message, outcome.reply, now),
    ...(outcome.grows && { grows: true }),
    ...(await pressedCard(message, outcome, store)),
  }
  const says = [...(answer ? [answer] : []), ...(outcome.says ?? [])]
  return [
    seen(message, understood.command, outcome.status, keptBy(outcome, understood, now)),
    ...outcome.writes,
    ...filesIn(says).map((whom) => accessed({ at: now, who: message.account, what: 'file', whom })),
    ...says.map((one) => post(one, now)),
  ]
}

/** What leaves the office as a file, by its name. */
const filesIn = (says: readonly Outgoing[]): string[] => says.flatMap(({ file }) => (file ? [file.name] : []))

async function pressedCard(message: Incoming, outcome: Outcome, store: Reader): Promise<{ replaces?: string }> {
  if (message.kind !== 'action' || !message.card || !outcome.replaceCard) return {}
  const row = await shownAs(store, message.card)
  return row ? { replaces: row.key } : {}
}
