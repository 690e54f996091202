/** What a model said, read and verified: whoever could have written it, nothing of it is believed before. */
import type { Answer } from '../index.ts'
import type { VerificationFault } from '../verify/objection.ts'
import type { ModelReply } from '../verify/reply.ts'
import { verify } from '../verify/verify.ts'
import { composed } from './compose.ts'
import type { ModelQuestion } from './read.ts'
import { readReply, readSoFar } from './schema.ts'

export interface Judging {
  readonly asking: ModelQuestion
  /** by the model, as it came */
  readonly said: string
  /** false: as far as it has come */
  readonly isWhole: boolean
}

export type Judgement =
  /** `doubt`: that nothing is written was said of what was found without the model */
  | { readonly ok: true; readonly answer: Answer; readonly doubt?: VerificationFault }
  | { readonly ok: false; readonly faults: readonly VerificationFault[] }

/** @returns undefined where the looking was cut off: what was said takes more than a reply may */
export type Judge = (judging: Judging) => Promise<Judgement | undefined>

/** The look itself. It takes what the text makes it take, so it belongs where it can be cut off. */
export function judged({ asking, said, isWhole }: Judging): Judgement {
  const reply = isWhole ? readReply(said) : readSoFar(said)
  if (!reply) return { ok: false, faults: [{ objection: 'unreadable', at: '' }] }
  const verified = verify(reply, asking.evidence)
  if (verified.faults.length > 0) return { ok: false, faults: verified.faults }
  const doubt = overlooked(reply, asking)
  return { ok: true, answer: composed(reply, verified, asking), ...(doubt && { doubt }) }
}

/** What was found without a model is looked at once more before it is said not to be written. */
function overlooked({ status }: ModelReply, { answer }: ModelQuestion): VerificationFault | undefined {
  const [found] = answer.citations
  const silent = status === 'not_stated' || status === 'unclear'
  return silent && answer.status === 'answered' && found ? { objection: 'overlooked', at: found.quote } : undefined
}
