/** Plain words: done where they are surely meant, offered where they only may be, else asked of the documents. */

import { spansIn } from '../../language/index.ts'
import type { Account } from '../../message/account.ts'
import { above, type Card, sentence } from '../../message/card.ts'
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import type { Ending } from '../../message/ending.ts'
import type { Wire } from '../../message/input.ts'
import { countyOf } from '../help/functions.ts'
import type { DeskParts } from '../parts.ts'
import * as text from '../text.ts'
import { type Doubt, doubtOf } from './doubt.ts'
import { claimed, type Meaning, mayMeanRules, meantBy } from './meant.ts'
import { articleFor, insteadOf } from './ruled.ts'

/** What became of a message, and by which command. */
export interface Done {
  readonly command: string | null
  readonly outcome: Outcome
  /** a model said what was meant */
  readonly interpreted?: true
}

export interface Doing {
  /** with the rights looked at; `supposed`: what changes anything is shown first; an empty `history`: nothing was said before */
  readonly run: (
    command: Command,
    words: string,
    how?: Partial<Pick<Asked, 'commanded' | 'supposed' | 'history'>>,
  ) => Promise<Done>
  /** what a button with these values would bring */
  readonly press: (command: string, values: Wire) => Promise<Done>
  /** the same message, with these words in place of its own */
  readonly withWords: (words: string) => Asked
}

export type Parts = Pick<DeskParts, 'commands' | 'fallback' | 'plan' | 'regions' | 'rules'>

/** What the reader made of a message; nothing of it is committed yet. */
export interface ReadAs extends Done {
  /** absent: nobody would be asked */
  readonly doubt?: Doubt
}

/**
 * Plain words done as they are likeliest meant, by what was guessed or, without a guess, by the command that claims them.
 * @param isHelped somebody can be asked where it is doubtful: the doubt comes with it
 */
export async function plainly(asked: Asked, parts: Parts, doing: Doing, isHelped: boolean): Promise<ReadAs> {
  const likely = asked.likely?.()
  const meant = likely ? meantBy(asked, parts.commands, likely) : claimed(asked, parts.commands)
  const done = await asRead(meant, asked, parts, doing)
  return likely && isHelped ? { ...done, doubt: doubtOf(meant, likely, asked, done.outcome) } : done
}

export const say = (status: Ending, reply: Outcome['reply']): Done => ({
  command: null,
  outcome: { status, writes: [], ...(reply && { reply }) },
})

/** Talk, and what the office has nothing to do with. */
export const notForUs = (idle: 'talk' | 'other'): Done => say(idle === 'talk' ? 'talk' : 'other', text.notForUs(idle))

/** What the documents' side itself says to talk, tricks, what is private and what asks for an opinion. */
const TALKS: ReadonlySet<string> = new Set(['smalltalk', 'injection', 'advice', 'privacy'])

async function asRead(meant: Meaning, asked: Asked, parts: Parts, doing: Doing): Promise<Done> {
  const { commands, fallback, rules } = parts
  const isTheirs = meant.kind === 'command' && holds(asked.person, meant.command.right)
  const ruled = isTheirs || !mayMeanRules(meant, asked.likely?.() ?? []) ? undefined : articleFor(asked, rules)
  if (ruled) return say('answered', ruled)
  switch (meant.kind) {
    case 'command': {
      const { command } = meant
      if (meant.sure || !isTheirs) return withBeside(await doing.run(command, asked.text), meant.beside)
      return offered(command, asked, text.whichOne([command, fallback], asked.text))
    }
    case 'unclear':
      return say('clarify', text.whichOne(meant.commands, asked.text))
    case 'unread': {
      const waiting = await waitingFor(asked, commands)
      if (waiting) return say('clarify', text.notReadBeside(waiting))
      return meant.foreign
        ? notForUs('other')
        : say('unread', text.notRead(meant.of, parts.plan, countyOf(asked, parts)))
    }
    case 'documents': {
      // what only tells something beside a draft asks for no clause
      const told = meant.idle !== 'talk' && tellsOnly(asked) && (await waitingFor(asked, commands))
      if (told) return say('clarify', text.notReadBeside(told))
      const answer = await doing.run(fallback, asked.text, meant.alone && { history: [] })
      const instead = answer.outcome.status !== 'answered' && insteadOf(answer.outcome.status, asked, rules)
      if (instead) return say('answered', instead)
      // behind an answer from the ledger it was more likely of that
      if (meant.alone && answer.outcome.status === 'off-topic')
        return say('unread', text.notRead('ledger', parts.plan, countyOf(asked, parts)))
      // A clause is quoted to nobody who did not ask for one.
      return meant.idle && !TALKS.has(answer.outcome.status) ? notForUs(meant.idle) : answer
    }
  }
}

/** An answer with what the papers say of the same above it. */
function withBeside(done: Done, paper: Account | undefined): Done {
  const { reply, status } = done.outcome
  if (!reply || !paper?.beside || status !== 'answered') return done
  const both = above(reply, sentence(paper.beside.title), paper.beside.blocks)
  return { ...done, outcome: { ...done.outcome, reply: both, ...(paper.told && { told: paper.told }) } }
}

const tellsOnly = ({ said, person }: Asked): boolean =>
  person !== undefined &&
  (['ask', 'topic', 'document', 'section', 'act'] as const).every((kind) => spansIn(said(), kind).length === 0)

/** What stands open, shown again: whatever was not understood may have been an answer to it. */
export async function waitingFor(asked: Asked, commands: readonly Command[]): Promise<Card | undefined> {
  const [shown] = asked.open ?? []
  if (shown) return text.stillOpen(shown)
  const agree = commands.find(({ intents }) => intents?.includes('agree'))
  const offer = agree && holds(asked.person, agree.right) ? await agree.offers?.(asked) : undefined
  return offer?.status === 'clarify' ? offer.reply : undefined
}

/** @param card what is shown where the command has nothing of its own to show first */
export async function offered(command: Command, asked: Asked, card: Card): Promise<Done> {
  const outcome = await command.offers?.(asked)
  return outcome ? { command: command.name, outcome } : say('clarify', card)
}
