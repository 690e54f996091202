/** What a comparison of a claim with a statement comes to, field by field. */
import type { Document } from '../../documents/index.ts'
import type { Claimed } from './claimed.ts'
import type { Same } from './fit.ts'
import type { SourceStatement } from './stated.ts'

/** In what a claim and a statement may differ. */
export type ClaimField =
  | 'subject'
  | 'number'
  | 'unit'
  | 'bound'
  | 'direction'
  | 'basis'
  | 'modality'
  | 'period'
  | 'place'
  | 'level'
  | 'share'
  | 'condition'
  | 'polarity'
  | 'words'

/** What is told of a claim, or of one field of it. */
export type ClaimVerdict =
  | { readonly is: 'agrees' }
  /** one field says another thing of the same subject; both as worded */
  | { readonly is: 'differs'; readonly field: ClaimField; readonly claimed: string; readonly written: string }
  /** what cannot be told: the words of the document are shown, without yes or no */
  | { readonly is: 'unsure'; readonly field: ClaimField }

/** What the comparison knows beside the two. */
export interface ComparisonContext {
  /** other words for one */
  readonly same?: Same
  /** no other statement has the words of the claim in its subject: then a short name is enough to put it right */
  readonly only?: boolean
  /** a telling, not a claim: it leaves nothing out that the statement is bound by */
  readonly telling?: boolean
  /** the place that a document speaks for */
  readonly homeOf?: (document: Document) => string | undefined
}

/** One field of a claim held against a statement. */
export type Check = (claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext) => ClaimVerdict
