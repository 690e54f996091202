/** What a model heard in a message, done in the place of what the reader made of it: as far as it is believed, and no worse. */
import { below } from '../../message/card.ts'
import type { Command, Outcome } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { type DialogueTurn, type Done, press, type ReadAs, run, say, withWords } from '../execute.ts'
import { HELP } from '../help/functions.ts'
import { worth } from '../meaning/confidence.ts'
import { notForUs, offered, type Parts, waitingFor } from '../meaning/free-text.ts'
import { idleIn } from '../meaning/intent-resolution.ts'
import * as text from '../text.ts'
import { isWhole } from './founded.ts'
import { believed, type Interpreted, type ModelGuess, NONE, type Request, type Wish } from './model-reply.ts'
import { BEYOND, KEPT, type Situation, situationOf } from './situation.ts'

/** @returns nothing where the reader's own reading holds */
export async function asInterpreted(guess: ModelGuess, read: ReadAs, turn: DialogueTurn): Promise<Done | undefined> {
  const { asked, parts } = turn
  const situation = await situationOf(asked, parts.commands)
  const meant = believed(guess, asked, parts, situation, turn.saying)
  const done = meant && (await doneAs(meant, read, turn, situation))
  return done && { ...done, interpreted: true }
}

async function doneAs(
  meant: Interpreted,
  read: ReadAs,
  turn: DialogueTurn,
  situation: Situation,
): Promise<Done | undefined> {
  const { asked, parts } = turn
  switch (meant.kind) {
    case 'either':
      return worth(read.outcome) > SHOWN || isRefused(read)
        ? undefined
        : say('clarify', text.whichLine(meant.requests, asked.text))
    case 'none':
      return isIdle(read, parts) && !isFigureLost(read, situation) ? asTalk(turn, situation) : undefined
    case 'lines': {
      const { first, rest } = meant
      if (isAct(first, BEYOND)) return isIdle(read, parts) && !isOfFigure(read) ? notForUs('other') : undefined
      const more = [first, ...rest].filter((one) => !isOfReading(one))
      if ([first, ...rest].some((one) => isAct(one, KEPT))) return more.length > 0 ? withRest(read, more) : undefined
      const done = await doneLine(first, read, turn)
      return done && (isRefused(read) ? withRefusal(done, read, more) : withRest(done, more.slice(1)))
    }
  }
}

/** It may not or cannot be done; that somebody lets something be is no refusal. */
const isRefused = ({ outcome: { status } }: Done): boolean =>
  endedAs(status)?.family === 'refused' && status !== 'declined'

/**
 * That it may not or cannot be done stays told, whatever else is heard: below an answer, else above it, with its button.
 * Of a figure that a check blocks, and that waits, what is shown is no other wish.
 * @param wishes the first of them came to what is done
 */
function withRefusal(done: Done, read: ReadAs, wishes: readonly Wish[]): Done {
  const { outcome } = done
  const isWaiting = read.outcome.writes.length > 0
  const isHeld = !outcome.reply || worth(outcome) < SHOWN || isWaiting !== (worth(outcome) === SHOWN)
  if (isHeld) return withRest(read, isRefused(done) ? wishes.slice(1) : wishes)
  const reply = isWaiting ? outcome.reply : below(outcome.reply, text.elseRefused(read))
  return withRest({ ...done, outcome: { ...outcome, reply } }, wishes.slice(1))
}

/** What is shown is taken for an answer that may be another question's. */
const SHOWN = 2

/** It is said of what the reader made of it, and is no wish. */
const isOfReading = (wish: Wish): boolean => isAct(wish, KEPT) || isAct(wish, BEYOND)

const isAct = (wish: Wish, name: string): boolean => wish.kind === 'act' && wish.act.name === name

/** @returns nothing where the reader did as well */
async function doneLine(line: Wish, read: ReadAs, turn: DialogueTurn): Promise<Done | undefined> {
  if (isSurer(read, line, turn)) return undefined
  if (line.kind === 'act') {
    // 好了报上去: the reader has it done, which a model may only offer
    if (line.act.agrees && worth(read.outcome) > SHOWN) return undefined
    const done = await doneBy(line.act, line.words, turn)
    // the reader, who heard the same, has read the whole sentence: the reason beside it too
    return done && isAlike(done.outcome, read.outcome) ? undefined : done
  }
  const { command } = line
  // with its button it is told apart from all else that was meant
  if (!isRun(command)) return offered(command, withWords(line.words, turn), text.isItThis(command, line.words))
  const done = await changed(line, turn)
  if (read.command !== command.name) return tells(done.outcome) ? done : undefined
  return !isAlike(done.outcome, read.outcome) && (worth(done.outcome) >= worth(read.outcome) || isNo(done, read))
    ? done
    : undefined
}

