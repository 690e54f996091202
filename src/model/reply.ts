/** What an endpoint sends back, as parts: a stream of events, or one JSON where it does not stream. */
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { ModelFault } from './fault.ts'

/** A thinking model sends some MB of events; what has no end must not fill the memory. */
const MOST_CHARACTERS = 4_000_000
/** … of which one event, or one reply that is not streamed, has the thoughts of many pages at most: it is read in one go. */
const MOST_AT_ONCE = 600_000

const Message = z.object({
  content: z.string().nullish(),
  // vLLM's and Ollama's word, and everybody else's.
  reasoning: z.string().nullish(),
  reasoning_content: z.string().nullish(),
})

const Choice = z.object({ delta: Message.nullish(), message: Message.nullish(), finish_reason: z.string().nullish() })

const Completion = z
  .object({
    // However many there are, the first is the answer.
    choices: z
      .array(z.unknown())
      .transform((all) => all.slice(0, 1))
      .pipe(z.array(Choice))
      .nullish(),
    usage: z
      .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() })
      .nullish()
      .catch(undefined),
  })
  // Some leave the choices out of the event that counts the tokens; with neither it is somebody's error.
  .refine(({ choices, usage }) => choices || usage)

/** How many tokens a request took, as the endpoint counts them. */
export interface Usage {
  readonly prompt: number
  readonly completion: number
}

/** A piece of a streamed answer; absent fields were not in it. */
export interface StreamPart {
  readonly said?: string
  /** characters of thoughts in a field of their own */
  readonly thought?: number
  /** why it ended, in the endpoint's word */
  readonly finish?: string
  readonly usage?: Usage
  /** the reply is whole, whatever reason was given */
  readonly end?: true
}

/**
 * The pieces of a streamed chat completion as they come: words, and how many characters were thoughts beside them.
 * @throws ModelFault `malformed` for what is no chat completion, or goes on beyond any measure
 */
export async function* partsOf(response: Response): AsyncGenerator<StreamPart> {
  const type = response.headers.get('content-type') ?? ''
  if (!response.body || type.includes('html')) {
    await response.body?.cancel().catch(() => {})
    throw new ModelFault('malformed', 'no stream')
  }
  if (type.includes('text/event-stream')) return yield* streamed(response.body)
  // Some gateways send either without saying which.
  let text = ''
  for await (const piece of textOf(response.body)) text += piece
  if (text.trimStart().startsWith('{')) yield { ...partOf(text), end: true }
  else yield* streamed(new Response(text).body)
}

async function* streamed(body: ReadableStream<Uint8Array> | null): AsyncGenerator<StreamPart> {
  const events: string[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(data) })
  const read = function* (text: string): Generator<StreamPart> {
    parser.feed(text)
    for (const data of events.splice(0)) yield data.trim() === '[DONE]' ? { end: true } : partOf(data)
  }
  if (body) for await (const text of textOf(body)) yield* read(text)
  // The last event may lack its empty line.
  yield* read('\n\n')
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let size = 0
  for await (const bytes of chunksOf(body)) {
    const text = decoder.decode(bytes, { stream: true })
    size += text.length
    if (size > MOST_CHARACTERS) throw new ModelFault('malformed', 'endless')
    yield text
  }
}

/** By reader: not every runtime's stream can be iterated. Leaving early closes the connection. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The beginning of a response's text, at most so many characters: enough of a refusal for the name of an option. */
export async function startOf(response: Response, characters: number): Promise<string> {
  let text = ''
  if (response.body)
    for await (const piece of textOf(response.body)) {
      text += piece
      if (text.length >= characters) break
    }
  return text.slice(0, characters)
}

function partOf(data: string): StreamPart {
  if (data.length > MOST_AT_ONCE) throw new ModelFault('malformed', 'endless')
  const { choices, usage } = completionOf(data)
  const choice = choices?.[0]
  const message = choice?.delta ?? choice?.message
  const thought = (message?.reasoning_content ?? message?.reasoning ?? '').length
  return {
    ...(message?.content && { said: message.content }),
    ...(thought > 0 && { thought }),
    // Some send an empty one with each piece.
    ...(choice?.finish_reason && { finish: choice.finish_reason }),
    ...(usage && { usage: { prompt: usage.prompt_tokens ?? 0, completion: usage.completion_tokens ?? 0 } }),
  }
}

function completionOf(data: string): z.infer<typeof Completion> {
  try {
    return Completion.parse(JSON.parse(data))
  } catch {
    throw new ModelFault('malformed', 'event')
  }
}
