/** One sentence against what it rests on: it says what its evidence says, or it is not said. */
import { flat } from '../words/normalise.ts'
import type { Calculated } from './calculation.ts'
import type { Cited } from './cited.ts'
import { wrongName } from './names.ts'
import type { Fault } from './objection.ts'
import { wrongClaim } from './told.ts'

const LONGEST = 400
const ALLOWED =
  /^[\u3400-\u9fff\dA-Za-z\s，,。.、；;：:！!？?“”"‘’「」『』（）()《》〈〉〔〕[\]【】［］|—…·%％‰＋+\-－–~～≈＝=≥≤×∶÷/㎡@_]*$/u
/** Links and mailboxes: what the document prints may be said. */
const ADDRESS = /https?|www\.|\.(?:com|cn|net|org)|\]\(|@/i
/** What is printed without a break. */
const RUN = /[\x21-\x7e]+/g

/**
 * @param known figures that were worked out from the evidence
 * @returns the first thing that is wrong; undefined where nothing is
 */
export function wrongIn(sentence: string, cited: readonly Cited[], known: Calculated['figures']): Fault | undefined {
  if (cited.length === 0) return { objection: 'unknown-source', at: sentence }
  if (sentence.length > LONGEST) return { objection: 'long', at: '' }
  if (!ALLOWED.test(sentence) || strayAddress(sentence, cited)) return { objection: 'markup', at: sentence }
  const name = wrongName(sentence, cited)
  if (name !== undefined) return { objection: 'name', at: name }
  const bare = withoutLabels(sentence, cited)
  return wrongClaim(bare, cited, known)
}

const strayAddress = (sentence: string, cited: readonly Cited[]): boolean =>
  (sentence.match(RUN) ?? [])
    .filter((run) => ADDRESS.test(run))
    .some((address) => !cited.some(({ whole }) => whole.includes(flat(address))))

/** 二（三）1 would fall apart into clauses and figures. */
const withoutLabels = (words: string, cited: readonly Cited[]): string =>
  cited
    .map(({ provision }) => provision.label)
    .filter((label) => /[（）\d]/.test(label))
    .sort((a, b) => b.length - a.length)
    .reduce((text, label) => text.replaceAll(label, ''), words)
