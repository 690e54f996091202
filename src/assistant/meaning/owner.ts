/** Who answers a question of figures: the ledger, by what was reported, or the papers, by what they set. */
import type { Account } from '../../message/account.ts'
import type { Asked, Command } from '../../message/command.ts'

export interface Owner {
  readonly owner: 'ledger' | 'paper' | 'both'
  /** what the papers make of it, where they answer beside the ledger */
  readonly paper?: Account
}

/**
 * Decided by what each side makes of the question, and nowhere else. What was done is the ledger's, and what is to be reached
 * the papers', who say also what they do not set. Of a figure that may be either the side answers that has an answer; of two
 * the one that accounts for more of the words; where neither does, both.
 */
export function ownerOf(asked: Asked, commands: readonly Command[]): Owner {
  const ledger = commands.find(({ accounts, answersFrom }) => accounts && !answersFrom)?.accounts?.(asked)
  if (!ledger || ledger.of === 'done') return { owner: 'ledger' }
  if (ledger.of === 'due') return { owner: 'paper' }
  const paper = paperOf(asked, commands)
  if (!paper?.answers) return { owner: 'ledger' }
  const more = lengthOf(ledger) - lengthOf(paper)
  return !ledger.answers || more > 0 ? { owner: 'paper' } : more < 0 ? { owner: 'ledger' } : { owner: 'both', paper }
}

/** What the papers make of a question; undefined where none can be asked. */
export const paperOf = (asked: Asked, commands: readonly Command[]): Account | undefined =>
  commands.find(({ answersFrom }) => answersFrom === 'documents')?.accounts?.(asked)

/** How many characters of the question it says nothing of. */
const lengthOf = ({ left }: Account): number => left.reduce((sum, { length }) => sum + length, 0)
