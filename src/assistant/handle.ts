/** A message's whole way: seen before? decided (decide.ts), and committed as one; anew where somebody was first. */

import type { Command, Outcome } from '../message/command.ts'
import { ENDINGS } from '../message/ending.ts'
import { isKnown, seen } from '../message/inbox.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import { answerTo, type Outgoing, post, shownAs } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'
import { allLevelled, type LevelNames, valuesLevelled } from '../office/levels.ts'
import { accessed } from '../people/index.ts'
import { Conflict, type Reader, readingOnce, type Statement } from '../store/index.ts'
import { failed } from './cut-off.ts'
import { decide, dialogueTurnOf } from './decide.ts'
import type { Decided } from './execute.ts'
import type { Unsure } from './interpreter/unsure.ts'
import { keptBy } from './meaning/dialogue-state.ts'
import type { DeskParts, Handled, HandleOptions } from './parts.ts'

/** Two people at one figure settle within two or three turns; more is a fault of ours. */
const TRIES = 8

/**
 * A message from its inbox row to its end, in one commit; decided anew from a fresh read where somebody was faster.
 * @returns what the reader is unsure of, nothing being committed, where a model can still be asked
 */
export async function handle(
  message: Incoming,
  now: Instant,
  whole: DeskParts,
  interpretation?: HandleOptions['interpretation'],
): Promise<Handled | { readonly unsure: Unsure }> {
  const parts = message.readsOnly ? { ...whole, commands: whole.commands.filter(readsOnly) } : whole
  try {
    return await untilSettled(() => handleOnce(message, now, parts, interpretation))
  } catch (error) {
    return failed(inboxId(message), error, parts.log)
  }
}

/** Anew, from a fresh read, for as long as somebody else was first. */
async function untilSettled<Done>(work: () => Promise<Done>): Promise<Done> {
  for (let tried = 0; tried < TRIES; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
  throw new Error(`gave up after ${TRIES} conflicts`)
}

/** @throws Conflict when what it read was overtaken: as it commits, or while a command still reads */
async function handleOnce(
  message: Incoming,
  now: Instant,
  parts: DeskParts,
  interpretation: HandleOptions['interpretation'],
): ReturnType<typeof handle> {
  const id = inboxId(message)
  const store = readingOnce(parts.store)
  const [known, turn] = await Promise.all([
    isKnown(store, id),
    dialogueTurnOf(message, now, { ...parts, store }, interpretation),
  ])
  if (known) return { status: 'duplicate' }
  const decided = inOwnWords(await decide(turn), parts.regions.levels)
  if ('unsure' in decided) return decided
  const { command, outcome, interpreted } = decided
  await store.commit(await unitOfWork(message, now, decided, store))
  const { status, grows } = outcome
  const { family } = ENDINGS[status]
  parts.log({ event: 'handled', id, command, status, family, ...(interpreted && { interpreted }) })
  return { status, ...(grows && { grows: true }) }
}

/** What is said, kept, written, or told to a model is in the words of this office. */
function inOwnWords(deciding: Awaited<ReturnType<typeof decide>>, own: LevelNames): typeof deciding {
  if ('unsure' in deciding) return allLevelled(deciding, own)
  const { writes, ...told } = deciding.outcome
  const written = writes.map((one) => ({ ...one, params: valuesLevelled(one.params, own) }))
  return { ...deciding, outcome: { ...allLevelled(told, own), writes: written } }
}

/** What a program may have done for it. */
const readsOnly = ({ effect }: Command): boolean => effect === 'reads'

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
