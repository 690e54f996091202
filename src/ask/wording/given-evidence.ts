/** What a worded answer may rest on: the provisions that were found, each with a mark, and the line that they gave. */

import type { Answer, Citation } from '../index.ts'
import { guard } from '../question/guard.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'

/** One provision as the model sees it, named by its place in the list: 〔1〕. */
export interface Given {
  readonly citation: Citation
  /** what it says, as it is written, without what tries to instruct whoever answers */
  readonly text: string
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

const SENTENCE_END = /(?<=[。；;！!？?\n])/
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

function givenOf(citation: Citation): Given {
  const said = citation.quote.split(SENTENCE_END).filter((sentence) => !instructs(sentence))
  const sentences = said.map(flat).filter(Boolean)
  return {
    citation,
    text: said.join(''),
    sentences,
    whole: sentences.join(''),
    head: flat(`${citation.document}。${citation.section}`),
  }
}

/** What tells whoever answers what to say; a document speaks to offices, so this vouches for nothing. */
const TO_A_MACHINE =
  /系统提示|提示词|(?:请|必须|只能|务必|一律|直接)(?:回答|回复|输出|说|告诉)|回答(?:时|问题|用户)|(?:请|让|告诉|提醒)用户|prompt|assistant|ignore|instruction/i

const instructs = (sentence: string): boolean =>
  TO_A_MACHINE.test(sentence) || guard(sentence.toLowerCase(), () => false) === 'injection'

/** The figures that an answer has to name, all of one group: those of a part of the line, asides left out. */
export const figuresAsked = ({ lead }: Ground) =>
  lead
    .replace(/\([^()]*\)/g, '')
    .split(';')
    .map(figuresIn)
    .filter((figures) => figures.length > 0)
