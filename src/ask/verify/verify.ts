/**
 * The look at what answers a question, before anybody reads it: every quotation stands in its line, every sentence says
 * what its evidence says, what is worked out is worked out anew, and what the question pins down is met.
 *
 * The same whatever words an answer; it errs on the safe side: a sentence that is right in words of its own gives way
 * to the words of the document that it rests on.
 */

import type { Calculated } from '../claim/reckoned.ts'
import { yearsIn, yearsStated } from '../question/constraints.ts'
import { flat, tidy } from '../words/normalise.ts'
import { calculated } from './calculation.ts'
import { type Cited, citedIn } from './cited.ts'
import type { Evidence } from './evidence.ts'
import type { Objection, VerificationFault } from './objection.ts'
import type { ModelReply, ReplySentence } from './reply.ts'
import { wrongIn } from './sentence.ts'

export interface VerifiedSentence {
  readonly text: string
  readonly cited: readonly Cited[]
}

export interface Verified {
  /** what must not be shown; where there is none the rest may be */
  readonly faults: readonly VerificationFault[]
  readonly sentences: readonly VerifiedSentence[]
  /** 合计7500家（1500家＋6000家） */
  readonly calculations: readonly Calculated[]
  /** what the evidence says to a claim; undefined where the program cannot tell, or nothing is claimed */
  readonly verdict: 'yes' | 'no' | undefined
  /** all that the reply names, in order */
  readonly cited: readonly Cited[]
}

/** All that it names stands there, and is said amiss: the document's own words take the place of such a sentence. */
const REWORDED: readonly Objection[] = ['words', 'negation', 'qualifier', 'object']

export function verify(reply: ModelReply, evidence: Evidence): Verified {
  const found = reply.evidence.map((one) => citedIn(one, evidence))
  const cited = found.filter((one) => one !== undefined)
  if (reply.status === 'not_stated' || reply.status === 'unclear')
    return { faults: [], sentences: [], calculations: [], verdict: undefined, cited }
  const worked = reply.calc.map((one) => calculated(one, found))
  const calculations = worked.filter((one) => one !== undefined)
  const known = calculations.flatMap(({ figures }) => figures)
  const judged = reply.sentences.map((sentence) => verifySentence(sentence, found, known))
  const sentences = judged.flatMap(({ sentence }) => sentence ?? [])
  const used = distinct(sentences.flatMap((one) => one.cited))
  const unmet = used.length === 0 ? undefined : unmetIn(reply, used, evidence)
  const faults: VerificationFault[] = [
    ...(judged.every(({ sentence, fault }) => !sentence && !fault) ? [{ objection: 'empty', at: '' } as const] : []),
    ...reply.evidence.flatMap(({ quote }, at) =>
      isUsed(reply, at) && !found[at] ? [{ objection: 'misquoted', at: quote } as const] : [],
    ),
    ...judged.flatMap(({ fault }) => fault ?? []),
    ...(worked.includes(undefined) ? [{ objection: 'calculation', at: '' } as const] : []),
    ...(unmet === undefined ? [] : [{ objection: 'constraint', at: unmet } as const]),
  ]
  return { faults, sentences, calculations, verdict: verdictOf(reply, used, evidence), cited }
}

const isUsed = ({ sentences, calc }: ModelReply, at: number): boolean =>
  sentences.some(({ evidence }) => evidence.includes(at)) ||
  calc.some(({ operands }) => operands.some(({ evidence }) => evidence === at))

/** @param found the reply's evidence by place; undefined where it stands nowhere */
export function verifySentence(
  { text, evidence }: ReplySentence,
  found: readonly (Cited | undefined)[],
  known: Calculated['figures'],
): { readonly sentence?: VerifiedSentence; readonly fault?: VerificationFault } {
  const said = finished(withoutVerdict(text.trim()))
  if (flat(said).length < 2) return {}
  const cited = distinct(evidence.flatMap((at) => found[at] ?? []))
  if (cited.length === 0 || evidence.some((at) => !found[at]))
    return { fault: { objection: 'unknown-source', at: said } }
  const wrong = wrongIn(said, cited, known)
  if (!wrong) return { sentence: { text: tidy(said), cited } }
  if (!REWORDED.includes(wrong.objection)) return { fault: wrong }
  return { sentence: { text: cited.map(({ clauses }) => finished(tidy(clauses))).join(''), cited } }
}

/** Yes and no are the program's to say. */
const VERDICTS = [
  '是的',
  '不是',
  '是',
  '对的',
  '不对',
  '对',
  '没错',
  '正确',
  '可以',
  '不可以',
  '能',
  '不能',
  '会',
  '不会',
  '有',
  '没有',
  '要',
  '不要',
]

function withoutVerdict(text: string): string {
  const end = text.search(/[，,。]/)
  return end > 0 && VERDICTS.includes(text.slice(0, end)) ? text.slice(end + 1).trim() : text
}

const finished = (text: string): string => (/[。！？!?]$/.test(text) ? text : `${text.replace(/[；;，,、：:]$/, '')}。`)

const distinct = (all: readonly Cited[]): Cited[] =>
  all.filter((one, at) => all.findIndex((other) => other.line === one.line && other.quote === one.quote) === at)

/** Said only where the program's own comparison with the question says the same as the reply. */
function verdictOf({ premise }: ModelReply, cited: readonly Cited[], { asked }: Evidence): Verified['verdict'] {
  const compared = cited.map(({ line }) => asked.compared?.[line.id])
  if (premise?.holds === 'yes' && compared.includes('agrees')) return 'yes'
  if (premise?.holds === 'no' && compared.includes('differs') && !compared.includes('agrees')) return 'no'
  return undefined
}

/** @returns the first year or place that neither the evidence meets nor the reply says to be missing */
export function unmetIn(
  reply: ModelReply,
  cited: readonly Cited[],
  { asked: { years, places, base }, provisions }: Evidence,
): string | undefined {
  // What is denied is said of another year or place.
  if (reply.premise && reply.premise.holds !== 'yes') return undefined
  const missing = flat(reply.missing ?? '')
  const holds = (word: string): boolean => provisions.some(({ lines }) => lines.some(({ text }) => text.includes(word)))
  const asked = [...years, ...yearsIn(flat(reply.question), base, holds).map(({ year }) => year)]
  const year = asked.find((one) => !missing.includes(String(one)) && !cited.some((from) => speaksOf(from, one)))
  if (year !== undefined) return `${year}年`
  return places.find(
    (place) => !missing.includes(flat(place)) && !cited.some(({ whole }) => whole.includes(flat(place))),
  )
}

const speaksOf = ({ whole, paper }: Cited, year: number): boolean =>
  paper.year === year || yearsStated(whole).has(year) || whole.includes(String(year))
