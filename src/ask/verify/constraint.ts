/** Whether what is cited is about the years and places that the question names. */
import { yearsIn, yearsStated } from '../question/constraints.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import type { Evidence } from './evidence.ts'
import type { Reply } from './reply.ts'

/** @returns the first year or place that neither the evidence meets nor the reply says to be missing */
export function unmetIn(
  reply: Reply,
  cited: readonly Cited[],
  { asked: { years, places, base }, provisions }: Evidence,
): string | undefined {
  // What is denied is said of another year or place.
  if (reply.premise && reply.premise.holds !== 'yes') return undefined
  const missing = flat(reply.missing ?? '')
  const holds = (word: string): boolean => provisions.some(({ lines }) => lines.some(({ text }) => text.includes(word)))
  const asked = [...years, ...yearsIn(flat(reply.question), base, holds).map(({ year }) => year)]
  const year = asked.find((one) => !missing.includes(String(one)) && !cited.some((from) => speaksOf(from, one)))
  if (year !== undefined) return `${year}年`
  return places.find(
    (place) => !missing.includes(flat(place)) && !cited.some(({ whole }) => whole.includes(flat(place))),
  )
}

const speaksOf = ({ whole, paper }: Cited, year: number): boolean =>
  paper.year === year || yearsStated(whole).has(year) || whole.includes(String(year))
