/**
 * What becomes of a message. Words are taken in the order of meaning: a command word; else what is open before them (what
 * was asked, what can be chosen, what goes on, what is agreed to or let go); else what they mean by themselves. Rights
 * are looked at whichever command it comes to. Nothing is written here.
 */
import { answerIn, letsGo } from '../language/index.ts'
import { type Asked, type Command, isCourtesy, type Outcome } from '../message/command.ts'
import { holds, readPress } from '../message/declare.ts'
import { type Ending, endedAs } from '../message/ending.ts'
import { isFlooding, LONGEST_PRESS, LONGEST_TEXT, PER_MINUTE } from '../message/inbox.ts'
import type { Incoming } from '../message/incoming.ts'
import type { Wire } from '../message/input.ts'
import type { Waits } from '../message/thread.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { unusedBy } from '../open/index.ts'
import { personOf } from '../people/index.ts'
import { asHeard } from './interpreter/hearing.ts'
import { type Unsure, unsureOf } from './interpreter/unsure.ts'
import { dropsAsked, givesUp, namesAnother, OF_FIGURES, saysWhatToDo } from './meaning/asked.ts'
import { doubtOfFilling, doubtOfReply, isLost, isTooLong } from './meaning/doubt.ts'
import { type Heeding, heeded } from './meaning/opened.ts'
import { type Doing, type Done, plainly, type ReadAs } from './meaning/plain.ts'
import { pointedIn } from './meaning/pointing.ts'
import { reading, type Saying } from './meaning/reading.ts'
import { route, visible } from './meaning/route.ts'
import {
  agreedTo,
  agrees,
  chosen,
  detailed,
  isAnswer,
  isPreview,
  isStale,
  NO_TALK,
  other,
  sendsOnly,
  talkBefore,
  type Understood,
} from './meaning/talk.ts'
import type { DeskParts, HandleOptions } from './parts.ts'
import * as text from './text.ts'

export type Decided = Done & Understood

/** `unsure`: what the reader is unsure of, where a model can still be asked */
type Deciding = Decided | { readonly unsure: Unsure }

/** A message on its way to a decision: who says it, what it may be an answer to, and how its words are read. */
interface Hearing {
  readonly asked: Asked & Saying
  /** what was asked last, for whose answer somebody waits */
  readonly waits: Waits | undefined
  /** other words of the same person, read as this message's own are */
  readonly saying: (words: string) => Saying
  readonly parts: DeskParts
  readonly heard: HandleOptions['heard']
  /** too many of its sender came within a minute */
  readonly floods: boolean
}

/**
 * What becomes of a message: which command it means, whether its sender may, and what running that comes to. Nothing is
 * written.
 */
export async function decide(hearing: Hearing): Promise<Deciding> {
  const { message } = hearing.asked
  if (hearing.floods) return say('too-many', text.tooMany(PER_MINUTE))
  switch (message.kind) {
    case 'text':
      return decideText(message.text, hearing)
    case 'action':
      return decidePress(message, hearing)
    case 'file':
    case 'recall':
      return runNamed(message.kind, hearing) ?? say('unreadable', text.unreadable())
    case 'enter':
      return (
        (hearing.asked.person && runNamed('首页', hearing)) ?? runNamed('帮助', hearing) ?? say('entered', undefined)
      )
    case 'other':
      return say('unreadable', text.unreadable())
  }
}

/**
 * What is asked of the store for each message, whatever it says, in one round: who sends it and what was said before it.
 * @param parts its commands are those that this message may call at all
 * @param heard what a model took the words for; `not-yet`: it can be asked
 */
export async function hearingOf(
  message: Incoming,
  now: Instant,
  parts: DeskParts,
  heard: HandleOptions['heard'],
): Promise<Hearing> {
  const [floods, person, { turns, open, waits, opened }] = await Promise.all([
    isFlooding(message, parts.store),
    personOf(parts.store, message.account, dayOf(now)),
    message.kind === 'text' ? talkBefore(message, parts.store) : NO_TALK,
  ])
  const saying = reading(parts, person, now, pointedIn(turns))
  const asked = {
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
    ...(opened && { opened }),
  }
  return { asked, waits, saying, parts, heard, floods }
}

