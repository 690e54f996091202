/** The door of the documents slice. */

export { doubtsOf, FACT_NAMES } from './doubts.ts'
export { organsIn } from './facts/body.ts'
export { amountText, figuredClauses } from './facts/figure.ts'
export { isPlaceName } from './facts/grid-fact.ts'
export { pastYearOf } from './facts/past.ts'
export { type TimeSort, timesIn } from './facts/time.ts'
export { FORMATS } from './files/text.ts'
export { findProvision, provisionText, sentenceSaying } from './find.ts'
export {
  documentId,
  inForce,
  keepDocument,
  replaces,
  type Shelved,
  shelvedDocument,
  shelvedDocuments,
  storedDocuments,
  supersededBy,
  withdrawDocument,
} from './library/library.ts'
export { libraryStamp } from './library/stamp.ts'
export { readDocument } from './read.ts'
export { PassageIndex } from './search/index.ts'
export type { Document, Fact, Provision, Span, Table } from './structure/document.ts'
export { ordinal } from './structure/numerals.ts'
export {
  type Column,
  columnsOf,
  levelsOf,
  nameOf,
  saidOf,
  senseOf,
  unitOf,
  withoutUnit,
  yearsOf,
} from './table/column.ts'
export { isNote, isTotalName, under } from './table/shape.ts'
export { canAdd, wrongSums } from './table/sum.ts'
