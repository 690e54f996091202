/** Whether a claim speaks of the subject of a statement, and in its order of words. */
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import type { Claimed } from './claimed.ts'
import { type ClaimFit, fitOf, withoutCarried } from './fit.ts'
import { standsInOrder } from './order.ts'
import type { SourceStatement } from './stated.ts'
import { agrees, type ClaimVerdict, type ComparisonContext, unsure } from './verdict.ts'

/** Hundredths of the subject that the claim must name to be about it. */
const NAMED = 50

/** How well the claim's words name the statement's subject, by the best of the ways in which it is worded. */
export function subjectFit(
  claimed: Claimed,
  stated: SourceStatement,
  { same, telling }: ComparisonContext = {},
): ClaimFit {
  const around = telling ? stated.context : `${stated.context}/${stated.beside ?? ''}`
  const fits = stated.subjects.map((subject) => fitOf(claimed.words, subject, around, same))
  const best = fits.reduce((so, one) => (one.cost < so.cost ? one : so))
  // What one wording leaves to its surroundings, another may name.
  return { ...best, named: Math.max(...fits.map((one) => one.named)) }
}

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
