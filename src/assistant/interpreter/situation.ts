/** Where a talk stands: what somebody left open, what can be said to it, and what was answered before. */
import { type Card, plainText } from '../../message/card.ts'
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import type { Ending } from '../../message/ending.ts'
import { cardOf } from '../../message/outgoing.ts'
import type { Open } from '../../message/thread.ts'
import type { OfferedAct } from '../../message/unsettled.ts'
import { heldBack, leftUndone, stillOpen } from '../text.ts'
import * as text from './text.ts'

export interface Situation {
  /** what stands open with the person, a line each */
  readonly lines: readonly string[]
  /** `of`: the command that it belongs to */
  readonly acts: readonly (OfferedAct & { readonly of: string })[]
  /** the heads of the answers to the turns before, as they were shown, oldest first; empty where there was none */
  readonly answers: readonly string[]
}

/** What can be said to what was shown and is done by one press; changed it is said anew, as a line of its own. */
const settling = (shown: Open): Situation['acts'] => {
  const says = (name: string, summary: string, status: Ending, reply: Card, agrees?: true) => ({
    name,
    of: shown.command,
    summary,
    ...(agrees && { agrees }),
    run: () => Promise.resolve({ status, writes: [], reply }),
  })
  return [
    says('照办', text.agreeing(shown), 'clarify', stillOpen(shown), true),
    says('先放着', text.holding(shown), 'clarify', heldBack(shown)),
    says('不办了', text.dropping(shown), 'declined', leftUndone()),
  ]
}

/** What the program would say is what was asked for. */
export const KEPT = '打算对'
/** What is wished or asked is nothing that the program does or knows. */
export const BEYOND = '办不了'

/** What can be said of the program's own reading. @see hearing.ts for what comes of it */
const ofReading = [
  [KEPT, text.keeping()],
  [BEYOND, text.beyond()],
].map(([name = '', summary = '']) => ({ name, of: name, summary, run: () => Promise.resolve(undefined) }))

/** The head says what was told; a table's rows are looked up anew. Of those before the last only what they were about. */
const LONGEST_ANSWER = 300
const LONGEST_BEFORE = 80

export async function situationOf(asked: Asked, commands: readonly Command[]): Promise<Situation> {
  const [lines, acts]: [string[], Situation['acts'][number][]] = [[], []]
  for (const { name, right, unsettled } of commands) {
    const found = unsettled && holds(asked.person, right) ? await unsettled(asked) : undefined
    lines.push(...(found?.lines ?? []))
    acts.push(...(found?.acts ?? []).map((act) => ({ of: name, ...act })))
  }
  const [shown] = asked.open ?? []
  if (shown && acts.every(({ of }) => of !== shown.command)) acts.unshift(...settling(shown))
  acts.push(...ofReading)
  const last = asked.turns.length - 1
  const answers = asked.turns.map(async ({ id }, at) => {
    const card = id === undefined ? undefined : await cardOf(asked.store, id)
    return card ? plainText(card).slice(0, at === last ? LONGEST_ANSWER : LONGEST_BEFORE) : ''
  })
  return { lines, acts, answers: await Promise.all(answers) }
}
