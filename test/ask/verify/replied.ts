/** A marked answer (…家〔1〕。) as a reply: each sentence rests on the lines of the provisions that its marks name. */
import type { Asker } from '../../../src/ask/index.ts'
import { composed } from '../../../src/ask/reader/compose.ts'
import type { ModelQuestion } from '../../../src/ask/reader/read.ts'
import type { ModelReply } from '../../../src/ask/verify/reply.ts'
import { type Verified, verify } from '../../../src/ask/verify/verify.ts'
import { flat } from '../../../src/ask/words/normalise.ts'

const MARK = /〔(\d{1,2})〕/g
const SENTENCE = /[^。]*(?:。(?:〔\d{1,2}〕)*|$)/g

export function askingOf(asker: Asker, question: string, history: readonly string[] = []): ModelQuestion {
  const answer = asker.ask({ question, history })
  return { question, history, answer, evidence: asker.evidence({ question, history }, answer) }
}

/** The same where nothing was found without a model: cheaper, for papers that are shown whole. */
export function unfoundOf(asker: Asker, question: string, history: readonly string[] = []): ModelQuestion {
  const answer = { status: 'declined', reason: 'not-in-document', text: '', citations: [] } as const
  return { question, history, answer, evidence: asker.evidence({ question, history }, answer) }
}

export function replied(said: string, { question, answer, evidence }: ModelQuestion): ModelReply {
  const lines = answer.citations.map(({ section, quote }) =>
    evidence.provisions
      .filter(({ label }) => label === section)
      .flatMap((one) => one.lines)
      .filter(({ text }) => flat(quote).includes(flat(text)) || flat(text).includes(flat(quote))),
  )
  const all = lines.flat().map(({ id, text }) => ({ id, quote: text }))
  const placesOf = (marks: readonly number[]): number[] =>
    marks.flatMap((mark) =>
      (lines[mark - 1] ?? [{ id: 'none' }]).map(({ id }) => all.findIndex((one) => one.id === id)),
    )
  const sentences = (said.match(SENTENCE) ?? [])
    .filter((text) => text.trim())
    .map((text) => ({
      text: text.replace(MARK, ''),
      evidence: placesOf([...text.matchAll(MARK)].map(([, mark]) => Number(mark))),
    }))
  return { question, status: 'answered', evidence: all, sentences, calc: [] }
}

/** What a person would see of a reply; nothing where it is turned down. */
export function shownOf(
  reply: ModelReply,
  asking: ModelQuestion,
): { readonly lines: readonly string[]; readonly verified: Verified } {
  const verified = verify(reply, asking.evidence)
  return { lines: verified.faults.length > 0 ? [] : (composed(reply, verified, asking).said ?? []), verified }
}
