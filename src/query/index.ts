/** Questions on the ledger: a query is a value, answered by one executor and shown by the shape of what comes out. */
export { cardOf, type Showing } from './present.ts'
export { type LedgerQuery, ledgerQuery, type Test } from './query.ts'
export type { Found, Nothing, Result, Row } from './result.ts'
export { type Asking, answerTo } from './run.ts'
export type { Office } from './select.ts'
