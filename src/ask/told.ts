/** What a question may lean on: where the last answer of the talk stands, or the goal of the indicator it spoke of. */
import { type Document, sentenceSaying } from '../documents/index.ts'
import { endsTalk, type Turn } from '../message/command.ts'
import type { Told } from '../message/thread.ts'
import type { Indicator, IndicatorId } from '../office/plan.ts'

/** Where the goal of an indicator is set. */
export type GoalOf = (indicator: IndicatorId) => Told | undefined

/**
 * Finds the sentence of a plan's own document that sets an indicator's goal, for what goes on from a goal.
 * @param document the plan's own; without it no goal is found
 */
export const goalsIn =
  (document: Document | undefined, indicators: readonly Indicator[]): GoalOf =>
  (id) => {
    const one = indicators.find((each) => each.id === id)
    const goal = one && document && sentenceSaying(document, one.section, one.target.wording)
    return (
      goal && {
        line: goal.text,
        clauses: [{ document: document.title, section: goal.provision.label, quote: goal.text }],
      }
    )
  }

/**
 * The newest turn that told something of the papers, or answered on one indicator; a report is of one's own figures.
 * @param asking the command that answers from the papers: where it found nothing, nothing older is meant
 */
export function toldBefore(turns: readonly Turn[], asking: string, goalOf: GoalOf): Told | null {
  for (const turn of turns.toReversed()) {
    const { told, topic } = turn.kept ?? {}
    if (told) return told
    if (turn.command === asking || endsTalk(turn) || (topic && turn.status !== 'answered')) return null
    const [spoken, another] = (topic?.indicators ?? []).flatMap((ids) => (ids.length === 1 ? ids : []))
    if (spoken !== undefined) return another === undefined ? (goalOf(spoken) ?? null) : null
  }
  return null
}
