/** The one gate through which every yes goes: whoever found the answer, it is said only where the comparison agrees. */

import { isOfThat } from '../claim/pinned.ts'
import { statedIn } from '../claim/stated.ts'
import type { Library } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import * as text from '../text.ts'
import { flat } from '../words/normalise.ts'
import { claimsOf, decisionsOn } from './claim.ts'
import type { Found, Outcome } from './outcome.ts'

/**
 * A figure that answers a question is said of what was asked: else the words are shown as the document's.
 *
 * 全市要处置多少家, where the paper speaks for the province.
 */
function pinned(outcome: Found, readings: readonly Question[], library: Library): Outcome {
  const shown = flat(outcome.lead)
  const statements = outcome.quotes.flatMap(({ document, text: quote }) =>
    statedIn(document).filter((one) => one.figure && quote.includes(one.sentence) && shown.includes(one.figure.text)),
  )
  const asked = readings[0] ? claimsOf(readings[0], library)[0] : undefined
  const isOther = asked && !asked.figure && statements.length > 0 && !statements.some((one) => isOfThat(asked, one))
  return isOther ? { ...outcome, lead: text.written(outcome.lead) } : outcome
}

/** The yes that an answer begins with: 是，…. */
const verdictOf = (lead: string): string | undefined =>
  text.VERDICTS.find((word) => lead.startsWith(`${word}，`) || lead.startsWith(`${word}。`))

/**
 * @param readings the message as it may be meant after those before it
 * @returns the outcome, without its yes where not every claim of one reading agrees with what is written
 */
export function confirmed(outcome: Outcome, readings: readonly Question[], library: Library): Outcome {
  const verdict = outcome.status === 'answered' ? verdictOf(outcome.lead) : undefined
  if (outcome.status !== 'answered') return outcome
  if (verdict === undefined) return pinned(outcome, readings, library)
  const agrees = readings.some((reading) =>
    decisionsOn(reading, library).every(({ comparison }) => comparison.is === 'agrees'),
  )
  return agrees ? outcome : { ...outcome, lead: text.written(outcome.lead.slice(verdict.length + 1)) }
}
