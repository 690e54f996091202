/** Questions on the ledger: a query is a value, answered by one executor and shown by the shape of what comes out. */
export { cardOf } from './present.ts'
export { type LedgerQuery, ledgerQuery, type Test } from './query.ts'
export type { Result } from './result.ts'
export { answerTo } from './run.ts'
export type { Office } from './select.ts'
