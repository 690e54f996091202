/** What a worded answer may rest on: the provisions that were found, each with a mark, and the line that they gave. */
import { figuresIn } from '../figures.ts'
import type { Answer, Citation } from '../index.ts'
import { flat } from '../normalise.ts'

/** One provision as the model sees it, named by its place in the list: 〔1〕. */
export interface Given {
  readonly citation: Citation
  /** each flat, in order */
  readonly sentences: readonly string[]
  /** all that it holds, flat: for quotations, which may run over sentences */
  readonly whole: string
  /** where it stands, flat: title and label */
  readonly head: string
}

export interface Ground {
  readonly question: string
  readonly given: readonly Given[]
  /** the extractive answer's own line, flat, without what it denies of the question; it was checked when it was made */
  readonly lead: string
  /** what the line says to a question for yes or no */
  readonly verdict: 'yes' | 'no' | undefined
}

const SENTENCE_END = /[。；;！!？?\n]+/
const DENIAL = /^(?:不是|文件(?:该处)?没有)[^：]*写的是[：:]/
const CONSENT = /^(?:是|对|会|要|可以|有|需要|属于|能)(?:的)?[，,](?:文件写的是[：:])?/

export function groundOf(question: string, answer: Answer): Ground {
  const [line = ''] = answer.text.split('\n')
  const verdict = DENIAL.test(line) ? 'no' : CONSENT.test(line) ? 'yes' : undefined
  return {
    question,
    given: answer.citations.map(givenOf),
    lead: flat(
      line
        .replace(DENIAL, '')
        .replace(CONSENT, '')
        .replace(/^文件写的是[：:]/, ''),
    ),
    verdict,
  }
}

const givenOf = (citation: Citation): Given => ({
  citation,
  sentences: citation.quote.split(SENTENCE_END).map(flat).filter(Boolean),
  whole: flat(citation.quote),
  head: flat(`${citation.document}。${citation.section}`),
})

/** The figures that an answer has to name, all of one group: those of a part of the line, asides left out. */
export const figuresAsked = ({ lead }: Ground) =>
  lead
    .replace(/\([^()]*\)/g, '')
    .split(';')
    .map(figuresIn)
    .filter((figures) => figures.length > 0)
