/** Replies as models write them: JSON whose evidence names the lines of what was shown that hold the quoted words. */
import type { ModelReply } from '../../src/ask/verify/reply.ts'
import type { Script } from './server.ts'

type Streamed = Omit<Extract<ReturnType<Script>, { say: string }>, 'say'>
type Sentence = readonly [text: string, quote?: string]

const idOf = (provisions: string, quote: string): string =>
  provisions
    .split('\n')
    .find((line) => line.includes(quote))
    ?.split(' ')[0] ?? 'P999.1'

/** @param sentences each with the words that it rests on; without them it rests on itself */
export const replyTo = (
  provisions: string,
  sentences: readonly Sentence[],
  more: Partial<Omit<ModelReply, 'sentences' | 'evidence'>> = {},
): string =>
  JSON.stringify({
    question: '',
    status: 'answered',
    premise: null,
    evidence: sentences.map(([text, quote = text.replace(/。$/, '')]) => ({ id: idOf(provisions, quote), quote })),
    sentences: sentences.map(([text], at) => ({ text, evidence: [at] })),
    calc: [],
    missing: null,
    ...more,
  })

/** Answers every request with these sentences. */
export const replies =
  (sentences: readonly Sentence[], streamed: Streamed = {}, more: Parameters<typeof replyTo>[2] = {}): Script =>
  ({ provisions }) => ({ say: replyTo(provisions, sentences, more), ...streamed })
