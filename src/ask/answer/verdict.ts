/** The one gate through which every yes goes: whoever found the answer, it is said only where the comparison agrees. */
import type { Library } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import * as text from '../text.ts'
import { decisionsOn } from './claim.ts'
import type { Outcome } from './outcome.ts'

/** The yes that an answer begins with: 是，…. */
const verdictOf = (lead: string): string | undefined =>
  text.VERDICTS.find((word) => lead.startsWith(`${word}，`) || lead.startsWith(`${word}。`))

/**
 * @param readings the message as it may be meant after those before it
 * @returns the outcome, without its yes where not every claim of one reading agrees with what is written
 */
export function confirmed(outcome: Outcome, readings: readonly Question[], library: Library): Outcome {
  const verdict = outcome.status === 'answered' ? verdictOf(outcome.lead) : undefined
  if (outcome.status !== 'answered' || verdict === undefined) return outcome
  const agrees = readings.some((reading) =>
    decisionsOn(reading, library).every(({ comparison }) => comparison.is === 'agrees'),
  )
  return agrees ? outcome : { ...outcome, lead: text.written(outcome.lead.slice(verdict.length + 1)) }
}
