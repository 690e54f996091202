/** A model whose answers were recorded: each request is looked up by its turns; what nobody answered is counted. */
import { createHash } from 'node:crypto'
import type { ChatRequest, Model } from '../../../src/model/index.ts'

/** The first characters of a digest of the turns: the prompt, the evidence, the question, and what was said before. */
export const requestId = ({ turns }: Pick<ChatRequest, 'turns'>): string =>
  createHash('sha256')
    .update(JSON.stringify({ messages: turns }))
    .digest('hex')
    .slice(0, 24)

export interface Recorded {
  readonly model: Model
  /** requests without a recorded answer, by id */
  readonly unanswered: Map<string, ChatRequest>
  readonly asked: () => number
}

export function recorded(answers: ReadonlyMap<string, string>): Recorded {
  const unanswered = new Map<string, ChatRequest>()
  let asked = 0
  async function* ask(chat: ChatRequest): AsyncGenerator<string> {
    asked++
    const id = requestId(chat)
    const content = answers.get(id)
    if (content === undefined) unanswered.set(id, chat)
    // In pieces, as it comes.
    for (const piece of (content ?? '').match(/[\s\S]{1,40}/g) ?? []) yield piece
  }
  return { model: { limitMs: 10_000, ask }, unanswered, asked: () => asked }
}
