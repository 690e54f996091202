/** One question to one OpenAI-compatible endpoint: DeepSeek, Qwen, vLLM, MindIE, Ollama and the gateways before them. */
import { addressOf, type Endpoint, headersOf } from './endpoint.ts'
import { ModelFault } from './fault.ts'
import { type Part, partsOf, startOf, type Usage } from './reply.ts'
import { blamed, bodyOf, type Chat, type Option } from './request.ts'
import { keepsThoughtsApart } from './thinking.ts'
import { type Sieve, sieve } from './thoughts.ts'

/** Far above what an answer may have: a model that does not stop is stopped. */
const MOST_CHARACTERS = 8_000
const MOST_CHARACTERS_A_TOKEN = 6

/** Waits after a 429 that names no time, in ms; then somebody else may have the place. */
const WAITS_MS = [1_000, 2_000, 4_000]

/** Enough of a refusal for the name of the option that it refuses. */
const REFUSAL_CHARACTERS = 2_000

/** The answer has begun when the object has, within a fence or without. */
const JSON_BEGINNING = /^\s*(?:```\w*\s*)?\{/

/** Servers that say that it is finished, each in its own word; with any other the answer is not whole. */
const FINISHED = new Set(['stop', 'eos', 'eos_token', 'end_turn', 'stop_sequence'])

/** An endpoint, and what was learned of it since the process began. */
export interface Known {
  readonly endpoint: Endpoint
  /** options that it refused */
  without: ReadonlySet<Option>
  /** whether what it says can be shown as it comes: no answer so far held thoughts */
  plain: boolean
}

export const unknown = (endpoint: Endpoint): Known => ({
  endpoint,
  without: new Set(),
  plain: keepsThoughtsApart(endpoint),
})

export interface Within {
  readonly signal: AbortSignal
  /** @returns what is left of the time, in ms */
  readonly leftMs: () => number
  /** called at the first sign of an answer */
  readonly alive?: () => void
}

/** What an answer was like, for the log and the doctor. */
export interface Heard {
  readonly usage?: Usage
  /** characters of thoughts, wherever they stood */
  readonly thoughts: number
  /** it came in more than one piece */
  readonly streamed: boolean
}

/**
 * The answer piece by piece, without the thoughts before it.
 * @throws ModelFault whenever the whole did not arrive; what came before it is then worth nothing
 */
export async function* chat(known: Known, asked: Chat, within: Within): AsyncGenerator<string, Heard> {
  const most = Math.max(MOST_CHARACTERS, MOST_CHARACTERS_A_TOKEN * asked.maxTokens)
  const filter = sieve(known.plain, asked.schema && JSON_BEGINNING)
  const heard = { thoughts: 0, parts: 0, finish: '', ended: false, usage: undefined as Usage | undefined }
  let size = 0
  const counted = (text: string): string => {
    size += text.length
    if (size > most) throw new ModelFault('too-long')
    return text
  }
  try {
    const response = await admitted(known, asked, within)
    for await (const part of partsOf(response)) {
      within.alive?.()
      note(heard, part, filter)
      const certain = part.said ? counted(filter.put(part.said)) : ''
      if (certain) yield certain
    }
    const rest = counted(filter.end())
    known.plain ||= heard.thoughts > 0 || filter.dropped() === 0
    if (rest) yield rest
  } catch (error) {
    // It let thoughts through: the next answer is looked at as a whole.
    if (error instanceof ModelFault && error.reason === 'malformed') known.plain = false
    throw faultOf(error, within.signal)
  }
  if (heard.finish ? !FINISHED.has(heard.finish) : !heard.ended)
    throw new ModelFault('cut-off', heard.finish || 'no end')
  if (size === 0) throw new ModelFault('cut-off', 'nothing said')
  return {
    thoughts: heard.thoughts + filter.dropped(),
    streamed: heard.parts > 1,
    ...(heard.usage && { usage: heard.usage }),
  }
}

interface Noted {
  thoughts: number
  parts: number
  finish: string
  ended: boolean
  usage: Usage | undefined
}

function note(heard: Noted, part: Part, filter: Sieve): void {
  heard.parts++
  heard.finish = part.finish ?? heard.finish
  heard.usage = part.usage ?? heard.usage
  heard.ended ||= part.end === true
  if (!part.thought) return
  heard.thoughts += part.thought
  filter.letThrough()
}

/** Asks until the endpoint takes the question: without the options that it refuses, and when it has room. */
async function admitted(known: Known, asked: Chat, { signal, leftMs }: Within): Promise<Response> {
  let without = known.without
  const waits = [...WAITS_MS]
  for (;;) {
    const response = await post(known.endpoint, bodyOf(known.endpoint, asked, without), signal)
    if (response.status === 200) {
      known.without = without
      return response
    }
    const again = response.status === 400 || response.status === 422
    const said = again ? await startOf(response, REFUSAL_CHARACTERS) : await response.body?.cancel().catch(() => '')
    const next = again ? blamed(known.endpoint, asked, without, said ?? '') : []
    const wait = response.status === 429 ? (retryAfter(response.headers) ?? waits.shift()) : undefined
    if (wait !== undefined && wait < leftMs()) await sleep(wait, signal)
    else if (next.length > 0) without = new Set([...without, ...next])
    else throw new ModelFault(refusal(response.status), String(response.status))
  }
}

async function post(endpoint: Endpoint, body: object, signal: AbortSignal): Promise<Response> {
  return fetch(addressOf(endpoint), {
    method: 'POST',
    headers: headersOf(endpoint),
    body: JSON.stringify(body),
    // Key and headers go to nobody but the address that was set.
    redirect: 'manual',
    signal,
  })
}

/** @returns ms, from seconds or from a date as seen from the server's own */
function retryAfter(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.parse(headers.get('date') ?? '')
  // A time that is over still is no reason to ask without end.
  return Number.isNaN(ms) ? undefined : Math.max(ms, WAITS_MS[0] ?? 0)
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', give)
      resolve()
    }, ms)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}

const refusal = (status: number) => (status === 429 ? 'busy' : status >= 500 ? 'server' : 'refused')

/** What Node says of a certificate that it does not trust, as the cause of a failed request. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME/

function faultOf(error: unknown, signal: AbortSignal): ModelFault {
  if (error instanceof ModelFault) return error
  if (signal.aborted) return new ModelFault('timeout')
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return CERTIFICATE.test(code) ? new ModelFault('certificate', code) : new ModelFault('unreachable')
}
