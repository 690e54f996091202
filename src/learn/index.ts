/** Learning: what people think of answers, what was not answered, and answers that a coordinator reviewed. */
import type { Document } from '../documents/index.ts'
import type { Command } from '../message/command.ts'
import { type KeyOf, questionsCommand } from './questions.ts'
import { vouchCommand } from './review.ts'
import { reviewedFirst, shelfOf } from './reviewed-first.ts'
import { type Hours, verdictCommand } from './verdict.ts'

/** The commands of learning, around the question command. */
export interface Learning {
  /** the question command, with reviewed answers before its own */
  readonly question: Command
  readonly commands: readonly Command[]
}

/**
 * The question command with reviewed answers first, and the commands by which answers are judged and reviewed.
 * @param documents those in force, the plan's own first
 * @param hours when a coordinator is told of a wrong answer
 */
export function learning(question: Command, keyOf: KeyOf, documents: readonly Document[], hours: Hours): Learning {
  const shelf = shelfOf(documents)
  return {
    question: reviewedFirst(question, keyOf, shelf),
    commands: [questionsCommand(keyOf), vouchCommand(keyOf, shelf), verdictCommand(hours)],
  }
}
