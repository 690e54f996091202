import { isFlooding, LONGEST_PRESS, LONGEST_TEXT, PER_MINUTE } from '../message/inbox.ts'
import type { Incoming } from '../message/incoming.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { personOf } from '../people/index.ts'
import { continued, type Decided, type DialogueTurn, named, press, type ReadAs, run, say } from './execute.ts'
import { asInterpreted } from './interpreter/carry-out.ts'
import { type Unsure, unsureOf } from './interpreter/unsure.ts'
import { pointedIn } from './meaning/anaphora.ts'
import { isLost, isTooLong } from './meaning/confidence.ts'
import { NO_TALK, talkBefore } from './meaning/dialogue-state.ts'
import { plainly } from './meaning/free-text.ts'
import { bareToOpen, toOpen } from './meaning/open-steps.ts'
import { route, visible } from './meaning/route.ts'
import { OF_FIGURES } from './meaning/topic-switch.ts'
import { reading } from './meaning/utterance.ts'
import type { DeskParts, HandleOptions } from './parts.ts'
import * as text from './text.ts'

/** `unsure`: what the reader is unsure of, where a model can still be asked */
type Deciding = Decided | { readonly unsure: Unsure }

/**
 * What becomes of a message: which command it means, whether its sender may, and what running that comes to. Nothing is
 * written.
 */
export async function decide(turn: DialogueTurn): Promise<Deciding> {
  const { message } = turn.asked
  if (turn.floods) return say('too-many', text.tooMany(PER_MINUTE))
  switch (message.kind) {
    case 'text':
      return decideText(message.text, turn)
    case 'action': {
      const length = Object.values(message.values).reduce((sum, value) => sum + value.length, 0)
      if (length > LONGEST_PRESS) return say('too-long', text.tooLong(length, LONGEST_PRESS))
      return press(message.command, message.values, turn)
    }
    case 'file':
    case 'recall':
      return runNamed(message.kind, turn) ?? say('unreadable', text.unreadable())
    case 'enter':
      return (turn.asked.person && runNamed('首页', turn)) ?? runNamed('帮助', turn) ?? say('entered', undefined)
    case 'other':
      return say('unreadable', text.unreadable())
  }
}

/**
 * What is asked of the store for each message, whatever it says, in one round: who sends it and what was said before it.
 * @param parts its commands are those that this message may call at all
 * @param interpretation what a model took the words for; `not-yet`: it can be asked
 */
export async function dialogueTurnOf(
  message: Incoming,
  now: Instant,
  parts: DeskParts,
  interpretation: HandleOptions['interpretation'],
): Promise<DialogueTurn> {
  const [floods, person, { turns, open, waits, opened }] = await Promise.all([
    isFlooding(message, parts.store),
    personOf(parts.store, message.account, dayOf(now)),
    message.kind === 'text' ? talkBefore(message, parts.store) : NO_TALK,
  ])
  const saying = reading(parts, person, now, turns.length > 0 ? pointedIn(turns) : undefined)
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
  return { asked, waits, saying, parts, interpretation, floods }
}

/** A command word is a command; everything else is part of a talk. */
async function decideText(words: string, turn: DialogueTurn): Promise<Deciding> {
  if (words.length > LONGEST_TEXT) return say('too-long', text.tooLong(words.length, LONGEST_TEXT))
  const { asked, parts } = turn
  const found = route(words, parts.commands, asked.said)
  switch (found.kind) {
    case 'command': {
      // 撤回, 报, 确认 alone are of what is open, as 撤回刚才的 is; with words behind it, or typed as a command, it is itself.
      const isBare = found.text === '' && found.command.effect !== 'reads' && !found.slash
      // 全部通过 is of no figures of one's own
      const isOfFigures = found.command.intents?.some((one) => OF_FIGURES.has(one)) ?? false
      const going = isBare
        ? await bareToOpen(turn, isOfFigures)
        : found.text === '' && (await continued(asked, [found.command]))
      const done = going || (await run(found.command, found.text, turn, { commanded: true }))
      // 退回 让他们附个名单: without a sign before it, it was a sentence
      const isSentence = !found.slash && found.text !== '' && isLost(done.outcome)
      return isSentence ? helped({ ...done, doubt: 'some' }, turn) : done
    }
    case 'unknown':
      return say('unknown-command', text.unknownCommand(found.word, found.nearest))
    case 'plain': {
      const decided = await helped((await toOpen(turn)) ?? (await plainly(turn)), turn)
      return 'unsure' in decided ? decided : { ...decided, said: asked.said() }
    }
    case 'empty':
      return say('empty', text.empty())
  }
}

/** As the reader reads it; where that is doubtful, as a model hears it, if one can be asked. */
async function helped(read: Decided & ReadAs, turn: DialogueTurn): Promise<Deciding> {
  const { asked, waits, parts, interpretation } = turn
  const isDoubtful = read.doubt !== undefined && read.doubt !== 'none' && !isTooLong(asked)
  if (interpretation === undefined || !isDoubtful) return read
  if (interpretation === 'not-yet') return { unsure: await unsureOf(asked, waits, read, parts.commands, parts) }
  return (await asInterpreted(interpretation, read, turn)) ?? read
}

const runNamed = (name: string, turn: DialogueTurn): Promise<Decided> | undefined => {
  const command = named(name, turn)
  return command && run(command, '', turn)
}
