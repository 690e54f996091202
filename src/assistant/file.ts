/** A file is evidence of an update, or a document for the library: by what it answers and who sends it. */
import type { Asked, Command } from '../message/command.ts'
import { holds } from '../message/declare.ts'
import * as text from './text.ts'

/**
 * What a file without a command is for: evidence of an update, or a document to be taken in.
 * @param isEvidence whether the file answers an update, or follows one closely
 */
export const fileCommand = (
  evidence: Command,
  bring: Command,
  isEvidence: (asked: Asked) => Promise<boolean>,
): Command => ({
  ...evidence,
  right: { kind: 'listed' },
  async run(asked) {
    const meant = holds(asked.person, bring.right) && !(await isEvidence(asked)) ? bring : evidence
    return holds(asked.person, meant.right)
      ? meant.run(asked)
      : { status: 'forbidden', writes: [], reply: text.forbidden(meant, asked.person) }
  },
})
