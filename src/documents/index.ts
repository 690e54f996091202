/** The door of the documents slice. */
export type { Document, Fact, Provision, Sentence, Span, Table } from './document.ts'
export { findProvision, provisionText } from './find.ts'
export { readDocument } from './read.ts'
export { type Hit, type Passage, PassageIndex } from './search/index.ts'
