/**
 * A model whose answers were recorded: what it is asked is looked up by its hash, as ../shared/tools/model-desk does.
 * A request without an answer gets an empty object, and is counted: the prompt has changed since, or the message is new.
 */
import { createHash } from 'node:crypto'
import { openInterpreter } from '../../../src/assistant/interpreter/interpreter.ts'
import { openModel } from '../../../src/model/index.ts'
import { files } from '../../data.ts'
import { type Said, scriptedModel } from '../../model/server.ts'

export interface Recorded {
  readonly id: string
  readonly content: string
}

export async function replaying(answers: readonly Recorded[]) {
  const known = new Map(answers.map(({ id, content }) => [id, content]))
  const used = new Set<string>()
  const unknown = new Map<string, object>()
  const server = await scriptedModel()
  server.does((said) => {
    const request = requestOf(said)
    const id = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 24)
    const content = known.get(id)
    if (content === undefined) unknown.set(id, request)
    else used.add(id)
    // No answer at all would make the breaker rest.
    return { say: content ?? '{}', bytes: 8_000 }
  })
  const model = openModel({ endpoint: { url: server.url, name: 'recorded' }, limitMs: 20_000, now: () => 0 })
  return {
    interpreter: openInterpreter(model, files),
    asked: () => server.heard.length,
    /** requests that nobody answered, by their hash */
    unknown,
    /** answers to what is no longer asked */
    stale: () => answers.filter(({ id }) => !used.has(id)).length,
    close: server.close,
  }
}

const requestOf = ({ body }: Said): object => ({
  messages: body['messages'],
  ...(body['response_format'] !== undefined && { response_format: body['response_format'] }),
})
