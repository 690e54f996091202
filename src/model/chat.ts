/** One request to an OpenAI-compatible endpoint, streamed: DeepSeek, Qwen, vLLM, Ollama and their like. */
import { z } from 'zod'
import { dataOf } from './events.ts'
import { ModelFault } from './fault.ts'

export interface Endpoint {
  /** https://api.deepseek.com/v1 */
  readonly url: string
  /** deepseek-chat */
  readonly name: string
  /** a local model needs none */
  readonly key?: string
}

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface Chat {
  readonly turns: readonly Turn[]
  readonly temperature: number
  readonly maxTokens: number
  /**
   * The answer is wanted as one JSON object of this shape (JSON Schema, `additionalProperties: false`).
   * A wish: what the endpoint knows of `json_schema` and `json_object` is used, so the prompt says the
   * shape too (with the word JSON, which some endpoints demand), and the answer is checked as any text.
   */
  readonly schema?: { readonly name: string; readonly schema: object }
}

/** Far above what an answer may have: a model that does not stop is stopped. */
const MOST_CHARACTERS = 8_000

const Chunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
})

/**
 * The answer piece by piece.
 * @throws ModelFault whenever the whole did not arrive; what came before it is then worth nothing
 */
export async function* chat(endpoint: Endpoint, asked: Chat, signal: AbortSignal): AsyncGenerator<string> {
  const response = await request(endpoint, asked, signal)
  let size = 0
  let finished: string | undefined
  try {
    for await (const data of dataOf(bodyOf(response))) {
      if (data === '[DONE]') break
      const [choice] = chunkOf(data).choices
      const piece = choice?.delta?.content
      if (piece) {
        size += piece.length
        if (size > MOST_CHARACTERS) throw new ModelFault('too-long')
        yield piece
      }
      finished = choice?.finish_reason ?? finished
    }
  } catch (error) {
    throw faultOf(error, signal)
  }
  if (finished !== 'stop') throw new ModelFault('cut-off', finished ?? 'no end')
}

async function request({ url, name, key }: Endpoint, asked: Chat, signal: AbortSignal): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({
        model: name,
        messages: asked.turns,
        temperature: asked.temperature,
        max_tokens: asked.maxTokens,
        stream: true,
        ...(asked.schema && {
          response_format: { type: 'json_schema', json_schema: { ...asked.schema, strict: true } },
        }),
      }),
      // The key goes to nobody but the address that was set.
      redirect: 'manual',
      signal,
    })
  } catch (error) {
    throw faultOf(error, signal)
  }
  if (response.status === 200) return response
  await response.body?.cancel().catch(() => {})
  throw new ModelFault(refusal(response.status), String(response.status))
}

const refusal = (status: number) => (status === 429 ? 'busy' : status >= 500 ? 'server' : 'refused')

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  const type = response.headers.get('content-type') ?? ''
  if (response.body && type.includes('text/event-stream')) return response.body
  void response.body?.cancel().catch(() => {})
  throw new ModelFault('malformed', `content-type ${type.slice(0, 40)}`)
}

function chunkOf(data: string): z.infer<typeof Chunk> {
  try {
    return Chunk.parse(JSON.parse(data))
  } catch {
    throw new ModelFault('malformed', 'event')
  }
}

const faultOf = (error: unknown, signal: AbortSignal): ModelFault =>
  error instanceof ModelFault ? error : new ModelFault(signal.aborted ? 'timeout' : 'unreachable')
