/** Whether words without a command are meant as a report: routing asks before anything is said about them. */

import { askingOf, REPORTING, REQUESTING, WANTING } from './asking.ts'
import type { Figures, NilReport, Refusal } from './reading.ts'

/** Faults that only a message with a figure can have. */
const OF_FIGURES = new Set(['too-many', 'not-a-number', 'bad-unit', 'negative', 'fraction', 'future-date'])

/** What stands in a message, whatever it was read as. */
interface Holds {
  /** a number that could be a value */
  readonly number: boolean
  /** an indicator's name */
  readonly name: boolean
  /** a day or month */
  readonly date: boolean
}

/** @param text in the form that is read */
export function isMeant(text: string, as: Figures | NilReport | Refusal, holds: Holds): boolean {
  if (!isTold(text, as, holds)) return false
  if (as.kind !== 'error') return true
  const isReport = REPORTING.test(text)
  const { kind } = as.error
  if (kind === 'ambiguous-indicator') return holds.number
  if (kind === 'unknown-indicator') return holds.number && (isReport || holds.name)
  if (OF_FIGURES.has(kind)) return holds.name && holds.number
  return holds.name && isReport
}

/**
 * Whether something is told, though the words may ask as well.
 * - 登记一下好吗, 应为188家吗: what is asked is that the figure be taken. A nil report bears no figure, so 零报告怎么报 asks.
 * - 高企10月底56家了吧？: whole as a report, and nothing but its ending asks; which is meant the sender is asked.
 * - 信息经济增长12%左右，对吧: a courtesy, but no figure that could be taken.
 */
function isTold(text: string, as: Figures | NilReport | Refusal, holds: Holds): boolean {
  const asking = askingOf(text)
  if (asking === undefined) return true
  if (asking === 'courtesy') return as.kind !== 'error' || REPORTING.test(text)
  const isWhole = holds.number && holds.name
  if (asking === 'ends-asking' && as.kind === 'items' && isWhole && holds.date && !WANTING.test(text)) return true
  return REQUESTING.test(text) && (as.kind === 'nil' ? asking === 'ends-asking' : isWhole)
}
