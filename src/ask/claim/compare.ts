/** A claim and one statement of a paper, field by field. */
import { condition, day, level, place, polarity, share, widening, year } from './circumstance.ts'
import type { Claimed } from './claimed.ts'
import type { SourceStatement } from './stated.ts'
import { order, subject } from './subject.ts'
import { agrees, type Check, type ClaimField, type ClaimVerdict, type ComparisonContext } from './verdict.ts'
import { basis, bound, direction, modality, number } from './worth-fields.ts'

/**
 * `agrees` only where every field does; `differs` only where the subject is the same and a field plainly is not.
 */
export function compare(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext = {}): ClaimVerdict {
  const found = faultsOf(claimed, stated, meaning)
  const briefly = meaning.only && found.find((one) => one.is === 'differs')
  if (briefly && found.every((one) => one.is === 'differs' || one.field === 'subject' || !DECISIVE.has(one.field)))
    return briefly
  const doubt = found.find((one) => one.is === 'unsure' && DECISIVE.has(one.field))
  return doubt ?? found.find((one) => one.is === 'differs') ?? found[0] ?? agrees
}

/** Every field that does not agree. */
export function faultsOf(
  claimed: Claimed,
  stated: SourceStatement,
  meaning: ComparisonContext = {},
): Exclude<ClaimVerdict, { is: 'agrees' }>[] {
  const named = subject(claimed, stated, meaning)
  // what is not there at all stands in no order
  const others = named.is === 'unsure' && named.field === 'words' ? FIELDS : [order, ...FIELDS]
  return [named, ...others.map((field) => field(claimed, stated, meaning))].filter((one) => one.is !== 'agrees')
}

/** Where one of these is open, no other field can be said to differ. */
const DECISIVE: ReadonlySet<ClaimField> = new Set(['subject', 'words', 'condition', 'polarity', 'share', 'place'])

/** Beside the subject and the order of its words. */
const FIELDS: readonly Check[] = [
  widening,
  polarity,
  condition,
  share,
  year,
  day,
  level,
  place,
  number,
  direction,
  basis,
  bound,
  modality,
]
