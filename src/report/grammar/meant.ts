/** Whether words without a command are meant as a report: routing asks before anything is said about them. */
import { COURTESY, QUESTION, REPORTING, REQUESTING } from './lexicon.ts'
import type { Figures, NilReport, Refusal } from './reading.ts'

/** Faults that only a message with a figure can have. */
const OF_FIGURES = new Set([
  'not-a-number',
  'bad-unit',
  'negative',
  'fraction',
  'future-date',
  'too-large-suspicious',
  'decreasing-suspicious',
])

/**
 * @param text in the form that is read
 * @param hasNumber whether a number stands in it that could be a value
 * @param hasName whether an indicator is named
 */
export function isMeant(
  text: string,
  as: Figures | NilReport | Refusal,
  hasNumber: boolean,
  hasName: boolean,
): boolean {
  const isReport = REPORTING.test(text)
  const asks = QUESTION.test(text.replace(COURTESY, ''))
  if (asks && !(REQUESTING.test(text) && (as.kind === 'nil' || (hasNumber && hasName)))) return false
  if (as.kind !== 'error') return true
  const { kind } = as.error
  if (kind === 'ambiguous-indicator') return hasNumber
  if (kind === 'unknown-indicator') return hasNumber && isReport
  if (OF_FIGURES.has(kind)) return hasName && hasNumber
  return hasName && isReport
}