/**
 * What was surely read and is done stays done: a model that would rather tell or put off something else takes no yes and
 * no figure back. Of what would be shown a line that says less of it is no better reading.
 */
function isSurer({ doubt, outcome }: ReadAs, line: Wish, turn: DialogueTurn): boolean {
  if (doubt !== 'little') return false
  const isShown = worth(outcome) === SHOWN
  return isShown
    ? !isWhole([turn.saying(line.words).said()], turn.asked.said())
    : endedAs(outcome.status)?.family === 'done'
}

/** 只给衢州丽水: that it cannot be done so is told, where what the reader shows would do it otherwise. */
const isNo = (done: Done, read: ReadAs): boolean => done.outcome.status === 'refused' && worth(read.outcome) === SHOWN

/**
 * More than that it was not read: an honest no is better than the answer to another question, and so is it that a figure
 * lacks something, which waits for that.
 */
const tells = (outcome: Outcome): boolean =>
  worth(outcome) > 0 || outcome.writes.length > 0 || TELLING.has(endedAs(outcome.status)?.family)
const TELLING: ReadonlySet<string | undefined> = new Set(['unanswered', 'refused'])

/** A read is answered, and a draft is shown; whatever else changes anything gets its button first. */
const isRun = ({ effect, offers }: Command): boolean => (effect === 'reads' || effect === 'drafts') && !offers

/** The line stands by itself, as if it had been typed: nothing is added from before. What is asked of the help may be a rule. */
const runLine = ({ command, words }: Request, turn: DialogueTurn): Promise<Done> =>
  run(command, words, turn, {
    commanded: command.name !== HELP,
    supposed: true,
    ...(command.answersFrom === 'documents' && { history: [] }),
  })

/**
 * Of the preview of its own command that stands open a line changes what the person's own words touch: whom they do not
 * name nobody puts back (加一句：辛苦大家, behind 安吉不用催).
 */
async function changed(line: Request, turn: DialogueTurn): Promise<Done> {
  const { asked } = turn
  const { opened } = asked
  const done = await runLine(line, turn)
  const isOpen = opened?.shown && !opened.isGivenUp && opened.command === line.command.name
  if (!isOpen || line.command.effect !== 'drafts' || done.outcome.status === 'refused') return done
  const { opens, asks } = done.outcome
  const act = {
    act: 'set',
    said: asked.said(),
    ahead: asked.said('ahead'),
    anew: opens?.values ?? asks?.values ?? {},
  } as const
  const values = (await line.command.changes?.(act, opened.values, asked))?.values
  return press(line.command.name, values ?? opened.values, turn)
}

/** It comes to the same figures. */
const isAlike = (one: Outcome, other: Outcome): boolean =>
  one.request !== undefined &&
  one.status === other.status &&
  JSON.stringify(one.request) === JSON.stringify(other.request)

async function doneBy(act: Situation['acts'][number], words: string, turn: DialogueTurn): Promise<Done | undefined> {
  const outcome = await act.run({ ...withWords(words, turn), supposed: true })
  return outcome && { command: act.of, outcome }
}

/** What else was wished stands below the first: with its button, or to be said once more. */
function withRest(done: Done, rest: readonly Wish[]): Done {
  const { reply } = done.outcome
  return reply && rest.length > 0
    ? { ...done, outcome: { ...done.outcome, reply: below(reply, text.andThen(rest)) } }
    : done
}

/**
 * That nothing was wished, or nothing that can be done, counts where the reader had no more than a guess, and against
 * what would only be told: a clause is quoted to nobody who did not ask. That it may not or cannot be done stays told.
 */
const isIdle = ({ doubt, outcome, command }: ReadAs, { fallback }: Parts): boolean =>
  endedAs(outcome.status)?.family !== 'refused' &&
  (doubt === 'guess' || worth(outcome) < SHOWN || command === fallback.name || tellsOnly(outcome))

const isOfFigure = ({ outcome }: Done): boolean => outcome.status === 'draft' || outcome.status === 'recorded'

/** A figure that was read, however much it was guessed, is kept as without a model, unless the one does that it would have changed. */
const isFigureLost = (read: ReadAs, { acts }: Situation): boolean =>
  isOfFigure(read) && acts.every(({ name }) => name !== NONE)

const tellsOnly = (outcome: Outcome): boolean => outcome.writes.length === 0 && worth(outcome) > SHOWN

/** What stands open stays in sight. */
async function asTalk(turn: DialogueTurn, { acts }: Situation): Promise<Done | undefined> {
  const { asked, parts } = turn
  const beside = acts.find(({ name }) => name === NONE)
  if (beside) return doneBy(beside, asked.text, turn)
  // what else stands open may be what was meant after all
  if (await waitingFor(asked, parts.commands)) return undefined
  return asked.turns.length > 0 ? say('talk', text.nothingDone()) : notForUs(idleIn(asked.likely?.() ?? []))
}
