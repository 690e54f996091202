/**
 * A model whose answers were recorded: what it is asked is looked up by its hash, as ../shared/tools/model-desk does; where
 * the prompt has changed around the message since, by who says what, and the answer counts as stale. A request without
 * either gets an empty object, and is counted.
 */
import { createHash } from 'node:crypto'
import { openInterpreter } from '../../../src/assistant/interpreter/interpreter.ts'
import { openModel } from '../../../src/model/index.ts'
import { files } from '../../data.ts'
import { type Said, scriptedModel } from '../../model/server.ts'

export interface Recorded {
  readonly id: string
  /** who says it, and the message, as they stood in the prompt */
  readonly said?: string
  readonly content: string
}

export async function replaying(answers: readonly Recorded[]) {
  const known = new Map(answers.map(({ id, content }) => [id, content]))
  const alike = new Map(answers.map(({ said, content }) => [said, content]))
  const used = new Set<string>()
  const unknown = new Map<string, object>()
  const lengths: number[] = []
  const answered: string[] = []
  const server = await scriptedModel()
  server.does((said) => {
    const request = requestOf(said)
    const id = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 24)
    lengths.push(lengthOf(said))
    const exact = known.get(id)
    if (exact !== undefined) used.add(id)
    const content = exact ?? alike.get(saidIn(JSON.stringify(request)))
    if (content === undefined) unknown.set(id, request)
    answered.push(content ?? '')
    // No answer at all would make the breaker rest.
    return { say: content ?? '{}', bytes: 8_000 }
  })
  const model = openModel({ endpoint: { url: server.url, name: 'recorded' }, limitMs: 20_000, now: () => 0 })
  return {
    interpreter: openInterpreter(model, files),
    asked: () => server.heard.length,
    /** characters of each prompt, instructions included */
    lengths,
    /** what was answered to each */
    said: answered,
    /** requests that nobody answered, by their hash */
    unknown,
    /** answers to what is no longer asked */
    stale: () => answers.filter(({ id }) => !used.has(id)).length,
    close: server.close,
  }
}

const saidIn = (request: string): string => {
  const field = (name: string): string | undefined =>
    new RegExp(`<${name}>\\\\n(.*?)\\\\n</${name}>`).exec(request)?.[1]
  return `${field('说话人')?.split('　')[0]}|${field('消息')}`
}

const lengthOf = ({ body }: Said): number =>
  (body['messages'] as readonly { readonly content: string }[]).reduce((sum, { content }) => sum + content.length, 0)

const requestOf = ({ body }: Said): object => ({
  messages: body['messages'],
  ...(body['response_format'] !== undefined && { response_format: body['response_format'] }),
})
