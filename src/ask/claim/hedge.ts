/** Words that make a sentence less than a promise, kept where what follows them is told. */
import { HEDGES, hitsOf } from './words.ts'

const REACH = 12
const TELLING_RUN = 4

/**
 * 鼓励企业加强合作 said as 企业加强合作.
 *
 * @param clause    flat
 * @param said      the whole sentence, flat: a hedge may stand anywhere in it
 * @param statement flat
 */
export const dropsHedge = (clause: string, said: string, statement: string): boolean =>
  HEDGES.some((hedge) => {
    if (hedge.some((word) => said.includes(word))) return false
    return hitsOf(statement, { hedge }).some(({ to }) => {
      const reach = /^[^,;:、()]*/.exec(statement.slice(to))?.[0] ?? ''
      return startsIn(clause, reach.slice(0, REACH + TELLING_RUN))
    })
  })

/** Whether the clause has some four characters in a row of what follows a hedge. */
function startsIn(clause: string, reach: string): boolean {
  for (let from = 0; from + TELLING_RUN <= reach.length; from++)
    if (clause.includes(reach.slice(from, from + TELLING_RUN))) return true
  return false
}
