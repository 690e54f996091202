/** What a model may say, made of a text: a reader's reply in its JSON, an interpreter's lines. */
import { type Asker, judged } from '../../src/ask/index.ts'
import type { ModelQuestion } from '../../src/ask/reader/read.ts'
import { type ModelGuess, readReply } from '../../src/assistant/interpreter/model-reply.ts'

const QUESTION = '2017年要处置多少家僵尸企业？'
/** What ask/reader/schema.ts takes. */
/** As long as may be; as models say them; and short. Beyond so many figures none is looked at. */
const SENTENCES = [390, 130, 60]
const PLACES = 12
const MOST_SENTENCES = 12
const MOST_SAID = 1_200

export function replies(asker: Asker) {
  const answer = asker.ask({ question: QUESTION })
  const asking: ModelQuestion = {
    question: QUESTION,
    history: [],
    answer,
    evidence: asker.evidence({ question: QUESTION, history: [] }, answer),
  }
  const ids = asking.evidence.provisions.flatMap(({ lines }) => lines.map(({ id }) => id)).slice(0, 30)
  const places = ids.map((_, at) => at)

  /** Sentences on as many places as each may name, as much as a reply may say. */
  function replyOf(text: string): string {
    const parts: string[] = []
    // From all over the text: a reply says less than a message may.
    for (let at = 0; at < MOST_SENTENCES && parts.join('').length < MOST_SAID; at++) {
      const from = Math.floor((text.length * at) / MOST_SENTENCES)
      parts.push(text.slice(from, from + (SENTENCES[at % SENTENCES.length] ?? 0)))
    }
    const last = parts.pop() ?? ''
    parts.push(last.slice(0, MOST_SAID - parts.join('').length))
    const reply = {
      question: text.slice(0, 1_000),
      status: 'answered',
      premise: { claim: text.slice(0, 600), holds: 'yes' },
      evidence: ids.map((id) => ({ id, quote: '' })),
      sentences: parts.map((part, at) => ({ text: part, evidence: places.slice(at % 18, (at % 18) + PLACES) })),
      calc: [{ op: 'sum', operands: places.map((evidence) => ({ evidence, figure: text.slice(0, 40) })), unit: null }],
      missing: text.slice(0, 200),
    }
    return JSON.stringify(reply)
  }

  return {
    whole: (text: string) => judged({ asking, said: replyOf(text), isWhole: true }),
    soFar: (text: string) => judged({ asking, said: replyOf(text).slice(0, -200), isWhole: false }),
    declined: (text: string) =>
      judged({
        asking,
        said: JSON.stringify({
          status: 'not_stated',
          missing: text.slice(0, 200),
          evidence: [{ id: ids[0], quote: text.slice(0, 3_000) }],
        }),
        isWhole: true,
      }),
    raw: (text: string) => judged({ asking, said: text, isWhole: true }),
  }
}

/** Three lines of commands that a contact may give. */
export const linesOf = (text: string): ModelGuess | undefined => {
  const third = Math.ceil(text.length / 3)
  const lines = ['上报', '问', '进度'].map((name, at) => `${name} ${text.slice(at * third, (at + 1) * third)}`)
  return readReply(JSON.stringify({ lines, either: false }))
}
