/** The answer to a question that stays with the clause that was told, or that this clause does not say it. */

import type { Library } from '../evidence/library.ts'
import { nearTo } from '../evidence/rank.ts'
import { leaningOf, readingsInside, type ToldBefore } from '../question/leaning.ts'
import type { Question } from '../question/question.ts'
import * as text from '../text.ts'
import { filled } from './answer.ts'
import { beyondTheText, decline } from './decline.ts'
import { type AskOutcome, placeName, type Refused, refused } from './outcome.ts'

/** Longer than that, a question with a noun says all that it asks. */
const BRIEF = 12

/**
 * Candidates are the provisions that were told, and no others.
 * @param before   the question that they answered
 * @param isStrict nobody else is asked: what they do not say is declined
 * @returns undefined where the question is of something else, or may be
 */
export function staying(
  question: Question,
  before: Question | undefined,
  told: ToldBefore,
  library: Library,
  isStrict: boolean,
): AskOutcome | undefined {
  const leaning = leaningOf(question, told, library)
  if (leaning === 'apart') return undefined
  const readings = readingsInside(question, before, told)
  for (const one of readings) {
    const near = nearTo(one, library)
    const beyond = beyondTheText(one, near, library)
    if (beyond) return beyond
    const answer = filled(one, near, library)
    if (answer?.status === 'answered') return answer
  }
  const [first] = readings
  const standsAlone = leaning === 'inside' && question.text.length > BRIEF
  return first && isStrict && !standsAlone ? notWrittenThere(first, told, library) : undefined
}

/** Another year or place is declined as ever; else it is this clause that does not say it. */
function notWrittenThere(question: Question, { quotes }: ToldBefore, library: Library): Refused {
  const no = decline(question, nearTo(question, library), library)
  const [first] = quotes
  if (!first || OF_ITSELF.has(no.reason)) return no
  return refused('near-miss', text.notInClause(placeName(first.provision)), [first])
}

const OF_ITSELF: ReadonlySet<Refused['reason']> = new Set(['other-year', 'other-region', 'split', 'result', 'cut-off'])
