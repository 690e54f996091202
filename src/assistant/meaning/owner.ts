/** Who answers a question of figures: the ledger, by what was reported, or the papers, by what they set. */
import type { Account } from '../../message/account.ts'
import type { Asked, Command } from '../../message/command.ts'

/**
 * Decided by what each side makes of the question, and nowhere else. What was done is the ledger's, and what is to be reached
 * the papers', who say also what they do not set. Of a figure that may be either the side answers that has an answer; of two
 * the one that accounts for more of the words; where neither does, both.
 * @returns an account: the ledger answers, and the papers beside it by this
 */
export function ownerOf(asked: Asked, commands: readonly Command[]): 'ledger' | 'paper' | Account {
  const ledger = commands.find(({ accounts, answersFrom }) => accounts && !answersFrom)?.accounts?.(asked)
  if (!ledger || ledger.of === 'done') return 'ledger'
  if (ledger.of === 'due') return 'paper'
  const paper = paperOf(asked, commands)
  if (!paper?.answers) return 'ledger'
  const more = ledger.left - paper.left
  return !ledger.answers || more > 0 ? 'paper' : more < 0 ? 'ledger' : paper
}

/** What the papers make of a question; undefined where none can be asked. */
export const paperOf = (asked: Asked, commands: readonly Command[]): Account | undefined =>
  commands.find(({ answersFrom }) => answersFrom === 'documents')?.accounts?.(asked)