/** A command word is a command; everything else is part of a talk. */
async function decideText(words: string, hearing: Hearing): Promise<Deciding> {
  if (words.length > LONGEST_TEXT) return say('too-long', text.tooLong(words.length, LONGEST_TEXT))
  const { asked, parts } = hearing
  const found = route(words, parts.commands, asked.said)
  switch (found.kind) {
    case 'command': {
      // 撤回, 报, 确认 alone are of what is open, as 撤回刚才的 is; with words behind it, or typed as a command, it is itself.
      const isBare = found.text === '' && found.command.effect !== 'reads' && !found.slash
      // 全部通过 is of no figures of one's own
      const isOfFigures = found.command.intents?.some((one) => OF_FIGURES.has(one))
      const going = isBare
        ? await toOpen(hearing, isOfFigures ? BARE : BARE.filter((step) => step !== goneOn))
        : found.text === '' && (await continued(asked, [found.command]))
      const done = going || (await run(found.command, found.text, hearing, { commanded: true }))
      // 退回 让他们附个名单: without a sign before it, it was a sentence
      const isSentence = !found.slash && found.text !== '' && isLost(done.outcome)
      return isSentence ? helped({ ...done, doubt: 'some' }, hearing) : done
    }
    case 'unknown':
      return say('unknown-command', text.unknownCommand(found.word, found.nearest))
    case 'plain': {
      const decided = await helped(await readPlain(hearing), hearing)
      return 'unsure' in decided ? decided : { ...decided, said: asked.said() }
    }
    case 'empty':
      return say('empty', text.empty())
  }
}

function decidePress({ command, values }: Extract<Incoming, { kind: 'action' }>, hearing: Hearing): Promise<Decided> {
  const length = Object.values(values).reduce((sum, value) => sum + value.length, 0)
  return length > LONGEST_PRESS
    ? Promise.resolve(say('too-long', text.tooLong(length, LONGEST_PRESS)))
    : press(command, values, hearing)
}

/** @returns undefined: it is not what is meant */
type Step = (hearing: Hearing) => Promise<(Decided & ReadAs) | undefined> | (Decided & ReadAs) | undefined

const tooMuch: Step = ({ asked }) => (asked.said().isSpent ? tooDense() : undefined)

/**
 * What was asked is answered; asked too long ago, or by another version, it is asked anew. Any words may be a reason, so that
 * they are one only where they say nothing of what lies open.
 */
const filled: Step = async (hearing) => {
  const { asked, waits, parts } = hearing
  if (!waits) return undefined
  const isAnother = !waits.slots.includes('reason') && isOfAnother(hearing, waits)
  const isOther = isAnother || (waits.slots.includes('reason') && saysWhatToDo(asked, parts))
  const isDropped = dropsAsked(asked, waits, parts)
  const isElse = isOther || (isDropped && !waits.slots.includes('reason'))
  const values = isElse ? undefined : named(waits.command, hearing)?.fills?.(asked, waits)
  if (!values) return isDropped ? { ...say('declined', text.leftUndone()), command: waits.command } : undefined
  const told = isStale(waits, asked.now) ? waits.values : values
  return { ...(await press(waits.command, told, hearing)), doubt: doubtOfFilling(asked, waits) }
}

/** Of what another command left open nothing is meant. */
const isOfAnother = (hearing: Hearing, open: { readonly command: string } | undefined): boolean => {
  const before = open && named(open.command, hearing)
  return before !== undefined && namesAnother(hearing.asked, before, hearing.parts.commands)
}

const picked: Step = async (hearing) => {
  const { asked } = hearing
  const choice = chosen(asked) ?? other(asked) ?? detailed(asked, (name) => named(name, hearing))
  if (!choice) return undefined
  const left = (asked.turns.at(-1)?.kept?.options ?? []).filter((one) => one !== choice)
  return { ...(await press(choice.command, choice.values ?? {}, hearing)), left }
}

