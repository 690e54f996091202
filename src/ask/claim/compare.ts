/** A claim and one statement of a paper, field by field. */

import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import type { Claimed } from './claimed.ts'
import { agrees, FIELDS, unsure } from './fields.ts'
import { fitOf, subjectFit, withoutCarried } from './fit.ts'
import { standsInOrder } from './order.ts'
import type { SourceStatement } from './stated.ts'
import type { ClaimField, ClaimVerdict, ComparisonContext } from './verdict.ts'

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

/** Hundredths of the subject that the claim must name to be about it. */
const NAMED = 50

/** Whether the claim is about what the statement is about: `unsure` of `words` where some stand nowhere in it, of `subject` where too little of it is named. */
export function subject(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext): ClaimVerdict {
  const fit = subjectFit(claimed, stated, meaning)
  if (fit.missing.length > 0) return unsure('words')
  if (meaning.telling) return !claimed.figure || isWhole(claimed, stated, meaning) ? agrees : unsure('subject')
  if (claimed.figure) return fit.named < NAMED ? unsure('subject') : agrees
  return isInOneItem([...fit.said, ...claimed.places.map(({ name }) => name)], stated.text) ? agrees : unsure('subject')
}

/** All of the object is named, in some of its wordings: 存量建设用地 is not 建设用地. */
const isWhole = ({ words }: Claimed, { subjects }: SourceStatement, { same }: ComparisonContext): boolean =>
  subjects.some((one) => fitOf(one, words, '', same).missing.length === 0)

/** 织里童装是诸暨的: both stand in one row, and with two items of it. What follows 等 names the whole row. */
function isInOneItem(said: readonly string[], text: string): boolean {
  return cutAt(text, '，,：:').every((clause) => {
    const items = cutAt(clause, '、').map(flat)
    const [last = '', name = ''] = (items.at(-1) ?? '').split('等')
    const row = [...items.slice(0, -1), last]
    const own = said.filter((word) => !name.includes(word) && row.some((item) => item.includes(word)))
    return row.length < 3 || own.length < 2 || row.some((item) => own.every((word) => item.includes(word)))
  })
}

/** Whether the words of the claim stand in the sentence in an order that says the same, else `unsure`. */
export function order({ words }: Claimed, { sentence }: SourceStatement): ClaimVerdict {
  return standsInOrder(withoutCarried(words), sentence) ? agrees : unsure('words')
}
