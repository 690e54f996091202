/** What an answer claims to be, whoever words it: the places that it rests on, its sentences, what is missing. */

export const STATUSES = ['answered', 'partly', 'not_stated', 'unclear'] as const
export const OPERATIONS = ['sum', 'difference', 'ratio', 'share', 'convert'] as const

export interface ReplyEvidence {
  /** id of a line: P7.3 */
  readonly id: string
  /** verbatim words of that line */
  readonly quote: string
}

export interface ReplySentence {
  readonly text: string
  /** places in `Reply.evidence` */
  readonly evidence: readonly number[]
}

export interface ReplyCalculation {
  readonly op: (typeof OPERATIONS)[number]
  /** figures as the evidence writes them: 300家 */
  readonly operands: readonly { readonly evidence: number; readonly figure: string }[]
  /** what `convert` converts into */
  readonly unit?: string | undefined
}

export interface ModelReply {
  /** the question as it stands in its conversation */
  readonly question: string
  readonly status: (typeof STATUSES)[number]
  /** what the question takes for given or wants confirmed */
  readonly premise?: { readonly claim: string; readonly holds: 'yes' | 'no' | 'unclear' } | undefined
  readonly evidence: readonly ReplyEvidence[]
  readonly sentences: readonly ReplySentence[]
  readonly calc: readonly ReplyCalculation[]
  /** what of the question is not written, in its words */
  readonly missing?: string | undefined
}