const goneOn: Step = async ({ asked, waits, parts }) => {
  const going = await continued(asked, parts.commands)
  return going && { ...going, doubt: doubtOfReply(asked, going.outcome, waits) }
}

/** What is said to what was shown just now and not done comes before what it lacks: 那就定了 is no reason. */
const heedShown: Step = (hearing) => {
  const { opened } = hearing.asked
  return opened?.isLast && opened.shown && !chosen(hearing.asked) ? heed(hearing) : undefined
}

/** What was left open last is meant before anything else that waits. */
const heedLast: Step = (hearing) => (hearing.asked.opened?.isLast ? heed(hearing) : undefined)

/** 发, 算了, 放弃: what was shown last is answered before what waited before it; 提交 alone may be of figures. */
const toLast: Step = (hearing) => {
  const { asked, parts } = hearing
  const [newest] = asked.open ?? []
  if (!newest?.isLast) return undefined
  const answer = answerIn(asked.said())
  if (answer?.says === 'yes') return answer.doing && !answer.sends ? undefined : agreed(hearing)
  return givesUp(asked, newest.command, true, parts)
    ? { ...say('declined', text.leftUndone()), command: newest.command }
    : undefined
}

/** 撤了, behind what was done just now and is no figure: it is of that, and of no figure that waits or was recorded before. */
const tookBack: Step = async (hearing) => {
  const { asked, parts } = hearing
  const last = asked.turns.findLast((turn) => !isCourtesy(turn))
  const ended = endedAs(last?.status ?? '')
  const command = last?.command ? named(last.command, hearing) : undefined
  if (!command || ended?.family !== 'done' || ended.ofFigures) return undefined
  const own = await continued(asked, [command])
  if (own) return own
  if (!givesUp(asked, command.name, false, parts)) return undefined
  return command.undoneBy ? press(command.undoneBy, {}, hearing) : say('refused', text.notTakenBack())
}

/** What is said to what was left open. */
const heed: Step = async (hearing) => {
  const { asked, parts } = hearing
  if (isOfAnother(hearing, asked.opened)) return undefined
  const doing: Heeding = {
    press: (command, values) => press(command, values, hearing),
    named: (name) => named(name, hearing),
    withWords: (words) => withWords(words, hearing),
    say,
  }
  return heeded(asked, parts, doing)
}

const agreed: Step = (hearing) => {
  const button = agreedTo(hearing.asked)
  return button && press(button.command, button.values ?? {}, hearing)
}

const letGo: Step = ({ asked, parts }) => {
  const { options = [], waits } = asked.turns.at(-1)?.kept ?? {}
  const does = options.find(({ style }) => style === 'primary' || style === 'danger')
  const [newest] = asked.open ?? []
  const of = newest?.command ?? does?.command ?? waits?.command
  const isGone = of && (givesUp(asked, of, true, parts) || (newest && letsGo(asked.said())))
  return isGone ? { ...say('declined', text.leftUndone()), command: newest?.command ?? null } : undefined
}

/** A yes to what was shown before something else: seen again first. */
const seenAgain: Step = ({ asked }) => {
  const [newest] = asked.open ?? []
  return newest && agrees(asked) ? say('clarify', text.stillOpen(newest)) : undefined
}

/** A yes, a no, 发吧, with nothing to which it could be. */
const toNothing: Step = ({ asked }) => {
  if (sendsOnly(asked.said())) return say('talk', text.nothingToSend())
  if (!isAnswer(asked.said())) return undefined
  // 走起, behind an answer, may be a wish
  const isPlain = asked.turns.length === 0 || answerIn(asked.said())
  return { ...say('talk', text.nothingWaits()), doubt: isPlain ? 'none' : 'guess' }
}

