/** The door of the documents slice. */
export type { Document, Fact, Provision, Span, Table } from './document.ts'
export { findProvision, provisionText } from './find.ts'
export { documentId, inForce, keepDocument, libraryStamp, storedDocuments, supersededBy } from './library.ts'
export { readDocument } from './read.ts'
export { PassageIndex } from './search/index.ts'
