/** Plain words: done where they are surely meant, offered where they only may be, else asked of the documents. */

import { spansIn, unreadIn } from '../../language/index.ts'
import type { Account } from '../../message/account.ts'
import { above, type Card, sentence } from '../../message/card.ts'
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import { type DialogueTurn, type Done, type ReadAs, run, say } from '../execute.ts'
import { countyOf } from '../help/functions.ts'
import type { DeskParts } from '../parts.ts'
import * as text from '../text.ts'
import { doubtOf } from './confidence.ts'
import { claimed, type Meaning, mayMeanRules, meantBy } from './intent-resolution.ts'
import { articleFor, insteadOf } from './office-rules.ts'

export type Parts = Pick<DeskParts, 'commands' | 'fallback' | 'plan' | 'regions' | 'rules'>

/**
 * Plain words done as they are likeliest meant, by what was guessed or, without a guess, by the command that claims them.
 * Where a model can be asked the doubt comes with it.
 */
export async function plainly(turn: DialogueTurn): Promise<ReadAs> {
  const { asked, parts } = turn
  const likely = asked.likely?.()
  const meant = likely ? meantBy(asked, parts.commands, likely) : claimed(asked, parts.commands)
  const done = await asRead(meant, turn)
  return likely && turn.interpretation !== undefined
    ? { ...done, doubt: doubtOf(meant, likely, asked, done.outcome) }
    : done
}

/** Talk, and what the office has nothing to do with. */
export const notForUs = (idle: 'talk' | 'other'): Done => say(idle === 'talk' ? 'talk' : 'other', text.notForUs(idle))

/** What the documents' side itself says to talk, tricks, what is private and what asks for an opinion. */
const TALKS: ReadonlySet<string> = new Set(['smalltalk', 'injection', 'advice', 'privacy'])

async function asRead(meant: Meaning, turn: DialogueTurn): Promise<Done> {
  const { asked, parts } = turn
  const { commands, fallback, rules } = parts
  const isTheirs = meant.kind === 'command' && holds(asked.person, meant.command.right)
  const ruled = isTheirs || !mayMeanRules(meant, asked.likely?.() ?? []) ? undefined : articleFor(asked, rules)
  if (ruled) return say('answered', ruled)
  switch (meant.kind) {
    case 'command': {
      const { command } = meant
      if (meant.sure || !isTheirs) return withBeside(await run(command, asked.text, turn), meant.beside)
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
      const mayBeOfShown = meant.idle !== 'talk' || (asked.open?.[0]?.isLast && unreadIn(asked.said()).length > 0)
      const told = mayBeOfShown && tellsOnly(asked) && (await waitingFor(asked, commands))
      if (told) return say('clarify', text.notReadBeside(told))
      const answer = await run(fallback, asked.text, turn, meant.alone && { history: [] })
      const instead = answer.outcome.status !== 'answered' && insteadOf(answer.outcome.status, asked, rules)
      if (instead) return say('answered', instead)
      // behind an answer from the ledger it was more likely of that
      if (meant.alone && answer.outcome.status === 'off-topic')
        return say('unread', text.notRead('ledger', parts.plan, countyOf(asked, parts)))
      // A clause is quoted to nobody who did not ask for one.
      if (meant.idle === 'other' && isAccountedFor(answer, asked, fallback)) return answer
      return meant.idle && !TALKS.has(answer.outcome.status) ? notForUs(meant.idle) : answer
    }
  }
}

/** Whether an answer of the papers says something of all but a little of the words: then they were no talk. */
const isAccountedFor = ({ outcome }: Done, asked: Asked, papers: Command): boolean => {
  const account = outcome.status === 'answered' ? papers.accounts?.(asked) : undefined
  return account?.answers === true && account.left * LITTLE <= asked.text.length
}
const LITTLE = 5

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
