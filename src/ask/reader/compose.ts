/** What was verified as an answer: what is said, what is not written, and the document's own words below. */

import { fitOf } from '../claim/fit.ts'
import type { Answer, Citation } from '../index.ts'
import * as text from '../text.ts'
import type { Cited } from '../verify/cited.ts'
import type { Evidence } from '../verify/evidence.ts'
import type { ModelReply } from '../verify/reply.ts'
import type { Verified } from '../verify/verify.ts'
import { cleaned, flat, tidy } from '../words/normalise.ts'
import type { ModelQuestion } from './read.ts'

const MOST_CITATIONS = 12
const ROOM = 1_150

export function composed(reply: ModelReply, verified: Verified, asking: ModelQuestion): Answer {
  return reply.status === 'answered' || reply.status === 'partly'
    ? answered(reply, verified, asking)
    : declined(reply, verified, asking)
}

function answered(reply: ModelReply, { sentences, calculations, verdict }: Verified, asking: ModelQuestion): Answer {
  const missing = missingOf(reply, asking)
  const said = [
    ...distinct(sentences.map((one) => one.text)),
    ...calculations.map(({ line }) => `${line}。`),
    ...(missing === undefined ? [] : [text.notWritten(missing)]),
  ]
  const [first = '', ...rest] = said
  const lines = [`${opening(reply, verdict)}${first}`, ...rest]
  const several = asking.answer.several ?? asking.evidence.papers.length > 1
  const citations = citationsOf(distinct(sentences.flatMap((one) => one.cited)), ROOM - lines.join('').length)
  return {
    status: 'answered',
    reason: 'answered',
    several,
    text: [...lines, ...citations.map((one) => quoteLine(one, several))].join('\n'),
    said: lines,
    citations,
  }
}

const opening = ({ premise }: ModelReply, verdict: Verified['verdict']): string =>
  premise ? (verdict === 'yes' ? text.AGREED : verdict === 'no' ? text.DENIED : text.WRITTEN) : ''

const quoteLine = ({ document, section, quote }: Citation, several: boolean): string =>
  `${text.source(several ? `${document} ${section}` : section)}${tidy(quote)}`

function citationsOf(cited: readonly Cited[], room: number): Citation[] {
  const citations: Citation[] = []
  let left = room
  for (const one of cited.slice(0, MOST_CITATIONS)) {
    left -= one.quote.length
    if (left < 0 && citations.length > 0) break
    citations.push(citationOf(one))
  }
  return citations
}

const citationOf = ({ paper, provision, quote }: Cited): Citation => ({
  document: paper.title,
  section: provision.label,
  quote,
})

/** Under what is not written stands what comes nearest, as a refusal without a model has it. */
function declined(reply: ModelReply, { cited }: Verified, asking: ModelQuestion): Answer {
  const { answer } = asking
  // What is asked back, or refused, without a model says more than that it is unclear.
  if (reply.status === 'unclear') return answer
  const missing = missingOf(reply, asking)
  const nearest = cited.length > 0 ? cited.slice(0, 2).map(citationOf) : (answer.nearest ?? [])
  return {
    status: 'declined',
    reason: answer.status === 'declined' ? answer.reason : 'not-in-document',
    several: answer.several ?? asking.evidence.papers.length > 1,
    text: missing === undefined ? text.nothing : text.notWritten(missing),
    citations: [],
    nearest,
  }
}

/** One character in so many may be neither the asker's nor the papers'. */
const MOST_OPEN = 3

/** What is missing is said in the asker's own words, and not of words that the papers have. */
function missingOf({ missing }: ModelReply, { question, history, evidence }: ModelQuestion): string | undefined {
  const words = flat(missing ?? '').replace(/[。.]$/, '')
  if (words.length < 2 || words.length > 30 || isHeld(words, evidence)) return undefined
  const asked = [question, ...history].map((one) => flat(cleaned(one))).join('/')
  const papers = evidence.provisions.flatMap(({ heading, lines }) => [heading, ...lines.map((one) => one.text)])
  const open = fitOf(words, asked, papers.map(flat).join('/')).missing.join('')
  const known = [asked, ...evidence.asked.years.map(String)]
  const numbers = words.match(/[\d.a-z]+/g) ?? []
  const isOwn =
    open.length * MOST_OPEN <= words.length && numbers.every((one) => known.some((text) => text.includes(one)))
  return isOwn ? (missing ?? '').trim().replaceAll('“', '‘').replaceAll('”', '’') : undefined
}

const isHeld = (words: string, { provisions }: Evidence): boolean =>
  provisions.some(({ lines }) => lines.some(({ text: line }) => flat(line).includes(words)))

const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)]