/** What is open comes first, in this order. */
const OPEN_FIRST: readonly Step[] = [
  tooMuch,
  heedShown,
  filled,
  picked,
  heedLast,
  toLast,
  tookBack,
  goneOn,
  heed,
  agreed,
  letGo,
  seenAgain,
  toNothing,
]
/** The same for the bare name of a command, which may be said to what is open, too. */
const BARE: readonly Step[] = [heedShown, heedLast, toLast, tookBack, goneOn, picked, agreed, seenAgain]

async function toOpen(hearing: Hearing, steps: readonly Step[]): Promise<(Decided & ReadAs) | undefined> {
  for (const step of steps) {
    const decided = await step(hearing)
    if (decided) return decided
  }
  return undefined
}

/** As the reader reads it; where that is doubtful, as a model hears it, if one can be asked. */
async function helped(read: Decided & ReadAs, hearing: Hearing): Promise<Deciding> {
  const { asked, waits, parts, heard } = hearing
  const isDoubtful = read.doubt !== undefined && read.doubt !== 'none' && !isTooLong(asked)
  if (heard === undefined || !isDoubtful) return read
  if (heard === 'not-yet') return { unsure: await unsureOf(asked, waits, read, parts.commands, parts) }
  return (await asHeard(heard, read, asked, parts, doingIn(hearing))) ?? read
}

async function readPlain(hearing: Hearing): Promise<Decided & ReadAs> {
  const decided = await toOpen(hearing, OPEN_FIRST)
  return decided ?? plainly(hearing.asked, hearing.parts, doingIn(hearing), hearing.heard !== undefined)
}

const doingIn = (hearing: Hearing): Doing => ({
  withWords: (words) => withWords(words, hearing),
  press: (command, values) => press(command, values, hearing),
  run: (command, words, how) => run(command, words, hearing, how),
})

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
    if (outcome) return { command: command.name, outcome: withUnused(outcome, command, asked) }
  }
  return undefined
}

/** What would be done says which words had no place in it; what was done or told says it in its own way. */
function withUnused(outcome: Outcome, command: Command, { said }: Asked): Outcome {
  const { reply } = outcome
  if (!reply || !isPreview(outcome)) return outcome
  const unused = outcome.unused ?? unusedBy(command, said('ahead'))
  return unused.length > 0 ? { ...outcome, reply: text.withUnused(reply, unused) } : outcome
}

const runNamed = (name: string, hearing: Hearing): Promise<Decided> | undefined => {
  const command = named(name, hearing)
  return command && run(command, '', hearing)
}

const run = (
  command: Command,
  rest: string,
  hearing: Hearing,
  how: Partial<Pick<Asked, 'commanded' | 'supposed' | 'history'>> = {},
): Promise<Decided> =>
  allowed(command, hearing, async () => {
    const words = withWords(rest, hearing)
    const outcome = await command.run({ ...words, ...how })
    // nothing was done, and what it says it says of words that were not read
    return outcome.writes.length === 0 && words.isSpent() ? tooDense().outcome : withUnused(outcome, command, words)
  })

/** A button's or form's values, of this card or as if one had brought them. */
async function press(name: string, values: Wire, hearing: Hearing): Promise<Decided> {
  const command = named(name, hearing)
  if (!command) return say('stale', text.staleCard())
  return allowed(command, hearing, async () => {
    const read = readPress(command, values)
    return read ? read.run(withWords(read.text, hearing)) : say('stale', text.staleCard()).outcome
  })
}

const allowed = async (
  command: Command,
  { asked: { person } }: Hearing,
  run: () => Promise<Outcome>,
): Promise<Decided> => ({
  command: command.name,
  outcome: holds(person, command.right) ? await run() : say('forbidden', text.forbidden(command, person)).outcome,
})

const named = (name: string, { parts }: Hearing): Command | undefined =>
  parts.commands.find((command) => command.name === name)

const withWords = (words: string, { asked, saying }: Hearing): Asked & Saying => ({
  ...asked,
  ...(words !== asked.text && saying(words)),
})

const tooDense = (): Decided => say('too-dense', text.tooDense())

const say = (status: Ending, reply: Outcome['reply']): Decided => ({
  command: null,
  outcome: { status, writes: [], ...(reply && { reply }) },
})
