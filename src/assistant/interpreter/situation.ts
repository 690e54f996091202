/** Where a talk stands: what somebody left open, what can be said to it, and what was answered last. */
import { plainText } from '../../message/card.ts'
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import { cardOf } from '../../message/outgoing.ts'
import type { Act } from '../../message/unsettled.ts'

export interface Situation {
  /** what stands open with the person, a line each */
  readonly lines: readonly string[]
  /** `of`: the command that it belongs to */
  readonly acts: readonly (Act & { readonly of: string })[]
  /** the head of the last answer, as it was shown; empty where there was none */
  readonly answer: string
}

/** The head says what was told; a table's rows are looked up anew. */
const LONGEST_ANSWER = 240

export async function situationOf(asked: Asked, commands: readonly Command[]): Promise<Situation> {
  const [lines, acts]: [string[], Situation['acts'][number][]] = [[], []]
  for (const { name, right, unsettled } of commands) {
    const found = unsettled && holds(asked.person, right) ? await unsettled(asked) : undefined
    lines.push(...(found?.lines ?? []))
    acts.push(...(found?.acts ?? []).map((act) => ({ of: name, ...act })))
  }
  const last = asked.turns.at(-1)?.id
  const card = last === undefined ? undefined : await cardOf(asked.store, last)
  return { lines, acts, answer: card ? plainText(card).slice(0, LONGEST_ANSWER) : '' }
}
