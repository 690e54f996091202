/** Running one command for a message: for its words or a press, with the rights looked at, and what it had no use for said. */

import { above, note } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { holds, readPress } from '../message/declare.ts'
import type { Ending } from '../message/ending.ts'
import type { Wire } from '../message/input.ts'
import type { Waits } from '../message/thread.ts'
import { unusedBy } from '../open/index.ts'
import type { Doubt } from './meaning/confidence.ts'
import { isPreview, type Understood } from './meaning/dialogue-state.ts'
import type { Saying } from './meaning/utterance.ts'
import type { DeskParts, HandleOptions } from './parts.ts'
import * as text from './text.ts'

/** What became of a message, and by which command; nothing of it is committed yet. */
export interface Done {
  readonly command: string | null
  readonly outcome: Outcome
  /** a model said what was meant */
  readonly interpreted?: true
}

export type Decided = Done & Understood

/** What the reader made of a message; `doubt` absent: nobody would be asked */
export interface ReadAs extends Done {
  readonly doubt?: Doubt
}

/** A message on its way to a decision: who says it, what it may be an answer to, and how its words are read. */
export interface DialogueTurn {
  readonly asked: Asked & Saying
  /** what was asked last, for whose answer somebody waits */
  readonly waits: Waits | undefined
  /** other words of the same person, read as this message's own are */
  readonly saying: (words: string) => Saying
  readonly parts: DeskParts
  /** what a model took the words for; `not-yet`: it can be asked */
  readonly interpretation: HandleOptions['interpretation']
  /** too many of its sender came within a minute */
  readonly floods: boolean
}

/** The command of that name; undefined where there is none that the sender's message may call. */
export const named = (name: string, { parts }: DialogueTurn): Command | undefined =>
  parts.commands.find((command) => command.name === name)

/** The same message, with other words in the place of its own. */
export const withWords = (words: string, { asked, saying }: DialogueTurn): Asked & Saying => ({
  ...asked,
  ...(words !== asked.text && saying(words)),
})

/** What the message's words are too many readings for. */
export const tooDense = (): Decided => say('too-dense', text.tooDense())

/** Something is said by the assistant itself, and nothing done. */
export const say = (status: Ending, reply: Outcome['reply']): Done => ({
  command: null,
  outcome: { status, writes: [], ...(reply && { reply }) },
})

/** Typed words, or words that a command claimed. `supposed`: what changes anything is shown first; an empty `history`: nothing was said before. */
export const run = (
  command: Command,
  rest: string,
  turn: DialogueTurn,
  how?: Partial<Pick<Asked, 'commanded' | 'supposed' | 'history'>>,
): Promise<Decided> =>
  allowed(command, turn, async () => {
    const words = withWords(rest, turn)
    const outcome = await command.run({ ...words, ...how })
    // nothing was done, and what it says it says of words that were not read
    return outcome.writes.length === 0 && words.isSpent() ? tooDense().outcome : withUnused(outcome, command, words)
  })

/** A button's or form's values, of this card or as if one had brought them; a card of another version is stale. */
export async function press(name: string, values: Wire, turn: DialogueTurn): Promise<Decided> {
  const command = named(name, turn)
  if (!command) return say('stale', text.staleCard())
  return allowed(command, turn, async () => {
    const read = readPress(command, values)
    return read ? read.run(withWords(read.text, turn)) : say('stale', text.staleCard()).outcome
  })
}

const allowed = async (
  command: Command,
  { asked: { person } }: DialogueTurn,
  run: () => Promise<Outcome>,
): Promise<Decided> => ({
  command: command.name,
  outcome: holds(person, command.right) ? await run() : say('forbidden', text.forbidden(command, person)).outcome,
})

/** What goes on from what was said is a sentence, or a row of names; a page is said by itself. */
const LONGEST_GOING_ON = 500

/**
 * What the words answer to what these commands left open here (`Command.continues`): an answer just given before all (不对，我要的是安吉
 * is of that, and of no draft). @returns undefined where none of them takes them up
 */
export async function continued(asked: Asked, commands: readonly Command[]): Promise<Decided | undefined> {
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
  if (!reply || !(outcome.status === 'previewed' || isPreview(outcome))) return outcome
  const unused = outcome.unused ?? unusedBy(command, said('ahead'))
  return unused.length > 0 ? { ...outcome, reply: above(reply, note(text.unused(unused))) } : outcome
}
