/** Questions on the ledger: a query is a value, answered by one executor and shown by the shape of what comes out. */

export { type ActsQuery, actsQuery, type Deed } from './acts/acts-query.ts'
export { actsCard } from './acts/card.ts'
export { actsDone } from './acts/done.ts'
export { isWide } from './answer/breadth.ts'
export type { Result } from './answer/result.ts'
export { answerTo } from './answer/run.ts'
export type { Office } from './answer/select.ts'
export { queryButton } from './card/follow-up-buttons.ts'
export { cardOf } from './card/present.ts'
export { placedIn } from './card/sentence/placed.ts'
export { groupsOf } from './cube/group.ts'
export { isSized, nameOfMeasure } from './measures/measure.ts'
export {
  type LedgerQuery,
  ledgerQuery,
  type Supposed,
  type Test,
  type Versus,
  type Whom,
} from './query.ts'
export { type PlaceStanding, standingsOf } from './standings.ts'
