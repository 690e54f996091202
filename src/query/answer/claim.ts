/** Whether a claim is so of everything that is left: yes, no, or it cannot be said, with what speaks for and against. */

import type { Lens } from '../measures/read-measure.ts'
import { isKnown } from '../measures/reading.ts'
import type { Test } from '../query.ts'
import { judged, quantified, type Truth, truthsOf } from './condition.ts'
import type { Entry, Row, Unknown, Verdict } from './result.ts'

/**
 * Whether a claim holds of rows, with the entries for and against it; a reason where it cannot be told.
 * @param rows what is left after the query's conditions
 */
export function verdictOn(claim: Test, rows: readonly Row[], lens: Lens): Verdict {
  const entries = rows.flatMap((row) => row.entries)
  const { over: _, ...plain } = claim
  const truths: Truth[] =
    isFolded(rows) && claim.to === 'versus'
      ? besideOthers(plain, rows)
      : isFolded(rows)
        ? rows.flatMap((row) => {
            const one = row.folded?.get(claim.measure)
            return one ? [judged(plain, one.reading)] : []
          })
        : truthsOf(
            claim,
            entries.map((one) => one.cell),
            lens,
          )
  const of = (truth: boolean): Entry[] => (isFolded(rows) ? [] : entries.filter((_, at) => truths[at] === truth))
  return {
    // A quantifier over periods or indicators is in the truths; it must then hold of each.
    truth: quantified(claim.over ? 'every' : (claim.holds ?? 'every'), truths),
    speaking: of(true),
    against: of(false),
    unknown: isFolded(rows)
      ? []
      : entries.flatMap(({ cell }, at): Unknown[] => {
          const why = truths[at]
          return typeof why === 'string' ? [{ cell, why }] : []
        }),
  }
}

/** The first row against each of the others; whoever has nothing comes after whoever has. */
function besideOthers(claim: Test, [first, ...others]: readonly Row[]): Truth[] {
  const own = first?.folded?.get(claim.measure)?.reading
  return others.map((row): Truth => {
    const other = row.folded?.get(claim.measure)?.reading
    if (!isKnown(own)) return isKnown(other) ? claim.op.startsWith('>') : (own?.absent ?? 'none')
    return isKnown(other) ? judged({ ...claim, to: other.is }, own) : claim.op.startsWith('<')
  })
}

const isFolded = (rows: readonly Row[]): boolean => rows.some((row) => row.folded !== undefined)
